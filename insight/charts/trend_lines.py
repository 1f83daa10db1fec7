"""A few areas over time in one chart."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from insight import style
from insight.charts.canvas import blank, key, wrapped
from insight.charts.time_axis import LEFT_PIXELS, line, period_axis, unit_words, value_axis
from insight.wording import Row


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
    figure = blank(360)
    ends: list[tuple[float, str]] = []
    for number, (_, area) in enumerate(areas):
        colour = style.SERIES[number]
        figure.add_scatter(
            **line(area, indicator, colour),
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
    values = value_axis(series, indicator)
    figure.update_layout(
        xaxis=period_axis(series, 3),
        yaxis=values,
        title=key(unit_words(indicator)),
        margin={"l": LEFT_PIXELS, "r": 116, "t": 32, "b": 30},
        annotations=_end_labels(ends, values["range"], plot_height=298),
    )
    return figure


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
