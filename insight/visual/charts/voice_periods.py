"""Themes over time, side by side: a small panel of shares of comments per theme."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from insight.analysis.voices import period
from insight.analysis.voices.theme_change import UNKNOWN, ThemeChange
from insight.language.number_format import number
from insight.visual import style
from insight.visual.charts.canvas import chart, key, nothing, value_ticks, wrapped
from insight.visual.charts.grid import Place, Sizes, grid, panel_title

SIZES = Sizes(title=76, plot=104, foot=30)  # a name on two lines, its latest share, its change
NAME_WIDTH = 22
LEFT_PIXELS = 36
PERCENT = {"unit": "%", "decimal_places": 0}


def voice_periods(
    shares: pd.DataFrame, changes: Mapping[str, ThemeChange], smallest: int, columns: int = 3
) -> go.Figure:
    """One panel per theme, all on one scale from nought; a cross where a share is not shown.

    shares: rows of `theme_change.long_enough`. changes: how each moves, by plain name. smallest:
    fewest comments that may be shown.
    """
    if shares["share_pct"].notna().sum() == 0:
        return nothing()
    labels = sorted(shares["period_label"].unique())
    length = period.length(labels[0])
    words = (
        f"Share of the {length}'s comments.<br>"
        f"× not shown: fewer than {smallest}, or none, or protected."
    )
    themes = list(shares.groupby("theme_id", sort=False))
    height, places = grid(len(themes), columns, SIZES, words)
    top = float(shares["share_pct"].max()) * 1.15
    layout: dict[str, Any] = {"title": key(words), "annotations": []}
    layout["margin"] = {"l": LEFT_PIXELS, "r": 10, "t": 0, "b": 0, "pad": 0}
    traces: list[dict[str, Any]] = []
    for panel, ((_, rows), place) in enumerate(zip(themes, places, strict=True)):
        ends = "" if panel == 0 else str(panel + 1)
        layout[f"xaxis{ends}"] = _periods_axis(labels, place, ends)
        rows = rows.assign(at=rows["period_label"].map(labels.index))
        layout[f"yaxis{ends}"] = {
            "range": [0, top], **value_ticks(0, top, PERCENT, 3),
            "domain": [place.bottom, place.top], "anchor": f"x{ends}",
            "showticklabels": place.is_first,
        }  # fmt: skip
        change = changes[str(rows["plain_name"].iloc[0])]
        layout["annotations"].append(panel_title(_title(rows, change), place))
        for trace in (_line(rows), _crosses(rows, smallest)):
            traces.append({**trace, "xaxis": f"x{ends}", "yaxis": f"y{ends}"})
    return chart(height, traces, layout)


def _periods_axis(labels: list[str], place: Place, ends: str) -> dict[str, Any]:
    last = len(labels) - 1
    inset = len(labels) // 7  # so that a label under its tick stays within the panel
    ticks = sorted({min(inset, last), max(last - inset, 0)})
    return {
        "type": "linear",
        "range": [-0.5, last + 0.5],
        "tickvals": ticks,
        "ticktext": [period.spoken(labels[at]) for at in ticks],
        "tickangle": 0,
        "showgrid": False,
        "showline": True,
        "domain": [place.left, place.right],
        "anchor": f"y{ends}",
    }


def _line(rows: pd.DataFrame) -> dict[str, Any]:
    hover = [
        f"{period.spoken(row.period_label)}: {number(row.comment_count)} of"
        f" {number(row.base_count)} comments"
        for row in rows.itertuples()
    ]
    return {
        "type": "scatter",
        "x": rows["at"].to_list(),
        "y": [None if pd.isna(share) else round(share, 1) for share in rows["share_pct"]],
        "mode": "lines+markers",
        "connectgaps": False,
        "line": {"color": style.PLACE, "width": 2},
        "marker": {"size": 6, "color": style.PLACE},
        "text": hover,
        "hovertemplate": "%{text}<extra></extra>",
    }


def _crosses(rows: pd.DataFrame, smallest: int) -> dict[str, Any]:
    """Where a number may not be shown: on the axis, so that no height is given away."""
    hidden = rows[rows["share_pct"].isna()]
    return {
        "type": "scatter",
        "x": hidden["at"].to_list(),
        "y": [0] * len(hidden),
        "mode": "markers",
        "cliponaxis": False,
        "marker": {
            "symbol": "x-thin",
            "size": 7,
            "line": {"color": style.MISSING_LINE, "width": 2},
        },
        "text": [period.spoken(each) for each in hidden["period_label"]],
        "hovertemplate": (
            f"%{{text}}: not shown, fewer than {smallest}, or none, or protected<extra></extra>"
        ),
    }


def _title(rows: pd.DataFrame, change: ThemeChange) -> str:
    known = rows.dropna(subset=["share_pct"])
    newest = known.iloc[-1]
    name = wrapped(str(newest["plain_name"]), NAME_WIDTH)
    when = period.spoken(newest["period_label"])
    words = "" if change.word == UNKNOWN else f"<br>{change.word}"
    return f"<b>{name}</b><br>{number(newest['share_pct'])}% in {when}{words}"
