"""Lines, bands, marks, whiskers and bars of a chart, as SVG."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from insight.export.chart_layout import Axis
from insight.export.plotly_figure import CannotDraw, Plain
from insight.export.text_layout import block, block_size, lines_of

Point = tuple[float, float]

ROOT_3 = math.sqrt(3)
# Plotly's symbols around 0,0, for a mark of radius 1.
SHAPES: dict[str, Sequence[Point]] = {
    "square": ((-1, -1), (1, -1), (1, 1), (-1, 1)),
    "diamond": ((0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)),
    "triangle-up": ((-2 / ROOT_3, 0.5), (2 / ROOT_3, 0.5), (0, -1)),
    "triangle-down": ((-2 / ROOT_3, -0.5), (2 / ROOT_3, -0.5), (0, 1)),
}
# Strokes, not areas.
BARS: dict[str, tuple[Point, ...]] = {  # drawn in one go
    "line-ns": ((0, -1), (0, 1)),
    "line-ew": ((-1, 0), (1, 0)),
    "x-thin": ((-1, -1), (1, 1), (0, 0), (1, -1), (-1, 1)),
}
DASHES = {"solid": "", "dash": "3 3", "dot": "1 1", "dashdot": "3 1 1 1"}  # in line widths
BAR_WIDTH = 0.8  # of the room for one bar, Plotly's own


def scatter(trace: Plain, x: Axis, y: Axis) -> Iterator[str]:
    """A trace of points: its filled outline, line, whiskers and marks, in that order."""
    points = [
        (x.scale.at(across), y.scale.at(up))
        for across, up in zip(trace["x"], trace["y"], strict=True)
    ]
    line = trace.get("line", {})
    mode = trace["mode"]
    is_filled = trace.get("fill") == "toself"
    if is_filled:
        outline = "".join(path_of(run, is_closed=True) for run in _runs(points))
        yield f'<path d="{outline}" fill="{trace["fillcolor"]}"/>'
    if "lines" in mode and line.get("width", 2) > 0:
        drawn = "".join(path_of(run) for run in _runs(points) if len(run) > 1)
        if drawn:
            yield stroke(drawn, line)
    for key, scale in (("error_x", x), ("error_y", y)):
        if key in trace:
            yield from _whiskers(trace, key, points, scale)
    if "markers" in mode:
        yield from _marks(trace["marker"], points)


def bars(trace: Plain, x: Axis, y: Axis, label: Plain) -> Iterator[str]:
    """A trace of bars, lying (orientation 'h') or standing, with its words beyond their ends.

    label: the font of those words.
    """
    is_lying = trace.get("orientation", "v") == "h"
    along, aside = (x, y) if is_lying else (y, x)
    lengths, places = (trace["x"], trace["y"]) if is_lying else (trace["y"], trace["x"])
    zero = along.scale.at(0.0)
    for number, (length, place) in enumerate(zip(lengths, places, strict=True)):
        end = along.scale.at(length)
        if math.isnan(end):
            continue
        half = float(nth(trace.get("width", BAR_WIDTH), number)) / 2
        one, other = aside.scale.at(place - half), aside.scale.at(place + half)
        corners = [(zero, one), (end, one), (end, other), (zero, other)]
        outline = path_of(corners if is_lying else [(b, a) for a, b in corners], is_closed=True)
        marker = trace["marker"]
        rim = marker.get("line", {})
        edge = ""
        if thick := float(nth(rim.get("width", 0), number)):
            edge = f' stroke="{nth(rim["color"], number)}" stroke-width="{thick:g}"'
        yield f'<path d="{outline}" fill="{nth(marker["color"], number)}"{edge}/>'
        if trace.get("textposition") == "outside" and not is_lying:
            lines = lines_of(str(trace["text"][number]))
            _, deep = block_size(lines, label["size"])
            middle = (one + other) / 2
            yield block(lines, middle, end - deep - 2, label["size"], label["color"], "middle")


def stroke(path: str, line: Plain, width: float = 2) -> str:
    """A path drawn as a line. line: Plotly's color, width and dash."""
    dash = dashes(str(line.get("dash", "solid")), float(line.get("width", width)))
    return (
        f'<path d="{path}" fill="none" stroke="{line["color"]}" '
        f'stroke-width="{line.get("width", width):g}"{dash} stroke-linejoin="round"/>'
    )


def dashes(dash: str, width: float) -> str:
    """Plotly's word, or list of pixels, as an SVG attribute; '' for an unbroken line."""
    if dash in DASHES:
        steps = [float(step) * max(width, 3) for step in DASHES[dash].split()]
    else:
        steps = [float(step.removesuffix("px")) for step in dash.split(",")]
    return f' stroke-dasharray="{" ".join(f"{step:g}" for step in steps)}"' if steps else ""


def path_of(points: Sequence[Point], is_closed: bool = False) -> str:
    """Points as the text of an SVG path."""
    corners = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    return f"M{corners}{'Z' if is_closed else ''}"


def nth(setting: Any, number: int) -> Any:
    """A setting of one point: its own where there is a list, else the one all share."""
    return setting if isinstance(setting, str | int | float) else setting[number]


def _runs(points: Sequence[Point]) -> Iterator[list[Point]]:
    """Each unbroken stretch of points: a missing figure is a gap."""
    for is_missing, run in groupby(points, lambda point: math.isnan(point[0] + point[1])):
        if not is_missing:
            yield list(run)


def _whiskers(trace: Plain, key: str, points: Sequence[Point], axis: Axis) -> Iterator[str]:
    error = trace[key]
    values = trace[key[-1]]
    path = ""
    for number, (x, y) in enumerate(points):
        value = float("nan") if values[number] is None else values[number]
        above, below = error["array"][number], error["arrayminus"][number]
        if above is None or below is None or math.isnan(above + below) or math.isnan(x + y):
            continue
        low, high = axis.scale.at(value - below), axis.scale.at(value + above)
        path += path_of([(low, y), (high, y)] if key == "error_x" else [(x, low), (x, high)])
    if error.get("width", 0):
        raise CannotDraw(f"cannot draw to a file: caps on {key}")
    if path:
        yield stroke(path, {"color": error["color"], "width": error.get("thickness", 2)})


def _marks(marker: Plain, points: Sequence[Point]) -> Iterator[str]:
    rim = marker.get("line", {})
    for number, (x, y) in enumerate(points):
        if math.isnan(x + y):
            continue
        symbol = str(nth(marker.get("symbol", "circle"), number))
        radius = float(nth(marker["size"], number)) / 2
        edge = ""
        if thick := float(nth(rim.get("width", 0), number)):
            edge = f' stroke="{nth(rim["color"], number)}" stroke-width="{thick:g}"'
        if symbol in BARS:
            ends = [(x + dx * radius, y + dy * radius) for dx, dy in BARS[symbol]]
            yield f'<path d="{path_of(ends)}" fill="none"{edge}/>'
            continue
        fill = nth(marker["color"], number)
        if symbol == "circle":
            yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:g}" fill="{fill}"{edge}/>'
        elif symbol in SHAPES:
            corners = [(x + dx * radius, y + dy * radius) for dx, dy in SHAPES[symbol]]
            yield f'<path d="{path_of(corners, is_closed=True)}" fill="{fill}"{edge}/>'
        else:
            raise CannotDraw(f"cannot draw to a file: symbol {symbol!r}")
