"""Areas, or groups of people, side by side for one period: dots with their intervals."""

from __future__ import annotations

import math
from collections.abc import Sequence
from textwrap import shorten
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from insight.language.number_format import Row, brief, capital, long_unit, shown_with_interval
from insight.statistics.verdicts import NOT_TESTED
from insight.store.rows import records
from insight.visual import style
from insight.visual.charts.canvas import (
    ROW_HEIGHT,
    chart,
    nothing,
    padded,
    row_label,
    rows_axis,
    value_ticks,
    wrapped,
)

PLAIN = style.Mark("", "", style.PLACE, "circle")
TICK = 0.42  # of a row, to either side
TOP = 34  # pixels for the benchmark's label
LABEL_MARGIN = 104  # pixels for "– not tested" in the right-hand margin


def compare_areas(
    judged: pd.DataFrame, indicator: Row, benchmark: str, reference: float, order: str = "name"
) -> go.Figure:
    """Every area's figure with its 95% interval, and a line for the benchmark.

    judged: from `verdicts.with_verdicts`. reference: NaN where each area has a benchmark_value of
    its own, which then is a tick in its row. order: 'name' as the rows come, or 'value', highest
    figure first. Colour, shape and word of each mark say better, worse, similar, higher, lower or
    not tested; an area without a figure keeps its row and its reason.
    """
    if judged["value"].isna().all():
        return nothing()
    if order == "value":
        judged = judged.sort_values("value", ascending=False, na_position="last")
    if (judged["verdict"] == NOT_TESTED).all():
        # Saying so once, in the sentence beside the chart, is enough.
        marks, words = [PLAIN] * len(judged), [""] * len(judged)
    else:
        marks = [style.VERDICTS[verdict] for verdict in judged["verdict"]]
        words = [f"<br>{mark.glyph} {mark.word}" for mark in marks]
    labels = [
        f"<b>{brief(value, indicator)}</b>{word}" if value == value else ""
        for value, word in zip(judged["value"], words, strict=True)
    ]
    named = f"{benchmark} {brief(reference, indicator)}"
    is_one = not math.isnan(reference) or "benchmark_value" not in judged
    own = np.array([]) if is_one else judged["benchmark_value"].to_numpy(float)
    if not np.isnan(own).all():
        named = f"Dashed: {benchmark}, of each its own"
    names = list(judged["area_name"])
    return _dots(judged, names, indicator, marks, labels, (reference, named), own)


def compare_groups(groups: pd.DataFrame, indicator: Row) -> go.Figure:
    """The groups of one kind and period, each with its interval; rows in the order given.

    groups: rows of `queries.groups` for one kind and one period. Nothing is compared, so no
    mark claims anything.
    """
    if groups["value"].isna().all():
        return nothing()
    labels = [
        f"<b>{brief(value, indicator)}</b>" if value == value else "" for value in groups["value"]
    ]
    return _dots(groups, list(groups["group_name"]), indicator, [PLAIN] * len(groups), labels)


def _dots(
    rows: pd.DataFrame,
    names: Sequence[str],
    indicator: Row,
    marks: Sequence[style.Mark],
    labels: Sequence[str],
    benchmark: tuple[float, str] = (math.nan, ""),
    own_benchmarks: np.ndarray | Sequence[float] = (),
) -> go.Figure:
    figures = rows[["value", "lower_ci", "upper_ci"]].to_numpy(float)
    every = np.concatenate([figures.ravel(), [benchmark[0]], own_benchmarks])
    reach = padded(float(np.nanmin(every)), float(np.nanmax(every)), share=0.08)
    annotations = [row_label(text, number) for number, text in enumerate(labels)]
    annotations += [
        _reason(number, note)
        for number, (value, note) in enumerate(zip(figures[:, 0], rows["value_note"], strict=True))
        if math.isnan(value)
    ]
    shapes = _intervals(figures, marks)
    if not math.isnan(benchmark[0]):
        shapes.append(_benchmark_line(benchmark[0]))
        annotations.append(_benchmark_name(*benchmark))
    ticks = [(row, at) for row, at in enumerate(own_benchmarks) if not math.isnan(at)]
    if ticks:
        shapes += [_benchmark_line(at, (row - TICK, row + TICK)) for row, at in ticks]
        annotations.append({**_benchmark_name(0, benchmark[1]), "xref": "paper", "xanchor": "left"})
    unit = long_unit(indicator)
    layout = {
        "yaxis": rows_axis(names),
        "xaxis": {"range": reach, "title": {"text": unit}, **value_ticks(*reach, indicator)},
        "margin": {"t": TOP, "r": LABEL_MARGIN},
        "annotations": annotations,
        "shapes": shapes,
    }
    height = TOP + ROW_HEIGHT * len(rows) + (60 if unit else 40)
    return chart(height, [_marks(rows, names, indicator, marks)], layout)


def _marks(
    rows: pd.DataFrame, names: Sequence[str], indicator: Row, marks: Sequence[style.Mark]
) -> dict[str, Any]:
    hover = [
        f"{name}, {row['period_label']}<br>{shown_with_interval(row, indicator)}"
        for name, row in zip(names, records(rows), strict=True)
    ]
    is_hollow = [mark.word == "similar" for mark in marks]
    colours = [mark.colour for mark in marks]
    pairs = list(zip(is_hollow, colours, strict=True))
    # A white rim lifts a solid mark off its interval; a hollow one has a dark rim.
    fills = [style.PAGE if hollow else colour for hollow, colour in pairs]
    rims = [colour if hollow else style.PAGE for hollow, colour in pairs]
    return {
        "type": "scatter",
        "x": rows["value"].to_list(),
        "y": list(range(len(rows))),
        "mode": "markers",
        "marker": {
            "symbol": [mark.symbol for mark in marks],
            "color": fills,
            "size": 15,
            "line": {"color": rims, "width": 2},
        },
        "cliponaxis": False,
        "text": hover,
        "hovertemplate": "%{text}<extra></extra>",
    }


def _intervals(figures: np.ndarray, marks: Sequence[style.Mark]) -> list[dict[str, Any]]:
    return [
        {
            "type": "line", "x0": low, "x1": high, "y0": number, "y1": number, "layer": "below",
            "line": {"color": mark.colour, "width": 3},
        }
        for number, ((_, low, high), mark) in enumerate(zip(figures, marks, strict=True))
        if not math.isnan(low + high)
    ]  # fmt: skip


def _benchmark_line(reference: float, rows: tuple[float, float] | None = None) -> dict[str, Any]:
    """A dashed line through all rows, or a tick from one height to another."""
    ends = {"y0": 0, "y1": 1, "yref": "paper"} if rows is None else {"y0": rows[0], "y1": rows[1]}
    return {
        "type": "line", "x0": reference, "x1": reference, **ends,
        "line": {"color": style.BENCHMARK, "width": 2, "dash": "5px,4px"}, "layer": "below",
    }  # fmt: skip


def _benchmark_name(reference: float, text: str) -> dict[str, Any]:
    return {
        "text": text, "x": reference, "y": 1, "yref": "paper", "yanchor": "bottom",
        "showarrow": False,
        "font": {"color": style.BENCHMARK, "size": style.SMALLEST_FONT_SIZE + 1},
    }  # fmt: skip


def _reason(row: int, note: str) -> dict[str, Any]:
    return {
        "text": wrapped(shorten(f"– {capital(note or 'no figure')}", 64, placeholder="…"), 34),
        "x": 0, "xref": "x domain", "align": "left", "bgcolor": style.PAGE,
        "xanchor": "left", "y": row, "showarrow": False,
        "font": {"color": style.QUIET_TEXT, "size": style.SMALLEST_FONT_SIZE},
    }  # fmt: skip
