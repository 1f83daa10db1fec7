"""The fonts that pictures are drawn with, found among those of this machine.

Letters are measured and drawn from the same files, so that no text is wider than the room it was
given, and a picture looks the same whatever else is installed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from fontTools.ttLib import TTFont
from PIL import ImageFont

# Plain and bold, in this order. All but the last have the letter widths of Arial, which is what
# programs that open our SVG use.
TEXT = (
    ("arial.ttf", "arialbd.ttf"),  # Windows
    ("Arial.ttf", "Arial Bold.ttf"),  # Mac
    ("LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf"),
    ("Arimo-Regular.ttf", "Arimo-Bold.ttf"),
    ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"),
)
# Arrows and marks that those lack, such as ↗ and ◆: on Linux, on Windows, on a Mac.
MARKS = ("DejaVuSans.ttf", "seguisym.ttf", "Arial Unicode.ttf")


class NoFonts(RuntimeError):
    """This machine lacks the fonts that pictures are drawn with. The message says what to do."""

    def __init__(self) -> None:
        super().__init__(
            "No picture can be drawn on this machine: it has no font like Arial, or none with "
            "arrows and marks. On Debian or Ubuntu: "
            "apt install fonts-liberation fonts-dejavu-core."
        )


@dataclass(frozen=True)
class Fonts:
    """family: the name of the text font. files: where it and the one for marks are.

    plain, bold, marks: for each character (its code point) that a font has, its width as a share
    of the letter size. marks holds those alone that the text font lacks.
    """

    family: str
    files: tuple[str, ...]
    plain: Mapping[int, float]
    bold: Mapping[int, float]
    marks: Mapping[int, float]


@lru_cache
def fonts() -> Fonts:
    """The fonts of this machine. Raises NoFonts."""
    pairs = ([_path(name) for name in pair] for pair in TEXT)
    texts = next((pair for pair in pairs if all(pair)), None)
    marked = next(filter(None, map(_path, MARKS)), None)
    if texts is None or marked is None:
        raise NoFonts
    plain, bold, marks = (_widths(path) for path in (*texts, marked))
    marks = {code: width for code, width in marks.items() if code not in plain}
    with TTFont(texts[0], lazy=True) as font:
        family = font["name"].getBestFamilyName()
    return Fonts(family, (*texts, marked), plain, bold, marks)


def _path(name: str) -> str:
    """Where a font is, in the folders where this system keeps fonts; '' when it is not there."""
    try:
        return str(ImageFont.truetype(name).path)
    except OSError:
        return ""


def _widths(path: str) -> dict[int, float]:
    with TTFont(path, lazy=True) as font:
        units, advances = font["head"].unitsPerEm, font["hmtx"]
        return {code: advances[glyph][0] / units for code, glyph in font.getBestCmap().items()}
