from __future__ import annotations

import xml.etree.ElementTree as ElementTree

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from insight.visual import charts, style
from insight.visual.charts.sparkline import HEIGHT, WIDTH
from tests.insight.frames import figures, widths

SVG = {"": "http://www.w3.org/2000/svg"}


def row(values: list[float | None], width: float | None = 1.0) -> dict[str, object]:
    figures_ = np.array([np.nan if value is None else value for value in values], float)
    half = np.nan if width is None else width
    return {
        "values": figures_,
        "lowers": figures_ - half,
        "uppers": figures_ + half,
        "period_end_dates": pd.to_datetime([f"{2000 + n}-12-31" for n in range(len(values))]),
    }


def parsed(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(text)


def points(path: str) -> list[tuple[float, float]]:
    steps = path.removeprefix("M").removesuffix("Z").split("L")
    return [tuple(map(float, step.split())) for step in steps]  # type: ignore[misc]


def test_a_falling_series_falls_from_left_to_right() -> None:
    drawing = parsed(charts.sparkline(row([30, 20, 10])))
    band, line = drawing.findall("path", SVG)
    assert band.get("fill") == style.BAND and line.get("stroke") == style.PLACE
    (x1, y1), (x2, y2), (x3, y3) = points(line.get("d", ""))
    assert x1 < x2 < x3 and y1 < y2 < y3  # down the screen is down the scale
    dot = drawing.find("circle", SVG)
    assert dot is not None
    assert (float(dot.get("cx", "")), float(dot.get("cy", ""))) == (x3, y3)


def test_it_has_no_words_because_the_image_around_it_says_them() -> None:
    drawing = parsed(charts.sparkline(row([30, 20, 10])))
    assert "".join(drawing.itertext()) == ""
    assert not any({"role", "aria-label"} & set(element.attrib) for element in drawing.iter())


def test_a_missing_figure_is_a_gap() -> None:
    drawing = parsed(charts.sparkline(row([10, 11, None, 12, 13])))
    lines = [path for path in drawing.findall("path", SVG) if path.get("fill") == "none"]
    assert [len(points(line.get("d", ""))) for line in lines] == [2, 2]


@pytest.mark.parametrize("values", [[], [None, None], [5.0], [None, 5.0]])
def test_fewer_than_two_figures_draw_nothing(values: list[float | None]) -> None:
    assert charts.sparkline(row(values)) == ""


@given(st.lists(figures, min_size=2, max_size=25), widths)
def test_every_point_lies_inside_the_picture(
    values: list[float | None], width: float | None
) -> None:
    text = charts.sparkline(row(values, width))
    known = [value for value in values if value is not None]
    assert (text == "") == (len(known) < 2)
    if text:
        paths = parsed(text).findall("path", SVG)
        lines = [points(path.get("d", "")) for path in paths if path.get("fill") == "none"]
        assert sum(map(len, lines)) == len(known)
        for path in paths:
            for x, y in points(path.get("d", "")):
                assert 0 <= x <= WIDTH and 0 <= y <= HEIGHT
