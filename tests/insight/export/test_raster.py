"""PNG files: painted from SVG with fonts of this machine, and saying what they are."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from insight.export import raster
from insight.export.text_layout import Run, block, width

BEARING = 5  # pixels that a mark of 20 pixels may leave free at either side


def drawing(parts: str, wide: int = 20, high: int = 10) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}">{parts}</svg>'


def painted(svg: str, scale: int = 1) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(raster.png(svg, scale))).convert("RGBA"))


def test_it_has_its_size_its_notes_and_its_dots() -> None:
    notes = {"Title": "Gap: 3 → 4 years", "Source": "An office\nLicence"}
    picture = Image.open(io.BytesIO(raster.png(drawing(""), 3, notes)))
    picture.load()
    assert picture.size == (60, 30)
    assert picture.text == notes
    assert picture.info["dpi"] == pytest.approx((288, 288), abs=0.1)


def test_a_drawing_inside_the_drawing_is_cut_at_its_edge() -> None:
    inner = (
        '<svg x="0" y="0" width="10" height="10" viewBox="0 0 10 10">'
        '<path d="M0 0H40V10H0Z" fill="#0000FF"/></svg>'
    )
    found = painted(drawing(inner))
    assert (found[1:9, 1:9, :3] == (0, 0, 255)).all()
    assert not (found[:, 12:] == (0, 0, 255, 255)).all(axis=2).any()


@pytest.mark.parametrize("is_bold", [False, True])
@pytest.mark.parametrize("anchor", ["start", "middle", "end"])
@pytest.mark.parametrize(
    "text",
    ["Cheshire West and Chester", "80.6 to 83.1 years", "▲ better ▼ worse ● same", "Gap: ↗ up ◆"],
)
def test_letters_take_the_room_they_were_measured_at(text: str, anchor: str, is_bold: bool) -> None:
    line = [Run(text, is_bold)]
    room = width(line, 20)
    svg = drawing(block([line], 400, 10, 20, "#000000", anchor), wide=800, high=40)
    columns = np.flatnonzero(painted(svg)[:, :, 3].any(axis=0))
    start = 400 - {"start": 0, "middle": room / 2, "end": room}[anchor]
    assert columns[0] == pytest.approx(start, abs=BEARING)
    assert columns[-1] + 1 == pytest.approx(start + room, abs=BEARING)


def test_a_mark_that_the_font_lacks_leaves_the_letters_beside_it_as_they_are() -> None:
    alone, beside = (
        painted(drawing(block([[Run(text)]], 0, 0, 20, "#000000"), wide=200, high=30))[:, :, 3]
        for text in ("Cheshire", "Cheshire ↗")
    )
    room = round(width([Run("Cheshire")], 20))
    assert (alone[:, :room] == beside[:, :room]).all()
    assert beside[:, room:].any() and not alone[:, room + 1 :].any()


def test_what_is_not_svg_is_refused() -> None:
    with pytest.raises(ValueError, match="root"):
        raster.png("<svg")
