"""The same drawing in fewer bytes, for a page that everybody downloads: nothing looks different."""

from __future__ import annotations

import re
from itertools import groupby, pairwise

PATH = re.compile(r' d="([MLZ0-9. -]+)"')
POINTS = re.compile(r"([ML])(-?[0-9.]+) (-?[0-9.]+)(Z?)")
DISC = re.compile(
    r'<circle cx="(-?[0-9.]+)" cy="(-?[0-9.]+)" r="([0-9.]+)" fill="(#[0-9A-Fa-f]{6})"/>'
)
PIECES = re.compile(r"<[^>]*>[^<]*")
PLAIN_SPAN = re.compile(r"<tspan>([^<]*)</tspan>")
# An area, and after it a line around the same corners.
BAND = re.compile(
    r'<path d="([^"]+)Z" fill="(#[0-9A-Fa-f]{6})"/><path d="\1" fill="none"( stroke="[^>]*)/>'
)
# A text with all that is in it, or any other tag with the letters after it.
TEXTS = re.compile(r"<text .*?</text>|<[^>]*>[^<]*")
WORDS = re.compile(
    r'<text x="[^"]*" y="[^"]*"( font-size="[^"]*" fill="[^"]*"(?: text-anchor="[^"]*")?)'
)
# What is so anyhow: where words start, how thick a line is, and a nought behind a point.
USUAL = re.compile(r' text-anchor="start"| stroke-width="1"|( (?:x|y|cx|cy)="-?[0-9]+)\.0(?=")')
JOIN = ' stroke-linejoin="round"'
SIZE = re.compile(r'(<svg [^>]*?) width="[0-9]+" height="[0-9]+"')


def compact(drawing: str) -> str:
    """A drawing of ours that fills the room it is given, without what it says twice."""
    drawing = SIZE.sub(rf"\1{JOIN}", drawing.strip().replace(JOIN, ""))
    drawing = USUAL.sub(r"\1", drawing)
    drawing = PLAIN_SPAN.sub(r"\1", drawing)
    drawing = BAND.sub(r'<path d="\1" fill="\2"\3/>', drawing)
    drawing = _words(_discs(drawing))
    return PATH.sub(lambda found: f' d="{_steps(found[1])}"', drawing)


def _discs(drawing: str) -> str:
    """Discs alike, one after another, as one line of round dots."""
    parts = []
    for look, run in groupby(PIECES.findall(drawing), _look):
        pieces = list(run)
        if look is None or len(pieces) < 2:
            parts += pieces
            continue
        radius, colour = look
        parts.append(
            f'<path d="{_dots(pieces)}" stroke="{colour}" stroke-width="{2 * float(radius):g}" '
            'stroke-linecap="round"/>'
        )
    return "".join(parts)


def _dots(pieces: list[str]) -> str:
    """A line of no length at each disc, each by its step from the one before."""
    places = [(_tenths(x), _tenths(y)) for x, y, _, _ in map(_disc, pieces)]
    steps = [
        f"m{_text(x - before[0])}{_joined(y - before[1])}h0"
        for before, (x, y) in pairwise([(0, 0), *places])
    ]
    return "".join(steps).replace("m", "M", 1)


def _words(drawing: str) -> str:
    """Words alike, one after another, in a group that says once how they look."""
    parts = []
    for look, run in groupby(TEXTS.findall(drawing), _text_look):
        pieces = list(run)
        if look is None or len(pieces) < 2:
            parts += pieces
        else:
            parts.append(f"<g{look}>{''.join(each.replace(look, '', 1) for each in pieces)}</g>")
    return "".join(parts)


def _text_look(piece: str) -> str | None:
    found = WORDS.match(piece)
    return found[1] if found else None


def _look(piece: str) -> tuple[str, str] | None:
    found = DISC.fullmatch(piece)
    return (found[3], found[4]) if found else None


def _disc(piece: str) -> tuple[str, ...]:
    found = DISC.fullmatch(piece)
    assert found is not None, "only discs are asked for"
    return found.groups()


def _steps(path: str) -> str:
    """A path by steps from corner to corner, in tenths of a pixel, which it was rounded to."""
    found = POINTS.findall(path)
    if "".join(f"{letter}{x} {y}{end}" for letter, x, y, end in found) != path:
        return path  # curves and the like stay as they are
    parts: list[str] = []
    points = [(letter, _tenths(x), _tenths(y), end) for letter, x, y, end in found]
    for before, (letter, x, y, end) in pairwise([("", 0, 0, ""), *points]):
        if letter == "M":
            parts.append(f"M{_text(x)}{_joined(y)}")
        else:
            across, down = x - before[1], y - before[2]
            if down == 0:
                parts.append(f"h{_text(across)}")
            elif across == 0:
                parts.append(f"v{_text(down)}")
            else:
                parts.append(f"l{_text(across)}{_joined(down)}")
        parts.append(end)
    return "".join(parts)


def _tenths(number: str) -> int:
    return round(float(number) * 10)


def _text(tenths: int) -> str:
    return f"{tenths / 10:g}"


def _joined(tenths: int) -> str:
    text = _text(tenths)
    return text if text.startswith("-") else f" {text}"
