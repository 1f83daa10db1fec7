"""A Plotly figure drawn as SVG: the same places, marks, colours and words as on the screen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import plotly.graph_objects as go

from insight.export.chart_layout import (
    LABEL_GAP,
    TITLE_GAP,
    Axis,
    PlotArea,
    bars_on,
    number,
    plot_area,
)
from insight.export.mark_painter import bars, path_of, scatter, stroke
from insight.export.plotly_figure import CannotDraw, Plain, PlainFigure, over, read
from insight.export.text_layout import block, block_size, lines_of

EDGE = 1  # pixels around a note, as Plotly leaves


def draw(figure: go.Figure, width: float) -> tuple[str, float]:
    """The figure as SVG elements, from 0,0 to `width` and the height that is returned.

    Raises CannotDraw for anything in the figure that is not drawn.
    """
    plain = read(figure)
    area = plot_area(plain, width)
    parts = [
        *_grids(plain, area),
        *_shapes(plain, area, ("below", "between")),
        *_traces(plain, area),
        *_shapes(plain, area, ("above",)),
        *_axes(plain, area),
        *_notes(plain, area),
        *_key(plain.layout),
    ]
    return "".join(parts), float(plain.layout["height"])


def _pairs(plain: PlainFigure, area: PlotArea) -> Iterator[tuple[Axis, Axis]]:
    """Each horizontal axis with the vertical one it stands on."""
    for name, settings in plain.axes.items():
        if name.startswith("x"):
            other = str(settings.get("anchor", "y"))
            yield area.axes[name], area.axes[f"yaxis{other[1:]}"]


def _grids(plain: PlainFigure, area: PlotArea) -> Iterator[str]:
    for x, y in _pairs(plain, area):
        for axis, other in ((x, y), (y, x)):
            if not axis.settings.get("visible", True):
                continue
            ends = (other.scale.start, other.scale.end)
            # Plotly draws no grid through the places of bars unless asked to.
            if axis.settings.get("showgrid", not bars_on(axis.name, plain)):
                grid = "".join(_across(axis, at, ends) for at, _ in axis.ticks)
                if grid:
                    yield stroke(grid, {"color": axis.settings["gridcolor"], "width": 1})
            if axis.settings.get("zeroline"):
                settings = axis.settings
                width = settings.get("zerolinewidth", 1)
                line = {"color": settings["zerolinecolor"], "width": width}
                yield stroke(_across(axis, axis.scale.at(0), ends), line)


def _across(axis: Axis, at: float, ends: tuple[float, float]) -> str:
    """A line through a place on an axis, from end to end of the other one."""
    if axis.name.startswith("x"):
        return path_of([(at, ends[0]), (at, ends[1])])
    return path_of([(ends[0], at), (ends[1], at)])


def _traces(plain: PlainFigure, area: PlotArea) -> Iterator[str]:
    for trace in plain.traces:
        x = area.axes[f"xaxis{str(trace.get('xaxis', 'x'))[1:]}"]
        y = area.axes[f"yaxis{str(trace.get('yaxis', 'y'))[1:]}"]
        if trace["type"] == "bar":
            yield from bars(trace, x, y, plain.layout["font"])
        else:
            yield from scatter(trace, x, y)


def _axes(plain: PlainFigure, area: PlotArea) -> Iterator[str]:
    for x, y in _pairs(plain, area):
        foot, side = y.scale.start, x.scale.start
        # A vertical axis that runs downwards still has its labels and names below the plot.
        foot = max(foot, y.scale.end)
        for axis in (x, y):
            if not axis.settings.get("visible", True):
                continue
            ends = (x.scale.start, x.scale.end) if axis is x else (y.scale.start, y.scale.end)
            if axis.settings.get("showline"):
                line = _across(y, foot, ends) if axis is x else _across(x, side, ends)
                yield stroke(line, {"color": axis.settings["linecolor"], "width": 1})
        yield from _labels(x, y, foot, side)


def _labels(x: Axis, y: Axis, foot: float, side: float) -> Iterator[str]:
    below = foot + LABEL_GAP
    deepest = 0.0
    if x.settings.get("visible", True) and x.settings.get("showticklabels", True):
        font = x.settings["tickfont"]
        for at, words in x.ticks:
            lines = lines_of(words)
            deepest = max(deepest, block_size(lines, font["size"])[1])
            yield block(lines, at, below, font["size"], font["color"], "middle")
    title = x.settings.get("title", {})
    if title.get("text") and x.settings.get("visible", True):
        middle = (x.scale.start + x.scale.end) / 2
        font, top = title["font"], below + deepest + TITLE_GAP
        yield block(lines_of(title["text"]), middle, top, font["size"], font["color"], "middle")
    if y.settings.get("title", {}).get("text"):
        raise CannotDraw("cannot draw to a file: a title beside a vertical axis")
    if y.settings.get("visible", True) and y.settings.get("showticklabels", True):
        font = y.settings["tickfont"]
        for at, words in y.ticks:
            lines = lines_of(words)
            top = at - block_size(lines, font["size"])[1] / 2
            yield block(lines, side - LABEL_GAP, top, font["size"], font["color"], "end")


def _place(value: Any, reference: str, area: PlotArea) -> float:
    """Where a note or a shape lies: on an axis, or as a share of an axis or of the plot."""
    letter = reference[0]
    if reference == "paper":
        raise ValueError("a share of the plot needs its direction")
    name, _, domain = reference.partition(" ")
    axis = area.axes[f"{letter}axis{name[1:]}"]
    if domain == "domain":
        return axis.scale.start + float(value) * (axis.scale.end - axis.scale.start)
    return axis.scale.at(value)


def _x(value: Any, reference: str, area: PlotArea) -> float:
    return area.across(float(value)) if reference == "paper" else _place(value, reference, area)


def _y(value: Any, reference: str, area: PlotArea) -> float:
    return area.down(float(value)) if reference == "paper" else _place(value, reference, area)


def _shapes(plain: PlainFigure, area: PlotArea, layers: tuple[str, ...]) -> Iterator[str]:
    for shape in plain.layout.get("shapes", ()):
        if shape.get("layer", "above") not in layers:
            continue
        across, up = shape.get("xref", "x"), shape.get("yref", "y")
        x0, x1 = (_x(shape[end], across, area) for end in ("x0", "x1"))
        y0, y1 = (_y(shape[end], up, area) for end in ("y0", "y1"))
        if shape["type"] == "line":
            yield stroke(path_of([(x0, y0), (x1, y1)]), shape["line"])
        elif shape["type"] == "rect":
            corners = path_of([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], is_closed=True)
            yield f'<path d="{corners}" fill="{shape["fillcolor"]}"/>'
            if shape.get("line", {}).get("width", 0):
                yield stroke(corners, shape["line"])
        else:
            raise CannotDraw(f"cannot draw to a file: a shape of type {shape['type']!r}")


def _notes(plain: PlainFigure, area: PlotArea) -> Iterator[str]:
    for note in plain.layout.get("annotations", ()):
        font = over(plain.layout["font"], note.get("font", {}))
        lines = lines_of(note["text"])
        wide, deep = block_size(lines, font["size"])
        x = _x(note["x"], note.get("xref", "x"), area) + note.get("xshift", 0)
        y = _y(note["y"], note.get("yref", "y"), area) - note.get("yshift", 0)
        left = x - {"left": 0.0, "center": wide / 2, "right": wide}[_anchor(note, "x")]
        top = y - {"top": 0.0, "middle": deep / 2, "bottom": deep}[_anchor(note, "y")]
        if note.get("bgcolor"):
            yield (
                f'<rect x="{left - EDGE:.1f}" y="{top - EDGE:.1f}" width="{wide + 2 * EDGE:.1f}" '
                f'height="{deep + 2 * EDGE:.1f}" fill="{note["bgcolor"]}"/>'
            )
        align = note.get("align", "center")
        starts = {"left": (left, "start"), "center": (left + wide / 2, "middle")}
        at, anchor = starts.get(align, (left + wide, "end"))
        yield block(lines, at, top, font["size"], font["color"], anchor)


def _anchor(note: Plain, letter: str) -> str:
    """Which part of a note lies at its place: as given, or as Plotly chooses."""
    low, middle, high = (
        ("left", "center", "right") if letter == "x" else ("bottom", "middle", "top")
    )
    given = note.get(f"{letter}anchor", "auto")
    if given != "auto":
        return str(given)
    if note.get(f"{letter}ref") != "paper":
        return middle
    share = number(note[letter], is_date=False)
    return low if share < 1 / 3 else high if share > 2 / 3 else middle


def _key(layout: Plain) -> Iterator[str]:
    """What marks mean: Plotly's title, which our charts keep at the top left of the figure."""
    title = layout.get("title", {})
    if not title.get("text"):
        return
    place = [title.get(name) for name in ("x", "xref", "y", "yref", "yanchor")]
    if place != [0, "container", 1, "container", "top"]:
        raise CannotDraw("cannot draw to a file: a key that is not at the top left")
    font = over(layout["font"], title.get("font", {}))
    yield block(lines_of(title["text"]), title["pad"]["l"], KEY_TOP, font["size"], font["color"])


KEY_TOP = 6  # pixels above the key, however many lines it has
