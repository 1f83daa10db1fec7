"""The Places over time, side by side: one small panel per area."""

from __future__ import annotations

import math
from itertools import groupby
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from insight.language.number_format import Row, brief, short_period
from insight.reference.areas import Benchmark
from insight.statistics.verdicts import UNKNOWN, area_trends
from insight.visual import style
from insight.visual.charts.canvas import chart, key, nothing, wrapped
from insight.visual.charts.time_axis import (
    LEFT_PIXELS,
    line,
    period_axis,
    plotted,
    unit_words,
    value_axis,
)

KEY_HEIGHT = 48  # two lines
TITLE_HEIGHT = 56  # a name on two lines, and the trend in words
PLOT_HEIGHT = 96
LABEL_HEIGHT = 30
GAP_SHARE = 0.05  # of the width, between columns


def small_multiples(
    series: pd.DataFrame, indicator: Row, benchmark: Benchmark, columns: int = 3
) -> go.Figure:
    """One panel per area over time, all on one scale: its interval as a band, benchmark in grey
    where the series holds it.

    series: rows of `queries.series` for the areas to draw and for the benchmark, intervals at its
    confidence. columns: 3 for a desktop, 2 or 1 for a phone (at 360 px two columns are still
    readable).
    """
    areas = series[series["area_code"] != benchmark.code]
    if areas["value"].isna().all():
        return nothing()
    drawn = plotted(series, indicator)
    grey = _grey(drawn[drawn["area_code"] == benchmark.code])
    areas = drawn[drawn["area_code"] != benchmark.code]
    trends = area_trends(areas, str(indicator["polarity"])).set_index("area_code")
    panels = list(areas.groupby("area_code", sort=False))
    rows = math.ceil(len(panels) / columns)
    height = KEY_HEIGHT + rows * (TITLE_HEIGHT + PLOT_HEIGHT + LABEL_HEIGHT)
    layout: dict[str, Any] = {"margin": {"l": LEFT_PIXELS, "r": 10, "t": 0, "b": 0, "pad": 0}}
    interval = f" and its {benchmark.percent:g}% range" if areas["lower_ci"].notna().any() else ""
    beside = f"Grey: {benchmark.name}. " * bool(grey["x"])
    layout["title"] = key(f"Blue: the area{interval}.<br>{beside}{unit_words(indicator)}")
    layout["annotations"] = []
    traces: list[dict[str, Any]] = []
    x_axis, y_axis = period_axis(drawn, 2), value_axis(drawn, indicator)
    for number, (code, area) in enumerate(panels):
        row, column = divmod(number, columns)
        ends = "" if number == 0 else str(number + 1)
        left, right, bottom, top = _cell(row, column, columns, height)
        layout[f"xaxis{ends}"] = {**x_axis, "domain": [left, right], "anchor": f"y{ends}"}
        layout[f"yaxis{ends}"] = {
            **y_axis, "domain": [bottom, top], "anchor": f"x{ends}",
            "showticklabels": column == 0,
        }  # fmt: skip
        layout["annotations"].append(_panel_title(area, trends.loc[code], indicator, left, top))
        for trace in (_band(area), grey, _blue(area)):
            traces.append({**trace, "xaxis": f"x{ends}", "yaxis": f"y{ends}"})
    return chart(height, traces, layout)


def _grey(benchmark: pd.DataFrame) -> dict[str, Any]:
    known = benchmark.dropna(subset=["value"])
    return {**line(known, style.BENCHMARK), "mode": "lines"}


def _blue(area: pd.DataFrame) -> dict[str, Any]:
    marker = {"size": 5, "color": style.PLACE}
    return {**line(area, style.PLACE), "mode": "lines+markers", "marker": marker}


def _band(area: pd.DataFrame) -> dict[str, Any]:
    """One closed outline per unbroken run of intervals."""
    ends = area[["middle", "lower_ci", "upper_ci"]].itertuples(index=False, name=None)
    x: list[str | None] = []
    y: list[float | None] = []
    for has_interval, run in groupby(ends, lambda end: end[1] == end[1] and end[2] == end[2]):
        if has_interval:
            times, lowers, uppers = map(list, zip(*run, strict=True))
            x += [*times, *times[::-1], times[0], None]
            y += [*uppers, *lowers[::-1], uppers[0], None]
    return {
        "type": "scatter", "x": x, "y": y, "mode": "lines", "fill": "toself",
        "fillcolor": style.BAND, "line": {"color": style.BAND_EDGE, "width": 1},
        "hoverinfo": "skip",
    }  # fmt: skip


def _cell(row: int, column: int, columns: int, height: int) -> tuple[float, float, float, float]:
    """Where a panel's plot lies, as shares of the figure: left, right, bottom, top."""
    width = (1 - GAP_SHARE * (columns - 1)) / columns
    left = column * (width + GAP_SHARE)
    cell_height = TITLE_HEIGHT + PLOT_HEIGHT + LABEL_HEIGHT
    top = height - KEY_HEIGHT - row * cell_height - TITLE_HEIGHT
    return left, left + width, (top - PLOT_HEIGHT) / height, top / height


def _panel_title(
    area: pd.DataFrame, trend: pd.Series, indicator: Row, left: float, top: float
) -> dict[str, Any]:
    name = wrapped(str(area["area_name"].iloc[0]))
    mark = style.TRENDS[(trend["trend"], trend["trend_judgement"])]
    is_tested = trend["trend"] != UNKNOWN
    words = f"<br>{mark.glyph} {mark.word}" if is_tested else ""
    return {
        "text": f"<b>{name}</b> {_latest(area, indicator)}{words}",
        "x": left, "xref": "paper", "xanchor": "left", "y": top, "yref": "paper",
        "yanchor": "bottom", "yshift": 2, "align": "left", "showarrow": False,
        "font": {"size": style.SMALLEST_FONT_SIZE + 1, "color": style.TEXT},
    }  # fmt: skip


def _latest(area: pd.DataFrame, indicator: Row) -> str:
    """The latest figure, with its period when that is not the last one of the chart."""
    known = [place for place, value in enumerate(area["value"]) if value == value]
    if not known:
        return "no figures"
    last = known[-1]
    is_last = last == len(area) - 1
    when = "" if is_last else f" ({short_period(area['period_label'].iloc[last])})"
    return f"{brief(area['value'].iloc[last], indicator)}{when}"
