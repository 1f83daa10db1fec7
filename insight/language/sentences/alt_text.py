"""What a chart shows, for people who cannot see it: the finding first, then the range.

Each takes what the chart takes, so that picture and words come from the same figures.
"""

from __future__ import annotations

import pandas as pd

from insight.language.number_format import (
    NO_FIGURE,
    Row,
    capital,
    counted,
    listed,
    number,
    people,
    shown,
    shown_range,
    span,
)
from insight.language.sentences.change import trends_in_words
from insight.language.sentences.comparison import comparison_title
from insight.language.sentences.deprivation import map_in_words
from insight.statistics.verdicts import UNKNOWN
from insight.store.rows import records


def compare_areas_alt(
    judged: pd.DataFrame, indicator: Row, benchmark: str, reference: float
) -> str:
    """Alt text of `charts.compare_areas`."""
    if judged["value"].isna().all():
        return f"No chart: no figures for {indicator['plain_name']}."
    finding = comparison_title(judged, benchmark, str(indicator["polarity"]))
    theirs = shown(reference, indicator)
    line = f" A line marks {benchmark} at {theirs}."
    if theirs == NO_FIGURE:
        own = "benchmark_value" in judged and judged["benchmark_value"].notna().any()
        line = f" A tick in each row marks {benchmark}." if own else ""
    return (
        f"{finding}. Dot chart of {counted(len(judged), 'area')}, {indicator['plain_name']},"
        f" {judged['period_label'].iloc[0]}. {_range(judged['value'], indicator)}{line}"
    )


def small_multiples_alt(series: pd.DataFrame, indicator: Row, benchmark: str) -> str:
    """Alt text of `charts.small_multiples`; series without the benchmark's own rows.
    benchmark: '' where none is drawn."""
    known = series.dropna(subset=["value"])
    if known.empty:
        return f"No chart: no figures for {indicator['plain_name']}."
    areas = counted(known["area_code"].nunique(), "small line chart")
    beside = f", with {benchmark} in grey" if benchmark else ""
    return (
        f"{capital(trends_in_words(series, indicator))}. {areas}, {indicator['plain_name']},"
        f" {_span(known)}{beside}. {_range(known['value'], indicator)}"
    )


def lines_alt(series: pd.DataFrame, indicator: Row) -> str:
    """Alt text of `charts.trend_lines`."""
    known = series.dropna(subset=["value"])
    if known.empty:
        return f"No chart: no figures for {indicator['plain_name']}."
    names = listed(list(known["area_name"].unique()))
    return (
        f"{capital(trends_in_words(series, indicator))}. Line chart, {indicator['plain_name']},"
        f" {_span(known)}: {names}. {_range(known['value'], indicator)}"
    )


def sparkline_alt(row: Row, indicator: Row) -> str:
    """Alt text of `charts.sparkline`; row: one of `verdicts.with_trends`."""
    known = [float(value) for value in row["values"] if value == value]
    if not known:
        return "No figures over time."
    direction = row["trend"] if row["trend"] != UNKNOWN else "no trend given"
    meaning = f", {row['trend_judgement']}" if row["trend_judgement"] else ""
    return (
        f"{capital(direction)}{meaning}: {counted(len(known), 'figure')}, first"
        f" {shown(known[0], indicator)}, latest {shown(known[-1], indicator)}."
    )


def core20_alt(frame: pd.DataFrame, edition: str) -> str:
    """Alt text of `charts.core20_bars`."""
    places = frame[frame["area_type"] == "place"].sort_values("core20_pct", ascending=False)
    if places.empty:
        return "No chart: no figures on deprivation have been loaded yet."
    shares = [
        f"{row['area_name']} {number(row['core20_pct'])}% ({people(row['core20_count'])} people)"
        for row in records(places)
    ]
    return f"Share of people in Core20 neighbourhoods, {edition} edition, bars: {listed(shares)}."


def map_alt(frame: pd.DataFrame, where: str, edition: str) -> str:
    """Alt text of a deprivation map; frame: `queries.neighbourhood_deprivation`."""
    return f"{map_in_words(frame, where)} Map, {edition} edition, darker is more deprived."


def residents_alt(residents: pd.DataFrame, area_name: str, system_name: str) -> str:
    """Alt text of `charts.residents_bars`; residents of one kind."""
    known = residents.dropna(subset=["value"])
    if known.empty:
        return f"No chart: no figures on who lives in {area_name}."
    shares = [f"{row['group_name']} {number(row['value'], 1)}%" for row in records(known)]
    return f"Who lives in {area_name}, bars: {listed(shares)}. Ticks mark {system_name}."


def _range(values: pd.Series, indicator: Row) -> str:
    low, high = shown(values.min(), indicator), shown(values.max(), indicator)
    if low == high:
        return f"Every figure is {low}."
    return f"Figures run from {shown_range(values.min(), values.max(), indicator)}."


def _span(known: pd.DataFrame) -> str:
    labels = known.sort_values("period_end_date")["period_label"]
    return span(labels.iloc[0], labels.iloc[-1])
