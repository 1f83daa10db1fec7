"""Figures of groups, put together from neighbourhoods, practices or middle-layer areas.

Counts of people are pooled, with Wilson's interval for percentages and Byar's for rates.
Modelled counts are pooled too, but carry no sampling error: there, and for scores without
counts, the standard error comes from how much the members of a group differ. Averages with
published intervals, such as life expectancy, carry those on. A group with too few members, or
too few people, is refused in words.
"""

from __future__ import annotations

from dataclasses import dataclass

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

CELL = ["area_code", "edition", "group_kind", "group_id"]
NUMBERED = ["cell", "period"]
FIGURE = ["value", "lower_ci", "upper_ci", "numerator_count", "denominator_count"]
UNITS = {
    "lsoa21": ("neighbourhoods", 5),
    "lsoa11": ("neighbourhoods", 5),
    "practice": ("practices", 3),
    "msoa": ("areas", 3),
}
NUMBERS = ("value", "standard_error", "lower_ci", "upper_ci")
FEWEST_SHARE = 0.5  # of an area's neighbourhoods, say: figures of fewer say nothing of the others
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
    everyone = everyone[["indicator_id", "area_code", *PERIOD, *FIGURE]]
    places = tables["area"].drop_duplicates("area_code").set_index("area_code")["place_code"]
    groups = _numbered(members)
    made = [
        _indicator(catalogue.indicators[str(indicator_id)], rows, groups, catalogue, observations)
        for indicator_id, rows in everyone.groupby("indicator_id")
        if catalogue.indicators[str(indicator_id)].is_comparable
        and not _counts_groups(catalogue, str(indicator_id))
        and not _is_spread_out(rows, places)
    ]
    made = [each for each in made if len(each)]
    return pd.concat(made, ignore_index=True) if made else pd.DataFrame()


@dataclass(frozen=True)
class Groups:
    """Groups and their members by number, which compare much faster than words do.

    cells: area_code, edition, group_kind and group_id of each group there is or could be, and
    `around`, the number that all groups of one area, edition and kind share; the index is the
    number of the cell. members: each unit's unit_code, cell and residents, by unit. codes: its
    unit_codes.
    """

    cells: pd.DataFrame
    members: dict[str, pd.DataFrame]
    codes: dict[str, set[str]]


def _numbered(members: pd.DataFrame) -> Groups:
    kinds = pd.DataFrame(
        [(kind.name, group) for kind in KINDS.values() for group in kind.groups],
        columns=["group_kind", "group_id"],
    )
    around = members[CELL[:3]].drop_duplicates().reset_index(drop=True)
    cells = around.reset_index(names="around").merge(kinds, on="group_kind")
    numbered = members.merge(cells.reset_index(names="cell"), on=CELL)
    by_unit = {str(unit): rows for unit, rows in numbered.groupby("unit")}
    return Groups(
        cells,
        {unit: rows[["unit_code", "cell", "residents"]] for unit, rows in by_unit.items()},
        {unit: set(rows["unit_code"]) for unit, rows in by_unit.items()},
    )


def _counts_groups(catalogue: Catalogue, indicator_id: str) -> bool:
    """Whether people themselves are grouped: small areas, many of them hidden, add nothing then."""
    source_id = catalogue.indicators[indicator_id].source_id
    return catalogue.sources[source_id].layout == LINKED


def _is_spread_out(rows: pd.DataFrame, places: pd.Series) -> bool:
    """Whether figures are those of Places, handed out to all the areas in them: then there is
    nothing between groups of areas but the difference between Places. places: area → its Place."""
    inside = rows.groupby([rows["area_code"].map(places), "period_label"])["value"]
    several = inside.nunique()[inside.count() > 1]
    return len(several) > 0 and several.median() == 1


def _indicator(
    indicator: Indicator,
    rows: pd.DataFrame,
    groups: Groups,
    catalogue: Catalogue,
    observations: pd.DataFrame,
) -> pd.DataFrame:
    unit = _unit(rows, groups)
    name, fewest = UNITS[unit]
    periods = rows[PERIOD].drop_duplicates().reset_index(drop=True)
    rows = rows.merge(periods.reset_index(names="period"), on=PERIOD)
    rows = rows.rename(columns={"area_code": "unit_code"})
    members = _of_areas_told(groups, unit, rows["unit_code"])
    if members.empty:
        return members
    if indicator.weighted_by:
        rows["residents"] = practice_weights(indicator, rows, observations)
        members = members.drop(columns="residents")
    joined = members.merge(rows.drop(columns=PERIOD).dropna(subset=["value"]), on="unit_code")
    figures = _every_group(_figures(indicator, joined), groups.cells, periods)
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


def _unit(rows: pd.DataFrame, groups: Groups) -> str:
    """What the figures are about: the unit of which most are here; of two, the newer."""
    present = set(rows["area_code"])
    share = {unit: len(codes & present) / len(codes) for unit, codes in groups.codes.items()}
    return max(UNITS, key=lambda unit: share.get(unit, -1.0))


def _of_areas_told(groups: Groups, unit: str, present: pd.Series) -> pd.DataFrame:
    """The members of areas that enough units have a row of, be it hidden. present: these units."""
    members = groups.members[unit]
    around = groups.cells["around"].to_numpy()[members["cell"]]
    share = members["unit_code"].isin(present).groupby(around).transform("mean")
    return members[share >= FEWEST_SHARE]


def _figures(indicator: Indicator, rows: pd.DataFrame) -> pd.DataFrame:
    """One row for each cell and period, by number: value, standard_error, interval,
    population_count, unit_count."""
    counts = rows[["numerator_count", "denominator_count"]]
    has_counts = bool(counts.notna().all(axis=None))
    weight = rows["denominator_count"] if has_counts else rows["residents"]
    rows = rows.assign(weight=weight, weighted=weight * rows["value"])
    cells = rows.groupby(NUMBERED)
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
        variance = squares.groupby([rows[c] for c in NUMBERED]).sum() / sums["weight"] ** 2
    else:
        around = rows["value"] - value.to_numpy()[cells.ngroup()]
        squares = (rows["weight"] * around) ** 2
        n = sums["unit_count"]
        spread = squares.groupby([rows[c] for c in NUMBERED]).sum() / sums["weight"] ** 2
        # No spread at all is no knowledge of the error, not perfect knowledge; told by the values,
        # since a mean of equal values may differ from them in its last digit.
        variance = (spread * n / (n - 1)).where(cells["value"].max() > cells["value"].min())
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


def _every_group(figures: pd.DataFrame, cells: pd.DataFrame, periods: pd.DataFrame) -> pd.DataFrame:
    """Names for numbers, with the groups nobody is in, so that a gap in the gradient has its
    reason. cells: see Groups. periods: by the number of each."""
    there = figures[["period"]].assign(around=cells["around"].to_numpy()[figures["cell"]])
    full = cells.reset_index(names="cell").merge(there.drop_duplicates(), on="around")
    full = full.merge(figures, on=NUMBERED, how="left").join(periods, on="period")
    full = full.drop(columns=["around", *NUMBERED])
    return full.fillna({"unit_count": 0}).astype({"unit_count": int})


def _inside_one_figure(figures: pd.DataFrame, catalogue: Catalogue) -> list[pd.DataFrame]:
    """Places whose practices are only known together with those of another Place."""
    several = {a.area_code for a in catalogue.areas.values() if a.area_type == "sub_icb"}
    rows = figures[figures["area_code"].isin(several)]
    numbers = [*NUMBERS, "population_count", "unit_count"]
    blank = rows.assign(refusal=ONE_FIGURE, **dict.fromkeys(numbers, np.nan))
    inside = [place.area_code for place in catalogue.places() if not place.nhs_codes]
    return [blank.assign(area_code=code) for code in inside]
