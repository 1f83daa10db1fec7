"""One Place among all English authorities on a shortlist of indicators."""

from __future__ import annotations

from typing import Any

import pandas as pd

from insight.analysis import comparisons
from insight.analysis.comparisons import AGAINST_ENGLAND
from insight.findings import cells
from insight.findings.finding import Finding
from insight.findings.sources import benchmark_about, sources_of, with_sources
from insight.findings.stated_priorities import priority_indicators
from insight.findings.table import Column, data_table
from insight.language import number_format, sentences
from insight.reference.areas import Benchmark, areas
from insight.store import Store, queries
from insight.store.rows import records
from insight.visual import charts

STATED = "stated"
MOST_ROWS = 20
WHEN = ["indicator_id", "period_start_date", "period_end_date"]


def authority_spine(
    store: Store, place_code: str, benchmark: Benchmark = AGAINST_ENGLAND, shortlist: str = STATED
) -> Finding | None:
    """Where a Place stands from the lowest to the highest English authority.

    shortlist: STATED for the indicators of its stated priorities, or a topic. At most MOST_ROWS
    indicators; None when it has a figure for none.
    """
    rows = _rows(store, place_code, benchmark, shortlist)
    if rows.empty:
        return None
    place, beside = areas()[place_code].area_name, benchmark.name
    drawn = rows[rows["benchmark_name"] == beside]  # its line is the middle of every strip
    title = f"{place} among English authorities"
    columns = [
        Column("Indicator", lambda row: cells.indicator_name(row, str(row["period_label"]))),
        Column(place, lambda row: _figure(row, "value"), is_number=True),
        Column(number_format.capital(beside), lambda row: cells.reference(row, beside), True),
        Column("Compared", lambda row: cells.compared(row, beside)),
        Column("Lowest to highest authority", lambda row: _span(row, "lowest", "highest"), True),
        Column(
            "Middle half of them", lambda row: _span(row, "lower_quarter", "upper_quarter"), True
        ),
    ]
    return Finding(
        finding_id="spine",
        title=title,
        subtitle=f"{number_format.counted(len(rows), 'indicator')}, latest period of each",
        sentence=sentences.spine_sentence(rows, place, beside),
        picture=charts.spine(drawn, beside),
        alt=sentences.spine_alt(drawn, place, beside),
        table=data_table(title, columns, records(rows), with_sources(store, rows)),
        source_ids=sources_of(store, rows["indicator_id"]),
        caveat=sentences.chance_sentence(rows["verdict"], benchmark.confidence),
        about={
            "area_code": place_code,
            "area_name": place,
            **benchmark_about(benchmark),
        },
    )


def _rows(store: Store, place_code: str, benchmark: Benchmark, shortlist: str) -> pd.DataFrame:
    """The Place's figures on the shortlist, each with the spread of English authorities."""
    every = comparisons.all_comparisons(store, benchmark)
    here = every[(every["place_code"] == place_code) & every["value"].notna()]
    if shortlist == STATED:
        is_listed = here["indicator_id"].isin(priority_indicators(store, place_code))
    else:
        is_listed = here["topic"] == shortlist
    rows = here[is_listed].drop(columns=["place_code", "place_name", "benchmark_count"])
    return rows.merge(
        queries.authority_spread(store).drop(columns="authority_count"), on=WHEN, how="left"
    ).head(MOST_ROWS)


def _figure(row: dict[str, Any], name: str) -> str:
    return number_format.figure(row[name], row["unit"], row["decimal_places"])


def _span(row: dict[str, Any], lower: str, upper: str) -> str:
    return number_format.interval(row[lower], row[upper], row["unit"], row["decimal_places"])
