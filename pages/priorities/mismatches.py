"""Where measured need and stated priorities do not match, as lists in words."""

from __future__ import annotations

from html import escape
from typing import Any

import pandas as pd

from insight.analysis import comparisons, mismatches
from insight.language import number_format, sentences
from insight.language.sentences.priorities import DOING_WELL, NEED, UNJUDGED
from insight.reference.areas import SYSTEM, Benchmark
from insight.store import Store, cached, queries
from insight.store.rows import tuples
from pages.ui import markup, tables
from pages.ui.panels import Panel
from pages.ui.tables import Column

NAMES = "stacked own"  # how its table looks

OTHERS = {
    DOING_WELL: "Stated priorities that are doing well",
    UNJUDGED: "Stated priorities that cannot be judged",
}
NOT_ONE = "None was found."
HOW = (
    "A need is a figure that is worse than the benchmark and that no stated priority is linked to."
    " A figure says how things are, not how much can be done about them, and a plan may have good"
    " reasons of its own."
)


def mismatch_panel(
    store: Store,
    area_code: str,
    area: str,
    benchmark_code: str,
    benchmark: str,
    confidence: float,
) -> Panel:
    """The mismatches of one Place, or of all nine where the system is chosen."""
    judged = comparisons.all_comparisons(store, Benchmark(benchmark_code, confidence))
    every = cached(
        store,
        _everywhere,
        benchmark_code=benchmark_code,
        benchmark=benchmark,
        confidence=confidence,
    )
    here = _of(every, area_code)
    chance = sentences.chance_sentence(_of(judged, area_code)["verdict"], confidence)
    return Panel(
        title="Need and priorities set side by side",
        subtitle=f"All indicators with figures for Places, beside {benchmark}",
        sentence=sentences.mismatch_summary(here, area),
        table=_needs(here, area_code, benchmark) + _others(here),
        frame=here,
        caveat=f"{chance} {HOW}",
    )


def _everywhere(
    store: Store, benchmark_code: str, benchmark: str, confidence: float
) -> pd.DataFrame:
    """The mismatches of all nine Places."""
    judged = comparisons.all_comparisons(store, Benchmark(benchmark_code, confidence))
    stated, links = queries.priorities(store), queries.priority_links(store)
    return mismatches.mismatches(judged, stated, links, benchmark)


def _of(rows: pd.DataFrame, area_code: str) -> pd.DataFrame:
    return rows if area_code == SYSTEM else rows[rows["place_code"] == area_code]


def _needs(rows: pd.DataFrame, area_code: str, benchmark: str) -> str:
    """Figures worse than the benchmark that no stated priority is linked to, as a table."""
    needs = rows[rows["kind"] == NEED].sort_values(["place_name", "topic", "plain_name"])
    heading = '<h3 class="priority">Need that is no stated priority</h3>'
    if needs.empty:
        return f'{heading}<p class="sentence">{NOT_ONE}</p>'
    columns = [
        Column("Indicator", _indicator, is_markup=True),
        Column("Place", lambda row: str(row.place_name)),
        Column("Figure", _figure, is_markup=True),
        Column(number_format.capital(benchmark), _benchmark),
        Column("Compared", lambda row: markup.verdict(row.verdict), is_markup=True),
        Column("Stated by", lambda row: "the system" if row.is_system_priority else "nobody"),
    ]
    if area_code != SYSTEM:
        del columns[1]
    table = tables.table(tuples(needs), columns, "Need that is no stated priority", NAMES)
    return heading + (f'<div class="tall">{table}</div>' if area_code == SYSTEM else table)


def _others(rows: pd.DataFrame) -> str:
    """Priorities that do well, and those that cannot be judged, as lists side by side."""
    parts = []
    for kind, title in OTHERS.items():
        found_ = rows.loc[rows["kind"] == kind, "sentence"]
        items = "".join(f"<li>{escape(words)}</li>" for words in found_)
        body = f'<ul class="plain">{items}</ul>' if items else f'<p class="sentence">{NOT_ONE}</p>'
        parts.append(f'<section><h3 class="priority">{title}</h3>{body}</section>')
    return f'<div class="halves">{"".join(parts)}</div>'


def _indicator(row: Any) -> str:
    return markup.link(row.plain_name, "indicator", indicator=row.indicator_id)


def _figure(row: Any) -> str:
    interval = number_format.interval(row.lower_ci, row.upper_ci, row.unit, int(row.decimal_places))
    return (
        f"<b>{escape(number_format.figure(row.value, row.unit, int(row.decimal_places)))}</b>"
        f"<small>{escape(interval)}, {escape(row.period_label)}</small>"
    )


def _benchmark(row: Any) -> str:
    return number_format.figure(row.benchmark_value, row.unit, int(row.decimal_places))
