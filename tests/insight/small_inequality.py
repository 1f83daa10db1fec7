"""Made-up rows for the tables of gaps, similar areas and priorities of the small store."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from insight.statistics import gap

GROUPS = [
    ("core20", "core20"),
    ("not-core20", "core20"),
    ("sex-female", "sex"),
    ("sex-male", "sex"),
]
REFUSED = "only 2 neighbourhoods here"
NO_SLOPE = "two groups make no gradient"


def inequality_tables(
    random: np.random.Generator, places: list[str], system: str
) -> dict[str, pd.DataFrame]:
    """group_figure, inequality and gap_change: two indicators, two kinds, some refused."""
    cells = [
        (indicator, area, edition, kind, year)
        for indicator, edition, kind, years in (
            ("smoking", "2025", "core20", (2022, 2023)),
            ("smoking", "2019", "core20", (2021,)),
            ("claimants", "none", "sex", (2024,)),
        )
        for area in (*places, system)
        for year in years
    ]
    figures: list[dict[str, Any]] = []
    gaps: list[dict[str, Any]] = []
    for number, (indicator, area, edition, kind, year) in enumerate(cells):
        cell = {
            "indicator_id": indicator,
            "area_code": area,
            "edition": edition,
            "group_kind": kind,
            "period_start_date": date(year, 1, 1),
            "period_end_date": date(year, 12, 31),
            "period_label": str(year),
            "unit_of_analysis": "people" if kind == "sex" else "neighbourhoods",
        }
        is_refused = number % 7 == 3
        pair = [group for group, of_kind in GROUPS if of_kind == kind]
        sides = list(_sides(random, has_error=number % 5 != 1))
        figures += [
            {**cell, "group_id": group, **({"refusal": REFUSED} if is_refused else side)}
            for group, side in zip(pair, sides, strict=True)
        ]
        gaps.append({**cell, **_gap(pair, sides, REFUSED if is_refused else None)})
    inequality = pd.DataFrame(gaps)
    changes = inequality.drop_duplicates(["indicator_id", "area_code", "edition", "group_kind"])
    changes = changes[["indicator_id", "area_code", "edition", "group_kind"]].assign(
        from_period_label="2022",
        to_period_label="2023",
        absolute_word="widening",
        relative_word="no clear change",
        reason=None,
    )
    unknown = np.arange(len(changes)) % 3 == 0
    changes.loc[unknown, ["absolute_word", "relative_word"]] = "cannot be calculated"
    changes.loc[unknown, "from_period_label"] = ""
    changes.loc[unknown, "reason"] = "only one period has a gap with a range"
    return {
        "group_figure": pd.DataFrame(figures),
        "inequality": inequality,
        "gap_change": changes,
    }


def likeness_tables(random: np.random.Generator, places: list[str]) -> dict[str, pd.DataFrame]:
    """authority_profile and similar_area. The other Places stand in for similar authorities;
    the first three Places have only four, too few for a mean."""
    profile = pd.DataFrame({"area_code": places})
    for name in ("core20_neighbourhood_pct", "imd_score", "aged_under_16_pct"):
        profile[name] = random.uniform(10, 40, len(places))
    profile["aged_65_plus_pct"] = random.uniform(10, 30, len(places))
    profile["travel_minutes"] = [None, *random.uniform(8, 15, len(places) - 1)]
    rows = [
        (place, other, rank, rank / 10)
        for number, place in enumerate(places)
        for rank, other in enumerate(
            [code for code in places if code != place][: 4 if number < 3 else 6], start=1
        )
    ]
    columns = ["place_code", "area_code", "similarity_rank", "distance"]
    return {"authority_profile": profile, "similar_area": pd.DataFrame(rows, columns=columns)}


def priority_tables(places: list[str], system: str) -> dict[str, pd.DataFrame]:
    """Two priorities of each Place and of the system, one of them with two indicators."""
    priorities, links = [], []
    for area in (*places[:3], system):
        for number in (2, 1):
            name = f"{area.lower()}-{number}"
            reason = "" if number == 1 else "nothing measures it"
            priorities.append(
                (name, area, f"Priority {number}", "In short.", f"4.{number}", reason)
            )
        links += [(f"{area.lower()}-1", each, "It tells.") for each in ("smoking", "claimants")]
    columns = ["priority_id", "place_code", "priority_name", "summary", "section"]
    columns += ["no_indicator_reason"]
    return {
        "place_priority": pd.DataFrame(priorities, columns=columns).assign(source_id="survey"),
        "priority_indicator": pd.DataFrame(
            links, columns=["priority_id", "indicator_id", "rationale"]
        ),
    }


def _sides(random: np.random.Generator, has_error: bool) -> Iterator[dict[str, Any]]:
    for _ in range(2):
        value, error = float(random.uniform(10, 30)), float(random.uniform(0.3, 3))
        yield {
            "value": value,
            "standard_error": error if has_error else None,
            "lower_ci": value - 1.96 * error if has_error else None,
            "upper_ci": value + 1.96 * error if has_error else None,
            "population_count": float(random.integers(100, 9_000)),
            "unit_count": 12,
            "refusal": None,
        }


def _gap(pair: list[str], sides: list[dict[str, Any]], refusal: str | None) -> dict[str, Any]:
    names = {"group_id": pair[0], "reference_group_id": pair[1], "slope_refusal": NO_SLOPE}
    if refusal:
        return {**names, "is_clear": False, "gap_refusal": refusal}
    numbers = [
        np.nan if side[name] is None else side[name]
        for side in sides
        for name in ("value", "standard_error")
    ]
    found = gap(*numbers)
    return {
        **names,
        "value": sides[0]["value"],
        "reference_value": sides[1]["value"],
        "absolute_gap": float(found.absolute),
        "absolute_lower": float(found.absolute_lower),
        "absolute_upper": float(found.absolute_upper),
        "relative_gap": float(found.relative),
        "relative_lower": float(found.relative_lower),
        "relative_upper": float(found.relative_upper),
        "is_clear": bool(found.is_clear),
        "gap_refusal": None,
    }
