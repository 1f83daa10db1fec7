"""What documents to take away have in common: language, style sheet and tables of words."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from string import Template

from insight.visual import style

LANGUAGE = "en-GB"


@dataclass(frozen=True)
class Table:
    """A table of words. heads name its columns; numbers are the columns set to the right."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int] = frozenset()


def style_sheet(path: Path) -> str:
    """A style sheet with the font and the colours of insight/visual/style.py put in."""
    return Template(path.read_text(encoding="utf-8")).substitute(
        font=style.FONT,
        text=style.TEXT,
        quiet=style.QUIET_TEXT,
        blue=style.NHS_BLUE,
        dark_blue=style.NHS_DARK_BLUE,
        rule=style.RULE,
        panel=style.PANEL,
        focus=style.FOCUS_YELLOW,
    )
