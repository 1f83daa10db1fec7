"""A few areas over time in one chart."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from insight.language.number_format import Row
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


def trend_lines(series: pd.DataFrame, indicator: Row) -> go.Figure:
    """Up to four areas in one chart, each named at the end of its line.

    series: rows of `queries.series`. ValueError for more than four areas.
    """
    if series["value"].isna().all():
        return nothing()
    areas = list(plotted(series, indicator).groupby("area_code", sort=False))
    if len(areas) > len(style.SERIES):
        raise ValueError(f"{len(areas)} areas in one chart; {len(style.SERIES)} can be told apart")
    values = value_axis(series, indicator)
    traces = [_whiskered(area, number) for number, (_, area) in enumerate(areas)]
    ends = [
        (float(known["value"].iloc[-1]), _name(known, number))
        for number, (_, area) in enumerate(areas)
        if len(known := area.dropna(subset=["value"]))
    ]
    layout = {
        "xaxis": period_axis(series, 3),
        "yaxis": values,
        "title": key(unit_words(indicator)),
        "margin": {"l": LEFT_PIXELS, "r": 116, "t": 32, "b": 30},
        "annotations": _end_labels(ends, values["range"], plot_height=298),
    }
    return chart(360, traces, layout)


def _whiskered(area: pd.DataFrame, number: int) -> dict[str, Any]:
    """A line with its own colour, dash and marker, and a thin whisker for each interval."""
    colour = style.SERIES[number]
    trace = line(area, colour)
    return {
        **trace,
        "mode": "lines+markers",
        "line": {**trace["line"], "dash": style.DASHES[number]},
        "marker": {"symbol": style.SYMBOLS[number], "size": 8, "color": colour},
        "error_y": {
            "type": "data",
            "symmetric": False,
            "array": (area["upper_ci"] - area["value"]).to_list(),
            "arrayminus": (area["value"] - area["lower_ci"]).to_list(),
            "thickness": 1,
            "width": 0,
            "color": colour,
        },
    }


def _name(area: pd.DataFrame, number: int) -> str:
    glyph = f'<span style="color:{style.SERIES[number]}">{style.SYMBOL_GLYPHS[number]}</span>'
    return f"{glyph} {wrapped(str(area['area_name'].iloc[0]), 15)}"


def _end_labels(
    ends: list[tuple[float, str]], reach: tuple[float, float], plot_height: int
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
