"""Figures over time: one small panel per area, or a few areas in one chart."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from insight import style
from insight.charts.canvas import KEY_HEIGHT, blank, key, padded, wrapped
from insight.judgements import area_trends
from insight.wording import Row, short_period, shown, shown_with_interval

TITLE_HEIGHT = 56  # a name on two lines, and the trend in words
PLOT_HEIGHT = 124
LABEL_HEIGHT = 30
GAP_SHARE = 0.05  # of the width, between columns
LEFT_PIXELS = 44


def small_multiples(
    series: pd.DataFrame, indicator: Row, benchmark: str, benchmark_code: str, columns: int = 3
) -> go.Figure:
    """One panel per area over time, all on one scale: 95% interval as a band, benchmark in grey.

    series: rows of `questions.series` for the areas to draw and for the benchmark. columns: 3
    for a desktop, 2 or 1 for a phone (at 360 px two columns are still readable).
    """
    theirs = series[series["area_code"] == benchmark_code].dropna(subset=["value"])
    areas = series[series["area_code"] != benchmark_code]
    if areas["value"].isna().all():
        return blank(160, "No figures to show")
    drawn = pd.concat([areas, theirs])
    trends = area_trends(areas, str(indicator["polarity"])).set_index("area_code")
    panels = list(areas.groupby("area_code", sort=False))
    rows = math.ceil(len(panels) / columns)
    height = KEY_HEIGHT + rows * (TITLE_HEIGHT + PLOT_HEIGHT + LABEL_HEIGHT)
    layout: dict[str, Any] = {"margin": {"l": LEFT_PIXELS, "r": 10, "t": 0, "b": 0, "pad": 0}}
    layout["title"] = key(f"Blue: the area and its 95% interval. Grey: {benchmark}.")
    layout["annotations"] = []
    traces: list[dict[str, Any]] = []
    x_axis, y_axis = _period_axis(drawn, 2), _value_axis(drawn, indicator)
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
        for trace in _panel(area, theirs, indicator):
            traces.append({**trace, "xaxis": f"x{ends}", "yaxis": f"y{ends}"})
    figure = blank(height)
    figure.add_traces(traces)
    figure.update_layout(layout)
    return figure


def trend_lines(series: pd.DataFrame, indicator: Row) -> go.Figure:
    """Up to four areas in one chart, each named at the end of its line.

    series: rows of `questions.series`. ValueError for more than four areas.
    """
    if series["value"].isna().all():
        return blank(160, "No figures to show")
    areas = list(series.groupby("area_code", sort=False))
    if len(areas) > len(style.SERIES):
        raise ValueError(
            f"{len(areas)} areas in one chart; at most {len(style.SERIES)} are readable"
        )
    figure = blank(340)
    ends: list[tuple[float, str]] = []
    for number, (_, area) in enumerate(areas):
        colour = style.SERIES[number]
        figure.add_scatter(
            **_line(area, indicator, colour),
            mode="lines+markers",
            marker={"symbol": style.SYMBOLS[number], "size": 8, "color": colour},
            error_y={
                "type": "data", "symmetric": False, "thickness": 1, "width": 0, "color": colour,
                "array": area["upper_ci"] - area["value"],
                "arrayminus": area["value"] - area["lower_ci"],
            },
        )  # fmt: skip
        figure.data[-1].line.dash = style.DASHES[number]
        known = area["value"].dropna()
        if len(known):
            glyph = f'<span style="color:{colour}">{style.SYMBOL_GLYPHS[number]}</span>'
            name = wrapped(f"{area['area_name'].iloc[0]}", 15)
            ends.append((float(known.iloc[-1]), f"{glyph} {name}"))
    value_axis = _value_axis(series, indicator)
    figure.update_layout(
        xaxis=_period_axis(series, 4),
        yaxis=value_axis,
        margin={"l": LEFT_PIXELS, "r": 116, "t": 12, "b": 30},
        annotations=_end_labels(ends, value_axis["range"], plot_height=298),
    )
    return figure


def _panel(area: pd.DataFrame, theirs: pd.DataFrame, indicator: Row) -> list[dict[str, Any]]:
    benchmark = {
        **_line(theirs, indicator, style.BENCHMARK),
        "type": "scatter", "mode": "lines", "hoverinfo": "skip", "hovertemplate": None,
    }  # fmt: skip
    line = {
        **_line(area, indicator, style.PLACE),
        "type": "scatter", "mode": "lines+markers", "marker": {"size": 5, "color": style.PLACE},
    }  # fmt: skip
    return [_band(area), benchmark, line]


def _line(area: pd.DataFrame, indicator: Row, colour: str) -> dict[str, Any]:
    hover = [
        f"{row['area_name']}, {row['period_label']}<br>{shown_with_interval(row, indicator)}"
        for row in area.to_dict("records")
    ]
    return {
        "x": _middles(area),
        "y": area["value"],
        "line": {"color": colour, "width": 2},
        "text": hover,
        "hovertemplate": "%{text}<extra></extra>",
        "connectgaps": False,
    }


def _band(area: pd.DataFrame) -> dict[str, Any]:
    """One closed outline per unbroken run of intervals."""
    has_interval = area[["lower_ci", "upper_ci"]].notna().all(axis=1)
    x: list[Any] = []
    y: list[Any] = []
    for _, run in area[has_interval].groupby((~has_interval).cumsum()[has_interval]):
        middles = list(_middles(run))
        x += [*middles, *middles[::-1], middles[0], None]
        y += [*run["upper_ci"], *run["lower_ci"][::-1], run["upper_ci"].iloc[0], None]
    return {
        "type": "scatter", "x": x, "y": y, "mode": "lines", "fill": "toself",
        "fillcolor": style.BAND, "line": {"color": style.BAND_EDGE, "width": 1},
        "hoverinfo": "skip",
    }  # fmt: skip


def _middles(rows: pd.DataFrame) -> np.ndarray:
    """The middle of each period, so that averages over years stand where they belong."""
    start, end = rows["period_start_date"], rows["period_end_date"]
    return (start + (end - start) / 2).dt.floor("D").to_numpy("datetime64[D]").astype(str)


def _period_axis(rows: pd.DataFrame, most: int) -> dict[str, Any]:
    """A time axis that names at most `most` periods, evenly spaced, the last among them."""
    periods = rows.drop_duplicates(["period_start_date", "period_end_date"]).sort_values(
        ["period_end_date", "period_start_date"]
    )
    step = max(math.ceil((len(periods) - 1) / (most - 1)), 1)
    named = periods.iloc[::-1].iloc[::step]
    middles = pd.to_datetime(_middles(periods))
    air = max((middles.max() - middles.min()) * 0.12, pd.Timedelta(days=200))
    return {
        "type": "date",
        "range": [str((middles.min() - air).date()), str((middles.max() + air).date())],
        "tickmode": "array",
        "tickvals": list(_middles(named)),
        "ticktext": [short_period(label) for label in named["period_label"]],
        "tickangle": 0,
        "showgrid": False,
        "showline": True,
    }


def _value_axis(rows: pd.DataFrame, indicator: Row) -> dict[str, Any]:
    every = rows[["value", "lower_ci", "upper_ci"]].stack()
    unit = str(indicator["unit"])
    return {
        "range": padded(float(every.min()), float(every.max())),
        "nticks": 4,
        "ticksuffix": "%" if unit == "%" else "",
        "tickprefix": "£" if unit == "£" else "",
    }


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
    return {
        "text": f"<b>{name}</b> {_latest(area, indicator)}<br>{mark.glyph} {mark.word}",
        "x": left, "xref": "paper", "xanchor": "left", "y": top, "yref": "paper",
        "yanchor": "bottom", "yshift": 2, "align": "left", "showarrow": False,
        "font": {"size": style.SMALLEST_FONT_SIZE + 1, "color": style.TEXT},
    }  # fmt: skip


def _latest(area: pd.DataFrame, indicator: Row) -> str:
    """The latest figure, with its period when that is not the last one of the chart."""
    known = area.dropna(subset=["value"])
    if known.empty:
        return "no figures"
    last = known.iloc[-1]
    is_last = last["period_end_date"] == area["period_end_date"].iloc[-1]
    when = "" if is_last else f" ({short_period(last['period_label'])})"
    return f"{shown(last['value'], indicator)}{when}"


def _end_labels(
    ends: list[tuple[float, str]], reach: list[float], plot_height: int
) -> list[dict[str, Any]]:
    """Names at the ends of lines, pushed apart where they would overlap."""
    needed = (reach[1] - reach[0]) * 34 / plot_height
    labels = []
    floor = -math.inf
    for value, text in sorted(ends):
        level = max(value, floor + needed)
        floor = level
        labels.append(
            {
                "text": text,
                "x": 1, "xref": "paper", "xanchor": "left", "xshift": 4, "y": level, "yref": "y",
                "showarrow": False, "align": "left",
                "font": {"size": style.SMALLEST_FONT_SIZE + 1, "color": style.TEXT},
            }
        )  # fmt: skip
    return labels
