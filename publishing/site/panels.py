"""A chart of several panels in a page: a drawing each, laid out by the page for the room it has.

So nobody moves a chart sideways, and letters stay as large however many panels there are. What
panels have alike, such as axes and the line of the benchmark, is in the page once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.sax.saxutils import escape

import plotly.graph_objects as go

from insight.export.caption import Caption
from insight.export.drawing import draw
from insight.export.plotly_figure import over, read
from insight.export.text_layout import block, block_size, lines_of, wrapped
from publishing.site.compact import compact

WIDTH = 200  # pixels of a panel; a phone has two beside each other, somewhat smaller
KEY_WIDTH = 330  # pixels: as wide as a phone has room for
PIECE = re.compile(r"<text .*?</text>|<g .*?</g>|<[^>]*>")
NO_FILL = ' fill="none"'
LEAST = 60  # characters of what is worth being there once


def panel_drawings(
    figure: go.Figure, panels: Sequence[go.Figure], words: Caption, name: str = ""
) -> str:
    """The key, which names and describes the whole, and each panel, as SVG. name: begins ids."""
    drawn = [draw(each, WIDTH) for each in panels]
    small = [compact(f"<svg>{body}</svg>").removeprefix("<svg>") for body, _ in drawn]
    bodies = _each_once([each.replace(NO_FILL, "") for each in small], f"{name}p")
    head = f'<svg viewBox="0 0 {WIDTH} {drawn[0][1]:.0f}"{NO_FILL} aria-hidden="true">'
    return "\n".join([_key(figure, words, name), *(head + each for each in bodies)])


def _each_once(bodies: Sequence[str], name: str) -> list[str]:
    """The drawings with what is in all of them in the first alone, and named from the others."""
    pieces = PIECE.findall(bodies[0])
    first, others = "", list(bodies[1:])
    start = count = 0
    while start < len(pieces):
        end = start
        while end < len(pieces) and all("".join(pieces[start : end + 1]) in x for x in others):
            end += 1
        same = "".join(pieces[start:end])
        if len(same) < LEAST:
            end = max(end, start + 1)
            first += "".join(pieces[start:end])
        else:
            count += 1
            first += f'<g id="{name}{count}">{same}</g>'
            others = [each.replace(same, f'<use href="#{name}{count}"/>', 1) for each in others]
        start = end
    return [first, *others]


def _key(figure: go.Figure, words: Caption, name: str) -> str:
    layout = read(figure).layout
    title = layout.get("title", {})
    font = over(layout["font"], title.get("font", {}))
    size = font["size"]
    lines = [
        line
        for runs in lines_of(title.get("text", ""))
        for line in wrapped("".join(run.text for run in runs), KEY_WIDTH, size)
    ]
    height = block_size(lines, size)[1] + 4
    return compact(
        f'<svg viewBox="0 0 {KEY_WIDTH} {height:.0f}" role="img"'
        f' aria-labelledby="{name}title {name}desc"><title id="{name}title">{escape(words.title)}'
        f'</title><desc id="{name}desc">{escape(words.alt)}</desc>'
        f"{block(lines, 0, 2, size, font['color'])}</svg>"
    )
