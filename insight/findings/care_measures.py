"""The measures of a clinical area: one row of its table for each, and its rows for files."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd

from insight.analysis import latest_figures
from insight.findings import cells
from insight.findings.gaps import gap_link
from insight.findings.table import Cell, Column, cell, linked, quiet, strong
from insight.language import number_format, sentences
from insight.language.sentences.groups import pair_words
from insight.language.sentences.inequality import has_gap, is_tested
from insight.language.sentences.sizes import absolute_words, relative_words
from insight.reference.areas import SYSTEM, areas
from insight.reference.vocabulary import LINKED_SOURCE, SYNTHETIC_SOURCE

NO_GROUPS = "published for whole areas only, so no groups can be compared"
# Said beside figures that no publisher gives.
ORIGINS = {
    LINKED_SOURCE: "From linked records, local",
    SYNTHETIC_SOURCE: "Synthetic: from made-up records",
}
ESTIMATE = "approximate: the mean of the Places weighted by their residents, not tested"
# The columns of a gap in a file, behind those of the figure for everyone.
GAP_COLUMNS = {
    "area_name": "gap_area_name",
    "period_label": "gap_period_label",
    "edition": "edition",
    "group_name": "gap_group_name",
    "value": "gap_group_value",
    "reference_group_name": "reference_group_name",
    "reference_value": "reference_group_value",
    "absolute_gap": "absolute_gap",
    "absolute_lower": "absolute_lower",
    "absolute_upper": "absolute_upper",
    "relative_gap": "relative_gap",
    "relative_lower": "relative_lower",
    "relative_upper": "relative_upper",
    "is_clear": "is_clear",
}


@dataclass(frozen=True, eq=False)
class Measure:
    """One row of a clinical area: an indicator, where it stands, and its gap if it has one.

    gap: a row of `queries.clinical_area_gaps`; empty when no groups are published. change: of
    `queries.gap_changes`; empty without one.
    """

    latest: latest_figures.LatestFigures
    is_goal: bool
    gap: pd.Series
    change: pd.Series

    @property
    def has_gap(self) -> bool:
        """Whether a gap is given."""
        return len(self.gap) > 0 and has_gap(self.gap)

    @property
    def why_no_gap(self) -> str:
        """Why no gap is given, '' where one is."""
        return NO_GROUPS if self.gap.empty else str(self.gap["gap_refusal"])


def measure_columns(benchmark: str, area_code: str) -> list[Column]:
    """The columns of the table of a clinical area, of the system or a Place.

    benchmark: its name inside a sentence.
    """
    return [
        Column("Measure", _name),
        Column("Latest figure", _latest),
        Column(f"Beside {benchmark}", partial(_comparison, benchmark)),
        Column("Gap between groups", partial(_gap, area_code)),
    ]


def _name(each: Measure) -> Cell:
    about = each.latest.indicator
    role = "Shows the goal" if each.is_goal else "Near the goal"
    origin = ORIGINS.get(about["source_id"])
    notes = [role, *([origin] if origin else [])]
    name = linked(about["plain_name"], "indicator", indicator=about["indicator_id"])
    if each.has_gap:
        name = linked(about["plain_name"], "inequality", **dict(gap_link(each.gap).choices))
    return cell(name, notes=notes)


def _latest(each: Measure) -> Cell:
    about, values = each.latest.indicator, each.latest.values
    if values.empty:
        return _nothing("Given by group only")
    if each.latest.is_one:
        row = values.iloc[0]
        return cells.figure(
            {**row, "unit": about["unit"], "decimal_places": about["decimal_places"]}
        )
    notes = [f"{_about_whole(each.latest)}{values['period_label'].iloc[0]}"]
    return cell(strong(cells.figure_span(each.latest)), notes=notes)


def _about_whole(latest: latest_figures.LatestFigures) -> str:
    """The approximate figure of the system, if there is one; its range stands beside it."""
    if latest.estimate is None:
        return ""
    about = number_format.shown(latest.estimate["value"], latest.indicator)
    return f"about {about} in {areas()[SYSTEM].area_name} (mean weighted by residents), "


def _comparison(benchmark: str, each: Measure) -> Cell:
    values = each.latest.values
    if values.empty:
        return _nothing("No figure for everyone to compare")
    references = values["benchmark_value"].dropna().unique()
    note = ""
    if len(references) == 1:  # similar areas are other areas for each Place
        name = sentences.benchmark_of(values.iloc[0].to_dict(), benchmark)
        note = f"{name} {number_format.shown(references[0], each.latest.indicator)}"
    if each.latest.is_one:
        row = values.iloc[0]
        compared = cells.compared({**each.latest.indicator, **row}, benchmark)
        return cell(*compared.main, notes=[*compared.notes, note])
    tally = cells.verdict_tally(values, benchmark)
    return cell(*tally.main, notes=[*tally.notes, note])


def _gap(area_code: str, each: Measure) -> Cell:
    """The gap both ways with its ranges, which groups it is between, and whether it changed."""
    gap, about = each.gap, each.latest.indicator
    if not each.has_gap:
        return _nothing(f"No gap given: {each.why_no_gap}")
    group, reference = pair_words(gap)
    figures = (
        f"{number_format.shown(gap['value'], about)} for {group}, "
        f"{number_format.shown(gap['reference_value'], about)} for {reference}"
    )
    when = f"{gap['area_name']}, {gap['period_label']}"
    ratio = relative_words(gap) or "cannot be given"
    return cell(
        strong(absolute_words(gap, about)),
        cells.gap_mark(gap, str(about["polarity"])),
        notes=[
            f"{gap['period_label'] if gap['area_code'] == area_code else when}: {figures}",
            f"Ratio: {ratio}. Change: {_change(each.change)}.",
        ],
    )


def _nothing(why: str) -> Cell:
    return cell(notes=[quiet(why)])


def _change(change: pd.Series) -> str:
    if change.empty:
        return "not given"
    if change["reason"]:
        return f"not given, {change['reason']}"
    words = change["absolute_word"]
    if change["relative_word"] != words:
        words = f"{words} as a difference, {change['relative_word']} as a ratio"
    return f"{words}, {number_format.span(change['from_period_label'], change['to_period_label'])}"


def measure_values(measures: list[Measure]) -> pd.DataFrame:
    """A row for each figure beside the benchmark, with the measure's gap behind it; a measure given
    by group only has its gap alone."""
    rows: list[dict[str, Any]] = []
    for each in measures:
        about = each.latest.indicator
        named = {name: about[name] for name in ("indicator_id", "indicator_name", "unit")}
        gap = {new: each.gap[old] if each.has_gap else math.nan for old, new in GAP_COLUMNS.items()}
        gap |= {"is_tested": each.has_gap and is_tested(each.gap), "gap_refusal": each.why_no_gap}
        figures = each.latest.values.to_dict("records") or [{}]
        if each.latest.estimate is not None:
            whole = {"area_code": SYSTEM, "area_name": areas()[SYSTEM].area_name}
            figures.append({**each.latest.estimate.to_dict(), **whole, "value_note": ESTIMATE})
        rows += [{**named, **figure, **gap} for figure in figures]
    return pd.DataFrame(rows)
