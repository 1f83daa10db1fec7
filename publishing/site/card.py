"""The picture that other sites show beside a link to a chart: the finding in large letters.

It goes out as a drawing and as the dots that this becomes, since the gate can read drawings alone.
"""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from insight.export import raster
from insight.export.caption import PRODUCT, Caption
from insight.export.text_layout import block, block_size, wrapped
from insight.findings import Finding
from insight.visual import style

SVG, PNG = "card.svg", "card.png"
WIDE, HIGH, EDGE = 1200, 630, 60
SIZES = (68, 60, 52, 44, 38)  # of the finding, in pixels; the first that leaves room for the rest
ROOM = WIDE - 2 * EDGE
TITLE_ROOM = 330
SMALL, FOOT = 30, 24


def card(finding: Finding, words: Caption) -> dict[str, bytes]:
    """An SVG and a PNG of 1200 × 630, by path: the finding, how many areas are which, and whose
    figures they are."""
    size = next((each for each in SIZES if _height(words.title, each) <= TITLE_ROOM), SIZES[-1])
    title = wrapped(words.title, ROOM, size, is_bold=True)
    top = EDGE + 20 + block_size(title, size)[1] + 24
    subtitle = wrapped(words.subtitle, ROOM, SMALL)[:2]
    parts = [
        f'<path d="M0 0H{WIDE}V20H0Z" fill="{style.NHS_BLUE}"/>',
        block(title, EDGE, EDGE + 20, size, style.NHS_DARK_BLUE),
        block(subtitle, EDGE, top, SMALL, style.QUIET_TEXT),
        _marks(finding, top + block_size(subtitle, SMALL)[1] + 30),
        block(wrapped(PRODUCT, ROOM, SMALL, is_bold=True), EDGE, HIGH - 110, SMALL, style.TEXT),
        block(wrapped(_source(words), ROOM, FOOT)[:1], EDGE, HIGH - 64, FOOT, style.QUIET_TEXT),
    ]
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDE}" height="{HIGH}" '
        f'viewBox="0 0 {WIDE} {HIGH}" role="img" font-family={quoteattr(style.FONT)}>'
        f"<title>{escape(words.title)}</title><desc>{escape(words.alt)}</desc>"
        f'<rect width="100%" height="100%" fill="{style.PAGE}"/>{"".join(parts)}</svg>'
    )
    notes = {"Title": words.title, "Source": words.source_line}
    return {SVG: svg.encode(), PNG: raster.png(svg, 1, notes)}


def _height(title: str, size: int) -> float:
    return block_size(wrapped(title, ROOM, size, is_bold=True), size)[1]


def _source(words: Caption) -> str:
    return f"Source: {words.source}" if words.source else ""


def _marks(finding: Finding, top: float) -> str:
    """How many areas fare better, worse and so on, each in its colour with its glyph and word."""
    values = finding.table.values
    if "verdict" not in values:
        return ""
    counts = values["verdict"].value_counts()
    parts, left = [], float(EDGE)
    for verdict, mark in style.VERDICTS.items():
        if verdict in counts:
            line = wrapped(f"{mark.glyph} {counts[verdict]} {mark.word}", ROOM, SMALL + 4, True)
            parts.append(block(line, left, top, SMALL + 4, mark.colour))
            left += block_size(line, SMALL + 4)[0] + 40
    return "".join(parts)
