"""Figures of groups, put together from neighbourhoods, practices or middle-layer areas.

Counts of people are pooled, with Wilson's interval for percentages and Byar's for rates.
Modelled counts are pooled too, but carry no sampling error: there, and for scores without
counts, the standard error comes from how much the members of a group differ. Averages with
published intervals, such as life expectancy, carry those on. A group with too few members, or
too few people, is refused in words.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from etl.aggregate_places import ONE_FIGURE
from etl.checks import RATE_MULTIPLIER
from etl.inequality.columns import PERIOD
from etl.inequality.group_kinds import KINDS
from etl.practice_means import practice_weights
from etl.sources.linked_records import LINKED
from insight.reference.catalogue import Catalogue, Indicator
from insight.statistics import (
    byar_interval,
    standard_error,
    student_quantile,
    wilson_interval,
)
from insight.statistics.intervals import normal_quantile

CELL = ["area_code", "edition", "group_kind", "group_id", *PERIOD]
UNITS = {
    "lsoa21": ("neighbourhoods", 5),
    "lsoa11": ("neighbourhoods", 5),
    "practice": ("practices", 3),
    "msoa": ("areas", 3),
}
NUMBERS = ("value", "standard_error", "lower_ci", "upper_ci")
FEWEST_PEOPLE = 50
TOO_FEW_PEOPLE = f"fewer than {FEWEST_PEOPLE} people"
NO_RESIDENTS = "it is not known how many people live here"


def pool_figures(
    tables: dict[str, pd.DataFrame], members: pd.DataFrame, catalogue: Catalogue
) -> pd.DataFrame:
    """Rows of group_figure for every indicator that has figures for neighbourhoods, practices or
    middle-layer areas. members: see `membership.members`."""
    observations = tables["observation"]
    everyone = observations[observations["group_id"] == "everyone"]
    everyone = everyone[everyone["area_code"].isin(members["unit_code"])]
    made = [
        _indicator(catalogue.indicators[str(indicator_id)], rows, members, catalogue, observations)
        for indicator_id, rows in everyone.groupby("indicator_id")
        if catalogue.indicators[str(indicator_id)].is_comparable
        and not _counts_groups(catalogue, str(indicator_id))
        and not _is_spread_out(rows, tables["area"])
    ]
    return pd.concat(made, ignore_index=True) if made else pd.DataFrame()


def _counts_groups(catalogue: Catalogue, indicator_id: str) -> bool:
    """Whether people themselves are grouped: small areas, many of them hidden, add nothing then."""
    source_id = catalogue.indicators[indicator_id].source_id
    return catalogue.sources[source_id].layout == LINKED


def _is_spread_out(rows: pd.DataFrame, area: pd.DataFrame) -> bool:
    """Whether figures are those of Places, handed out to all the areas in them: then there is
    nothing between groups of areas but the difference between Places."""
    places = area.drop_duplicates("area_code").set_index("area_code")["place_code"]
    inside = rows.groupby([rows["area_code"].map(places), "period_label"])["value"]
    several = inside.nunique()[inside.count() > 1]
    return len(several) > 0 and several.median() == 1


def _indicator(
    indicator: Indicator,
    rows: pd.DataFrame,
    members: pd.DataFrame,
    catalogue: Catalogue,
    observations: pd.DataFrame,
) -> pd.DataFrame:
    unit = _unit(rows, members)
    name, fewest = UNITS[unit]
    joined = members[members["unit"] == unit].merge(
        rows.drop(columns="area_code").assign(unit_code=rows["area_code"]),
        on="unit_code",
        suffixes=("", "_of_rows"),
    )
    joined = joined.drop(columns="group_id_of_rows").dropna(subset=["value"])
    if indicator.weighted_by:
        joined["residents"] = practice_weights(indicator, joined, observations)
    figures = _every_group(_figures(indicator, joined), indicator, name)
    too_few = figures["unit_count"] < fewest
    thin = figures["population_count"] < FEWEST_PEOPLE
    counted = figures["unit_count"].astype(str)
    refusal = ("only " + counted + f" {name} here").mask(counted == "0", f"no {name} here")
    refusal = refusal.mask(counted == "1", f"only 1 {name.removesuffix('s')} here")
    refusal = refusal.where(too_few, None).mask(thin & ~too_few, TOO_FEW_PEOPLE)
    refusal = refusal.mask(figures["value"].isna() & refusal.isna(), NO_RESIDENTS)
    figures = with_refusals(figures, refusal)
    if unit == "practice":
        figures = pd.concat([figures, *_inside_one_figure(figures, catalogue)])
        name = "patients" if indicator.counts_people else name
    return figures.assign(indicator_id=indicator.indicator_id, unit_of_analysis=name)


def _unit(rows: pd.DataFrame, members: pd.DataFrame) -> str:
    """What the figures are about: the unit of which most are here; of two, the newer."""
    present = members.drop_duplicates(["unit", "unit_code"])
    share = present["unit_code"].isin(rows["area_code"]).groupby(present["unit"]).mean()
    return str(max(UNITS, key=lambda unit: share.get(unit, -1.0)))


def _figures(indicator: Indicator, rows: pd.DataFrame) -> pd.DataFrame:
    """One row for each cell: value, standard_error, interval, population_count, unit_count."""
    counts = rows[["numerator_count", "denominator_count"]]
    has_counts = bool(counts.notna().all(axis=None))
    weight = rows["denominator_count"] if has_counts else rows["residents"]
    rows = rows.assign(weight=weight, weighted=weight * rows["value"])
    cells = rows.groupby(CELL)
    sums = cells[["numerator_count", "denominator_count", "weight", "weighted"]].sum(skipna=False)
    sums["unit_count"] = cells.size()
    if has_counts and indicator.ci_method != "none":
        return figures_from_counts(indicator, sums)
    scale = _scale(indicator)
    value = sums["weighted"] / sums["weight"]
    if has_counts:
        value = scale * sums["numerator_count"] / sums["denominator_count"]
    errors = standard_error(rows["lower_ci"].to_numpy(float), rows["upper_ci"].to_numpy(float))
    if not has_counts and not np.isnan(errors).any():
        squares = (rows["weight"] * errors) ** 2
        variance = squares.groupby([rows[c] for c in CELL]).sum() / sums["weight"] ** 2
    else:
        around = rows["value"] - value.reindex(pd.MultiIndex.from_frame(rows[CELL])).to_numpy()
        squares = (rows["weight"] * around) ** 2
        n = sums["unit_count"]
        spread = squares.groupby([rows[c] for c in CELL]).sum() / sums["weight"] ** 2
        # No spread at all is no knowledge of the error, not perfect knowledge; told by the values,
        # since a mean of equal values may differ from them in its last digit.
        variance = (spread * n / (n - 1)).where(cells["value"].nunique() > 1)
    variance = variance.astype("float64")
    error = np.sqrt(variance.where(variance > 0))
    reach = normal_quantile(0.95) * error
    if indicator.weighted_by:
        reach = student_quantile(0.95, sums["unit_count"].to_numpy(float) - 1) * error
    return sums.assign(
        value=value,
        standard_error=error,
        lower_ci=value - reach,
        upper_ci=value + reach,
        population_count=sums["weight"],
    ).reset_index()


def figures_from_counts(indicator: Indicator, sums: pd.DataFrame) -> pd.DataFrame:
    """Figures with intervals from sums of numerator_count and denominator_count (NaN: none)."""
    count, among = (sums[c].to_numpy(float) for c in ("numerator_count", "denominator_count"))
    among = np.where(among > 0, among, np.nan)
    scale = _scale(indicator)
    if indicator.value_type == "percentage":
        lower, upper = wilson_interval(count, among)
    else:
        lower, upper = byar_interval(count, among, 1)
    return sums.assign(
        value=scale * count / among,
        standard_error=scale * standard_error(lower, upper),
        lower_ci=scale * lower,
        upper_ci=scale * upper,
        population_count=sums["denominator_count"],
    ).reset_index()


def with_refusals(figures: pd.DataFrame, refusal: pd.Series) -> pd.DataFrame:
    """The same rows with `refusal`, and no figure where there is one."""
    is_refused = refusal.notna().to_numpy()
    kept = {name: figures[name].mask(is_refused) for name in NUMBERS}
    return figures.assign(refusal=refusal.to_numpy(), **kept)


def _scale(indicator: Indicator) -> float:
    return RATE_MULTIPLIER.get(indicator.unit, 100)


def _every_group(figures: pd.DataFrame, indicator: Indicator, unit: str) -> pd.DataFrame:
    """Add the groups nobody is in, so that a gap in the gradient has its reason."""
    outer = ["area_code", "edition", "group_kind", *PERIOD]
    cells = figures[outer].drop_duplicates()
    groups = pd.DataFrame(
        [(kind.name, group) for kind in KINDS.values() for group in kind.groups],
        columns=["group_kind", "group_id"],
    )
    full = cells.merge(groups, on="group_kind").merge(figures, on=[*outer, "group_id"], how="left")
    return full.fillna({"unit_count": 0}).astype({"unit_count": int})


def _inside_one_figure(figures: pd.DataFrame, catalogue: Catalogue) -> list[pd.DataFrame]:
    """Places whose practices are only known together with those of another Place."""
    several = {a.area_code for a in catalogue.areas.values() if a.area_type == "sub_icb"}
    rows = figures[figures["area_code"].isin(several)]
    numbers = [*NUMBERS, "population_count", "unit_count"]
    blank = rows.assign(refusal=ONE_FIGURE, **dict.fromkeys(numbers, np.nan))
    inside = [place.area_code for place in catalogue.places() if not place.nhs_codes]
    return [blank.assign(area_code=code) for code in inside]
