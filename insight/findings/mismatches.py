"""Where measured need and stated priorities do not match, in words and figures."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd

from insight.analysis import comparisons
from insight.analysis.comparisons import AGAINST_ENGLAND
from insight.analysis.mismatches import DOING_WELL, NEED, UNJUDGED
from insight.analysis.mismatches import mismatches as all_mismatches
from insight.findings import cells
from insight.findings.finding import Finding
from insight.findings.sources import benchmark_about, sources_of, with_sources
from insight.findings.table import Cell, Column, Link, cell, data_table, strong
from insight.language import number_format, sentences
from insight.reference.areas import SYSTEM, Benchmark, areas
from insight.statistics.verdicts import NOT_TESTED
from insight.store import Store, cached, queries
from insight.store.rows import records

TITLES = {
    NEED: "Need that is no stated priority",
    DOING_WELL: "Stated priorities that are doing well",
    UNJUDGED: "Stated priorities that cannot be judged",
}
HOW = (
    "A need is a figure that is worse than the benchmark and that no stated priority is linked to;"
    " measures that the benchmark has no figure of are left out."
    " A figure says how things are, not how much can be done about them, and a plan may have good"
    " reasons of its own."
)


def mismatches(
    store: Store, area_code: str = SYSTEM, benchmark: Benchmark = AGAINST_ENGLAND
) -> Finding:
    """Needs that are no stated priority, of one Place or of every Place, as a table.

    The files hold every kind of mismatch.
    """
    here = _of(_everywhere(store, benchmark), area_code)
    judged = _of(_judged(store, benchmark), area_code)
    chance = sentences.chance_sentence(judged["verdict"], benchmark.confidence)
    needs = here[here["kind"] == NEED].sort_values(["place_name", "topic", "plain_name"])
    columns = [
        Column("Indicator", cells.indicator_name),
        Column("Place", lambda row: str(row["place_name"])),
        Column("Figure", _figure),
        Column(
            number_format.capital(benchmark.name),
            partial(cells.reference, benchmark=benchmark.name),
        ),
        Column("Compared", lambda row: cells.verdict(row["verdict"])),
        Column("Stated by", lambda row: "the system" if row["is_system_priority"] else "nobody"),
    ]
    if area_code != SYSTEM:
        del columns[1]
    return Finding(
        finding_id="mismatches",
        title="Need and priorities set side by side",
        subtitle=f"All indicators with figures for Places, beside {benchmark.name}",
        sentence=sentences.mismatch_summary(here, areas()[area_code].area_name, benchmark.name),
        table=data_table(TITLES[NEED], columns, records(needs), _values(store, here)),
        source_ids=sources_of(store, needs["indicator_id"].unique()),
        caveat=f"{chance} {HOW}",
        link=Link.to("priorities", place=area_code),
        about=benchmark_about(benchmark),
    )


def mismatched_priorities(
    store: Store, kind: str, area_code: str = SYSTEM, benchmark: Benchmark = AGAINST_ENGLAND
) -> Finding:
    """The stated priorities of one kind of mismatch (DOING_WELL or UNJUDGED), a sentence each."""
    here = _of(_everywhere(store, benchmark), area_code)
    rows = here[here["kind"] == kind]
    title = TITLES[kind]
    columns = [Column("In figures", lambda row: str(row["sentence"]))]
    return Finding(
        finding_id=f"mismatches-{'well' if kind == DOING_WELL else 'unjudged'}",
        title=title,
        subtitle=f"{areas()[area_code].area_name} beside {benchmark.name}",
        table=data_table(title, columns, records(rows), _values(store, rows)),
        link=Link.to("priorities", place=area_code),
        about=benchmark_about(benchmark),
    )


def mismatch_rows(
    judged: pd.DataFrame, priorities: pd.DataFrame, links: pd.DataFrame, benchmark: str
) -> pd.DataFrame:
    """The rows of `analysis.mismatches`, each with its sentence; benchmark: its name."""
    found = all_mismatches(judged, priorities, links)
    words = [sentences.mismatch_sentence(row, benchmark) for row in records(found)]
    return found.assign(sentence=pd.Series(words, found.index, dtype="str"))


def _everywhere(store: Store, benchmark: Benchmark) -> pd.DataFrame:
    """The mismatches of every Place."""
    return cached(store, _all_rows, benchmark=benchmark)


def _all_rows(store: Store, benchmark: Benchmark) -> pd.DataFrame:
    judged = _judged(store, benchmark)
    priorities, links = queries.priorities(store), queries.priority_links(store)
    return mismatch_rows(judged, priorities, links, benchmark.name)


def _judged(store: Store, benchmark: Benchmark) -> pd.DataFrame:
    """Every comparison; a need is told by the benchmark alone, so what is set against something
    else for want of its figure counts as not tested."""
    rows = comparisons.all_comparisons(store, benchmark)
    is_own = rows["benchmark_name"] == benchmark.name
    return rows.assign(verdict=rows["verdict"].where(is_own, NOT_TESTED))


def _of(rows: pd.DataFrame, area_code: str) -> pd.DataFrame:
    return rows if area_code == SYSTEM else rows[rows["place_code"] == area_code]


def _values(store: Store, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows under the names of files; a priority has no figure, and no source of one."""
    named = rows.rename(columns={"place_code": "area_code", "place_name": "area_name"})
    return with_sources(store, named)


def _figure(row: dict[str, Any]) -> Cell:
    """A figure with its range and its period on one line under it."""
    unit, places = str(row["unit"]), int(row["decimal_places"])
    interval = number_format.interval(row["lower_ci"], row["upper_ci"], unit, places)
    figure = number_format.figure(row["value"], unit, places)
    return cell(strong(figure), notes=(f"{interval}, {row['period_label']}",))
