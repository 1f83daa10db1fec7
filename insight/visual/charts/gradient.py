"""A deprivation gradient: every group as a point with its interval, and the line through them."""

from __future__ import annotations

import math
import re
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from insight.language.number_format import Row, brief, number, people, shown_with_interval
from insight.store.rows import records, tuples
from insight.visual import style
from insight.visual.charts.canvas import chart, key, nothing, padded, value_ticks
from insight.visual.charts.time_axis import LEFT_PIXELS, unit_words

HEIGHT = 380
NUMBERED = re.compile(r"-(\d+)(?:-(\d+))?$")
CORE20_NAMES = {"core20": "Core20", "not-core20": "others"}
INTERVAL = ("lower_ci", "upper_ci")
POINT = ["group_name", "period_label", "middle", "value", *INTERVAL]
POINT += ["population_count", "unit_count", "unit_of_analysis", "has_widths"]
STRIP = 0.05  # height of the population strip, as a share of the plot
EDGE = 0.1  # within this share of the width a figure must not reach out of the chart
ROOM = 0.075  # share of the width that a tick label needs on a phone


def gradient(figures: pd.DataFrame, row: Row, indicator: Row) -> go.Figure:
    """Groups from the most deprived (left) to the least, each as wide as its people.

    figures: rows of `queries.group_figures` of one area, period and kind by deprivation (group
    columns, value, lower_ci, upper_ci, population_count, unit_count, refusal); row: the row of
    `inequality` for the same, whose slope is drawn where it has one. A refused group keeps its
    width and has no point. Where a population is not known all groups are equally wide.
    """
    if figures["value"].isna().all():
        return nothing()
    rows = placed(figures)
    every = [*figures[["value", "lower_ci", "upper_ci"]].to_numpy(float).ravel(), *_ends(row)]
    reach = padded(float(np.nanmin(every)), float(np.nanmax(every)), share=0.12)
    # The strip of populations stands under the lowest figure, inside the axis.
    bottom = reach[0] - (reach[1] - reach[0]) * (STRIP + 0.02)
    layout = {
        "xaxis": _rank_axis(rows),
        "yaxis": {"range": [bottom, reach[1]], **value_ticks(*reach, indicator)},
        "title": key(gradient_key(rows, row, indicator)),
        "margin": {"l": LEFT_PIXELS, "r": 16, "t": 48, "b": 48},
        "shapes": _strip(rows, bottom, (reach[1] - bottom) * STRIP),
        "annotations": _labels(rows, indicator),
    }
    traces = [points(rows, indicator)]
    if not math.isnan(row["slope"]):
        traces.insert(0, slope_line(row))
    return chart(HEIGHT, traces, layout)


def placed(figures: pd.DataFrame) -> pd.DataFrame:
    """Groups in order of deprivation, with left, middle and right on a scale of 0 to 1."""
    order = np.array([_position(each) for each in figures["group_id"]])
    by_deprivation = np.argsort(order, kind="stable")
    people_in = figures["population_count"].to_numpy(float)[by_deprivation]
    has_widths = bool(people_in.sum() > 0)  # not where one is missing
    width = people_in / people_in.sum() if has_widths else np.full(len(order), 1 / len(order))
    right = width.cumsum()
    left = right - width
    rows = figures.iloc[by_deprivation].reset_index(drop=True)
    return rows.assign(left=left, right=right, middle=(left + right) / 2, has_widths=has_widths)


def group_label(group_id: str) -> str:
    """A group on a crowded axis: 'Core20', '1', '1–2'."""
    if group_id in CORE20_NAMES:
        return CORE20_NAMES[group_id]
    found = NUMBERED.search(group_id)
    return "–".join(part for part in found.groups() if part) if found else group_id


def _position(group_id: str) -> int:
    if group_id in CORE20_NAMES:
        return list(CORE20_NAMES).index(group_id)
    found = NUMBERED.search(group_id)
    if found is None:
        raise ValueError(f"'{group_id}' has no place in an order of deprivation")
    return int(found[1])


def _ends(row: Row) -> list[float]:
    return [row["intercept"], row["intercept"] + row["slope"]]


def points(rows: pd.DataFrame, indicator: Row) -> dict[str, Any]:
    """The groups of `placed` that have a figure, with their intervals."""
    known = rows.loc[rows["value"].notna(), POINT]
    value, lower, upper = known[["value", *INTERVAL]].to_numpy(float).T
    return {
        "type": "scatter",
        "x": known["middle"].to_list(),
        "y": value.tolist(),
        "mode": "markers",
        "marker": {"size": 10, "color": style.PLACE, "line": {"color": style.PAGE, "width": 1}},
        "error_y": {
            "type": "data",
            "symmetric": False,
            "array": (upper - value).tolist(),
            "arrayminus": (value - lower).tolist(),
            "thickness": 2,
            "width": 0,
            "color": style.BAND_EDGE,
        },
        "cliponaxis": False,
        "text": [_hover(row, indicator) for row in records(known)],
        "hovertemplate": "%{text}<extra></extra>",
    }


def _hover(row: Row, indicator: Row) -> str:
    counted = [
        f"{people(row['population_count'])} people" if row["has_widths"] else "",
        f"{number(row['unit_count'])} {row['unit_of_analysis']}"
        if row["unit_of_analysis"] not in ("people", "patients") and pd.notna(row["unit_count"])
        else "",
    ]
    base = ", ".join(part for part in counted if part)
    words = f"{row['group_name']}, {row['period_label']}<br>{shown_with_interval(row, indicator)}"
    return f"{words}<br>{base}" if base else words


def slope_line(row: Row) -> dict[str, Any]:
    """The straight line of a row of `inequality`, from rank 0 to rank 1."""
    return {
        "type": "scatter", "x": [0, 1], "y": _ends(row), "mode": "lines",
        "line": {"color": style.SERIES[1], "width": 2, "dash": "dash"}, "hoverinfo": "skip",
    }  # fmt: skip


def _strip(rows: pd.DataFrame, bottom: float, height: float) -> list[dict[str, Any]]:
    """Along the axis, a bar for each group: as wide as its people, hollow when refused."""
    return [
        {
            "type": "rect", "layer": "below",
            "x0": group.left, "x1": group.right, "y0": bottom, "y1": bottom + height,
            "fillcolor": style.MISSING_FILL if math.isnan(group.value) else style.BAR,
            "line": {"color": style.PAGE, "width": 1},
        }
        for group in tuples(rows)
    ]  # fmt: skip


def _labels(rows: pd.DataFrame, indicator: Row) -> list[dict[str, Any]]:
    """The figures of the two ends, on the side of their point where the next one is not."""
    known = rows[rows["value"].notna()].fillna({end: rows["value"] for end in INTERVAL})
    first, last, values = known.iloc[0], known.iloc[-1], known["value"].to_list()
    if len(known) == 1:
        return [_label(first, True, indicator)]
    return [
        _label(first, values[0] >= values[1], indicator),
        _label(last, values[-1] >= values[-2], indicator),
    ]


def _label(group: pd.Series, is_above: bool, indicator: Row) -> dict[str, Any]:
    x = float(group["middle"])
    return {
        "text": f"<b>{brief(group['value'], indicator)}</b>", "x": x,
        "xanchor": "left" if x < EDGE else "right" if x > 1 - EDGE else "center",
        "y": group["upper_ci"] if is_above else group["lower_ci"],
        "yanchor": "bottom" if is_above else "top", "yshift": 5 if is_above else -5,
        "showarrow": False, "font": {"size": style.SMALLEST_FONT_SIZE + 1, "color": style.TEXT},
    }  # fmt: skip


def _rank_axis(rows: pd.DataFrame) -> dict[str, Any]:
    """Group labels where they have room; the first and the last always."""
    middles = rows["middle"].to_list()
    kept = [0]
    for place in range(1, len(middles) - 1):
        if min(middles[place] - middles[kept[-1]], middles[-1] - middles[place]) >= ROOM:
            kept.append(place)
    if len(middles) > 1:
        kept.append(len(middles) - 1)
    return {
        "range": [0, 1],
        "tickvals": [middles[place] for place in kept],
        "ticktext": [group_label(rows["group_id"].iloc[place]) for place in kept],
        "tickangle": 0,
        "showgrid": False,
        "title": {"text": "← most deprived · least deprived →"},
    }


def gradient_key(rows: pd.DataFrame, row: Row, indicator: Row, has_bar: bool = True) -> str:
    """What the marks of a gradient mean, on two lines."""
    interval = " with 95% ranges" if rows["lower_ci"].notna().any() else ""
    line = "" if math.isnan(row["slope"]) else "Dashed: the line through them. "
    has_widths = rows["has_widths"].iloc[0]
    bar = "Bar: people in each." if has_widths else "Bar: the groups, equally wide."
    if not has_bar:
        bar = "Left: most deprived."
    return f"Points: the groups{interval}. {unit_words(indicator)}".strip() + f"<br>{line}{bar}"
