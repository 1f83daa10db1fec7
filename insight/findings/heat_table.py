"""The Places by indicators as one table: a verdict and a figure in every cell."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from insight.analysis import comparisons
from insight.analysis.comparisons import AGAINST_ENGLAND
from insight.findings.finding import Finding
from insight.findings.sources import benchmark_about, sources_of, with_sources
from insight.findings.table import Cell, DataTable, Words, cell, linked
from insight.language import number_format, sentences
from insight.reference.areas import Benchmark
from insight.statistics.verdicts import NOT_TESTED
from insight.store import Store, cached, queries
from insight.store.rows import records
from insight.visual import style

OWN = Words("★")  # the Place has itself stated it as a priority
KEY = (
    "★ marks what that Place has itself stated as a priority. A figure that was not tested says in"
    " which fifth of English authorities it stands. On a phone 5/5 is the last of them: the worst,"
    " or the largest where neither end is good. Bett is better, sim is similar."
)


@dataclass(frozen=True)
class HeatRow:
    """One indicator. cells: its name, then a cell for each Place; figures: what they show."""

    cells: tuple[Cell, ...]
    figures: tuple[dict[str, Any], ...]


def heat_table(
    store: Store,
    finding_id: str,
    title: str,
    indicator_ids: tuple[str, ...],
    benchmark: Benchmark = AGAINST_ENGLAND,
    caption: str = "",
) -> Finding | None:
    """The Places on these indicators, in their order. None when none has figures for Places.

    caption: of the table, 'Places beside England' where it is not given.
    """
    every = cached(store, _every_row, benchmark=benchmark)
    rows = [every[each] for each in indicator_ids if each in every]
    if not rows:
        return None
    values = pd.DataFrame([figure for row in rows for figure in row.figures])
    chance = sentences.chance_sentence(values["verdict"], benchmark.confidence)
    return Finding(
        finding_id=finding_id,
        title=title,
        subtitle=f"Latest period, beside {benchmark.name}",
        table=DataTable(
            caption or f"Places beside {benchmark.name}",
            ("Indicator", *(str(each["area_name"]) for each in rows[0].figures)),
            tuple(row.cells for row in rows),
            with_sources(store, values),
        ),
        source_ids=sources_of(store, values["indicator_id"].unique()),
        caveat=f"{chance} {KEY}",
        about=benchmark_about(benchmark),
    )


def _every_row(store: Store, benchmark: Benchmark) -> dict[str, HeatRow]:
    judged = comparisons.all_comparisons(store, benchmark)
    links, priorities = queries.priority_links(store), queries.priorities(store)
    return heat_rows(judged, links, priorities, benchmark.name)


def heat_rows(
    judged: pd.DataFrame, links: pd.DataFrame, priorities: pd.DataFrame, benchmark: str
) -> dict[str, HeatRow]:
    """A row for every indicator, by its id; the Places in the order given.

    judged: `verdicts.with_row_verdicts` of `queries.place_comparisons`; links and priorities: the
    questions of those names; benchmark: its name. The figures have the columns of `judged` as a
    file names them, with stated_by ('Place', 'system', 'both' or '') and the cell as a sentence.
    """
    joined = links.merge(priorities[["priority_id", "place_code"]], on="priority_id")
    stated = set(zip(joined["place_code"], joined["indicator_id"], strict=True))
    places = set(judged["place_code"])
    of_system = {indicator for place, indicator in stated if place not in places}
    named = judged.rename(columns={"place_code": "area_code", "place_name": "area_name"})
    found: dict[str, list[dict[str, Any]]] = {}
    for row in records(named):
        is_own = (row["area_code"], row["indicator_id"]) in stated
        more = {
            "stated_by": _whose(is_own, row["indicator_id"] in of_system),
            "sentence": sentences.comparison_sentence(row, row, benchmark, row["benchmark_value"]),
        }
        found.setdefault(row["indicator_id"], []).append({**row, **more})
    return {
        each: HeatRow((_name(figures[0], benchmark), *map(_cell, figures)), tuple(figures))
        for each, figures in found.items()
    }


def _whose(is_own: bool, is_systems: bool) -> str:
    if is_own:
        return "both" if is_systems else "Place"
    return "system" if is_systems else ""


def _name(row: dict[str, Any], benchmark: str) -> Cell:
    """The indicator, with what its brief figures leave out under it once."""
    whose = sentences.benchmark_of(row, benchmark)
    beside = "" if whose == benchmark else f"beside {whose}"
    about = (number_format.long_unit(row), sentences.dated(row), beside)
    under = [each for each in about if each]
    name = linked(str(row["plain_name"]), "indicator", indicator=row["indicator_id"])
    return cell(name, notes=(", ".join(under),))


def _cell(row: dict[str, Any]) -> Cell:
    mark = style.VERDICTS[row["verdict"]]
    if row["verdict"] == NOT_TESTED:
        mark = replace(mark, word=sentences.untested_word(row))
    fill, ink = style.FILLS[row["verdict"]]
    is_own = row["stated_by"] in ("Place", "both")
    return cell(
        *(OWN,) * is_own,
        replace(mark, colour=ink),
        notes=(number_format.brief(row["value"], row),),
        fill=fill,
        ink=ink,
        # The row is headed by the indicator's name, so the words need not repeat it.
        alt=str(row["sentence"]).removeprefix(f"{row['plain_name']}, "),
    )
