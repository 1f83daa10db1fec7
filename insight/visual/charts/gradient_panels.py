"""The gradient of several areas side by side."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from insight.language.number_format import Row
from insight.visual.charts.canvas import chart, key, nothing, padded, value_ticks, wrapped
from insight.visual.charts.gradient import gradient_key, placed, points, slope_line
from insight.visual.charts.grid import Sizes, grid, panel_title
from insight.visual.charts.time_axis import LEFT_PIXELS

SIZES = Sizes(title=40, plot=124, foot=26)


def gradient_small_multiples(
    figures: pd.DataFrame, rows: pd.DataFrame, indicator: Row, columns: int = 3
) -> go.Figure:
    """One gradient per area, all on one scale; columns: 3, or 2 for a phone.

    figures: as for `gradient`, of several areas (with area_code and area_name); rows: the rows
    of `inequality` for the same. A slope is drawn where an area has one.
    """
    if figures["value"].isna().all():
        return nothing()
    every = figures[["value", "lower_ci", "upper_ci"]]
    reach = padded(float(every.min(axis=None)), float(every.max(axis=None)), share=0.1)
    areas = [(code, placed(area)) for code, area in figures.groupby("area_code", sort=False)]
    slopes = rows.drop_duplicates("area_code").set_index("area_code").to_dict("index")
    words = gradient_key(areas[0][1], rows.iloc[0], indicator, has_bar=False)
    height, places = grid(len(areas), columns, SIZES, words)
    layout: dict[str, Any] = {
        "margin": {"l": LEFT_PIXELS, "r": 12, "t": 0, "b": 0, "pad": 0},
        "title": key(words),
        "annotations": [],
    }
    traces = []
    for number, ((code, area), place) in enumerate(zip(areas, places, strict=True), start=1):
        ends = "" if number == 1 else str(number)
        layout[f"xaxis{ends}"] = {
            "domain": [place.left, place.right],
            "anchor": f"y{ends}",
            "range": [-0.03, 1.03],
            "tickvals": [0.14, 0.86],
            "ticktext": ["most", "least"],
            "tickangle": 0,
            "showgrid": False,
            "showline": True,
        }
        layout[f"yaxis{ends}"] = {
            "domain": [place.bottom, place.top],
            "anchor": f"x{ends}",
            "range": reach,
            "showticklabels": place.is_first,
            **value_ticks(*reach, indicator),
        }
        name = f"<b>{wrapped(str(area['area_name'].iloc[0]))}</b>"
        none = area["value"].isna().all()
        layout["annotations"].append(panel_title(name + (" no figures" if none else ""), place))
        drawn = [points(area, indicator)]
        slope = slopes.get(code)
        if slope is not None and not pd.isna(slope["slope"]):
            drawn.insert(0, slope_line(slope))
        traces += [{**trace, "xaxis": f"x{ends}", "yaxis": f"y{ends}"} for trace in drawn]
    return chart(height, traces, layout)
