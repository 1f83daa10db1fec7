"""Every chart drawn by a real browser at the width of a phone: no word leaves the page or
lies on another word."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any

import plotly.graph_objects as go
import pytest
from plotly.offline import get_plotlyjs

from insight.visual import style
from tests.chromium import chromium
from tests.insight.visual.charts.test_all_charts import NAMES

pytestmark = pytest.mark.browser
Figures = dict[str, go.Figure]
WIDTH = 360
DRAW = """([figure, config]) => {
    document.querySelector('#chart').replaceWith(Object.assign(
        document.createElement('div'), {id: 'chart'}));
    const {data, layout} = JSON.parse(figure);
    return Plotly.newPlot('chart', data, layout, config).then(() => null);
}"""
BOXES = """() => [...document.querySelectorAll('.main-svg text')]
    .filter(text => text.textContent.trim() && text.getBoundingClientRect().width)
    .map(text => ({words: text.textContent, ...text.getBoundingClientRect().toJSON()}))"""


@pytest.fixture(scope="module")
def page() -> Iterator[Any]:
    with chromium("charts are not drawn") as browser:
        page = browser.new_page(viewport={"width": WIDTH, "height": 1200})
        page.set_content("<body style='margin: 0'><div id='chart'></div></body>")
        page.add_script_tag(content=get_plotlyjs())
        yield page


@pytest.mark.parametrize("name", [name for name in NAMES if name != "three columns"])
def test_words_fit_on_a_phone(name: str, page: Any, figures: Figures) -> None:
    page.evaluate(DRAW, [figures[name].to_json(), {**style.CHART_CONFIG, "responsive": True}])
    boxes = page.evaluate(BOXES)
    assert boxes
    for box in boxes:
        assert box["left"] >= -1 and box["right"] <= WIDTH + 1, box["words"]
    for one, other in combinations(boxes, 2):
        assert not overlap(one, other), (one["words"], other["words"])


def overlap(one: dict[str, float], other: dict[str, float]) -> bool:
    """Whether two boxes share more than the blank rims that letters have around them."""
    across = min(one["right"], other["right"]) - max(one["left"], other["left"])
    down = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
    return across > 1 and down > 3
