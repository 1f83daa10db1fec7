"""The map as SVG is well formed, says everything, and lets no text in as markup."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

import numpy as np
import pytest

from insight.visual import style
from insight.visual.maps import class_deciles, class_verdicts, draw_svg, map_payload
from insight.visual.maps.svg import TALLEST, TEXT_SIZE, WIDTH, view_box
from tests.insight.visual.maps.small_layer import HOSTILE, SVG, crowded_layer, parsed, small_layer


def drawn(**choices) -> ElementTree.Element:
    layer = choices.pop("layer", small_layer())
    payload = map_payload(
        layer,
        "f.json",
        choices.pop("classes", class_deciles([1, 2, np.nan, 10])),
        choices.pop("texts", ["decile 1", "decile 2", "no figure", HOSTILE]),
        title=HOSTILE,
        description=HOSTILE,
        **choices,
    )
    return parsed(draw_svg(layer, payload))


def areas(svg: ElementTree.Element) -> dict[str, ElementTree.Element]:
    """Return each area's path by its words."""
    return {
        path.findtext(f"{SVG}title"): path
        for path in svg.iter(f"{SVG}path")
        if path.find(f"{SVG}title") is not None
    }


def texts(svg: ElementTree.Element) -> str:
    return " ".join(text.text or "" for text in svg.iter(f"{SVG}text"))


def test_it_shows_the_note_and_the_attribution():
    shown = texts(drawn())
    assert f"Source: {HOSTILE}" in shown
    assert "Each hexagon is one neighbourhood" in shown


def test_hostile_names_stay_text():
    svg = drawn()
    assert {element.tag for element in svg.iter()} == {
        f"{SVG}{name}" for name in ("svg", "title", "defs", "pattern", "rect", "text", "g", "path")
    }
    assert f"{HOSTILE}: no figure" in areas(svg)
    assert f"Delta: {HOSTILE}" in areas(svg)
    assert texts(svg).count("<script>") == 3  # the attribution, and a Place's name with its rim


def test_every_area_has_the_colour_of_its_class():
    fills = {words: path.get("fill") for words, path in areas(drawn()).items()}
    assert fills == {
        "Alpha: decile 1": style.DECILES[0],
        "Beta: decile 2": style.DECILES[1],
        f"{HOSTILE}: no figure": "url(#hatch)",
        f"Delta: {HOSTILE}": style.DECILES[9],
    }


def test_the_legend_says_every_class_and_the_mark():
    shown = texts(drawn(marked=[True, True, False, False], mark_label="Core20"))
    for words in ("1, most deprived tenth", "10, least deprived tenth", "no figure", "Core20"):
        assert words in shown


def strokes(svg: ElementTree.Element, colour: str) -> list[str]:
    return [path.get("d") for path in svg.iter(f"{SVG}path") if path.get("stroke") == colour]


def test_marked_areas_share_one_border():
    (border,) = strokes(drawn(marked=[True, True, False, False], mark_label="Core20"), style.CORE20)
    assert "M110 110l0-100" not in border and "M110 10l0 100" not in border
    assert "M10 10l100 0" in border and "M210 10l0 100" in border


def test_the_choice_has_a_heavy_line():
    heavy = [
        path.get("d")
        for path in drawn(selected="D").iter(f"{SVG}path")
        if path.get("stroke") == style.TEXT and path.find(f"{SVG}title") is None
    ]
    assert small_layer().paths[3] in heavy


def test_zoom_shows_one_place_fades_what_is_around_it_and_leaves_out_the_rest():
    assert view_box(small_layer(), "") == (0, 0, 420, 120)
    assert view_box(small_layer(), "Q") == (200, 0, 220, 120)
    svg = drawn(zoom="Q", marked=[True, False, False, False], mark_label="Core20")
    assert svg.find(f"{SVG}svg").get("viewBox") == "200 0 220 120"
    opacity = {words[:5]: path.get("fill-opacity") for words, path in areas(svg).items()}
    assert opacity == {"Beta:": "0.2", HOSTILE[:5]: None, "Delta": None}
    assert strokes(svg, style.CORE20) == [""]
    # Of the border of Place P, only the edges that come into view.
    assert strokes(svg, style.TEXT) == [
        "M10 10l200 0M210 10l0 100M210 110l-200 0",
        small_layer().outlines[1].path,
    ]


def test_only_what_is_zoomed_into_is_cut_at_its_edges():
    """Cutting costs time, and a whole map has nothing to cut."""
    assert drawn().find(f"{SVG}svg").get("overflow") == "visible"
    assert drawn(zoom="Q").find(f"{SVG}svg").get("overflow") is None


def test_a_map_is_no_taller_than_a_page_allows_and_its_names_keep_their_size():
    tall = replace(small_layer(), width=100, height=1000)
    inner = drawn(layer=tall).find(f"{SVG}svg")
    assert float(inner.get("height")) == TALLEST
    assert float(inner.get("x")) * 2 + float(inner.get("width")) == pytest.approx(WIDTH, abs=1)
    for layer in (tall, small_layer()):
        map_ = drawn(layer=layer).find(f"{SVG}svg")
        units = float(map_.get("viewBox").split()[2]) / float(map_.get("width"))
        sizes = [
            float(each.get("font-size")) / units for each in map_.iter() if each.get("font-size")
        ]
        assert sizes == pytest.approx([TEXT_SIZE] * 2, rel=0.01)


def test_names_stand_on_a_pale_rim_that_needs_no_paint_order():
    rim, names = (each for each in drawn().find(f"{SVG}svg") if each.get("font-size"))
    assert (rim.get("fill"), rim.get("stroke")) == (style.PAGE, style.PAGE)
    assert (names.get("fill"), names.get("stroke")) == (style.TEXT, None)
    assert rim.get("aria-hidden") == "true"
    said = [[(text.get("x"), text.get("y"), text.text) for text in each] for each in (rim, names)]
    assert said[0] == said[1] and said[0]


def test_a_thin_mark_has_no_pale_edge_to_hide_the_areas():
    for layer, has_edge in ((small_layer(), True), (crowded_layer(), False)):
        count = len(layer.area_codes)
        svg = drawn(
            layer=layer,
            classes=class_deciles([1, 2] + [3] * (count - 2)),
            texts=["decile"] * count,
            marked=[True, True] + [False] * (count - 2),
            mark_label="Core20",
        )
        (border,) = strokes(svg, style.CORE20)
        assert (border in strokes(svg, style.PAGE)) == has_edge


@pytest.mark.parametrize("area_type", ["lsoa21", "place"])
def test_a_map_of_places_writes_the_figures_on_it(area_type: str):
    layer = small_layer(area_type)
    layer = replace(
        layer,
        area_codes=("P", "Q"),
        area_names=layer.area_names[:2],
        place_numbers=(0, 1),
        paths=layer.paths[:2],
        centres=layer.centres[:2],
    )
    svg = drawn(
        layer=layer,
        classes=class_verdicts(["worse", None]),
        texts=["61.2 years", "too few to show"],
    )
    written = [text.text for text in svg.iter(f"{SVG}text")]
    for words in ("▼ 61.2", "–", "Numbers on the map are years."):
        assert (words in written) == (area_type == "place")
    assert "Cheshire West" in texts(svg) and "and Chester" in texts(svg)
