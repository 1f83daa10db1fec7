"""The gap between two groups over time: in one area, and in several side by side.

Every gap is drawn as a difference or as a ratio with its 95% interval. A solid mark is a gap
that passed its test (`is_clear`), a hollow one did not.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from insight.language.number_format import Row, number, short_period
from insight.language.sentences.inequality import is_clear, is_tested
from insight.language.sentences.sizes import ratio_words, size_words
from insight.store.rows import records
from insight.visual import style
from insight.visual.charts.canvas import chart, key, nothing, padded, value_ticks, wrapped
from insight.visual.charts.gap_by_area import MEASURES, as_measured, measured
from insight.visual.charts.grid import Place, Sizes, grid, panel_title
from insight.visual.charts.time_axis import LEFT_PIXELS, middles, period_axis

Break = tuple[date, str]  # from this day figures are counted in another way, and what changed


WIDE = Sizes(title=30, plot=170, foot=34)
SMALL = Sizes(title=56, plot=124, foot=30)
MARGIN = {"l": LEFT_PIXELS, "r": 12, "t": 0, "b": 0, "pad": 0}
KEY = "Solid: a clear gap, with its 95% range.<br>Hollow: chance could be all of it."


def gap_over_time(rows: pd.DataFrame, indicator: Row, breaks: Sequence[Break] = ()) -> go.Figure:
    """One area's gap period by period: the difference above, the ratio below.

    rows: of `queries.inequalities`, one area, any number of periods. breaks: a dashed line is
    drawn at each, and no line joins what stands on either side of it.
    """
    if rows["absolute_gap"].isna().all():
        return nothing()
    drawn = _in_time(rows)
    words = KEY + _break_words(breaks)
    height, places = grid(2, 1, WIDE, words)
    panels = [
        _panel(number, place, drawn, drawn, measure, indicator, breaks)
        for number, (place, measure) in enumerate(zip(places, MEASURES, strict=True), start=1)
    ]
    titles = [f"<b>{measured(measure, indicator)}</b>" for measure in MEASURES]
    return _figure(height, words, panels, places, titles)


def gap_small_multiples(
    rows: pd.DataFrame,
    indicator: Row,
    measure: str = "absolute",
    columns: int = 3,
    breaks: Sequence[Break] = (),
) -> go.Figure:
    """One panel per area over time, all on one scale; columns: 3, or 2 for a phone.

    rows: of `queries.inequalities`, several areas. measure: 'absolute' or 'relative'.
    """
    if rows[MEASURES[measure].columns[0]].isna().all():
        return nothing()
    drawn = _in_time(rows)
    areas = [area for _, area in drawn.groupby("area_code", sort=False)]
    words = f"{measured(measure, indicator)}.<br>{KEY}{_break_words(breaks)}"
    height, places = grid(len(areas), columns, SMALL, words)
    panels = [
        _panel(number, place, area, drawn, measure, indicator, breaks, periods=2)
        for number, (place, area) in enumerate(zip(places, areas, strict=True), start=1)
    ]
    titles = [_area_title(area, measure, indicator) for area in areas]
    return _figure(height, words, panels, places, titles)


def _figure(
    height: int,
    words: str,
    panels: list[tuple[list[dict[str, Any]], dict[str, Any]]],
    places: list[Place],
    titles: list[str],
) -> go.Figure:
    layout: dict[str, Any] = {"margin": MARGIN, "title": key(words), "shapes": []}
    traces = []
    for drawn, parts in panels:
        traces += drawn
        layout["shapes"] += parts.pop("shapes")
        layout |= parts
    layout["annotations"] = [
        panel_title(text, place) for text, place in zip(titles, places, strict=True)
    ]
    return chart(height, traces, layout)


def _panel(
    number: int,
    place: Place,
    area: pd.DataFrame,
    every: pd.DataFrame,
    measure: str,
    indicator: Row,
    breaks: Sequence[Break],
    periods: int = 3,
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """One panel's traces, and its axes and shapes for the layout. every: sets both scales."""
    ends = "" if number == 1 else str(number)
    axes = {
        f"xaxis{ends}": {
            **period_axis(every, periods),
            "domain": [place.left, place.right],
            "anchor": f"y{ends}",
        },
        f"yaxis{ends}": {
            **_gap_axis(every, measure, indicator),
            "domain": [place.bottom, place.top],
            "anchor": f"x{ends}",
            "showticklabels": place.is_first,
        },
    }
    shapes = [_no_gap(MEASURES[measure].nothing, ends, place)]
    shapes += [_break_line(day, ends, place) for day, _ in breaks]
    traces = [
        {**trace, "xaxis": f"x{ends}", "yaxis": f"y{ends}"}
        for trace in _marks(area, measure, indicator, breaks)
    ]
    return traces, {**axes, "shapes": shapes}


def _marks(
    area: pd.DataFrame, measure: str, indicator: Row, breaks: Sequence[Break]
) -> list[dict[str, Any]]:
    """A line through the gaps, cut at breaks, and a mark with its interval for each."""
    value, lower, upper = MEASURES[measure].columns
    rows = _with_cuts(area, breaks)
    line = {
        "type": "scatter", "x": rows["middle"].to_list(), "y": rows[value].to_list(),
        "mode": "lines", "line": {"color": style.BAND_EDGE, "width": 2}, "connectgaps": False,
        "hoverinfo": "skip",
    }  # fmt: skip
    known = area[area[value].notna()]
    fills = [style.PLACE if out else style.PAGE for out in known["is_clear"]]
    marks = {
        "type": "scatter",
        "x": known["middle"].to_list(),
        "y": known[value].to_list(),
        "mode": "markers",
        "marker": {"size": 9, "color": fills, "line": {"color": style.PLACE, "width": 2}},
        "error_y": {
            "type": "data",
            "symmetric": False,
            "array": (known[upper] - known[value]).to_list(),
            "arrayminus": (known[value] - known[lower]).to_list(),
            "thickness": 2,
            "width": 0,
            "color": style.BAND_EDGE,
        },
        "text": [_hover(row, measure, indicator) for row in records(known)],
        "hovertemplate": "%{text}<extra></extra>",
    }
    return [line, marks]


def _break_words(breaks: Sequence[Break]) -> str:
    """A line for the key at each break: 'Dashed, Jan 2024: survey redesigned.'"""
    return "".join(f"<br>Dashed, {day:%b %Y}: {words}." for day, words in breaks)


def _in_time(rows: pd.DataFrame) -> pd.DataFrame:
    rows = rows.sort_values(["area_name", "period_end_date"], ignore_index=True)
    return rows.assign(middle=middles(rows))


def _with_cuts(area: pd.DataFrame, breaks: Sequence[Break]) -> pd.DataFrame:
    """The rows with an empty one at every break that lies among them."""
    cuts = pd.DataFrame({"middle": [str(day) for day, _ in breaks]}, dtype="object")
    return pd.concat([area.astype({"middle": "object"}), cuts]).sort_values("middle")


def _gap_axis(rows: pd.DataFrame, measure: str, indicator: Row) -> dict[str, Any]:
    """Holds every gap, its interval and 'no gap'."""
    found = MEASURES[measure]
    every = np.append(rows[list(found.columns)].to_numpy(float).ravel(), found.nothing)
    reach = padded(float(np.nanmin(every)), float(np.nanmax(every)), share=0.08)
    return {"range": reach, **value_ticks(*reach, {**as_measured(measure, indicator), "unit": ""})}


def _hover(row: Row, measure: str, indicator: Row) -> str:
    value, lower, upper = (row[name] for name in MEASURES[measure].columns)
    words = (
        ratio_words(value, lower, upper)
        if measure == "relative"
        else size_words(value, lower, upper, indicator)
    )
    name = MEASURES[measure].name
    return f"{row['area_name']}, {row['period_label']}<br>{name}: {words}"


def _area_title(area: pd.DataFrame, measure: str, indicator: Row) -> str:
    """The area's name, its latest gap, and whether that is clear, in words and as a glyph."""
    value = MEASURES[measure].columns[0]
    name = wrapped(str(area["area_name"].iloc[0]))
    known = area[area[value].notna()]
    if known.empty:
        return f"<b>{name}</b><br>no gap given"
    last = known.iloc[-1]
    places = int(as_measured(measure, indicator)["decimal_places"])
    is_last = last["period_label"] == area["period_label"].iloc[-1]
    when = "" if is_last else f" ({short_period(last['period_label'])})"
    tested = "○ not clear" if is_tested(last) else "○ not tested"
    clear = "● clear" if is_clear(last) else tested
    return f"<b>{name}</b> {number(last[value], places)}{when}<br>{clear}"


def _no_gap(level: float, ends: str, place: Place) -> dict[str, Any]:
    return {
        "type": "line", "x0": place.left, "x1": place.right, "xref": "paper",
        "y0": level, "y1": level, "yref": f"y{ends}",
        "line": {"color": style.BENCHMARK, "width": 1}, "layer": "below",
    }  # fmt: skip


def _break_line(day: date, ends: str, place: Place) -> dict[str, Any]:
    return {
        "type": "line", "x0": str(day), "x1": str(day), "xref": f"x{ends}",
        "y0": place.bottom, "y1": place.top, "yref": "paper",
        "line": {"color": style.BENCHMARK, "width": 2, "dash": "5px,4px"}, "layer": "below",
    }  # fmt: skip
