"""Group figures, gaps and changes of gaps for tests, in the columns of the schema."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
from hypothesis import strategies as st

from insight.statistics import gap, gap_change, people_difference, slope_index
from tests.insight.frames import NAMES

KINDS = {
    "core20": ("core20", "not-core20"),
    "deprivation_quintile": tuple(f"imd-quintile-{number}" for number in range(1, 6)),
    "deprivation_decile": tuple(f"imd-decile-{number}" for number in range(1, 11)),
    "practice_quintile": tuple(f"practice-quintile-{number}" for number in range(1, 6)),
    "local_quintile": tuple(f"local-quintile-{number}" for number in range(1, 6)),
    "ethnic_group": ("ethnic-asian", "ethnic-white"),
    "sex": ("sex-female", "sex-male"),
}
UNITS = {
    "core20": "neighbourhoods",
    "deprivation_quintile": "neighbourhoods",
    "deprivation_decile": "people",
    "practice_quintile": "patients",
    "local_quintile": "areas",
    "ethnic_group": "people",
    "sex": "people",
}
GROUP_NAMES = {"ethnic-asian": "Asian or Asian British", "ethnic-white": "White"}
CARRIED = (
    "indicator_id",
    "area_code",
    "area_name",
    "edition",
    "group_kind",
    "period_start_date",
    "period_end_date",
    "period_label",
    "unit_of_analysis",
)
NO_GAP = "fewer than 5 neighbourhoods in a group"
NO_SLOPE = "two groups make no gradient"


def group_figures(
    kind: str,
    values: list[float],
    errors: list[float],
    people: list[float],
    area: str = "Halton",
    year: int = 2022,
) -> pd.DataFrame:
    """Rows as `queries.group_figures` gives them; NaN values are refused groups."""
    figures = pd.DataFrame({"value": values, "standard_error": errors, "population_count": people})
    names = [GROUP_NAMES.get(group, group) for group in KINDS[kind]]
    return figures.assign(
        indicator_id="made-up",
        area_code=area,
        area_name=area,
        edition="2025",
        group_kind=kind,
        group_id=KINDS[kind],
        group_name=names,
        sort_order=range(len(names)),
        period_start_date=pd.Timestamp(year, 1, 1),
        period_end_date=pd.Timestamp(year, 12, 31),
        period_label=str(year),
        unit_of_analysis=UNITS[kind],
        lower_ci=figures["value"] - 1.96 * figures["standard_error"],
        upper_ci=figures["value"] + 1.96 * figures["standard_error"],
        unit_count=12,
        refusal=["" if value == value else NO_GAP for value in values],
    )


def inequality_row(figures: pd.DataFrame) -> dict[str, object]:
    """A row as `queries.inequalities` gives it, from one area's groups of one period."""
    first, last = figures.iloc[0], figures.iloc[-1]
    found = gap(first["value"], first["standard_error"], last["value"], last["standard_error"])
    people = people_difference(found, first["population_count"], 100)
    row: dict[str, object] = {name: first[name] for name in CARRIED}
    refused = math.isnan(float(found.absolute))
    row |= {
        "group_id": first["group_id"],
        "group_name": first["group_name"],
        "reference_group_id": last["group_id"],
        "reference_group_name": last["group_name"],
        "value": first["value"],
        "reference_value": last["value"],
        "absolute_gap": float(found.absolute),
        "absolute_lower": float(found.absolute_lower),
        "absolute_upper": float(found.absolute_upper),
        "relative_gap": float(found.relative),
        "relative_lower": float(found.relative_lower),
        "relative_upper": float(found.relative_upper),
        "is_clear": bool(found.is_clear),
        "people_count": float(people.people),
        "people_lower": float(people.lower),
        "people_upper": float(people.upper),
        "gap_refusal": NO_GAP if refused else "",
    }
    return row | _slope(figures)


def _slope(figures: pd.DataFrame) -> dict[str, object]:
    names = ["slope", "slope_lower", "slope_upper", "relative_index", "relative_index_lower"]
    names += ["relative_index_upper", "intercept", "residual_share"]
    try:
        found = slope_index(
            figures["population_count"], figures["value"], figures["standard_error"],
            repetitions=1_000,
        )  # fmt: skip
    except ValueError:
        return dict.fromkeys(names, math.nan) | {"slope_refusal": NO_SLOPE}
    return {
        "slope": found.slope,
        "slope_lower": found.slope_lower,
        "slope_upper": found.slope_upper,
        "relative_index": found.relative,
        "relative_index_lower": found.relative_lower,
        "relative_index_upper": found.relative_upper,
        "intercept": found.intercept,
        "residual_share": found.residual_share,
        "slope_refusal": "",
    }


def gap_change_row(then: pd.DataFrame, now: pd.DataFrame) -> dict[str, object]:
    """A row as `queries.gap_changes` gives it, between two periods of one area's groups."""
    gaps = [
        gap(*(rows.iloc[end][name] for end in (0, -1) for name in ("value", "standard_error")))
        for rows in (then, now)
    ]
    changed = gap_change(*gaps)
    first = then.iloc[0]
    return {
        "indicator_id": first["indicator_id"],
        "area_code": first["area_code"],
        "area_name": first["area_name"],
        "edition": first["edition"],
        "group_kind": first["group_kind"],
        "from_period_label": first["period_label"],
        "to_period_label": now.iloc[0]["period_label"],
        "absolute_word": str(changed.absolute_word),
        "relative_word": str(changed.relative_word),
        "reason": "a group has no figure"
        if "cannot be calculated" in (changed.absolute_word, changed.relative_word)
        else "",
    }


@st.composite
def groups(draw: st.DrawFn, kind: str | None = None, area: str = "Ash") -> pd.DataFrame:
    """The groups of one kind, area and period; one in some has no figure."""
    kind = kind or draw(st.sampled_from(list(KINDS)))
    count = len(KINDS[kind])
    steep = draw(st.integers(-30, 30)) / 10
    base = draw(st.integers(150, 300)) / 10
    values = [base + steep * step * 4 / count for step in range(count)]
    if draw(st.integers(0, 5)) == 0:
        values[draw(st.sampled_from([0, count - 1]))] = math.nan
    error = draw(st.sampled_from([0.2, 0.8, 2.5, 6.0]))
    people = [float(draw(st.integers(500, 9000))) for _ in range(count)]
    return group_figures(kind, values, [error] * count, people, area)


@st.composite
def areas_of_groups(draw: st.DrawFn) -> list[pd.DataFrame]:
    """The same groups in up to five areas."""
    kind = draw(st.sampled_from(list(KINDS)))
    return [draw(groups(kind, name)) for name in NAMES[: draw(st.integers(1, 5))]]


def gap_rows(areas: list[pd.DataFrame]) -> pd.DataFrame:
    """`inequality_row` of each frame of groups."""
    return pd.DataFrame([inequality_row(figures) for figures in areas])


def many_years(kind: str = "core20", areas: tuple[str, ...] = ("Halton",)) -> pd.DataFrame:
    """Gaps of several areas over eight years, one of them refused; for charts over time."""
    random = np.random.default_rng(1)
    rows = []
    for place, area in enumerate(areas):
        for year in range(2016, 2024):
            step = year - 2016
            values = [20.0 - place + step * 0.4, 14.0]
            if (year, place % 3) == (2019, 0):
                values[0] = math.nan
            errors = list(random.uniform(0.5, 2.2, 2))
            rows.append(group_figures(kind, values, errors, [5000.0, 9000.0], area, year))
    return gap_rows(rows)
