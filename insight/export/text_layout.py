"""Words in a drawing: Plotly's small markup, and how much room letters take.

Plotly writes bold, colour and line breaks as a few tags inside a text. Here such a text becomes
lines of runs, which can be measured and written as SVG.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from xml.sax.saxutils import escape

from matplotlib.font_manager import FontProperties, fontManager
from matplotlib.textpath import TextToPath

LINE_STEP = 1.3  # from one line to the next, in letter heights, as Plotly does
ASCENT = 0.95  # from the top of a line to the foot of its letters
# Those that exist on this machine are used, in this order. The first four have letters of the
# same widths; the last comes with Matplotlib and has the glyphs the others lack.
FACES = ("Arial", "Helvetica", "Liberation Sans", "Arimo", "DejaVu Sans")
TAG = re.compile(r"(<[^<>]*>)")
COLOUR = re.compile(r'<span style="color:(#[0-9A-Fa-f]{6})">')
LETTERS = TextToPath()


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
            lines.append(word)
    return [[Run(line, is_bold)] for line in lines]


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
        f'<text x="{x:.1f}" y="{top + (number * LINE_STEP + ASCENT) * size:.1f}" '
        f'font-size="{size:g}" fill="{colour}" text-anchor="{anchor}">{_spans(line)}</text>'
        for number, line in enumerate(lines)
        if line
    )


@lru_cache
def face(is_bold: bool) -> FontProperties:
    """The letters to draw with on this machine."""
    installed = set(fontManager.get_font_names())
    family = [name for name in FACES if name in installed]
    return FontProperties(family=family, weight="bold" if is_bold else "normal")


@lru_cache(maxsize=20_000)
def _unit_width(text: str, is_bold: bool) -> float:
    properties = face(is_bold)
    wide, _, _ = LETTERS.get_text_width_height_descent(text, properties, ismath=False)
    return float(wide) / properties.get_size_in_points()


def _spans(line: Line) -> str:
    return "".join(f"<tspan{_look(run)}>{escape(run.text)}</tspan>" for run in line)


def _look(run: Run) -> str:
    weight = ' font-weight="bold"' if run.is_bold else ""
    return weight + (f' fill="{run.colour}"' if run.colour else "")
