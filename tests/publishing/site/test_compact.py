"""Fewer bytes, and the same picture."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageChops

from insight.export import raster
from insight.export.fonts import NoFonts
from publishing.site.compact import compact
from tests.conftest import missing

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="80" viewBox="0 0 120 80">'
DOT = '<circle cx="{}" cy="30.5" r="2.5" fill="#003F87"/>'
WORD = (
    '<text x="{}" y="70.0" font-size="11" fill="#4C6272" text-anchor="middle">'
    "<tspan>20{}</tspan></text>"
)
LINE = (
    '<path d="M5.0 10.0L5.0 20.5L60.3 20.5L50.1 -3.2M70.0 5.0L80.0 9.9Z" fill="none" '
    'stroke="#5B6770" stroke-width="2" stroke-linejoin="round"/>'
)
CURVE = '<path d="M5 60C9 50 20 50 30 60" fill="none" stroke="#5B6770"/>'
CORNERS = "M95.0 5.0L110.0 5.0L110.0 25.0L95.0 5.0"
BAND = (
    f'<path d="{CORNERS}Z" fill="#D5E2F0"/>'
    f'<path d="{CORNERS}" fill="none" stroke="#6E93BD" stroke-width="1" stroke-linejoin="round"/>'
)
DRAWING = (
    HEAD
    + "<title>A &lt; b</title>"
    + LINE
    + CURVE
    + BAND
    + "".join(DOT.format(x) for x in (20, 30.5, 44))
    + '<circle cx="90" cy="40" r="4" fill="#FFFFFF" stroke="#003F87"/>'
    + "".join(WORD.format(x, x) for x in (20, 60, 90))
    + "</svg>\n"
)


def pixels(drawing: str) -> Image.Image:
    try:
        return Image.open(io.BytesIO(raster.png(drawing))).convert("RGB")
    except NoFonts:
        missing("no fonts to draw with")
        raise


def test_it_is_shorter_and_looks_the_same() -> None:
    made = compact(DRAWING)
    assert len(made) < 0.75 * len(DRAWING)
    assert ' width="120"' not in made and "<title>A &lt; b</title>" in made
    sized = made.replace("<svg ", '<svg width="120" height="80" ', 1)
    difference = ImageChops.difference(pixels(DRAWING), pixels(sized))
    # A disc and a round dot differ at their rims, by no more than an eye can see.
    assert max(high for _, high in difference.getextrema()) < 48
    assert CURVE.partition("d=")[2].split('"')[1] in made


@pytest.mark.parametrize("drawing", [HEAD + "</svg>", HEAD + CURVE + "</svg>"])
def test_what_cannot_be_shortened_is_left_alone(drawing: str) -> None:
    assert compact(drawing).count("<") == drawing.count("<")
