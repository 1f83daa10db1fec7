"""What a Place, or the system, has said matters most, with the figures that inform it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd

from insight.analysis import comparisons
from insight.language import number_format, sentences
from insight.reference.areas import SYSTEM, Benchmark
from insight.statistics.verdicts import NOT_COMPARED
from insight.store import Store, queries
from insight.store.rows import tuples
from insight.visual import style
from pages.ui import markup as marks
from pages.ui import tables
from pages.ui.tables import Column

SOURCE = "From the draft public engagement framework 2022/23; newer plans may have replaced these"
NOT_FOR_PLACES = "not published for Places"
Figures = dict[str, list[dict[str, Any]]]  # `comparisons.comparisons_by_indicator`


@dataclass(frozen=True)
class StatedPriorities:
    """The priorities of one area. markup: one block for each; frame is for the CSV file.

    indicator_ids: those linked, in the order of the priorities. chance: how many comparisons
    were made, and how many luck alone would mark.
    """

    finding: str
    chance: str
    markup: str
    frame: pd.DataFrame
    indicator_ids: tuple[str, ...]


def stated_priorities(
    store: Store,
    area_code: str,
    area: str,
    benchmark_code: str,
    benchmark: str,
    confidence: float,
) -> StatedPriorities:
    """A Place's priorities with its own figures; the system's with those of the nine Places."""
    priorities = queries.priorities(store)
    priorities = priorities[priorities["place_code"] == area_code]
    links = queries.priority_links(store)
    links = links[links["priority_id"].isin(priorities["priority_id"])]
    ids = tuple(links["indicator_id"].drop_duplicates())
    judged = comparisons.all_comparisons(store, Benchmark(benchmark_code, confidence))
    judged = judged[judged["indicator_id"].isin(ids)]
    figures = comparisons.comparisons_by_indicator(store, Benchmark(benchmark_code, confidence))
    if area_code != SYSTEM:
        judged = judged[judged["place_code"] == area_code]
        figures = {
            each: [row for row in figures.get(each, []) if row["place_code"] == area_code]
            for each in ids
        }
    measured = priorities[priorities["no_indicator_reason"] == ""]
    blocks = [
        _block(priority, links, figures, area_code, area, benchmark)
        for priority in tuples(measured)
    ]
    return StatedPriorities(
        finding=_finding(judged, area, benchmark),
        chance=sentences.chance_sentence(judged["verdict"], confidence),
        markup="".join(blocks) + _without(priorities[priorities["no_indicator_reason"] != ""]),
        frame=links.merge(judged, on="indicator_id", how="left", suffixes=("", "_of_figure")),
        indicator_ids=ids,
    )


def _finding(judged: pd.DataFrame, area: str, benchmark: str) -> str:
    """How many figures on the stated priorities are worse than the benchmark."""
    compared = int((judged["verdict"] != NOT_COMPARED).sum())
    worse = int((judged["verdict"] == "worse").sum())
    if not compared:
        return f"{area}: no figure on the stated priorities can be compared"
    made = number_format.counted(compared, "comparison")
    count = number_format.number(worse) if worse else "none"
    verb = "are" if worse > 1 else "is"
    return f"{area}: {count} of {made} on stated priorities {verb} worse than {benchmark}"


def _block(
    priority: Any,
    links: pd.DataFrame,
    figures: Figures,
    area_code: str,
    area: str,
    benchmark: str,
) -> str:
    """One priority under a heading that opens and closes: what was said, and its figures.

    The system's are many, so they start closed.
    """
    linked = links[links["priority_id"] == priority.priority_id]
    is_system = area_code == SYSTEM
    columns = _system_columns(benchmark) if is_system else _place_columns(area, benchmark)
    rows = [(link, figures.get(link.indicator_id, [])) for link in tuples(linked)]
    words = [one["verdict"] for _, found in rows for one in found]
    table = tables.table(rows, columns, priority.priority_name, "stacked own")
    return (
        f'<details class="topic"{"" if is_system else " open"}><summary>'
        f"<h3>{escape(priority.priority_name)}</h3> {marks.tally(words)}</summary>"
        f"<p>{escape(priority.summary)}</p>{table}</details>"
    )


def _without(priorities: pd.DataFrame) -> str:
    """The priorities that no figure informs, each with the reason."""
    if priorities.empty:
        return ""
    columns = [
        Column("Stated, but not measured here", _name, is_markup=True),
        Column("Why", lambda row: str(row.no_indicator_reason)),
    ]
    caption = "Priorities that no indicator informs"
    table = tables.table(tuples(priorities), columns, caption, "stacked unmeasured")
    return f'<h3 class="priority">Priorities that no figure informs</h3>{table}'


def _name(row: Any) -> str:
    return f"{escape(row.priority_name)}<small>{escape(row.summary)}</small>"


def _place_columns(area: str, benchmark: str) -> list[Column]:
    return [
        Column("Indicator", _indicator, is_markup=True),
        Column(area, _figure, is_markup=True),
        Column(number_format.capital(benchmark), _benchmark, is_markup=True),
        Column(f"Compared with {benchmark}", _verdict, is_markup=True),
    ]


def _system_columns(benchmark: str) -> list[Column]:
    return [
        Column("Indicator", _indicator, is_markup=True),
        Column("Lowest to highest Place", _span, is_markup=True),
        Column(f"Places compared with {benchmark}", _verdicts, is_markup=True),
    ]


def _indicator(row: Any) -> str:
    link, _ = row
    name = marks.link(link.plain_name, "indicator", indicator=link.indicator_id)
    return f"{name}<small>{escape(link.rationale)}</small>"


def _figure(row: Any) -> str:
    if not row[1]:
        return marks.quiet(number_format.capital(NOT_FOR_PLACES))
    one = row[1][0]
    if pd.isna(one["value"]):
        return marks.quiet(f"No figure: {one['value_note']}")
    interval = number_format.interval(
        one["lower_ci"], one["upper_ci"], one["unit"], one["decimal_places"]
    )
    return (
        f"<b>{escape(number_format.shown(one['value'], one))}</b>"
        f"<small>{escape(interval)}<br>{escape(one['period_label'])}</small>"
    )


def _benchmark(row: Any) -> str:
    if not row[1] or pd.isna(row[1][0]["benchmark_value"]):
        return marks.quiet(number_format.NO_FIGURE)
    one = row[1][0]
    return escape(number_format.shown(one["benchmark_value"], one))


def _verdict(row: Any) -> str:
    if not row[1]:
        return marks.verdict(NOT_COMPARED, NOT_FOR_PLACES)
    return marks.verdict(row[1][0]["verdict"], row[1][0]["reason"])


def _span(row: Any) -> str:
    known = [one for one in row[1] if not pd.isna(one["value"])]
    if not known:
        return marks.quiet(number_format.capital(NOT_FOR_PLACES))
    one, values = known[0], [each["value"] for each in known]
    span = number_format.interval(min(values), max(values), one["unit"], one["decimal_places"])
    return f"<b>{escape(span)}</b><small>{escape(one['period_label'])}</small>"


def _verdicts(row: Any) -> str:
    counted = Counter(one["verdict"] for one in row[1])
    words = [f"{marks.verdict(w)} in {counted[w]}" for w in style.VERDICTS if w in counted]
    return ", ".join(words) or marks.verdict(NOT_COMPARED, NOT_FOR_PLACES)
