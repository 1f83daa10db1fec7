"""Every chart of the pages can be drawn to a file, and shows what Plotly would show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any
from xml.etree import ElementTree

import numpy as np
import plotly.graph_objects as go
import pytest

from insight.export.drawing import draw
from insight.export.plotly_figure import CannotDraw
from insight.export.text_layout import UnknownMarkup
from insight.visual import charts
from insight.visual.charts.template import TEMPLATE

WIDTH = 680
TAG = re.compile(r"<[^<>]*>")
Figures = dict[str, go.Figure]


def svg_of(figure: go.Figure) -> ElementTree.Element:
    return ElementTree.fromstring(f"<svg>{draw(figure, WIDTH)[0]}</svg>")


def texts_of(root: ElementTree.Element) -> list[str]:
    return ["".join(text.itertext()) for text in root.iter("text")]


def plain_lines(markup: str) -> list[str]:
    lines = [unescape(TAG.sub("", line)) for line in markup.split("<br>")]
    return [line for line in lines if line]


def words_of(figure: go.Figure) -> Iterator[str]:
    layout = figure.to_plotly_json()["layout"]
    for note in layout.get("annotations", ()):
        yield from plain_lines(note["text"])
    yield from plain_lines(layout.get("title", {}).get("text", ""))


@pytest.mark.slow
def test_every_chart_is_drawn_with_all_its_words(figures: Figures) -> None:
    assert len(figures) >= len([name for name in charts.__all__ if name != "sparkline"])
    for name, figure in figures.items():
        root = svg_of(figure)
        drawn = texts_of(root)
        missing = [words for words in words_of(figure) if words not in drawn]
        assert not missing, name


def test_nothing_is_drawn_beyond_the_figure(figures: Figures) -> None:
    for name, figure in figures.items():
        parts, height = draw(figure, WIDTH)
        assert height == figure.layout.height
        for x, y in re.findall(r'<text x="(-?[\d.]+)" y="(-?[\d.]+)"', parts):
            assert -1 <= float(x) <= WIDTH + 1, name
            assert 0 <= float(y) <= height + 1, name
        for x, y in re.findall(r'cx="(-?[\d.]+)" cy="(-?[\d.]+)"', parts):
            assert 0 <= float(x) <= WIDTH and 0 <= float(y) <= height, name


def test_every_point_with_a_figure_has_a_mark(figures: Figures) -> None:
    for name, figure in figures.items():
        root = svg_of(figure)
        marks = len(list(root.iter("circle")))
        points = 0
        for trace in figure.data:
            if trace.type != "scatter" or "markers" not in (trace.mode or ""):
                continue
            symbols = trace.marker.symbol
            for number, value in enumerate(trace.y):
                symbol = symbols if isinstance(symbols, str) else (symbols or ["circle"])
                symbol = symbol if isinstance(symbol, str) else symbol[number % len(symbol)]
                known = value is not None and value == value and trace.x[number] == trace.x[number]
                points += bool(known and symbol == "circle")
        assert marks == points, name


def dots(x: list[float], **layout: Any) -> go.Figure:
    base = {
        "template": TEMPLATE, "height": 200, "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "xaxis": {"range": [0, 10], "visible": False},
        "yaxis": {"range": [0, 1], "visible": False},
    }  # fmt: skip
    trace = {
        "type": "scatter", "x": x, "y": [0.5] * len(x), "mode": "markers",
        "marker": {"size": 10, "color": "#003F87"},
    }  # fmt: skip
    return go.Figure({"data": [trace], "layout": {**base, **layout}})


def test_a_mark_lies_where_its_figure_says() -> None:
    root = svg_of(dots([0, 2.5, 10]))
    places = [(float(c.attrib["cx"]), float(c.attrib["cy"])) for c in root.iter("circle")]
    assert places == [(0, 100), (170, 100), (680, 100)]


def test_a_missing_figure_leaves_a_gap_and_no_mark() -> None:
    figure = dots([1, float("nan"), 3, 4])
    figure.update_traces(mode="lines+markers", line={"color": "#003F87"})
    root = svg_of(figure)
    assert len(list(root.iter("circle"))) == 3
    lines = [path.attrib["d"] for path in root.iter("path") if path.attrib.get("fill") == "none"]
    assert lines == ["M204.0 100.0L272.0 100.0"]


def test_days_lie_in_proportion() -> None:
    axis = {"type": "date", "range": ["2020-01-01", "2020-01-11"], "visible": False}
    figure = dots(["2020-01-01", "2020-01-06", "2020-01-11"], xaxis=axis)  # type: ignore[list-item]
    places = [float(c.attrib["cx"]) for c in svg_of(figure).iter("circle")]
    assert np.allclose(places, [0, 340, 680])


def test_a_bar_is_as_long_as_its_figure() -> None:
    bar = {
        "type": "bar", "orientation": "h", "x": [5], "y": [0.5], "width": 0.5,
        "marker": {"color": "#7A1F4B"},
    }  # fmt: skip
    figure = go.Figure({"data": [bar], "layout": dots([1]).to_plotly_json()["layout"]})
    paths = [path.attrib["d"] for path in svg_of(figure).iter("path")]
    assert paths == ["M0.0 150.0L340.0 150.0L340.0 50.0L0.0 50.0Z"]


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"data": [{"type": "pie", "values": [1]}]}, "pie"),
        ({"trace": {"opacity": 0.5}}, "scatter.opacity"),
        ({"trace": {"line": {"shape": "spline"}}}, "scatter.line.shape"),
        ({"trace": {"mode": "markers+text"}}, "mode"),
        ({"trace": {"fill": "tonexty"}}, "fill"),
        ({"trace": {"marker": {"symbol": "star", "size": 5, "color": "#003F87"}}}, "star"),
        ({"layout": {"showlegend": True}}, "showlegend"),
        ({"layout": {"xaxis": {"type": "log", "range": [0, 1]}}}, "type"),
        ({"layout": {"yaxis2": {"overlaying": "y"}}}, "yaxis2.overlaying"),
        ({"layout": {"images": [{"source": "x"}]}}, "layout.images"),
        ({"layout": {"annotations": [{"text": "a", "x": 1, "y": 1, "showarrow": True}]}}, "arrow"),
        (
            {"layout": {"shapes": [{"type": "circle", "x0": 0, "x1": 1, "y0": 0, "y1": 1}]}},
            "circle",
        ),
    ],
)
def test_what_is_not_known_is_refused(change: dict[str, Any], named: str) -> None:
    figure = dots([1, 2]).to_plotly_json()
    figure["data"][0].update(change.get("trace", {}))
    figure["layout"].update(change.get("layout", {}))
    figure["data"] = change.get("data", figure["data"])
    with pytest.raises(CannotDraw, match=named):
        draw(go.Figure(figure), WIDTH)


def test_markup_that_is_not_known_is_refused() -> None:
    note = {"text": "<i>slanted</i>", "x": 1, "y": 1, "showarrow": False}
    with pytest.raises(UnknownMarkup, match="<i>"):
        draw(dots([1], annotations=[note]), WIDTH)
