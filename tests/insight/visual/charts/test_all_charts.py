"""What every chart must keep to, whatever it draws."""

from __future__ import annotations

import re

import plotly.graph_objects as go
import pytest

from insight.store import Store, queries
from insight.visual import style
from tests.insight.visual.charts.drawings import drawn_from_nothing, every
from tests.insight.visual.charts.inequality_drawings import INEQUALITY_NAMES

COLOUR = re.compile(r"#[0-9A-Fa-f]{6}\b")
KNOWN_COLOURS = {
    colour.upper()
    for part in vars(style).values()
    for colour in COLOUR.findall(str(part if not hasattr(part, "to_plotly_json") else ""))
}
Figures = dict[str, go.Figure]
NAMES = [
    "three columns",
    "two columns",
    "rolling years",
    "better or worse",
    "by value",
    "higher or lower",
    "not tested",
    "groups",
    "four lines",
    "months",
    "core20",
    "deciles",
    "residents",
    "voices by quarter",
    "voices by month",
    *INEQUALITY_NAMES,
]


def test_the_list_is_complete(figures: Figures) -> None:
    assert list(figures) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_plotly_accepts_all_of_it(name: str, figures: Figures) -> None:
    """Charts are made without Plotly's own check, for speed: it is made here."""
    content = figures[name].to_plotly_json()
    assert go.Figure(content).to_plotly_json() == content


@pytest.mark.parametrize("name", NAMES)
def test_no_text_is_smaller_than_twelve(name: str, figures: Figures) -> None:
    figure = figures[name].to_plotly_json()
    sizes = [value for path, value in every(figure) if path.endswith("font.size")]
    assert sizes and min(sizes) >= 12


@pytest.mark.parametrize("name", NAMES)
def test_every_colour_comes_from_the_style(name: str, figures: Figures) -> None:
    figure = figures[name].to_plotly_json()
    colours = {
        colour.upper()
        for _, value in every(figure)
        if isinstance(value, str)
        for colour in COLOUR.findall(value)
    }
    assert colours and colours <= KNOWN_COLOURS


@pytest.mark.parametrize("name", NAMES)
def test_every_chart_knows_its_height_and_has_no_legend(name: str, figures: Figures) -> None:
    layout = figures[name].layout
    assert 150 <= layout.height <= 1200
    assert layout.width is None
    assert layout.template.layout.showlegend is False
    assert layout.showlegend is None


@pytest.mark.slow
def test_nothing_to_draw_is_said_in_words(small_store: Store, empty_store: Store) -> None:
    indicator = queries.indicator(small_store, "smoking")
    for name, figure in drawn_from_nothing(empty_store, indicator).items():
        texts = [annotation.text for annotation in figure.layout.annotations]
        assert texts == ["No figures to show"], name
        assert len(figure.data) == 0
