"""The figures of the Indicator page, each a question that answers with a panel ready to show."""

from __future__ import annotations

import math
from datetime import date

import pandas as pd

from insight.analysis import comparisons
from insight.language import number_format, sentences
from insight.reference.areas import ENGLAND, SIMILAR, Benchmark
from insight.statistics.verdicts import NOT_COMPARED
from insight.store import Store, queries
from insight.store.rows import records
from insight.visual import charts
from pages.indicator import tables
from pages.ui.panels import Panel

SMALL_AREAS = {"lsoa21": "neighbourhoods", "lsoa11": "neighbourhoods", "msoa": "middle-layer areas"}


def compared(
    store: Store,
    indicator_id: str,
    benchmark_code: str,
    benchmark: str,
    order: str,
    period_start_date: date,
    period_end_date: date,
    confidence: float,
) -> Panel:
    """Places (and NHS areas that are not Places) side by side for one period."""
    about = queries.indicator(store, indicator_id)
    values = comparisons.area_comparison(
        store,
        indicator_id,
        Benchmark(benchmark_code, confidence),
        period_start_date,
        period_end_date,
    )
    # Each Place has similar areas of its own: no one line can stand for them all.
    is_one = benchmark_code != SIMILAR
    reference = values["benchmark_value"].iloc[0] if is_one else math.nan
    spread, missing = sentences.spread_sentence(values, about), sentences.missing_sentence(values)
    chance = sentences.chance_sentence(values["verdict"], confidence)
    return Panel(
        title=_finding(values[values["area_type"] == "place"], about, benchmark),
        subtitle=sentences.subtitle(about, "nine Places", values["period_label"].iloc[0]),
        sentence=f"{spread} {missing} {chance}",
        chart=charts.compare_areas(values, about, benchmark, reference, order),
        alt=sentences.compare_areas_alt(values, about, benchmark, reference),
        table=tables.areas(values, about, benchmark),
        frame=values,
        source_ids=(about["source_id"],),
        caveat=about["caveat"],
    )


def over_time(store: Store, indicator_id: str, columns: int) -> Panel | None:
    """A small chart for each area, England in grey. None with fewer than two periods."""
    about = queries.indicator(store, indicator_id)
    series = queries.series(store, indicator_id)
    drawn = comparisons.areas_over_time(series)
    with_england = pd.concat([drawn, series[series["area_code"] == ENGLAND]])
    periods = drawn.dropna(subset=["value"]).sort_values("period_end_date")["period_label"]
    if periods.nunique() < 2:
        return None
    span = f"{periods.iloc[0]} up to {periods.iloc[-1]}"
    return Panel(
        title="Change over time",
        subtitle=sentences.subtitle(about, "nine Places", span),
        sentence=sentences.trends_sentence(drawn, about),
        chart=charts.small_multiples(with_england, about, "England", ENGLAND, columns),
        alt=sentences.small_multiples_alt(drawn, about, "England"),
        table=tables.periods(with_england, about),
        frame=series,
        source_ids=(about["source_id"],),
    )


def small_areas(store: Store, indicator_id: str, area_type: str) -> Panel:
    """The smallest areas the figures are published for; the page draws the map."""
    about = queries.indicator(store, indicator_id)
    values = queries.latest_values(store, indicator_id, area_type)
    named = SMALL_AREAS[area_type]
    return Panel(
        title=f"By {named.removesuffix('s')}",
        subtitle=sentences.subtitle(about, named, values["period_label"].iloc[0]),
        sentence=sentences.spread_sentence(values, about),
        table=tables.areas(values, about),
        frame=values,
        source_ids=(about["source_id"],),
        caveat=about["caveat"],
    )


def by_group(store: Store, indicator_id: str, area_code: str, area: str, kind: str) -> Panel:
    """The latest figures of one area by one kind of group."""
    about = queries.indicator(store, indicator_id)
    rows = queries.groups(store, indicator_id, area_code)
    rows = rows[rows["kind"] == kind]
    latest = rows[rows["period_end_date"] == rows["period_end_date"].max()]
    when = latest["period_label"].iloc[0]
    words = number_format.listed(
        [
            f"{row['group_name']} {number_format.shown(row['value'], about)}"
            for row in records(latest)
        ]
    )
    return Panel(
        title=KINDS[kind],
        subtitle=sentences.subtitle(about, area, when),
        chart=charts.compare_groups(latest, about),
        alt=f"Dot chart of {about['plain_name']} in {area}, {when}: {words}.",
        table=tables.groups(latest, about, area),
        frame=rows,
        source_ids=(about["source_id"],),
    )


def elsewhere(store: Store, indicator_id: str) -> Panel | None:
    """The latest figure of every wider area, where none is published for Places."""
    about = queries.indicator(store, indicator_id)
    series = queries.series(store, indicator_id)
    if series.empty:
        return None
    latest = series.groupby("area_code", sort=False).tail(1)
    return Panel(
        title="Not published for Places",
        subtitle="The areas it is published for, latest period",
        table=tables.areas(latest, about),
        frame=series,
        source_ids=(about["source_id"],),
        caveat=about["caveat"],
    )


KINDS = {
    "core20": "By Core20",
    "deprivation_quintile": "By fifth of deprivation",
    "deprivation_decile": "By tenth of deprivation",
    "sex": "By sex",
    "age": "By age",
    "ethnic_group": "By ethnic group",
    "plus": "By group that may be missed",
}


def _finding(values: pd.DataFrame, about: pd.Series, benchmark: str) -> str:
    """Who differs from the benchmark; how far apart figures are when nobody can be compared."""
    known = values["value"].dropna()
    if known.empty or (values["verdict"] != NOT_COMPARED).any():
        return sentences.comparison_title(values, benchmark)
    unit, places = about["unit"], about["decimal_places"]
    return f"From {number_format.interval(known.min(), known.max(), unit, places)}"
