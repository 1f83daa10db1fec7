"""Where things lie in a chart: margins that hold the labels, and scales from figures to pixels."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from insight.export.plotly_figure import CannotDraw, Plain, PlainFigure
from insight.export.text_layout import block_size, lines_of

LABEL_GAP = 6  # pixels between an axis and its labels
TITLE_GAP = 8  # pixels between labels and the title of their axis
OUTSIDE = 8  # pixels beyond the labels, to the edge of the figure


@dataclass(frozen=True)
class Scale:
    """A straight line from figures to pixels: `first` lies at `start` and `last` at `end`.

    Figures of a date axis are days; `at` takes them as text.
    """

    first: float
    last: float
    start: float
    end: float
    is_date: bool

    def at(self, value: Any) -> float:
        """Where a figure lies, in pixels; NaN for a missing one."""
        share = (number(value, self.is_date) - self.first) / (self.last - self.first)
        return self.start + share * (self.end - self.start)


@dataclass(frozen=True)
class Axis:
    """One axis ready to draw: its scale, its ticks as (place in pixels, words), its settings."""

    name: str
    scale: Scale
    ticks: list[tuple[float, str]]
    settings: Plain


@dataclass(frozen=True)
class PlotArea:
    """The part of the figure inside its margins, in pixels, and the axes by Plotly's names."""

    left: float
    right: float
    top: float
    bottom: float
    axes: dict[str, Axis]

    def across(self, share: float) -> float:
        """From a share of the width, 0 at the left, to pixels."""
        return self.left + share * (self.right - self.left)

    def down(self, share: float) -> float:
        """From a share of the height, 0 at the bottom, to pixels."""
        return self.bottom - share * (self.bottom - self.top)


def bars_on(name: str, plain: PlainFigure) -> list[Plain]:
    """The traces of bars that stand on an axis, side by side along it."""
    way = "h" if name.startswith("y") else "v"
    return [
        trace
        for trace in plain.traces
        if trace["type"] == "bar"
        and trace.get("orientation", "v") == way
        and trace.get(name[:5], name[0]) == name[0] + name[5:]
    ]


def number(value: Any, is_date: bool) -> float:
    """A figure or a day as a number; NaN for nothing."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return math.nan
    if is_date:
        return float(np.datetime64(str(value)).astype("datetime64[s]").astype(float) / 86_400)
    return float(value)


def plot_area(plain: PlainFigure, width: float) -> PlotArea:
    """Margins wide enough for the labels of axes, as Plotly's automargin makes them."""
    margin = plain.layout["margin"]
    height = float(plain.layout["height"])
    left, right = float(margin["l"]), width - float(margin["r"])
    top, bottom = float(margin["t"]), height - float(margin["b"])
    for name, settings in plain.axes.items():
        if settings.get("visible", True):
            other = _anchor(plain, name)
            low = other.get("domain", (0, 1))[0]
            needed = _room(name, settings, plain)
            if name.startswith("y"):
                left = max(left, (needed - low * right) / (1 - low))
            else:
                bottom = min(bottom, (height - needed - low * top) / (1 - low))
    return PlotArea(
        left,
        right,
        top,
        bottom,
        {
            name: _axis(name, settings, plain, (left, right, top, bottom))
            for name, settings in plain.axes.items()
        },
    )


def _anchor(plain: PlainFigure, name: str) -> Plain:
    """The settings of the axis that this one stands on."""
    other = str(plain.axes[name].get("anchor", "y" if name.startswith("x") else "x"))
    return plain.axes[f"{other[0]}axis{other[1:]}"]


def _room(name: str, settings: Plain, plain: PlainFigure) -> float:
    """Pixels that the labels and the title of an axis need beside the plot."""
    size = settings["tickfont"]["size"]
    shown = _words(name, settings, plain) if settings.get("showticklabels", True) else []
    blocks = [block_size(lines_of(words), size) for words in shown]
    side = 0 if name.startswith("y") else 1
    labels = max((LABEL_GAP + block[side] for block in blocks), default=0.0)
    title = settings.get("title", {})
    if title.get("text"):
        _, deep = block_size(lines_of(title["text"]), title["font"]["size"])
        labels += TITLE_GAP + deep
    return labels + OUTSIDE


def _words(name: str, settings: Plain, plain: PlainFigure) -> list[str]:
    return [words for _, words in _ticks(name, settings, plain)]


def _ticks(name: str, settings: Plain, plain: PlainFigure) -> list[tuple[Any, str]]:
    """The figures that an axis names, with their words."""
    if "tickvals" in settings:
        return list(zip(settings["tickvals"], settings["ticktext"], strict=True))
    low, high = sorted(_range(name, settings, plain))
    rough = (high - low) / settings.get("nticks", 5)
    power = 10.0 ** math.floor(math.log10(rough))
    step = power * next(size for size in (2, 5, 10) if rough <= size * power)
    places = max(0, -math.floor(math.log10(step) + 1e-9))
    values = [step * at for at in range(math.ceil(low / step), math.floor(high / step) + 1)]
    return [(value, f"{value:.{places}f}{settings.get('ticksuffix', '')}") for value in values]


def _range(name: str, settings: Plain, plain: PlainFigure) -> tuple[float, float]:
    is_date = settings.get("type") == "date"
    if "range" in settings:
        first, last = settings["range"]
        return number(first, is_date), number(last, is_date)
    if not settings.get("visible", True):
        return 0.0, 1.0
    places = [float(at) for trace in bars_on(name, plain) for at in trace[name[0]]]
    if not places:
        raise CannotDraw(f"cannot draw to a file: {name} without a range")
    return min(places) - 0.5, max(places) + 0.5


def _axis(
    name: str, settings: Plain, plain: PlainFigure, box: tuple[float, float, float, float]
) -> Axis:
    left, right, top, bottom = box
    low, high = settings.get("domain", (0, 1))
    if name.startswith("x"):
        start, end = left + low * (right - left), left + high * (right - left)
    else:
        start, end = bottom - low * (bottom - top), bottom - high * (bottom - top)
    scale = Scale(*_range(name, settings, plain), start, end, settings.get("type") == "date")
    is_shown = settings.get("visible", True)
    ticks = _ticks(name, settings, plain) if is_shown else []
    return Axis(name, scale, [(scale.at(value), words) for value, words in ticks], settings)
