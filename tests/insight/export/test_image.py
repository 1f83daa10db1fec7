"""Pictures say what they are, whose figures they hold, and are the same in both kinds of file."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
import plotly.graph_objects as go
import pytest
from PIL import Image
from scipy.ndimage import binary_dilation

from insight import settings
from insight.export import image, raster
from insight.export.caption import Caption
from insight.export.text_layout import Run, width
from insight.store import queries
from insight.store.connection import Store
from insight.visual import style
from insight.visual.maps import MapLayer, class_deciles, map_payload, read_layer
from insight.visual.maps.svg import LOWEST, TALLEST, TEXT_SIZE
from tests.insight.visual.maps.small_layer import HOSTILE, SVG, small_layer
from tests.insight.visual.test_style import contrast

Figures = dict[str, go.Figure]
LINK = "https://example.test/inequality?" + "&".join(f"choice{n}=E0800000{n}" for n in range(20))


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
    svg = image.svg(payload, words)
    text = said(svg)
    for part in (words.title, words.caveat, words.source, "1, most deprived tenth", "Core20"):
        assert part in text
    assert HOSTILE[:8] in text
    root = ElementTree.fromstring(svg)
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == words.title
    assert root.findtext(f"{SVG}desc") == words.alt


def test_words_that_look_like_markup_stay_words(payload: dict, words: Caption) -> None:
    hostile = replace(words, title=HOSTILE, alt=HOSTILE, caveat=HOSTILE, link=HOSTILE)
    root = ElementTree.fromstring(image.svg(payload, hostile))
    assert root.findtext(f"{SVG}title") == root.findtext(f"{SVG}desc") == HOSTILE
    assert not list(root.iter(f"{SVG}script"))


@pytest.mark.parametrize("kind", ["chart", "map"])
def test_no_words_are_cut_at_the_edge(
    figures: Figures, payload: dict, words: Caption, kind: str
) -> None:
    long = replace(words, link=LINK, caveat="Take care. " * 40, title="A long finding " * 12)
    svg = image.svg(figures["better or worse"] if kind == "chart" else payload, long)
    assert LINK in "".join(said(svg).split())
    root = ElementTree.fromstring(svg)
    room = float(root.get("width", "0"))
    outer = [each for each in root if each.tag == f"{SVG}text"]
    assert len(outer) > 8
    for text in outer:
        size = float(text.get("font-size", "0"))
        spans = [Run(span.text or "", span.get("font-weight") == "bold") for span in text]
        assert float(text.get("x", "0")) + width(spans, size) <= room - image.EDGE + 0.5
    # And as painted: nothing at the right edge but paper and the bar at the top.
    shown = pixels(raster.png(svg, 1))
    assert (shown[image.BAR + 1 :, -image.EDGE // 2 :] == 255).all()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("make_svg", "make_png"), [(image.svg, image.png), (image.bare_svg, image.slide_png)]
)
def test_png_is_the_svg_at_twice_its_size(
    figures: Figures, words: Caption, make_svg: Any, make_png: Any
) -> None:
    for name in ("better or worse", "three columns", "deciles"):
        root = ElementTree.fromstring(make_svg(figures[name], words))
        size = [round(float(root.get(side, "0")) * 2) for side in ("width", "height")]
        picture = Image.open(io.BytesIO(make_png(figures[name], words)))
        assert list(picture.size) == size
        assert picture.info["dpi"] == pytest.approx((192, 192), abs=1)
        assert picture.text["Title"] == words.title
        assert picture.text["Description"] == words.alt
        assert words.source in picture.text["Source"]


@pytest.mark.slow
def test_every_chart_becomes_a_png(figures: Figures, words: Caption) -> None:
    for name, figure in figures.items():
        assert len(colours(raster.png(image.bare_svg(figure, words), scale=1))) > 4, name


@pytest.mark.slow
def test_a_map_shows_its_colours(payload: dict, words: Caption) -> None:
    found = colours(image.png(payload, words))
    for colour in (style.DECILES[0], style.DECILES[9], style.MISSING_FILL, style.NHS_BLUE):
        assert tuple(bytes.fromhex(colour[1:])) in found


def dark_map(layer: MapLayer, words: Caption, tallest: int = TALLEST) -> str:
    """The layer as a drawing in which every area has the darkest colour there is."""
    count = len(layer.area_codes)
    texts = ["decile 1"] * count
    payload = map_payload(
        layer, "b.json", class_deciles([1] * count), texts, title="", description=""
    )
    (settings.MAPS / "b.json").write_text(layer.to_json(), encoding="utf-8")
    read_layer.cache_clear()
    return image.bare_svg(payload, words, tallest)


def names_in(svg: str) -> list[tuple[str, float, float, float, float]]:
    """Each line of a Place's name in the map of a drawing: left, right, top and bottom, pixels."""
    root = ElementTree.fromstring(svg)
    frame = next(each for each in root.iter(f"{SVG}svg") if each is not root)
    left, top, wide, _ = map(float, frame.get("viewBox", "").split())
    unit = float(frame.get("width", "0")) / wide
    found = []
    for name in frame.findall(f"{SVG}g[@fill='{style.TEXT}']/{SVG}text"):
        x = float(frame.get("x", "0")) + (float(name.get("x", "0")) - left) * unit
        foot = float(frame.get("y", "0")) + (float(name.get("y", "0")) - top) * unit
        half = width([Run(name.text or "", is_bold=True)], TEXT_SIZE) / 2
        ends = (x - half, x + half, foot - 0.8 * TEXT_SIZE, foot + 0.2 * TEXT_SIZE)
        found.append((str(name.text), *ends))
    return found


def legibility(svg: str) -> dict[str, float]:
    """Of each name in the map of a drawing: the contrast between letters and what is round them.

    Measured on the painted picture: the colour of the letters, and the usual colour of the
    pixels close to them.
    """
    scale = 2
    shown = pixels(raster.png(svg, scale)).astype(int)
    text = np.array(bytearray.fromhex(style.TEXT[1:]))
    is_ink = np.abs(shown - text).sum(axis=2) < 12
    found = {}
    for name, *ends in names_in(svg):
        x0, x1, y0, y1 = (round(end * scale) for end in ends)
        letters = is_ink[y0:y1, x0:x1]
        edge = binary_dilation(letters)  # where letter and rim run into each other
        around = binary_dilation(edge, iterations=2) & ~edge
        assert letters.sum() > 100, f"{name} is not where it should be"
        colour = np.median(shown[y0:y1, x0:x1][around], axis=0).astype(int)
        found[name] = contrast("#" + bytes(colour.tolist()).hex(), style.TEXT)
    return found


def test_names_can_be_read_on_the_darkest_map(payload: dict, words: Caption) -> None:
    layer = replace(small_layer(), outlines=small_layer().outlines[:1], place_numbers=(0,) * 4)
    svg = dark_map(layer, words)
    found = legibility(svg)
    assert set(found) == {"Cheshire West", "and Chester"}
    assert min(found.values()) > 7
    # The measure sees it when the pale rim is lost.
    root = ElementTree.fromstring(svg)
    for parent in list(root.iter()):
        for rim in parent.findall("*[@aria-hidden='true']"):
            parent.remove(rim)
    assert max(legibility(ElementTree.tostring(root, encoding="unicode")).values()) < 2


@pytest.fixture
def layers(
    real_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[list[MapLayer]]:
    """Every layer that a fresh clone has."""
    files = queries.map_layers(real_store)["file_name"]
    found = [read_layer(settings.MAPS / name) for name in files]
    assert len(found) > 5
    monkeypatch.setattr(settings, "MAPS", tmp_path)
    yield found
    read_layer.cache_clear()


@pytest.mark.data
@pytest.mark.slow
@pytest.mark.parametrize("tallest", [LOWEST, TALLEST])
def test_every_place_can_be_read_on_every_map(
    layers: list[MapLayer], words: Caption, tallest: int
) -> None:
    for layer in layers:
        found = legibility(dark_map(layer, words, tallest))
        assert len(found) >= 10, layer.layer_id  # nine Places, one of them on two lines
        assert min(found.values()) > 7, (layer.layer_id, found)


@pytest.mark.data
@pytest.mark.parametrize("tallest", [LOWEST, TALLEST])
def test_no_two_names_lie_on_one_another(
    layers: list[MapLayer], words: Caption, tallest: int
) -> None:
    for layer in layers:
        for one, other in combinations(names_in(dark_map(layer, words, tallest)), 2):
            is_same_place = one[1] + one[2] == pytest.approx(other[1] + other[2])
            is_beside = one[2] < other[1] or other[2] < one[1]
            is_below = one[4] < other[3] or other[4] < one[3]
            assert is_same_place or is_beside or is_below, (layer.layer_id, one[0], other[0])
