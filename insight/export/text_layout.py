"""Words in a drawing: Plotly's small markup, and how much room letters take.

Plotly writes bold, colour and line breaks as a few tags inside a text. Here such a text becomes
lines of runs, which can be measured and written as SVG.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from html import unescape
from itertools import accumulate, groupby
from xml.sax.saxutils import escape

from insight.export.fonts import fonts

LINE_STEP = 1.3  # from one line to the next, in letter heights, as Plotly does
ASCENT = 0.95  # from the top of a line to the foot of its letters
ANCHORS = {"start": 0.0, "middle": 0.5, "end": 1.0}
UNKNOWN = 0.75  # width of the box that stands for a letter no font has, in letter heights
TAG = re.compile(r"(<[^<>]*>)")
COLOUR = re.compile(r'<span style="color:(#[0-9A-Fa-f]{6})">')
# A long word, such as an address, is rather broken after one of these than elsewhere.
BREAKS = "/?&="


class UnknownMarkup(ValueError):
    """A text has a tag that this module does not know."""


@dataclass(frozen=True)
class Run:
    """Letters that look alike. colour '' is that of the whole text."""

    text: str
    is_bold: bool = False
    colour: str = ""


Line = Sequence[Run]


def lines_of(markup: str) -> list[list[Run]]:
    """A text with <b>, <br> and <span style="color:…"> as lines of runs."""
    lines: list[list[Run]] = [[]]
    is_bold, colour = False, ""
    for piece in TAG.split(markup):
        if piece == "<br>":
            lines.append([])
        elif piece in ("<b>", "</b>"):
            is_bold = piece == "<b>"
        elif piece == "</span>":
            colour = ""
        elif found := COLOUR.fullmatch(piece):
            colour = found[1]
        elif TAG.fullmatch(piece):
            raise UnknownMarkup(f"{piece} in “{markup}”")
        elif piece:
            lines[-1].append(Run(unescape(piece), is_bold, colour))
    return lines


def wrapped(text: str, room: float, size: float, is_bold: bool = False) -> list[list[Run]]:
    """Plain text on as many lines as it needs to stay within `room` pixels."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width([Run(longer, is_bold)], size) <= room:
            lines[-1] = longer
        else:
            lines += _pieces(word, room, size, is_bold)
    return [[Run(line, is_bold)] for line in lines]


def _pieces(word: str, room: float, size: float, is_bold: bool) -> Iterator[str]:
    """A word in parts that each stay within the room: itself, unless it is a very long one."""
    while width([Run(word, is_bold)], size) > room and len(word) > 1:
        most = next(
            count - 1
            for count in range(2, len(word) + 1)
            if width([Run(word[:count], is_bold)], size) > room
        )
        end = max(word.rfind(letter, 0, most) for letter in BREAKS) + 1 or most
        yield word[:end]
        word = word[end:]
    yield word


def width(line: Line, size: float) -> float:
    """How wide a line is at a letter size, both in pixels."""
    return sum(_unit_width(run.text, run.is_bold) for run in line) * size


def block_size(lines: Sequence[Line], size: float) -> tuple[float, float]:
    """Width and height of lines one under another, in pixels."""
    widest = max((width(line, size) for line in lines), default=0.0)
    return widest, ((len(lines) - 1) * LINE_STEP + 1.15) * size


def block(
    lines: Sequence[Line], x: float, top: float, size: float, colour: str, anchor: str = "start"
) -> str:
    """Lines as SVG text. anchor: whether x is the 'start', 'middle' or 'end' of each line."""
    return "".join(
        _row(line, x, top + (number * LINE_STEP + ASCENT) * size, size, colour, anchor)
        for number, line in enumerate(lines)
        if line
    )


def _row(line: Line, x: float, y: float, size: float, colour: str, anchor: str) -> str:
    pieces = [piece for run in line for piece in _by_font(run)]
    places = [""] * len(pieces)
    if len(pieces) > len(line):
        # For one mark that its font lacks, resvg would set all letters up to the next place that
        # is given in the font that has them all. So each piece is given its place.
        start = x - ANCHORS[anchor] * width(line, size)
        ends = accumulate((width([piece], size) for piece in pieces), initial=start)
        places = [f' x="{end:.1f}"' for end, _ in zip(ends, pieces, strict=False)]
        anchor = "start"
    spans = "".join(
        f"<tspan{place}{_look(piece)}>{escape(piece.text)}</tspan>"
        for place, piece in zip(places, pieces, strict=True)
    )
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" fill="{colour}" '
        f'text-anchor="{anchor}">{spans}</text>'
    )


def _by_font(run: Run) -> Iterator[Run]:
    """A run in pieces that are each drawn in one font."""
    for _, letters in groupby(run.text, lambda letter: ord(letter) in fonts().marks):
        yield replace(run, text="".join(letters))


@lru_cache(maxsize=20_000)
def _unit_width(text: str, is_bold: bool) -> float:
    found = fonts()
    widths = found.bold if is_bold else found.plain
    return sum(widths.get(code, found.marks.get(code, UNKNOWN)) for code in map(ord, text))


def _look(run: Run) -> str:
    weight = ' font-weight="bold"' if run.is_bold else ""
    return weight + (f' fill="{run.colour}"' if run.colour else "")
