"""One Place among all English authorities on a shortlist of indicators."""

from __future__ import annotations

from typing import Any

import pandas as pd

from insight.analysis import comparisons
from insight.language import number_format, sentences
from insight.reference.areas import Benchmark
from insight.reference.vocabulary import TOPICS
from insight.store import Store, queries
from insight.store.rows import tuples
from insight.visual import charts
from pages.controls import choices
from pages.ui import markup, tables
from pages.ui.panels import Panel
from pages.ui.tables import Column

STATED = "stated"
MOST_ROWS = 20
WHEN = ["indicator_id", "period_start_date", "period_end_date"]


def shortlist() -> str:
    """Which indicators are shown: 'stated', or a topic."""
    names = {STATED: "Its stated priorities", **{t: number_format.capital(t) for t in TOPICS}}
    return choices.pick("Indicators shown", names, "show")


def spine(
    store: Store,
    place_code: str,
    place: str,
    benchmark_code: str,
    benchmark: str,
    confidence: float,
    shown: str,
    indicator_ids: tuple[str, ...],
) -> Panel | None:
    """The spine of one Place. shown: of `shortlist`; indicator_ids: of its stated priorities."""
    every = comparisons.all_comparisons(store, Benchmark(benchmark_code, confidence))
    here = every[(every["place_code"] == place_code) & every["value"].notna()]
    wanted = here["indicator_id"].isin(indicator_ids) if shown == STATED else here["topic"] == shown
    rows = here[wanted].drop(columns=["place_code", "place_name", "benchmark_count"])
    rows = rows.merge(queries.authority_spread(store), on=WHEN, how="left").head(MOST_ROWS)
    if rows.empty:
        return None
    return Panel(
        title=f"{place} among English authorities",
        subtitle=f"{number_format.counted(len(rows), 'indicator')}, latest period of each",
        sentence=sentences.spine_sentence(rows, place, benchmark),
        chart=charts.spine(rows, benchmark),
        alt=sentences.spine_alt(rows, place, benchmark),
        table=_table(rows, place, benchmark),
        frame=rows,
        caveat=sentences.chance_sentence(rows["verdict"], confidence),
    )


def _table(rows: pd.DataFrame, place: str, benchmark: str) -> str:
    columns = [
        Column("Indicator", _name, is_markup=True),
        Column(
            place, lambda row: number_format.figure(row.value, row.unit, row.decimal_places), True
        ),
        Column(
            number_format.capital(benchmark),
            lambda row: number_format.figure(row.benchmark_value, row.unit, row.decimal_places),
            is_number=True,
        ),
        Column("Compared", lambda row: markup.verdict(row.verdict, row.reason), is_markup=True),
        Column("Lowest to highest authority", _span, is_number=True),
        Column("Middle half of them", _middle, is_number=True),
    ]
    caption = f"{place} among English authorities"
    return tables.table(tuples(rows), columns, caption, "stacked")


def _name(row: Any) -> str:
    name = markup.link(row.plain_name, "indicator", indicator=row.indicator_id)
    return f"{name}<small>{row.period_label}</small>"


def _span(row: Any) -> str:
    return number_format.interval(row.lowest, row.highest, row.unit, row.decimal_places)


def _middle(row: Any) -> str:
    return number_format.interval(
        row.lower_quarter, row.upper_quarter, row.unit, row.decimal_places
    )
