"""How long people live, and how the headline figures have changed."""

from __future__ import annotations

import pandas as pd

from insight.analysis import comparisons
from insight.analysis.comparisons import HEADLINES, LIFE_EXPECTANCY
from insight.export.board_pack.area import BENCHMARK, Area
from insight.export.board_pack.cells import verdict_counts
from insight.export.board_pack.parts import Part, Section
from insight.export.document import Table
from insight.language import number_format, sentences
from insight.reference.areas import ENGLAND
from insight.statistics import verdicts
from insight.statistics.verdicts import NOT_COMPARED
from insight.store import queries
from insight.visual import chart_data, charts, style

WHO = {"female": "women", "male": "men"}
COLUMNS = 3  # of small charts across a page


def lives(area: Area) -> Section:
    """Life expectancy of women and of men in the nine Places, beside England."""
    parts = [
        _places(area, indicator_id, WHO[sex])
        for sex, indicator_id in LIFE_EXPECTANCY.items()
        if indicator_id in area.listed
    ]
    return Section("Length of life", tuple(parts))


def trends(area: Area) -> Section:
    """Each headline figure over time: one Place beside England, or all nine side by side."""
    ids = [each for each in (*LIFE_EXPECTANCY.values(), *HEADLINES) if each in area.listed]
    drawn = [_nine(area, each) if area.is_system else _one(area, each) for each in ids]
    return Section("Change over time", tuple(part for part in drawn if part))


def _places(area: Area, indicator_id: str, who: str) -> Part:
    about = queries.indicator(area.store, indicator_id)
    values = comparisons.latest_comparison(area.store, indicator_id)
    reference = values["benchmark_value"].iloc[0]
    when = values["period_label"].iloc[0]
    return Part(
        title=_span(values, about, who),
        subtitle=sentences.subtitle(about, "nine Places", when),
        sentences=(
            sentences.life_expectancy_sentence(values, about, who),
            sentences.places_sentence(values, about, BENCHMARK, reference),
        ),
        shown=charts.compare_areas(values, about, BENCHMARK, reference),
        alt=sentences.compare_areas_alt(values, about, BENCHMARK, reference),
        data=chart_data.areas(values, about, BENCHMARK),
        source_ids=(str(about["source_id"]),),
        caveat=str(about["caveat"]),
    )


def _span(values: pd.DataFrame, about: pd.Series, who: str) -> str:
    """The finding for a heading: how far apart figures are, and what they were found to be."""
    unit, places = str(about["unit"]), int(about["decimal_places"])
    apart = number_format.interval(values["value"].min(), values["value"].max(), unit, places)
    words = f"{number_format.capital(who)}: from {apart}"
    if (values["verdict"] == NOT_COMPARED).all():
        return words
    return f"{words}; {verdict_counts(values['verdict'])} beside {BENCHMARK}"


def _one(area: Area, indicator_id: str) -> Part | None:
    """One Place, the system and England as lines. None with fewer than two periods."""
    about = queries.indicator(area.store, indicator_id)
    order = [area.code, "E54000008", ENGLAND]
    rows = queries.series(area.store, indicator_id, order)
    own = rows[rows["area_code"] == area.code]
    if own["value"].notna().sum() < 2:
        return None
    rows = rows[rows["area_code"].isin(rows.loc[rows["value"].notna(), "area_code"])]
    rows = rows.sort_values("area_code", key=lambda codes: codes.map(order.index), kind="stable")
    names = rows["area_name"].unique()
    trend = verdicts.area_trend(own, str(about["polarity"]))
    mark = style.TRENDS[trend.direction, trend.judgement]
    return Part(
        title=f"{about['plain_name']}: {mark.glyph} {mark.word}",
        subtitle=sentences.subtitle(about, number_format.listed(list(names)), _when(own)),
        sentences=(sentences.trend_sentence(own, about),),
        shown=charts.trend_lines(rows, about),
        alt=sentences.lines_alt(rows, about),
        data=chart_data.series(rows, about),
        source_ids=(str(about["source_id"]),),
        caveat=str(about["caveat"]),
    )


def _nine(area: Area, indicator_id: str) -> Part | None:
    """The nine Places, each in a small chart with England in grey."""
    about = queries.indicator(area.store, indicator_id)
    series = queries.series(area.store, indicator_id)
    places = series[series["area_type"] == "place"]
    if places.dropna(subset=["value"])["period_label"].nunique() < 2:
        return None
    drawn = pd.concat([places, series[series["area_code"] == ENGLAND]])
    title = sentences.trends_title(places, about)
    return Part(
        title=f"{about['plain_name']}: {title[:1].lower()}{title[1:]}",
        subtitle=sentences.subtitle(about, "nine Places", _when(places)),
        sentences=(sentences.trends_sentence(places, about),),
        shown=charts.small_multiples(drawn, about, BENCHMARK, ENGLAND, COLUMNS),
        alt=sentences.small_multiples_alt(places, about, BENCHMARK),
        panels=chart_data.panels(drawn, about, ENGLAND),
        table=_first_and_last(drawn, about),
        source_ids=(str(about["source_id"]),),
        caveat=str(about["caveat"]),
    )


def _first_and_last(series: pd.DataFrame, about: pd.Series) -> Table:
    """Each area's first and latest figure: the ends of its line."""
    rows = []
    for _, area in series.dropna(subset=["value"]).groupby("area_code", sort=False):
        ends = [area.iloc[0], area.iloc[-1]]
        cells = [part for end in ends for part in (end["period_label"], _shown(end, about))]
        rows.append((str(ends[0]["area_name"]), *cells))
    heads = ("Area", "First period", "Figure", "Latest period", "Latest figure")
    caption = f"{about['plain_name']}: first and latest figures"
    return Table(caption, heads, tuple(rows), frozenset({2, 4}))


def _shown(row: pd.Series, about: pd.Series) -> str:
    return number_format.shown(float(row["value"]), about)


def _when(rows: pd.DataFrame) -> str:
    known = rows.dropna(subset=["value"]).sort_values("period_end_date")["period_label"]
    return f"{known.iloc[0]} up to {known.iloc[-1]}"
