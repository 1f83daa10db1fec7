"""One Place, or the system, on every indicator: beside a benchmark, and how each has moved."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, TypeVar

import pandas as pd

from insight.analysis import comparisons
from insight.analysis.comparisons import AGAINST_ENGLAND
from insight.findings import cells
from insight.findings.finding import Finding
from insight.findings.sources import benchmark_about, sources_of, with_sources
from insight.findings.table import Cell, DataTable, Link
from insight.language import sentences
from insight.language.number_format import Row, capital, counted
from insight.reference.areas import SYSTEM, Benchmark, areas
from insight.reference.vocabulary import TOPICS
from insight.store import Store, cached
from insight.store.rows import records
from insight.visual.charts import sparkline

CAVEAT = "A trend is named only where five separate periods have a range, and the slope is clear."
# Each Place's past, an array in every row: for drawings, not for files.
HISTORIES = ["period_start_dates", "period_end_dates", "values", "lowers", "uppers"]
Cells = tuple[Cell, ...]
Of = TypeVar("Of")


def place_profile(
    store: Store,
    place_code: str,
    benchmark: Benchmark = AGAINST_ENGLAND,
    indicator_ids: tuple[str, ...] = (),
    topic: str = "",
) -> Finding | None:
    """Figure, benchmark, verdict and trend of each indicator, a row each; by topic and name.

    place_code: a Place's, or SYSTEM. indicator_ids: these alone, in this order. topic: of
    `vocabulary.TOPICS`, that one alone. None where there is no such figure.
    """
    every, lines = cached(store, _lines, place_code=place_code, benchmark=benchmark)
    frame = every[every["topic"] == topic] if topic else every
    if indicator_ids:
        listed = frame.set_index("indicator_id", drop=False)
        frame = listed.loc[[each for each in indicator_ids if each in listed.index]]
    if frame.empty:
        return None
    place, name = areas()[place_code].area_name, benchmark.name
    about = f"{capital(topic)}: " if topic else ""
    heads: tuple[str, ...] = (
        "Indicator",
        place,
        capital(name),
        f"Compared with {name}",
        "Over time",
    )
    rows = tuple(lines[each] for each in frame["indicator_id"])
    title, caption = f"{about}{place} beside {name}", f"{about}{place} and {name}"
    if place_code == benchmark.code:  # an area is never set against itself
        heads, rows = _alone(heads), tuple(map(_alone, rows))
        title = caption = f"{about}{place} on each indicator"
    choices = {"place": place_code, "benchmark": benchmark.code, "sure": str(benchmark.confidence)}
    return Finding(
        finding_id="-".join(f"profile {place} {topic}".lower().split()),
        title=title,
        subtitle=f"{capital(counted(len(frame), 'indicator'))}, {place}, latest period of each",
        sentence=sentences.chance_sentence(frame["verdict"], benchmark.confidence),
        table=DataTable(caption, heads, rows, frame.reset_index(drop=True)),
        source_ids=sources_of(store, frame["indicator_id"]),
        caveat=CAVEAT,
        link=None if place_code == SYSTEM else Link.to("place", **choices),
        about=benchmark_about(benchmark),
    )


def _alone(row: tuple[Of, ...]) -> tuple[Of, ...]:
    """A row of the table without what it is set against."""
    return (*row[:2], *row[4:])


def _lines(
    store: Store, place_code: str, benchmark: Benchmark
) -> tuple[pd.DataFrame, dict[str, Cells]]:
    """Every indicator as a row for files, by topic and name, and as cells by its id."""
    frame = comparisons.profile(store, place_code, benchmark)
    order = {topic: place for place, topic in enumerate(TOPICS)}
    frame = frame.sort_values("topic", key=lambda topic: topic.map(order), kind="stable")
    frame = frame.assign(area_code=place_code, area_name=areas()[place_code].area_name)
    past = cached(store, _trends, place_code=place_code)
    lines = {
        row["indicator_id"]: (*_now(row, benchmark.name), past[row["indicator_id"]])
        for row in records(frame)
    }
    return with_sources(store, frame.drop(columns=HISTORIES)), lines


def _now(row: Row, benchmark: str) -> Iterable[Cell]:
    yield cells.indicator_name(row, str(row["indicator_name"]))
    yield cells.figure(row)
    yield cells.reference(row, benchmark)
    yield cells.compared(row, benchmark)


def _trends(store: Store, place_code: str) -> dict[str, Cell]:
    """The trend and sparkline of each indicator, by its id; no benchmark changes them."""
    frame = comparisons.profile(store, place_code, AGAINST_ENGLAND)
    return {row["indicator_id"]: _trend(row) for row in records(frame)}


def _trend(row: dict[str, Any]) -> Cell:
    words = cells.trend(row["trend"], row["trend_judgement"])
    drawing = sparkline(row)
    if not drawing:
        return words
    return replace(words, drawing=drawing, alt=sentences.sparkline_alt(row, row))
