"""What all charts share: making a figure, wrapped names, rows and round numbers on axes."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from insight.language.number_format import Row, brief
from insight.visual import style
from insight.visual.charts.template import TEMPLATE

NAME_WIDTH = 17  # characters; "Cheshire West and Chester" takes two lines on a phone
ROW_HEIGHT = 40
KEY_HEIGHT = 28


class Chart(go.Figure):
    """A Plotly figure that nobody changes once it is made, so what is sent of it is kept.

    Every reader who is shown it would otherwise wait for a copy of all it holds.
    """

    def to_dict(self) -> dict[str, Any]:
        """What is sent: null where a figure is not a number, as JSON has it."""
        if self._sent is None:
            self._sent = _plain(super().to_dict(), nan=None)
        return self._sent

    def to_plotly_json(self) -> dict[str, Any]:
        """What is drawn to a file: all the figure holds."""
        return dict(super().to_dict())

    _sent: dict[str, Any] | None = None


def chart(
    height: int, traces: Sequence[dict[str, Any]], layout: dict[str, Any] | None = None
) -> Chart:
    """A figure with our template, made in one go: adding to a Plotly figure is slow.

    Nor is it checked here, which takes longer than all the rest: the tests check every chart.
    """
    base = {"template": TEMPLATE, "height": height}
    content = {"data": list(traces), "layout": {**base, **(layout or {})}}
    return Chart(_plain(content), _validate=False)


def _plain(part: Any, nan: float | None = math.nan) -> Any:
    """The same with lists for tuples, and `nan` for what is not a number."""
    if isinstance(part, dict):
        return {name: _plain(each, nan) for name, each in part.items()}
    if isinstance(part, list | tuple):
        return [_plain(each, nan) for each in part]
    return nan if isinstance(part, float) and math.isnan(part) else part


def nothing() -> Chart:
    """What is drawn when there is no figure to draw."""
    text = {"text": "No figures to show", "x": 0.5, "y": 0.5, "xref": "paper", "yref": "paper"}
    hidden = {"visible": False}
    layout = {"annotations": [{**text, "showarrow": False}], "xaxis": hidden, "yaxis": hidden}
    return chart(160, [], layout)


def wrapped(name: str, width: int = NAME_WIDTH) -> str:
    """A name on as many lines as it needs."""
    return "<br>".join(textwrap.wrap(name, width)) or name


def rows_axis(names: Sequence[str], bold: Sequence[bool] | None = None) -> dict[str, Any]:
    """A vertical axis with one named row per entry, first at the top, at 0, 1, 2 …"""
    marks = bold or [False] * len(names)
    texts = [f"<b>{wrapped(n)}</b>" if b else wrapped(n) for n, b in zip(names, marks, strict=True)]
    return {
        "tickvals": list(range(len(names))),
        "ticktext": texts,
        "range": [len(names) - 0.5, -0.5],
        "showgrid": False,
        "showline": False,
    }


def row_label(text: str, row: int, colour: str = style.TEXT) -> dict[str, Any]:
    """An annotation in the right-hand margin, level with a row of `rows_axis`."""
    return {
        "text": text,
        "x": 1,
        "xref": "paper",
        "xanchor": "left",
        "xshift": 6,
        "y": row,
        "yref": "y",
        "showarrow": False,
        "align": "left",
        "font": {"size": style.SMALLEST_FONT_SIZE + 1, "color": colour},
    }


def key(text: str) -> dict[str, Any]:
    """What marks mean, at the top left of the whole figure, in Plotly's place for a title."""
    return {
        "text": text,
        "x": 0,
        "xref": "container",
        "y": 1,
        "yref": "container",
        "yanchor": "top",
        "pad": {"l": 8, "t": 18 if "<br>" in text else 8},
        "font": {"size": style.SMALLEST_FONT_SIZE + 1, "color": style.QUIET_TEXT},
    }


def padded(low: float, high: float, share: float = 0.06) -> tuple[float, float]:
    """An axis range with a little air at both ends; never of no length."""
    air = (high - low) * share or abs(high) * share or 1.0
    return low - air, high + air


def value_ticks(low: float, high: float, indicator: Row, most: int = 4) -> dict[str, Any]:
    """At most `most` round numbers between low and high, a step of 1, 2 or 5 apart."""
    power = 10.0 ** math.floor(math.log10((high - low) / most))
    step = next(
        size * power
        for size in (1, 2, 5, 10, 20)
        if math.floor(high / (size * power)) - math.ceil(low / (size * power)) < most
    )
    places = max(0, -math.floor(math.log10(step) + 1e-9))
    values = [step * number for number in range(math.ceil(low / step), math.floor(high / step) + 1)]
    whole = {**indicator, "decimal_places": places}
    return {
        "tickmode": "array",
        "tickvals": values,
        "ticktext": [brief(value, whole) for value in values],
        "tickangle": 0,
    }
