"""Pictures say what they are, whose figures they hold, and are the same in both kinds of file."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import plotly.graph_objects as go
import pytest
from PIL import Image

from insight import settings
from insight.export import image, raster
from insight.export.caption import Caption
from insight.export.raster import CannotRaster
from insight.visual import style
from insight.visual.maps import class_deciles, map_payload
from tests.insight.visual.maps.small_layer import HOSTILE, small_layer

SVG = "{http://www.w3.org/2000/svg}"
Figures = dict[str, go.Figure]


def said(svg: str) -> str:
    root = ElementTree.fromstring(svg)
    return " ".join("".join(text.itertext()) for text in root.iter(f"{SVG}text"))


def pixels(png: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB"))


def colours(png: bytes) -> set[tuple[int, int, int]]:
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    return {colour for _, colour in picture.getcolors(maxcolors=1 << 24) or ()}


@pytest.fixture
def payload(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict:
    layer = small_layer()
    (tmp_path / "b.json").write_text(layer.to_json(), encoding="utf-8")
    monkeypatch.setattr(settings, "MAPS", tmp_path)
    return map_payload(
        layer, "b.json", class_deciles([1, 2, np.nan, 10]), ["a", "b", "no figure", "d"],
        title="Decile", description="Map", marked=[True, False, False, False], mark_label="Core20",
    )  # fmt: skip


def test_a_chart_carries_its_words(figures: Figures, words: Caption) -> None:
    svg = image.svg(figures["better or worse"], words)
    text = said(svg)
    for part in (words.title, words.subtitle, words.caveat, words.source, words.licence):
        assert part in text
    assert "Build 01234567, 21 November 2026" in text
    assert words.link in text
    root = ElementTree.fromstring(svg)
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == words.title
    assert root.findtext(f"{SVG}desc") == words.alt
    assert style.FONT in str(root.get("font-family"))


def test_a_map_carries_its_words(payload: dict, words: Caption) -> None:
    text = said(image.svg(payload, words))
    for part in (words.title, words.caveat, words.source, "1, most deprived tenth", "Core20"):
        assert part in text
    assert HOSTILE[:8] in text


def test_no_map_is_taller_than_a_page_allows(payload: dict, words: Caption) -> None:
    tall = replace(small_layer(), width=100, height=1000)
    (settings.MAPS / "b.json").write_text(tall.to_json(), encoding="utf-8")
    image.maps.read_layer.cache_clear()
    root = ElementTree.fromstring(image.bare_svg(payload, words))
    inner = next(each for each in root.iter(f"{SVG}svg") if each is not root)
    assert float(inner.get("height", "0")) == image.TALLEST_MAP
    assert float(root.get("height", "0")) < image.TALLEST_MAP + 250


@pytest.mark.parametrize("bare", [True, False])
def test_png_is_the_svg_at_twice_its_size(figures: Figures, words: Caption, bare: bool) -> None:
    make_svg, make_png = (image.bare_svg, image.bare_png) if bare else (image.svg, image.png)
    for name in ("better or worse", "three columns", "deciles"):
        root = ElementTree.fromstring(make_svg(figures[name], words))
        size = [round(float(root.get(side, "0")) * 2) for side in ("width", "height")]
        picture = Image.open(io.BytesIO(make_png(figures[name], words)))
        assert list(picture.size) == size
        assert picture.info["dpi"] == pytest.approx((192, 192), abs=1)
        assert picture.text["Title"] == words.title
        assert picture.text["Description"] == words.alt
        assert words.source in picture.text["Source"]


def test_every_chart_becomes_a_png(figures: Figures, words: Caption) -> None:
    for name, figure in figures.items():
        assert len(colours(image.bare_png(figure, words, scale=1))) > 4, name


def test_a_map_shows_its_colours(payload: dict, words: Caption) -> None:
    found = colours(image.png(payload, words))
    for colour in (style.DECILES[0], style.DECILES[9], style.MISSING_FILL, style.NHS_BLUE):
        assert tuple(bytes.fromhex(colour[1:])) in found


def drawing(parts: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10">{parts}</svg>'


def test_shapes_land_where_they_are_told_to() -> None:
    found = pixels(raster.png(drawing('<path d="M10 0H20V10H10Z" fill="#FF0000"/>'), scale=1))
    assert (found[:, 11:19] == (255, 0, 0)).all()
    assert not (found[:, 1:9] == (255, 0, 0)).all(axis=2).any()


def test_relative_steps_and_moves_are_followed() -> None:
    steps = '<g transform="translate(2 0)"><path d="M8 0l10 0 0 10-10 0z" fill="#00FF00"/></g>'
    found = pixels(raster.png(drawing(steps), scale=1))
    assert (found[:, 11:19] == (0, 255, 0)).all()


def test_a_drawing_inside_the_drawing_is_cut_at_its_edge() -> None:
    inner = (
        '<svg x="0" y="0" width="10" height="10" viewBox="0 0 10 10">'
        '<path d="M0 0H40V10H0Z" fill="#0000FF"/></svg>'
    )
    found = pixels(raster.png(drawing(inner), scale=1))
    assert (found[1:9, 1:9] == (0, 0, 255)).all()
    assert not (found[:, 12:] == (0, 0, 255)).all(axis=2).any()


def test_an_element_that_is_not_known_is_refused() -> None:
    with pytest.raises(CannotRaster, match="ellipse"):
        raster.png(drawing('<ellipse cx="1" cy="1" rx="1" ry="1"/>'))
