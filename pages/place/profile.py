"""One Place's indicators against a benchmark, as one table for each topic."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd

from insight.analysis import comparisons
from insight.language import number_format, sentences
from insight.language.number_format import Row
from insight.reference.areas import Benchmark
from insight.reference.vocabulary import TOPICS
from insight.store import Store, cached
from insight.store.rows import records, tuples
from insight.visual import style
from insight.visual.charts import sparkline
from pages.ui import markup, tables
from pages.ui.tables import Column

LEADS = "Each name leads to its indicator, with definition, source and caveats."
TRENDS = (
    "A trend is named only where five separate periods have an interval, and the slope is clear."
)
HISTORIES = ["period_start_dates", "period_end_dates", "values", "lowers", "uppers"]


@dataclass(frozen=True)
class Profile:
    """What the Place page shows of its indicators.

    contents and topics are markup: links with counts, and a table for each topic. chance says
    how many differences luck alone would show. frame is for the CSV file.
    """

    contents: str
    topics: list[str]
    chance: str
    frame: pd.DataFrame


def profile(
    store: Store,
    place_code: str,
    place: str,
    benchmark_code: str,
    benchmark: str,
    confidence: float,
    is_open: bool,
) -> Profile:
    """Every indicator of a Place beside a benchmark. is_open: whether topics start unfolded."""
    frame = comparisons.profile(store, place_code, Benchmark(benchmark_code, confidence))
    trends = cached(store, _trends, place_code=place_code)
    frame = frame.assign(history=frame["indicator_id"].map(trends))
    topics: dict[str, list[Any]] = {topic: [] for topic in TOPICS}
    for row in tuples(frame):
        topics.setdefault(row.topic, []).append(row)
    known = {topic: rows for topic, rows in topics.items() if rows}
    return Profile(
        contents=_contents(known, benchmark),
        topics=[_topic(rows, topic, place, benchmark, is_open) for topic, rows in known.items()],
        chance=sentences.chance_sentence(frame["verdict"], confidence),
        frame=frame.drop(columns=[*HISTORIES, "history"]),
    )


def _trends(store: Store, place_code: str) -> dict[str, str]:
    """The trend and sparkline of each indicator as markup, by its id; no benchmark changes them."""
    frame = comparisons.profile(store, place_code, Benchmark())
    return {row["indicator_id"]: _trend(row) for row in records(frame)}


def _contents(topics: dict[str, list[Any]], benchmark: str) -> str:
    """Links to the topics, each with how many of its figures are worse, better and so on."""
    links = [
        f'<li><a href="#{_anchor(topic)}">{escape(number_format.capital(topic))}</a> '
        f"{_tally(rows)}</li>"
        for topic, rows in topics.items()
    ]
    how = ", ".join(f"{mark.glyph} {mark.word}" for mark in style.VERDICTS.values())
    return (
        f'<nav aria-label="Topics"><p class="subtitle">Beside {escape(benchmark)}, how many '
        f'figures are {how}:</p><ul class="topics">{"".join(links)}</ul></nav>'
    )


def _topic(rows: list[Any], topic: str, place: str, benchmark: str, is_open: bool) -> str:
    """The rows of one topic, a line each, under a heading that opens and closes."""
    columns = [
        Column("Indicator", _name, is_markup=True),
        Column(place, _figure, is_markup=True),
        Column(number_format.capital(benchmark), _benchmark),
        Column(f"Compared with {benchmark}", _verdict, is_markup=True),
        Column("Over time", lambda row: row.history, is_markup=True),
    ]
    name = number_format.capital(topic)
    table = tables.table(rows, columns, f"{name}: {place} and {benchmark}", "stacked profile")
    return (
        f'<details class="topic"{" open" * is_open}><summary><h3>{escape(name)}</h3> '
        f'{_tally(rows)}</summary><div id="{_anchor(topic)}">{table}</div></details>'
    )


def _anchor(topic: str) -> str:
    return escape(topic.replace(" ", "-"))


def _tally(rows: list[Any]) -> str:
    return markup.tally(row.verdict for row in rows)


def _name(row: Any) -> str:
    return (
        f"{markup.link(row.plain_name, 'indicator', indicator=row.indicator_id)}"
        f"<small>{escape(row.indicator_name)}</small>"
    )


def _figure(row: Any) -> str:
    if pd.isna(row.value):
        return markup.quiet(f"No figure: {row.value_note}")
    figure = number_format.figure(row.value, row.unit, row.decimal_places)
    interval = number_format.interval(row.lower_ci, row.upper_ci, row.unit, row.decimal_places)
    return f"<b>{escape(figure)}</b><small>{escape(interval)}<br>{escape(row.period_label)}</small>"


def _benchmark(row: Any) -> str:
    return number_format.figure(row.benchmark_value, row.unit, row.decimal_places)


def _verdict(row: Any) -> str:
    return markup.verdict(row.verdict, row.reason)


def _trend(row: Row) -> str:
    words = markup.trend(row["trend"], row["trend_judgement"])
    drawn = sparkline(row)
    if not drawn:
        return words
    return markup.image(drawn, sentences.sparkline_alt(row, row)) + words
