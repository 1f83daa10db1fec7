"""How an indicator has changed: every area in a small chart, or one area beside wider ones."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from insight.analysis import comparisons
from insight.analysis.benchmarks import is_barred
from insight.analysis.chosen_areas import area_codes
from insight.findings.finding import Finding
from insight.findings.indicator_tables import about
from insight.findings.table import Cell, Column, DataTable, Link, cell, data_table, quiet
from insight.language import number_format, sentences
from insight.language.number_format import Row
from insight.reference.areas import ENGLAND, HOW_MANY, SYSTEM, Benchmark, areas
from insight.statistics import verdicts
from insight.statistics.verdicts import PUBLISHED_CONFIDENCE, with_intervals_at
from insight.store import Store, queries
from insight.store.rows import records
from insight.visual import chart_data, charts, style

PERIOD = ["period_end_date", "period_start_date", "period_label"]


def change_over_time(
    store: Store,
    indicator_id: str,
    columns: int = 3,
    chosen: tuple[str, ...] = (),
    confidence: float = PUBLISHED_CONFIDENCE,
) -> Finding | None:
    """A small chart for each Place, England in grey. None with fewer than two periods.

    columns: of charts, 3 for a wide screen or paper, 2 for a phone. chosen: other areas instead
    (see `analysis.chosen_areas`). confidence: of the ranges, and of the changes judged by them.
    """
    indicator = queries.indicator(store, indicator_id)
    series, drawn = (
        with_intervals_at(rows, confidence, str(indicator["value_type"]))
        for rows in _series(store, indicator_id, chosen)
    )
    if drawn.dropna(subset=["value"])["period_label"].nunique() < 2:
        return None
    is_lone, benchmark = is_barred(store, indicator_id), Benchmark(ENGLAND, confidence)
    with_england = drawn
    if not is_lone:
        with_england = pd.concat([drawn, series[series["area_code"] == ENGLAND]])
    name, title = str(indicator["plain_name"]), sentences.trends_title(drawn, indicator)
    england = areas()[ENGLAND].area_name
    count = drawn["area_code"].nunique()
    where = number_format.counted(count, "area") if chosen else f"{HOW_MANY} Places"
    choices = {"indicator": indicator_id, **({"areas": ".".join(chosen)} if chosen else {})}
    if confidence != PUBLISHED_CONFIDENCE:
        choices["sure"] = str(confidence)
    return Finding(
        finding_id=f"{indicator_id}-{'chosen-time' if chosen else 'over-time'}",
        title=f"{name}: {title[:1].lower()}{title[1:]}",
        subtitle=sentences.subtitle(indicator, where, _span(drawn)),
        sentence=sentences.trends_sentence(drawn, indicator) + sentences.wider_words(confidence),
        picture=charts.small_multiples(with_england, indicator, benchmark, columns),
        alt=sentences.small_multiples_alt(drawn, indicator, "" if is_lone else england),
        table=_table(with_england, indicator, series),
        source_ids=(str(indicator["source_id"]),),
        caveat=str(indicator["caveat"]),
        flags=_doubts(drawn),
        link=Link.to("indicator", **choices),
        about=about(indicator, confidence),
        editable=lambda: chart_data.panels(with_england, indicator, ENGLAND),
    )


def area_trend(store: Store, indicator_id: str, area_code: str) -> Finding | None:
    """One Place, the system and England as lines; or the system and England.

    None where the area has fewer than two figures.
    """
    indicator = queries.indicator(store, indicator_id)
    order = list(dict.fromkeys((area_code, SYSTEM, ENGLAND)))
    if is_barred(store, indicator_id):
        order = [area_code]
    rows = queries.series(store, indicator_id, order)
    own = rows[rows["area_code"] == area_code]
    if own["value"].notna().sum() < 2:
        return None
    rows = rows[rows["area_code"].isin(rows.loc[rows["value"].notna(), "area_code"])]
    rows = rows.sort_values("area_code", key=lambda codes: codes.map(order.index), kind="stable")
    names = list(rows["area_name"].unique())
    trend = verdicts.area_trend(own, str(indicator["polarity"]))
    mark = style.TRENDS[trend.direction, trend.judgement]
    return Finding(
        finding_id=f"{indicator_id}-trend-{area_code}",
        title=f"{indicator['plain_name']}: {mark.glyph} {mark.word}",
        subtitle=sentences.subtitle(indicator, number_format.listed(names), _span(own)),
        sentence=sentences.trend_sentence(own, indicator),
        picture=charts.trend_lines(rows, indicator),
        alt=sentences.lines_alt(rows, indicator),
        table=_table(rows, indicator, rows),
        source_ids=(str(indicator["source_id"]),),
        caveat=str(indicator["caveat"]),
        link=Link.to("indicator", indicator=indicator_id),
        about=about(indicator),
        editable=lambda: (chart_data.series(rows, indicator),),
    )


def _series(
    store: Store, indicator_id: str, chosen: tuple[str, ...]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The figures of all areas for files, and of those that have a chart of their own."""
    if not chosen:
        series = queries.series(store, indicator_id)
        return series, comparisons.areas_over_time(series)
    codes = [code for code in area_codes(store, chosen) if code != ENGLAND]
    series = queries.series(store, indicator_id, [*codes, ENGLAND])
    own = series[series["area_code"] != ENGLAND]
    return series, own.sort_values(
        "area_code", key=lambda each: each.map(codes.index), kind="stable"
    )


def _doubts(rows: pd.DataFrame) -> tuple[str, ...]:
    """A sentence for each figure with a sign of doubt, which period it is of among them."""
    return tuple(
        f"{row['area_name']}, {row['period_label']}: {verdicts.CHECK_FIRST}: {row['doubt']}."
        for row in records(rows[(rows["doubt"] != "") & rows["value"].notna()])
    )


def _span(rows: pd.DataFrame) -> str:
    """'2013/14 to 2022/23': the first and the last period with a figure."""
    periods = rows.dropna(subset=["value"]).sort_values("period_end_date")["period_label"]
    return number_format.span(periods.iloc[0], periods.iloc[-1])


def _table(series: pd.DataFrame, indicator: Row, values: pd.DataFrame) -> DataTable:
    """A period a row, the latest first, an area a column; each figure with its range."""
    figures = {
        (row["period_end_date"], row["period_start_date"], row["area_name"]): row
        for row in records(series.dropna(subset=["value"]))
    }
    given = series.dropna(subset=["value"])
    periods = given.drop_duplicates(PERIOD[:2]).sort_values(PERIOD[:2], ascending=False)
    names = given["area_name"].unique()
    columns = [
        Column("Period", lambda period: str(period["period_label"])),
        *(Column(name, _figure(name, figures, indicator), is_number=True) for name in names),
    ]
    caption = f"{indicator['plain_name']} over time ({indicator['unit']})"
    return data_table(caption, columns, records(periods[PERIOD]), values)


def _figure(
    name: str, figures: dict[Any, dict[str, Any]], indicator: Row
) -> Callable[[dict[str, Any]], Cell]:
    """The figure of an area in the period of a row, with its range under it where it has one."""
    places = int(indicator["decimal_places"])

    def form(period: dict[str, Any]) -> Cell:
        row = figures.get((period["period_end_date"], period["period_start_date"], name))
        if row is None:
            return cell(quiet("–"))
        ends = [row["lower_ci"], row["upper_ci"]]
        low, high = (number_format.number(end, places) for end in ends)
        interval = "" if any(map(pd.isna, ends)) else f"({low} to {high})"
        return cell(number_format.number(row["value"], places), notes=(interval,))

    return form
