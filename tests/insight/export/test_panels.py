"""Charts of several panels, taken apart for pages that lay them out themselves."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import plotly.graph_objects as go

from insight.export.caption import Caption
from insight.export.drawing import draw
from insight.export.panels import panels_of
from insight.export.text_layout import Run, width
from publishing.site.panels import WIDTH, panel_drawings
from tests.insight.export.test_drawing import Figures, texts_of, words_of

USE = re.compile(r'<use href="#([^"]+)"/>')


def axes(figure: go.Figure) -> int:
    return sum(name.startswith("xaxis") for name in figure.to_plotly_json()["layout"])


def test_every_panel_keeps_what_is_its_own(figures: Figures) -> None:
    apart = {name: (each, panels_of(each)) for name, each in figures.items() if axes(each) > 2}
    assert len(apart) >= 5
    for name, (figure, panels) in apart.items():
        assert len(panels) == axes(figure), name
        assert len({each.layout.height for each in panels}) == 1
        drawn = [ElementTree.fromstring(f"<svg>{draw(each, WIDTH)[0]}</svg>") for each in panels]
        said = [words for each in drawn for words in texts_of(each)]
        key = figure.layout.title.text or ""
        assert {each for each in words_of(figure) if each not in key} <= set(said), name
        whole = ElementTree.fromstring(f"<svg>{draw(figure, 680)[0]}</svg>")
        for kind in ("circle", "rect"):
            count = sum(len(list(each.iter(kind))) for each in drawn)
            assert count == len(list(whole.iter(kind))), (name, kind)


def test_words_of_a_panel_stay_in_it(figures: Figures) -> None:
    for name, figure in figures.items():
        for panel in panels_of(figure):
            root = ElementTree.fromstring(f"<svg>{draw(panel, WIDTH)[0]}</svg>")
            for text in root.iter("text"):
                runs = [
                    Run(e.text or "", e.get("font-weight") == "bold") for e in text.iter("tspan")
                ]
                long = width(runs, float(text.get("font-size", 0)))
                starts = {"start": 0.0, "middle": long / 2, "end": long}
                left = float(text.get("x", 0)) - starts[text.get("text-anchor", "start")]
                assert left >= -1 and left + long <= WIDTH + 1, (name, "".join(text.itertext()))


def test_what_panels_have_alike_is_there_once(figures: Figures, words: Caption) -> None:
    for name in ("three columns", "rolling years"):
        figure = figures[name]
        drawn = panel_drawings(figure, panels_of(figure), words, "a-")
        root = ElementTree.fromstring(f"<div>{drawn}</div>")
        key, *panels = root
        assert len(panels) == axes(figure) and key.get("role") == "img"
        assert key.findtext("desc") == words.alt
        assert all(each.get("aria-hidden") == "true" for each in panels)
        ids = [each.get("id") for each in root.iter() if each.get("id")]
        used = set(USE.findall(drawn))
        assert used and used <= set(ids) and len(set(ids)) == len(ids)
        assert len(drawn) < 0.8 * sum(len(draw(each, WIDTH)[0]) for each in panels_of(figure))


def test_a_chart_of_one_panel_is_left_whole(figures: Figures) -> None:
    assert panels_of(figures["better or worse"]) == []
    assert panels_of(go.Figure()) == []
