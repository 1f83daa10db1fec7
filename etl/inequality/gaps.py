"""The gap and the gradient in every cell: one indicator, area, edition, kind and period.

Deprivation: the most deprived group against the least, or Core20 against the rest. Sex: women
against men. Ethnic group: every group is tested against White, with Holm's correction; the gap
shown is that of the group furthest from White among those that clearly differ or, when none
does, the furthest of all. `is_clear` follows the corrected test there, so that picking the widest
gap of several cannot by itself make a finding.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from etl.aggregate_places import ONE_FIGURE
from etl.checks import RATE_MULTIPLIER
from etl.inequality.columns import CELL, PERIOD
from etl.inequality.group_kinds import ETHNIC_NOT_STATED, KINDS, MERGED_FIFTHS, GroupKind
from insight.reference.catalogue import Catalogue
from insight.statistics import difference_test, gap, holm, people_difference
from insight.statistics.intervals import Floats

CHANCE = 0.05
WHOLE = [*CELL, *PERIOD, "unit_of_analysis"]
FIGURE = ["group_id", "value", "standard_error", "population_count", "refusal"]


def gaps(figures: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """The gap columns of the table inequality, from rows of group_figure; one row per cell."""
    pairs = [_pairs(rows, KINDS[str(kind)]) for kind, rows in figures.groupby("group_kind")]
    rows = pd.concat(pairs, ignore_index=True)
    between = gap(
        *(
            rows[name].to_numpy(float)
            for name in ("value", "standard_error", "reference_value", "reference_error")
        )
    )
    numbers = {
        "absolute_gap": between.absolute,
        "absolute_lower": between.absolute_lower,
        "absolute_upper": between.absolute_upper,
        "relative_gap": between.relative,
        "relative_lower": between.relative_lower,
        "relative_upper": between.relative_upper,
    }
    is_clear = np.where(
        rows["is_corrected_clear"].isna(), between.is_clear, rows["is_corrected_clear"] == 1
    )
    people = people_difference(between, _people(rows, catalogue), 1)
    return rows.assign(
        **numbers,
        is_clear=is_clear,
        people_count=people.people,
        people_lower=people.lower,
        people_upper=people.upper,
        gap_refusal=_refusal(rows, catalogue),
    )


def _pairs(figures: pd.DataFrame, kind: GroupKind) -> pd.DataFrame:
    """Each cell with the two groups its gap is between, side by side."""
    cells = figures[WHOLE].drop_duplicates()
    last = figures.loc[figures["group_id"] == kind.groups[-1], [*WHOLE, *FIGURE]]
    last = last.rename(columns=REFERENCE)
    if kind.compares_all:
        first = _furthest(figures, last)
    else:
        is_first = figures["group_id"].isin([kind.groups[0], MERGED_FIFTHS])
        first = figures.loc[is_first, [*WHOLE, *FIGURE]].assign(is_corrected_clear=np.nan)
    pairs = cells.merge(first, on=WHOLE, how="left").merge(last, on=WHOLE, how="left")
    return pairs.fillna({"group_id": kind.groups[0], "reference_group_id": kind.groups[-1]})


REFERENCE = {
    "group_id": "reference_group_id",
    "value": "reference_value",
    "standard_error": "reference_error",
    "population_count": "reference_population",
    "refusal": "reference_refusal",
}


def _furthest(figures: pd.DataFrame, last: pd.DataFrame) -> pd.DataFrame:
    """In each cell the group that differs most from the reference; see the top of this page."""
    rows = figures[figures["group_id"] != ETHNIC_NOT_STATED]
    rows = rows.merge(last, on=WHOLE, how="left")
    rows = rows[rows["group_id"] != rows["reference_group_id"]]
    test = difference_test(
        *(
            rows[name].to_numpy(float)
            for name in ("value", "standard_error", "reference_value", "reference_error")
        )
    )
    rows = rows.assign(p_value=test.p_value, distance=np.abs(test.difference))
    corrected = rows.groupby(WHOLE)["p_value"].transform(lambda p: holm(p.to_numpy()))
    rows["is_corrected_clear"] = (corrected < CHANCE).astype(float)
    rows = rows.sort_values(
        ["is_corrected_clear", "distance", "group_id"], ascending=[False, False, True]
    )
    return rows.drop_duplicates(WHOLE)[[*WHOLE, *FIGURE, "is_corrected_clear"]]


def _people(rows: pd.DataFrame, catalogue: Catalogue) -> Floats:
    """How many people one unit of the indicator is in the group, where it counts people."""
    share = {
        i.indicator_id: 1 / RATE_MULTIPLIER.get(i.unit, 100)
        for i in catalogue.indicators.values()
        if i.counts_people
    }
    return (rows["population_count"] * rows["indicator_id"].map(share)).to_numpy(float)


def _refusal(rows: pd.DataFrame, catalogue: Catalogue) -> pd.Series:
    """Why there is no gap: which group has no figure, and why."""
    names = {group.group_id: group.group_name for group in catalogue.groups.values()}
    words = pd.Series(None, index=rows.index, dtype=object)
    for group, value, refusal in (
        ("reference_group_id", "reference_value", "reference_refusal"),
        ("group_id", "value", "refusal"),
    ):
        reason = rows[group].map(names) + ": " + rows[refusal].fillna("not published")
        words = words.mask(rows[value].isna(), reason)
    # This reason is about the whole area, so it names no group.
    return words.mask(rows["refusal"] == ONE_FIGURE, ONE_FIGURE)
