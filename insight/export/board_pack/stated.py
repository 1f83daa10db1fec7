"""What the Place, or the system, has said matters most, and the figures that inform it."""

from __future__ import annotations

from typing import Any

import pandas as pd

from insight.analysis.mismatches import mismatches
from insight.export.board_pack.area import BENCHMARK, Area
from insight.export.board_pack.cells import (
    figure_words,
    reference_words,
    verdict_counts,
    verdict_words,
)
from insight.export.board_pack.parts import Part, Section
from insight.export.document import Table
from insight.language import number_format, sentences
from insight.store import queries

OLD = (
    "Newer plans may have replaced these priorities. An indicator informs one; it is not the goal."
)


NOT_FOR_PLACES = ("–", "Not published for Places", "–", "–")


def priorities(area: Area) -> Section:
    """A part for each stated priority with its figures, then where need and priority differ."""
    stated = queries.priorities(area.store)
    own = stated[stated["place_code"] == area.code]
    links = queries.priority_links(area.store)
    rows = area.comparisons
    if own.empty:
        return Section("Stated priorities", (Part(f"No priority of {area.where} is loaded"),))
    is_informed = own["priority_id"].isin(links["priority_id"])
    parts = [_priority(area, each, links, rows) for each in own[is_informed].itertuples()]
    if not is_informed.all():
        parts.append(_uninformed(own[~is_informed]))
    if not area.is_system:
        parts.append(_mismatch(area, rows, stated, links))
    return Section("Stated priorities", tuple(parts), OLD)


def _priority(area: Area, priority: Any, links: pd.DataFrame, rows: pd.DataFrame) -> Part:
    linked = links[links["priority_id"] == priority.priority_id]
    found = rows[rows["indicator_id"].isin(linked["indicator_id"])]
    said = f"{priority.summary} Section {priority.section}."
    sources = (priority.source_id, *area.sources_of(found["indicator_id"]))
    counted = verdict_counts(found["verdict"]) or "no figures for Places"
    table = _system_table(linked, rows) if area.is_system else _place_table(area, linked, rows)
    return Part(
        title=f"{priority.priority_name}: {counted}",
        subtitle=f"{area.name} beside {BENCHMARK}, latest period of each figure",
        sentences=(said,),
        table=table,
        source_ids=tuple(dict.fromkeys(sources)),
    )


def _uninformed(stated: pd.DataFrame) -> Part:
    """The priorities that no figure informs, with the reasons."""
    cells = tuple(
        (row.priority_name, row.summary, row.no_indicator_reason) for row in stated.itertuples()
    )
    count = number_format.counted(len(cells), "stated priority", "stated priorities")
    heads = ("Priority", "What was stated", "Why no figure informs it")
    return Part(
        title=f"{number_format.capital(count)} without a figure",
        table=Table("Priorities without a figure", heads, cells),
        source_ids=tuple(stated["source_id"].unique()),
    )


def _place_table(area: Area, linked: pd.DataFrame, rows: pd.DataFrame) -> Table:
    cells = []
    for link in linked.itertuples():
        found = rows[rows["indicator_id"] == link.indicator_id]
        name = f"{link.plain_name}. {link.rationale}"
        if found.empty:
            cells.append((name, *NOT_FOR_PLACES))
        for row in found.itertuples():
            figures = (row.period_label, figure_words(row), reference_words(row))
            cells.append((name, *figures, verdict_words(row)))
    heads = ("Indicator, and why it is here", "Period", area.name, BENCHMARK, "Compared")
    return Table("Figures that inform it", heads, tuple(cells), frozenset({2, 3}))


def _system_table(linked: pd.DataFrame, rows: pd.DataFrame) -> Table:
    cells = []
    for link in linked.itertuples():
        found = rows[(rows["indicator_id"] == link.indicator_id) & rows["value"].notna()]
        name = f"{link.plain_name}. {link.rationale}"
        if found.empty:
            cells.append((name, *NOT_FOR_PLACES))
            continue
        first = next(found.itertuples())
        span = number_format.interval(
            found["value"].min(), found["value"].max(), first.unit, int(first.decimal_places)
        )
        when = number_format.listed(list(found["period_label"].unique()))
        figures = (when, span, reference_words(first), verdict_counts(found["verdict"]))
        cells.append((name, *figures))
    heads = ("Indicator, and why it is here", "Period", "Nine Places", BENCHMARK, "Compared")
    return Table("Figures that inform it", heads, tuple(cells), frozenset({2, 3}))


def _mismatch(area: Area, rows: pd.DataFrame, stated: pd.DataFrame, links: pd.DataFrame) -> Part:
    found = mismatches(rows, stated, links, BENCHMARK)
    found = found[found["place_code"] == area.code]
    cells = tuple((number_format.capital(row.kind), row.sentence) for row in found.itertuples())
    return Part(
        title="Where need and stated priority differ",
        subtitle=f"{area.name} beside {BENCHMARK}",
        sentences=(sentences.mismatch_summary(found, area.name),),
        table=Table("Mismatches", ("What", "In figures"), cells) if cells else None,
        source_ids=area.sources_of(found["indicator_id"]),
        caveat="This is a question to ask, not an answer: a plan may have good reasons of its own.",
    )
