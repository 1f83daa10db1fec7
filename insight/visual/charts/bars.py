"""Bars: shares of people or of neighbourhoods. They start at nought, and are exact counts."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from insight.language.number_format import counted, number, people
from insight.visual import style
from insight.visual.charts.canvas import (
    KEY_HEIGHT,
    ROW_HEIGHT,
    chart,
    key,
    nothing,
    row_label,
    rows_axis,
)

LABEL_MARGIN = 112
TICK = "<b>|</b>"


def core20_bars(frame: pd.DataFrame) -> go.Figure:
    """Share of people in Core20 neighbourhoods, largest first, the system last and outlined.

    frame: the rows of `queries.core20_people`.
    """
    frame = frame.dropna(subset=["core20_pct"])
    if frame.empty:
        return nothing()
    frame = frame.assign(is_system=frame["area_type"] == "system").sort_values(
        ["is_system", "core20_pct"], ascending=[True, False]
    )
    bars = {
        **_flat_bars(frame["core20_pct"], frame["area_name"]),
        "marker": {
            "color": [style.PAGE if system else style.CORE20 for system in frame["is_system"]],
            "line": {
                "color": style.CORE20,
                "width": [2 if system else 0 for system in frame["is_system"]],
            },
        },
        "customdata": [people(count) for count in frame["core20_count"]],
        "hovertemplate": "%{text}<br>%{x:.1f}%: %{customdata} people<extra></extra>",
    }
    labels = [
        f"<b>{number(row.core20_pct)}%</b><br>{people(row.core20_count)} people"
        for row in frame.itertuples()
    ]
    most = max(float(frame["core20_pct"].max()), 10.0)
    layout = {
        "yaxis": rows_axis(list(frame["area_name"]), list(frame["is_system"])),
        "xaxis": {"range": [0, most * 1.02], "ticksuffix": "%", "nticks": 5},
        "margin": {"r": LABEL_MARGIN},
        "annotations": [row_label(text, place) for place, text in enumerate(labels)],
    }
    return chart(ROW_HEIGHT * len(frame) + 44, [bars], layout)


def residents_bars(residents: pd.DataFrame, system_name: str) -> go.Figure:
    """Who lives in an area: a bar per group, and a tick for the same share in the system.

    residents: rows of `queries.residents` of one kind, in their order.
    """
    residents = residents.dropna(subset=["value"])
    if residents.empty:
        return nothing()
    bars = {
        **_flat_bars(residents["value"], residents["group_name"]),
        "marker": {"color": style.BAR},
        "hovertemplate": "%{text}: %{x:.1f}%<extra></extra>",
    }
    ticks = {
        "type": "scatter",
        "x": residents["system_value"].to_list(),
        "y": list(range(len(residents))),
        "mode": "markers",
        "marker": {"symbol": "line-ns", "size": 16, "line": {"color": style.TEXT, "width": 3}},
        "cliponaxis": False,
        "hovertemplate": f"{system_name}: %{{x:.1f}}%<extra></extra>",
    }
    labels = [
        f"<b>{number(row.value, 1)}%</b><br>{TICK} {number(row.system_value, 1)}%"
        for row in residents.itertuples()
    ]
    most = float(residents[["value", "system_value"]].max(axis=None))
    layout = {
        "yaxis": rows_axis(list(residents["group_name"])),
        "xaxis": {"range": [0, most * 1.04], "ticksuffix": "%", "nticks": 5},
        "margin": {"t": KEY_HEIGHT, "r": 76},
        "title": key(f"{TICK} {system_name}"),
        "annotations": [row_label(text, place) for place, text in enumerate(labels)],
    }
    return chart(KEY_HEIGHT + ROW_HEIGHT * len(residents) + 44, [bars, ticks], layout)


def decile_bars(frame: pd.DataFrame) -> go.Figure:
    """How many neighbourhoods are in each national tenth; the legend of a deprivation map.

    frame: the rows of `queries.neighbourhood_deprivation`.
    """
    if frame.empty:
        return nothing()
    counts = frame["decile"].value_counts().reindex(range(1, 11), fill_value=0)
    bars = {
        "type": "bar",
        "x": list(counts.index),
        "y": counts.to_list(),
        "marker": {"color": [style.decile_colour(decile) for decile in counts.index]},
        "text": [number(count) for count in counts],
        "textposition": "outside",
        "cliponaxis": False,
        "customdata": [counted(int(count), "neighbourhood") for count in counts],
        "hovertemplate": "Tenth %{x}: %{customdata}<extra></extra>",
    }
    names = ["1<br>most<br>deprived", *map(str, range(2, 10)), "10<br>least<br>deprived"]
    layout = {
        "xaxis": {"tickvals": list(range(1, 11)), "ticktext": names, "tickangle": 0},
        "yaxis": {"visible": False, "range": [0, float(counts.max()) * 1.15]},
        "margin": {"t": 20},
    }
    return chart(240, [bars], layout)


def _flat_bars(lengths: pd.Series, names: pd.Series) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "x": lengths.to_list(),
        "y": list(range(len(lengths))),
        "width": 0.62,
        "text": names.to_list(),
        "textposition": "none",
    }
