"""Charts and maps as pictures to take away, with the finding and the source on them.

The PNG is drawn from the SVG, so there is one drawing of each figure, not two.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias
from xml.sax.saxutils import escape, quoteattr

import plotly.graph_objects as go

from insight import settings
from insight.export import raster
from insight.export.caption import PRODUCT, Caption
from insight.export.drawing import draw
from insight.export.text_layout import Line, block, block_size, wrapped
from insight.visual import maps, style
from insight.visual.maps import Drawing
from insight.visual.maps.svg import LOWEST, TALLEST

# What a page shows: a Plotly figure, or what it gave the map to draw.
Shown: TypeAlias = go.Figure | Mapping[str, Any]

CHART_WIDTH = 680  # pixels: letters of 13 pixels are 9 points tall across a page of A4
EDGE = 20
TITLE_SIZE, SUBTITLE_SIZE, FOOT_SIZE = 20, 14, 12
BAR = 6  # pixels of the blue bar at the top


def svg(shown: Shown, words: Caption) -> str:
    """A chart or a map, its finding above and its source below, as SVG. Text stays text."""
    drawn = _drawing(shown)
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
        f'<g transform="translate({EDGE} {top:.0f})">{drawn.body}</g>',
        f'<path d="M{EDGE} {end_of_drawing:.0f}h{drawn.width:.0f}" stroke="{style.RULE}"/>',
        small,
    ]
    return _document("".join(parts), whole, bottom + 6, words)


def bare_svg(
    shown: Shown,
    words: Caption,
    tallest: int = TALLEST,
    *,
    width: int = CHART_WIDTH,
    name: str = "",
) -> str:
    """The same without the words around it, for a page that has them as text.

    tallest: pixels that a map may be high, legend and notes not counted. width: of a chart, in
    pixels. name: begins the ids of title and description, where a page holds several drawings.
    """
    drawn = _drawing(shown, tallest, width)
    return _document(drawn.body, drawn.width, drawn.height, words, name)


def png(shown: Shown, words: Caption, scale: int = 2) -> bytes:
    """`svg` as PNG; at scale 2 it is sharp enough for print across a page of A4."""
    return raster.png(svg(shown, words), scale, notes(words))


def slide_png(shown: Shown, words: Caption) -> bytes:
    """`bare_svg` as PNG, with a map low enough for its letters to be read on a slide."""
    return raster.png(bare_svg(shown, words, LOWEST), 2, notes(words))


def _drawing(shown: Shown, tallest: int = TALLEST, width: int = CHART_WIDTH) -> Drawing:
    """A chart or a map alone, without words or a document around it."""
    if isinstance(shown, go.Figure):
        body, height = draw(shown, width)
        return Drawing(body, width, height)
    # A payload names its layer by the address where the browser fetches it.
    layer = maps.read_layer(settings.MAPS / str(shown["geometry"]).rsplit("/", 1)[-1])
    return maps.draw_svg(layer, shown, tallest)


def _document(parts: str, width: float, height: float, words: Caption, name: str = "") -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}" '
        f'viewBox="0 0 {width:.0f} {height:.0f}" role="img" '
        f'aria-labelledby="{name}title {name}desc" '
        f"font-family={quoteattr(style.FONT)}>"
        f'<title id="{name}title">{escape(words.title)}</title>'
        f'<desc id="{name}desc">{escape(words.alt)}</desc>'
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


def notes(words: Caption) -> dict[str, str]:
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
