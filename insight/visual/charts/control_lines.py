"""A monthly series with its usual range: a control chart."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from insight.language.number_format import Row, long_unit
from insight.statistics import ControlChart
from insight.visual import style
from insight.visual.charts.canvas import chart, key, padded, value_ticks
from insight.visual.charts.time_axis import LEFT_PIXELS, line, period_axis, plotted

AIR_DAYS = 120  # at both ends, so that the words of the first and the last month have room


def control_lines(series: pd.DataFrame, found: ControlChart, indicator: Row) -> go.Figure:
    """One area by month: its mean as a line, its limits dashed, special months as diamonds.

    series: rows of `queries.series` of one area, oldest first, none missing; found: the control
    chart of their values.
    """
    rows = plotted(series, indicator)
    ends = [rows["middle"].iloc[0], rows["middle"].iloc[-1]]
    levels = (
        (found.mean, "solid"),
        (found.lower_limit, style.DASHES[1]),
        (found.upper_limit, style.DASHES[1]),
    )
    fixed = [
        {
            "type": "scatter", "x": ends, "y": [level, level], "mode": "lines",
            "line": {"color": style.BENCHMARK, "width": 1, "dash": dash}, "hoverinfo": "skip",
        }
        for level, dash in levels
    ]  # fmt: skip
    special = [bool(flag) for flag in found.is_special]
    points = {
        **line(rows, style.PLACE),
        "mode": "lines+markers",
        "marker": {
            "symbol": ["diamond" if each else "circle" for each in special],
            "size": [10 if each else 5 for each in special],
            "opacity": 1,  # else Plotly lets lines shine through marks of several sizes
            "color": [style.SERIES[1] if each else style.PLACE for each in special],
        },
    }
    lowest, highest = series["value"].min(), series["value"].max()
    reach = padded(min(float(lowest), found.lower_limit), max(float(highest), found.upper_limit))
    air = pd.Timedelta(days=AIR_DAYS)
    first, last = series["period_start_date"].iloc[0], series["period_end_date"].iloc[-1]
    reach_of_time = [str((first - air).date()), str((last + air).date())]
    unit = long_unit(indicator)
    words = "Grey line: the mean; dashed: the usual range.<br>Diamonds: more than usual."
    layout = {
        "xaxis": {**period_axis(series, 3), "range": reach_of_time},
        "yaxis": {"range": reach, **value_ticks(*reach, indicator)},
        "title": key(f"{words}{f' Unit: {unit}.' * bool(unit)}"),
        "margin": {"l": LEFT_PIXELS, "r": 16, "t": 56, "b": 30},
    }
    return chart(320, [*fixed, points], layout)
