"""The figures of a subject in one area, judged: better, worse, or with a clear gap inside it.

A figure is judged by its 95% interval against England in the same period, or against the system
where England has no figure; a gap by whether its own interval leaves out none (`is_clear` of the
table inequality). Nothing else may make a figure count as worse, and what has no interval is not
judged at all.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

import pandas as pd

from insight.analysis.ages import OLD_YEARS, VERY_OLD_YEARS, years_old
from insight.analysis.benchmarks import without_figure
from insight.analysis.voices.strength import NONE, Strength, strength
from insight.reference.vocabulary import NO_RANGE, SO_NOT_TESTED
from insight.store.rows import records

# What all judged figures of a subject come to.
WORSE, GAP, BETTER, MIXED, SIMILAR, UNTESTED = (
    "worse",
    "gap",
    "better",
    "mixed",
    "similar",
    "untested",
)
IS_NEED = (WORSE, GAP)
JUDGED = ("better", "worse", "similar")
Row = dict[str, Any]


@dataclass(frozen=True)
class FigureSide:
    """What the figures of one subject say of one area.

    direction: worse (some are worse than what they are set against, none better), gap (none
    differs, but the most deprived are clearly worse off), better (some better, none worse, no clear
    gap), mixed, similar, or untested. figures: every indicator in its order, rows of
    `queries.subject_figures` with verdict and reason. lead: the one to show, which decided the
    direction where one did; None without any. gap: the gap by deprivation to show, a row of
    `latest_gaps`, or None.
    """

    direction: str
    figures: tuple[Row, ...]
    lead: Row | None
    gap: Row | None
    strength: Strength

    @property
    def is_tested(self) -> bool:
        """Whether anything here could be judged."""
        return self.direction != UNTESTED

    @property
    def is_need(self) -> bool:
        """Whether the figures are clearly worse, or the gap is clear."""
        return self.direction in IS_NEED

    @property
    def has_clear_gap(self) -> bool:
        """Whether the most deprived are clearly worse off."""
        return self.gap is not None and is_worse_off(self.gap)


def latest_gaps(inequalities: pd.DataFrame, kinds: Iterable[str]) -> pd.DataFrame:
    """The latest tested gap of each indicator and area, by the first of `kinds` that it has.

    inequalities: `queries.strongest_inequalities`, all of it. Of several editions the newest.
    None inside a figure with a sign of doubt.
    """
    order = {kind: place for place, kind in enumerate(kinds)}
    rows = inequalities[inequalities["group_kind"].isin(order) & (inequalities["doubt"] == "")]
    rows = rows.assign(kind_order=rows["group_kind"].map(order).astype(int)).sort_values(
        ["kind_order", "edition"], ascending=[True, False], kind="stable"
    )
    return rows.drop_duplicates(["indicator_id", "area_code"]).drop(columns="kind_order")


def gaps_by_key(gaps: pd.DataFrame) -> dict[tuple[str, str], Row]:
    """`latest_gaps` keyed (indicator_id, area_code)."""
    return {(row["indicator_id"], row["area_code"]): row for row in records(gaps)}


def is_worse_off(gap: Row) -> bool:
    """Whether the group of a gap is clearly worse off than the group it is set against."""
    if not gap["is_clear"] or gap["polarity"] == "no_judgement":
        return False
    return bool((gap["absolute_gap"] > 0) is (gap["polarity"] == "low_is_good"))


def figure_sides(
    figures: pd.DataFrame, gaps: pd.DataFrame, today: date
) -> dict[tuple[str, str], FigureSide]:
    """The figure side of every subject and area.

    figures: `verdicts.with_row_verdicts` of `queries.subject_figures`; gaps: `latest_gaps`
    by deprivation; today: the day figures are old or new by. Keyed (subject_id, area_code).
    """
    known = gaps_by_key(gaps)
    rows = records(figures.sort_values(["subject_id", "area_code", "link_order"]))
    found = {}
    for key, of_one in groupby(rows, key=lambda row: (row["subject_id"], row["area_code"])):
        mine = tuple(of_one)
        theirs = [known.get((row["indicator_id"], row["area_code"])) for row in mine]
        found[key] = _side(mine, [gap for gap in theirs if gap], today)
    return found


def _side(figures: tuple[Row, ...], gaps: list[Row], today: date) -> FigureSide:
    judged_gaps = [row for row in gaps if row["polarity"] != "no_judgement"]
    gap = next((row for row in judged_gaps if is_worse_off(row)), None)
    direction = _direction({row["verdict"] for row in figures}, gap, judged_gaps)
    gap = gap or next(iter(judged_gaps), None)
    lead = _lead(figures, direction)
    return FigureSide(direction, figures, lead, gap, _strength(direction, lead, gap, today))


def _direction(verdicts: set[str], gap: Row | None, gaps: list[Row]) -> str:
    if "worse" in verdicts and "better" in verdicts:
        return MIXED
    if "worse" in verdicts:
        return WORSE
    if "better" in verdicts:
        return MIXED if gap else BETTER
    if gap:
        return GAP
    return SIMILAR if "similar" in verdicts or gaps else UNTESTED


def _lead(figures: tuple[Row, ...], direction: str) -> Row | None:
    """The first figure that decided, or the first judged, or the first there is."""
    wanted = (
        [row for row in figures if row["verdict"] == direction],
        [row for row in figures if row["verdict"] in JUDGED],
        [row for row in figures if not pd.isna(row["value"])],
    )
    return next((rows[0] for rows in wanted if rows), None)


def _strength(direction: str, lead: Row | None, gap: Row | None, today: date) -> Strength:
    row = gap if direction == GAP or lead is None else lead
    if row is None:
        return Strength(NONE, ("there is no figure for this area",))
    years = years_old(row["period_end_date"].date(), today)
    against = []
    if direction == UNTESTED:
        against.append(why_untested(row))
    if years >= OLD_YEARS:
        against.append(f"the figure is {years} years old")
    if direction == GAP and row["unit_of_analysis"] != "people":
        against.append(f"{row['unit_of_analysis']} are compared, not people")
    is_weak = direction == UNTESTED or years >= VERY_OLD_YEARS
    return strength(against, "it has a range and is recent", is_weak)


def why_untested(row: Row) -> str:
    """Why a figure was not judged, in words."""
    if not pd.isna(row.get("place_count")):
        return "the figure of the system is approximate, so not tested"
    if row["verdict"] in ("higher", "lower"):
        return "neither high nor low is good by itself"
    of_whom = row.get("benchmark_name") or "England"
    reasons = {
        NO_RANGE: f"{NO_RANGE}{SO_NOT_TESTED}",
        "no benchmark figure for this period": without_figure(of_whom),
    }
    return reasons.get(row["reason"], row["reason"] or "not tested")
