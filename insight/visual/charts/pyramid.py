"""A population pyramid: men to the left, women to the right, the oldest at the top."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from insight.language.number_format import number
from insight.language.sentences.residents import SIDES, age_band
from insight.visual import style
from insight.visual.charts.canvas import KEY_HEIGHT, chart, key, nothing, rows_axis

ROW = 21  # pixels
SIDE = {"male": -1, "female": 1}
MIDDLE = {
    "type": "line", "x0": 0, "x1": 0, "y0": 0, "y1": 1, "yref": "paper", "layer": "above",
    "line": {"color": style.PAGE, "width": 2},
}  # fmt: skip
STEP = 0.5  # of a row, to either side


def pyramid(residents: pd.DataFrame, benchmark: str) -> go.Figure:
    """Each band's share of all residents as a bar, and the benchmark's as an outline.

    residents: the rows of `queries.resident_ages`. benchmark: its name.
    """
    if residents.empty:
        return nothing()
    ages = sorted(map(int, residents["first_age"].unique()), reverse=True)
    oldest_first = residents.sort_values("first_age", ascending=False)
    by_side = {side: oldest_first[oldest_first["sex"] == sex] for sex, side in SIDE.items()}
    traces = [_bars(oldest_first, ages)]
    traces += [_outline(rows, side, benchmark) for side, rows in by_side.items()]
    most = float(residents[["value", "benchmark_value"]].max(axis=None)) * 1.08
    ticks = range(-math.floor(most), math.floor(most) + 1)
    sides = [
        {
            "text": f"<b>{SIDES[sex]}</b>", "x": side * most / 2, "y": 1, "yref": "paper",
            "yanchor": "bottom", "showarrow": False,
            "font": {"color": style.TEXT, "size": style.SMALLEST_FONT_SIZE + 1},
        }
        for sex, side in SIDE.items()
    ]  # fmt: skip
    layout = {
        "yaxis": rows_axis([age_band(age) for age in ages]),
        "xaxis": {
            "range": [-most, most],
            "tickmode": "array",
            "tickvals": list(ticks),
            "ticktext": [f"{abs(tick)}%" for tick in ticks],
            "tickangle": 0,
        },
        "margin": {"t": KEY_HEIGHT + 20},
        "title": key(f"Outline: {benchmark}. Shares of all residents."),
        "annotations": sides,
        "shapes": [MIDDLE],
    }
    return chart(KEY_HEIGHT + ROW * len(ages) + 56, traces, layout)


def _bars(residents: pd.DataFrame, ages: Sequence[int]) -> dict[str, Any]:
    """Both sides as one trace: two would stand beside each other."""
    words = [
        f"{SIDES[row.sex]}, {age_band(row.first_age)}: {number(row.value, 1)}%,"
        f" {number(row.numerator_count)} people"
        for row in residents.itertuples()
    ]
    return {
        "type": "bar",
        "orientation": "h",
        "x": (residents["sex"].map(SIDE) * residents["value"]).to_list(),
        "y": [ages.index(age) for age in residents["first_age"]],
        "width": 0.86,
        "marker": {"color": style.BAR},
        "text": words,
        "textposition": "none",
        "hovertemplate": "%{text}<extra></extra>",
    }


def _outline(rows: pd.DataFrame, side: int, benchmark: str) -> dict[str, Any]:
    """A line up the ends of the benchmark's bars."""
    shares = (side * rows["benchmark_value"]).to_list()
    return {
        "type": "scatter",
        "x": [share for share in shares for _ in range(2)],
        "y": [row + end for row in range(len(shares)) for end in (-STEP, STEP)],
        "mode": "lines",
        "line": {"color": style.TEXT, "width": 2},
        "hovertemplate": f"{benchmark}<extra></extra>",
    }
