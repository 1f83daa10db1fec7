"""One Place on many indicators: where it stands among English authorities."""

from __future__ import annotations

from textwrap import shorten
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from insight.language.number_format import Row, brief, shown
from insight.store.rows import records
from insight.visual import style
from insight.visual.charts.canvas import chart, key, nothing

ROW = 74  # pixels: two lines of words, and the strip beneath them
TOP = 66
STRIP = 0.13  # half the height of a strip, in rows
MOST_LETTERS = 50  # what a phone has room for


def spine(rows: pd.DataFrame, benchmark: str) -> go.Figure:
    """Each indicator as a strip from the lowest to the highest authority, the Place a mark on it.

    rows: one per indicator, from `verdicts.with_trends` joined with
    `queries.authority_spread` (lowest, lower_quarter, upper_quarter, highest). The benchmark
    is the line down the middle, and every strip is stretched so that its further end reaches an
    edge. Where high or low is good, better is to the right; elsewhere higher is to the right.
    A row without a figure of the Place, of the benchmark or of other authorities is left out.
    """
    drawn = on_spine(rows)
    if drawn.empty:
        return nothing()
    rows = records(drawn)
    layout = {
        "xaxis": {"visible": False, "range": [-1.06, 1.06]},
        "yaxis": {"visible": False, "range": [len(rows) - 0.7, -0.72]},
        "title": key(
            f"Middle line: {benchmark}. Pale: all English authorities.<br>"
            "Darker: the middle half of them. Right is better, or,<br>"
            "where neither is better, higher."
        ),
        "margin": {"t": TOP, "b": 4, "l": 8, "r": 8},
        "shapes": [shape for place, row in enumerate(rows) for shape in _strips(row, place)],
        "annotations": [_words(row, place, benchmark) for place, row in enumerate(rows)],
    }
    return chart(TOP + ROW * len(rows) + 8, [_marks(rows)], layout)


def on_spine(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows a spine can draw: with a Place, a benchmark and other authorities."""
    return rows.dropna(subset=["value", "benchmark_value", "lowest", "highest"])


def standing(row: Row, figure: float) -> float:
    """Where a figure stands on a row's strip: 0 is the benchmark, the further end is 1 or −1."""
    benchmark = row["benchmark_value"]
    reach = max(abs(row[end] - benchmark) for end in ("lowest", "highest", "value"))
    turned = -1 if row["polarity"] == "low_is_good" else 1
    return turned * (figure - benchmark) / reach if reach else 0.0


def _strips(row: Row, place: int) -> list[dict[str, Any]]:
    parts = [("lowest", "highest", style.PANEL, STRIP)]
    parts += [("lower_quarter", "upper_quarter", style.BAND, STRIP)]
    return [
        {
            "type": "rect", "x0": standing(row, row[low]), "x1": standing(row, row[high]),
            "y0": place - half, "y1": place + half, "fillcolor": fill, "layer": "below",
            "line": {"color": style.BAND_EDGE, "width": 1},
        }
        for low, high, fill, half in parts
    ] + [_middle(place)]  # fmt: skip


def _middle(place: int) -> dict[str, Any]:
    return {
        "type": "line", "x0": 0, "x1": 0, "y0": place - STRIP - 0.04, "y1": place + STRIP + 0.04,
        "line": {"color": style.TEXT, "width": 2}, "layer": "below",
    }  # fmt: skip


def _marks(records: list[dict[str, Any]]) -> dict[str, Any]:
    marks = [style.VERDICTS[row["verdict"]] for row in records]
    hollow = [mark.word == "similar" for mark in marks]
    pairs = list(zip(hollow, (mark.colour for mark in marks), strict=True))
    return {
        "type": "scatter",
        "x": [standing(row, row["value"]) for row in records],
        "y": list(range(len(records))),
        "mode": "markers",
        "marker": {
            "symbol": [mark.symbol for mark in marks],
            "size": 15,
            "color": [style.PAGE if is_hollow else colour for is_hollow, colour in pairs],
            "line": {
                "color": [colour if is_hollow else style.PAGE for is_hollow, colour in pairs],
                "width": 2,
            },
        },
        "cliponaxis": False,
        "text": [
            f"{row['plain_name']}, {row['period_label']}<br>{shown(row['value'], row)}"
            for row in records
        ],
        "hovertemplate": "%{text}<extra></extra>",
    }


def _words(row: Row, place: int, benchmark: str) -> dict[str, Any]:
    """Above the strip: what is measured, then the figure, its verdict and the benchmark."""
    mark = style.VERDICTS[row["verdict"]]
    name = shorten(str(row["plain_name"]), MOST_LETTERS, placeholder="…")
    theirs = f"{benchmark} {brief(row['benchmark_value'], row)}"
    figure = f"<b>{brief(row['value'], row)}</b> {mark.glyph} {mark.word} · {theirs}"
    return {
        "text": f"{name}<br>{figure}", "x": 0, "xref": "paper", "xanchor": "left",
        "y": place - STRIP - 0.04, "yanchor": "bottom", "align": "left", "showarrow": False,
        "font": {"size": style.SMALLEST_FONT_SIZE + 1, "color": style.TEXT},
    }  # fmt: skip
