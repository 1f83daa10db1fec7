"""What a Place, or the system, has said matters most, with the figures that inform it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

import pandas as pd

from insight.analysis import comparisons
from insight.analysis.comparisons import AGAINST_ENGLAND
from insight.findings import cells
from insight.findings.finding import Finding
from insight.findings.heat_table import heat_table
from insight.findings.sources import benchmark_about, sources_of, with_sources
from insight.findings.table import Cell, Column, Link, cell, data_table, quiet, strong
from insight.language import number_format, sentences
from insight.reference.areas import HOW_MANY, SYSTEM, Benchmark, areas
from insight.statistics.verdicts import NOT_TESTED
from insight.store import Store, queries
from insight.store.rows import tuples

SOURCE = "From the draft public engagement framework 2022/23; newer plans may have replaced these"
INFORMS = "An indicator informs a priority; it is not the goal itself."
NOT_FOR_PLACES = "not published for Places"
# A link of `queries.priority_links`, and its rows of `comparisons.comparisons_by_indicator`.
Linked = tuple[Any, list[dict[str, Any]]]


def priorities_summary(
    store: Store, area_code: str = SYSTEM, benchmark: Benchmark = AGAINST_ENGLAND
) -> Finding:
    """How many figures on the area's stated priorities are worse, and every priority in a row.

    The system's are set beside the figures of the Places. No row where it has stated none.
    """
    priorities = _stated_by(store, area_code)
    area = areas()[area_code].area_name
    values = _values(store, priorities["priority_id"], area_code, benchmark)
    # An indicator may inform several priorities, and is compared once.
    judged = values.dropna(subset=["verdict"]).drop_duplicates(["indicator_id", "area_code"])
    compared = values.dropna(subset=["verdict"])
    tallies = {
        each: cells.verdict_tally(rows, benchmark.name)
        for each, rows in compared.groupby("priority_id")
    }

    def judgement(row: Any) -> Cell:
        if row.no_indicator_reason:
            return cell(quiet(row.no_indicator_reason))
        nothing = cell(quiet(number_format.capital(NOT_FOR_PLACES)))
        return tallies.get(row.priority_id, nothing)

    columns = [Column("Stated priority", _priority), Column(_compared(benchmark), judgement)]
    title = f"What {area} has said matters most"
    is_any_tested = bool((judged["verdict"] != NOT_TESTED).any())
    said = (
        sentences.apart_sentence(judged, benchmark.name),
        sentences.chance_sentence(judged["verdict"], benchmark.confidence) * is_any_tested,
    )
    return Finding(
        finding_id="priorities",
        title=sentences.stated_title(judged, area, benchmark.name),
        subtitle=SOURCE,
        sentence=" ".join(filter(None, said)),
        table=data_table(title, columns, tuples(priorities), values),
        source_ids=_sources(store, priorities["source_id"], values),
        caveat=INFORMS,
        link=Link.to("priorities", place=area_code),
        about=_about(benchmark),
    )


def stated_priorities(
    store: Store, area_code: str = SYSTEM, benchmark: Benchmark = AGAINST_ENGLAND
) -> tuple[Finding, ...]:
    """Each stated priority that figures inform: a Place's own figures, or how the Places stand."""
    priorities = _stated_by(store, area_code)
    measured = priorities[priorities["no_indicator_reason"] == ""]
    values = _values(store, measured["priority_id"], area_code, benchmark)
    own = dict(iter(values.groupby("priority_id")))
    links = dict(iter(queries.priority_links(store).groupby("priority_id")))
    figures = comparisons.comparisons_by_indicator(store, benchmark)
    area = areas()[area_code].area_name
    columns = _system_columns(benchmark) if area_code == SYSTEM else _place_columns(area, benchmark)
    found = []
    for priority in tuples(measured):
        rows = [
            (link, [one for one in figures.get(link.indicator_id, []) if _is_of(one, area_code)])
            for link in tuples(links[priority.priority_id])
        ]
        name = str(priority.priority_name)
        figure = Finding(
            finding_id=f"priority-{priority.priority_id}",
            title=sentences.priority_title(name, own[priority.priority_id], benchmark.name),
            subtitle=f"{area} beside {benchmark.name}, latest period of each figure",
            sentence=str(priority.summary),
            table=data_table(name, columns, rows, own[priority.priority_id]),
            source_ids=_sources(store, [priority.source_id], own[priority.priority_id]),
            caveat=INFORMS,
            link=Link.to("priorities", place=area_code),
            about=_about(benchmark),
        )
        found.append(figure)
    return tuple(found)


def unmeasured_priorities(store: Store, area_code: str = SYSTEM) -> Finding | None:
    """The stated priorities that no figure informs, each with the reason. None when all are."""
    priorities = _stated_by(store, area_code)
    rows = priorities[priorities["no_indicator_reason"] != ""]
    if rows.empty:
        return None
    columns = [
        Column("Stated, but not measured here", _priority),
        Column("Why", lambda row: str(row.no_indicator_reason)),
    ]
    values = rows.rename(columns={"place_code": "area_code", "place_name": "area_name"})
    title = "Priorities that no figure informs"
    return Finding(
        finding_id="priorities-unmeasured",
        title=title,
        subtitle=SOURCE,
        table=data_table("Priorities that no indicator informs", columns, tuples(rows), values),
        link=Link.to("priorities", place=area_code),
        source_ids=tuple(rows["source_id"].unique()),
    )


def priorities_by_place(
    store: Store, area_code: str = SYSTEM, benchmark: Benchmark = AGAINST_ENGLAND
) -> Finding | None:
    """The Places on the indicators of the area's priorities. None without figures."""
    indicator_ids = priority_indicators(store, area_code)
    title = f"{HOW_MANY.capitalize()} Places on these priorities"
    return heat_table(store, "heatmap", title, indicator_ids, benchmark)


def priority_indicators(store: Store, area_code: str = SYSTEM) -> tuple[str, ...]:
    """Ids of the indicators linked to the area's priorities, in the order of the priorities."""
    links, stated = queries.priority_links(store), _stated_by(store, area_code)
    return tuple(links[links["priority_id"].isin(stated["priority_id"])]["indicator_id"].unique())


def _stated_by(store: Store, area_code: str) -> pd.DataFrame:
    rows = queries.priorities(store)
    return rows[rows["place_code"] == area_code]


def _is_of(figure: dict[str, Any], area_code: str) -> bool:
    return area_code in (SYSTEM, figure["place_code"])


def _values(
    store: Store, priority_ids: pd.Series, area_code: str, benchmark: Benchmark
) -> pd.DataFrame:
    """The indicators linked to these priorities with their figures; one without has no verdict."""
    links = queries.priority_links(store)
    links = links[links["priority_id"].isin(priority_ids)]
    names = queries.priorities(store)[["priority_id", "priority_name"]]
    stated = links.drop(columns=["topic", "polarity"]).merge(names, on="priority_id")
    judged = comparisons.all_comparisons(store, benchmark).drop(columns="plain_name")
    if area_code != SYSTEM:
        judged = judged[judged["place_code"] == area_code]
    figures = judged.rename(columns={"place_code": "area_code", "place_name": "area_name"})
    return with_sources(store, stated.merge(figures, on="indicator_id", how="left"))


def _sources(store: Store, stated_in: Iterable[str], values: pd.DataFrame) -> tuple[str, ...]:
    """Where the priorities are stated, then whose figures inform them."""
    whose = sources_of(store, values["indicator_id"].unique())
    return tuple(dict.fromkeys((*stated_in, *whose)))


def _about(benchmark: Benchmark) -> dict[str, Any]:
    return benchmark_about(benchmark)


def _compared(benchmark: Benchmark) -> str:
    return f"Compared with {benchmark.name}"


def _place_columns(area: str, benchmark: Benchmark) -> list[Column]:
    return [
        Column("Indicator", _indicator),
        Column(area, _figure),
        Column(number_format.capital(benchmark.name), partial(_reference, benchmark.name)),
        Column(_compared(benchmark), partial(_verdict, benchmark.name)),
    ]


def _system_columns(benchmark: Benchmark) -> list[Column]:
    return [
        Column("Indicator", _indicator),
        Column("Lowest to highest Place", _span),
        Column(f"Places compared with {benchmark.name}", partial(_verdicts, benchmark.name)),
    ]


def _priority(row: Any) -> Cell:
    return cell(str(row.priority_name), notes=(str(row.summary),))


def _indicator(row: Linked) -> Cell:
    link, _ = row
    return cells.indicator_name(link._asdict(), str(link.rationale))


def _figure(row: Linked) -> Cell:
    _, figures = row
    if not figures:
        return cell(quiet(number_format.capital(NOT_FOR_PLACES)))
    return cells.figure(figures[0])


def _reference(benchmark: str, row: Linked) -> Cell:
    _, figures = row
    if not figures:
        return cell(quiet(number_format.NO_FIGURE))
    return cells.reference(figures[0], benchmark)


def _verdict(benchmark: str, row: Linked) -> Cell:
    _, figures = row
    if not figures:
        return cells.verdict(NOT_TESTED, NOT_FOR_PLACES)
    return cells.compared(figures[0], benchmark)


def _span(row: Linked) -> Cell:
    """The lowest to the highest Place, and the period of the first."""
    _, figures = row
    valued = [each for each in figures if not pd.isna(each["value"])]
    if not valued:
        return cell(quiet(number_format.capital(NOT_FOR_PLACES)))
    first, values = valued[0], [each["value"] for each in valued]
    span = number_format.interval(
        min(values), max(values), first["unit"], int(first["decimal_places"])
    )
    return cell(strong(span), notes=(str(first["period_label"]),))


def _verdicts(benchmark: str, row: Linked) -> Cell:
    _, figures = row
    if not figures:
        return cells.verdict(NOT_TESTED, NOT_FOR_PLACES)
    return cells.verdict_tally(pd.DataFrame(figures), benchmark)
