"""One Place's indicators against a benchmark, as one table for each topic."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

import pandas as pd

from insight import sentences, style, wording
from insight.charts import sparkline
from insight.vocabulary import TOPICS
from pages.parts import marks, tables
from pages.parts.tables import Column

SOURCE = "Each name leads to its indicator, with definition, source and caveats."


def by_topic(profile: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
    """The rows of each topic that has any, in the order of the catalogue's vocabulary."""
    for topic in TOPICS:
        rows = profile[profile["topic"] == topic]
        if len(rows):
            yield topic, rows


def contents(profile: pd.DataFrame, benchmark: str) -> str:
    """Links to the topics, each with how many of its figures are worse, better and so on."""
    links = [
        f'<li><a href="#{anchor(topic)}">{wording.capital(topic)}</a> {_tally(rows)}</li>'
        for topic, rows in by_topic(profile)
    ]
    how = f"How many figures are better (▲), worse (▼), similar (●) … compared with {benchmark}"
    return (
        f'<nav aria-label="Topics"><p class="subtitle">{escape(how)}</p>'
        f'<ul class="topics">{"".join(links)}</ul></nav>'
    )


def as_frame(profile: pd.DataFrame) -> pd.DataFrame:
    """The table's rows without their histories, for the CSV file."""
    histories = ["period_start_dates", "period_end_dates", "values", "lowers", "uppers"]
    return profile.drop(columns=histories)


def anchor(topic: str) -> str:
    """The topic as the name of a spot on the page."""
    return topic.replace(" ", "-")


def topic_table(rows: pd.DataFrame, topic: str, place: str, benchmark: str) -> str:
    """The rows of one topic, a line each: figure, benchmark, verdict, trend."""
    columns = [
        Column("Indicator", _name, is_markup=True),
        Column(place, _figure, is_markup=True),
        Column(benchmark, _benchmark),
        Column(f"Compared with {benchmark}", _verdict, is_markup=True),
        Column("Over time", _trend, is_markup=True),
    ]
    caption = f"{wording.capital(topic)}: {place} and {benchmark}"
    heading = f'<h3 class="topic" id="{anchor(topic)}">{wording.capital(topic)}</h3>'
    return heading + tables.table(rows, columns, caption, "stacked profile")


def _tally(rows: pd.DataFrame) -> str:
    counts = rows["verdict"].value_counts()
    return " ".join(
        f'<span class="tally" title="{count} {word}">{style.VERDICTS[word].glyph}'
        f'<span class="unseen"> {word}</span> {count}</span>'
        for word, count in counts.reindex(list(style.VERDICTS)).dropna().astype(int).items()
    )


def _name(row: Any) -> str:
    return (
        f"{marks.link(row.plain_name, 'indicator', indicator=row.indicator_id)}"
        f"<small>{escape(row.indicator_name)}</small>"
    )


def _figure(row: Any) -> str:
    if pd.isna(row.value):
        return marks.quiet(f"No figure: {row.value_note}")
    figure = wording.figure(row.value, row.unit, row.decimal_places)
    interval = wording.interval(row.lower_ci, row.upper_ci, row.unit, row.decimal_places)
    return f"<b>{escape(figure)}</b><small>{escape(interval)}<br>{escape(row.period_label)}</small>"


def _benchmark(row: Any) -> str:
    return wording.figure(row.benchmark_value, row.unit, row.decimal_places)


def _verdict(row: Any) -> str:
    return marks.verdict(row.verdict, row.reason)


def _trend(row: Any) -> str:
    as_mapping = row._asdict()
    drawn = sparkline(as_mapping, as_mapping)
    words = marks.trend(row.trend, row.trend_judgement, row.trend_reason)
    if not drawn:
        return words
    return marks.image(drawn, sentences.sparkline_alt(as_mapping, as_mapping)) + words
