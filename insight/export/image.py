"""Charts and maps as pictures to take away, with the finding and the source on them.

The PNG is drawn from the SVG, so there is one drawing of each figure, not two.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias
from xml.sax.saxutils import escape, quoteattr

import plotly.graph_objects as go

from insight import settings
from insight.export import raster
from insight.export.caption import PRODUCT, Caption
from insight.export.drawing import draw
from insight.export.plotly_figure import CannotDraw
from insight.export.text_layout import Line, block, block_size, wrapped
from insight.visual import maps, style

# What a page shows: a Plotly figure, or what it gave the map to draw.
Shown: TypeAlias = go.Figure | Mapping[str, Any]

CHART_WIDTH = 680  # pixels: letters of 13 pixels are 9 points tall across a page of A4
EDGE = 20
TITLE_SIZE, SUBTITLE_SIZE, FOOT_SIZE = 20, 14, 12
BAR = 6  # pixels of the blue bar at the top
# A map as `maps.draw_svg` writes it: hatching, background, legend, the map itself, notes below.
MAP = re.compile(
    r'<svg [^>]*viewBox="0 0 (?P<width>\d+) (?P<height>\d+)".*?(?P<hatching><defs>.*?</defs>)'
    r'<rect[^>]*/>(?P<legend>.*?)<svg x="(?P<x>\d+)" y="(?P<y>\d+)" width="(?P<wide>\d+)" '
    r'height="(?P<high>\d+)" (?P<view>viewBox="[^"]*")>(?P<map>.*)</svg>(?P<notes>.*)</svg>\s*',
    re.DOTALL,
)
# Names on a map have a pale rim painted first. Not every program knows paint-order, so the
# names are written twice: once as the rim, then again on top of it.
RIMMED = re.compile(
    r'<g (?P<look>[^>]*) stroke="(?P<colour>[^"]*)" stroke-width="(?P<width>[^"]*)"'
    r' stroke-linejoin="round" paint-order="stroke">(?P<names>.*?)</g>',
    re.DOTALL,
)
TALLEST_MAP = 760  # pixels: a long Place is drawn smaller, so that the picture fits a page
# A map comes with room around it, and above it for a title that stands elsewhere.
MAP_SIDE, MAP_TOP = 24, 34


@dataclass(frozen=True)
class Drawn:
    """A chart or a map without words around it: SVG elements and their size in pixels."""

    parts: str
    width: float
    height: float


def svg(shown: Shown, words: Caption) -> str:
    """A chart or a map, its finding above and its source below, as SVG. Text stays text."""
    drawn = _drawn(shown)
    head, top = _stacked(
        BAR + 14,
        drawn.width,
        (words.title, TITLE_SIZE, style.TEXT, True),
        (words.subtitle, SUBTITLE_SIZE, style.QUIET_TEXT, False),
    )
    end_of_drawing = top + drawn.height + 10
    foot = [words.caveat, words.source_line, words.build_line, words.link]
    lines = [(text, FOOT_SIZE, style.QUIET_TEXT, False) for text in foot]
    small, bottom = _stacked(end_of_drawing + 8, drawn.width, *lines)
    whole = drawn.width + 2 * EDGE
    parts = [
        f'<path d="M0 0H{whole:.0f}V{BAR}H0Z" fill="{style.NHS_BLUE}"/>',
        head,
        f'<g transform="translate({EDGE} {top:.0f})">{drawn.parts}</g>',
        f'<path d="M{EDGE} {end_of_drawing:.0f}h{drawn.width:.0f}" stroke="{style.RULE}"/>',
        small,
    ]
    return _document("".join(parts), whole, bottom + 6, words)


def bare_svg(shown: Shown, words: Caption) -> str:
    """The same without the words around it, for a page that has them as text."""
    drawn = _drawn(shown)
    return _document(drawn.parts, drawn.width, drawn.height, words)


def png(shown: Shown, words: Caption, scale: int = 2) -> bytes:
    """`svg` as PNG; at scale 2 it is sharp enough for print across a page of A4."""
    return raster.png(svg(shown, words), scale, _notes(words))


def bare_png(shown: Shown, words: Caption, scale: int = 2) -> bytes:
    """`bare_svg` as PNG."""
    return raster.png(bare_svg(shown, words), scale, _notes(words))


def _drawn(shown: Shown) -> Drawn:
    if isinstance(shown, go.Figure):
        parts, height = draw(shown, CHART_WIDTH)
        return Drawn(parts, CHART_WIDTH, height)
    # A payload names its layer by the address where the browser fetches it.
    layer = maps.read_layer(settings.MAPS / str(shown["geometry"]).rsplit("/", 1)[-1])
    return _smaller_map(maps.draw_svg(layer, {**shown, "title": ""}))


def _smaller_map(svg_text: str) -> Drawn:
    """The map with its legend and notes, no taller than a page allows."""
    found = MAP.fullmatch(svg_text)
    if found is None:
        raise CannotDraw("cannot draw to a file: a map without legend, shapes and notes")
    wide, high, y = float(found["wide"]), float(found["high"]), float(found["y"])
    scale = min(1.0, TALLEST_MAP / high)
    lost = high * (1 - scale)
    drawn = RIMMED.sub(_written_twice, found["map"])
    parts = (
        f'<g transform="translate({-MAP_SIDE} {-MAP_TOP})">{found["hatching"]}{found["legend"]}'
        f'<svg x="{found["x"]}" y="{y:.0f}" width="{wide * scale:.0f}" '
        f'height="{high * scale:.0f}" {found["view"]}>{drawn}</svg>'
        f'<g transform="translate(0 {-lost:.0f})">{found["notes"]}</g></g>'
    )
    whole = float(found["height"]) - lost - MAP_TOP
    return Drawn(parts, float(found["width"]) - 2 * MAP_SIDE, whole)


def _written_twice(found: re.Match[str]) -> str:
    rim = f'stroke="{found["colour"]}" stroke-width="{found["width"]}" stroke-linejoin="round"'
    top = f"<g {found['look']}>{found['names']}</g>"
    return f'<g aria-hidden="true" {found["look"]} {rim}>{found["names"]}</g>{top}'


def _document(parts: str, width: float, height: float, words: Caption) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}" '
        f'viewBox="0 0 {width:.0f} {height:.0f}" role="img" aria-labelledby="title desc" '
        f"font-family={quoteattr(style.FONT)}>"
        f'<title id="title">{escape(words.title)}</title><desc id="desc">{escape(words.alt)}</desc>'
        f'<rect width="100%" height="100%" fill="{style.PAGE}"/>{parts}</svg>\n'
    )


def _stacked(top: float, room: float, *texts: tuple[str, float, str, bool]) -> tuple[str, float]:
    """Texts (words, size, colour, bold or not) one under another, and where they end."""
    parts = []
    for text, size, colour, is_bold in texts:
        lines: Sequence[Line] = wrapped(text, room, size, is_bold)
        if lines:
            parts.append(block(lines, EDGE, top, size, colour))
            top += block_size(lines, size)[1] + 5
    return "".join(parts), top


def _notes(words: Caption) -> dict[str, str]:
    """What a PNG says of itself to programs that look."""
    notes = {
        "Title": words.title,
        "Description": words.alt,
        "Source": words.source_line,
        "Copyright": words.attribution,
        "Software": PRODUCT,
        "Comment": words.build_line,
    }
    return {name: text for name, text in notes.items() if text}
