"""Small pieces of markup that several tables share: verdicts, trends, pictures and links.

Text from the store is escaped here, so callers may join the pieces freely.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from html import escape
from typing import Any
from urllib.parse import urlencode

from insight.statistics import compare
from insight.visual import style
from insight.visual.charts import strip

# How a gap's words differ from those of a comparison with another area.
GAPS = {"similar": "no clear gap", "not compared": "gap not tested"}


def verdict(word: str, reason: str = "") -> str:
    """A verdict: its glyph, its word and, when it could not be reached, why."""
    return _mark(style.VERDICTS[word]) + (f": {escape(reason)}" if reason else "")


def trend(direction: str, judgement: str, reason: str = "") -> str:
    """A trend: its arrow and its words, with the reason when there is none."""
    return _mark(style.TRENDS[direction, judgement]) + (f": {escape(reason)}" if reason else "")


def mood(word: str) -> str:
    """How one comment, or many, sound."""
    return _mark(style.MOODS[word])


def status(word: str) -> str:
    """How far the answer to what people said has come."""
    return _mark(style.STATUSES[word])


def stage(word: str) -> str:
    """How far an idea has come."""
    return _mark(style.STAGES[word])


def gap(row: Any, polarity: str) -> str:
    """Whether a gap is clear, and for whom it is worse: a row of `queries.inequalities`.

    Beside another figure, a gap of nothing is the benchmark.
    """
    ends = (row["absolute_gap"], row["absolute_lower"], row["absolute_upper"])
    word = str(compare(*ends, 0.0, polarity))
    said = GAPS.get(word, f"{word}: clear gap")
    mark = style.VERDICTS[word]
    return _mark(style.Mark(said, mark.glyph, mark.colour, mark.symbol))


def tally(words: Iterable[str]) -> str:
    """How many verdicts there are of each word, as glyphs with numbers."""
    counts = Counter(words)
    return " ".join(
        f'<span class="tally">{mark.glyph}<span class="unseen"> {word}</span> {counts[word]}</span>'
        for word, mark in style.VERDICTS.items()
        if counts[word]
    )


def image(svg: str, words: str = "") -> str:
    """A drawing; without words it is decoration, because the figure stands beside it.

    As an image, because Streamlit takes inline SVG out of the markup it is given.
    """
    return f'<img alt="{escape(words)}" src="{strip.as_address(svg)}">'


def with_label(drawing: str, figure: str, under: str = "") -> str:
    """A drawing with its figure in bold beside it, and small words under the figure."""
    small = f"<small>{under}</small>" if under else ""
    return f'<div class="beside">{drawing}<span><b>{escape(figure)}</b>{small}</span></div>'


def quiet(text: str) -> str:
    """Words where a figure would be."""
    return f'<small class="quiet">{escape(text)}</small>'


def link(text: str, page: str, **choices: str) -> str:
    """A link to a page with choices made: by id, so that it outlives a change of words."""
    return f'<a href="{page}?{escape(urlencode(choices))}">{escape(text)}</a>'


def _mark(mark: style.Mark) -> str:
    return (
        f'<span class="mark"><span aria-hidden="true" style="color:{mark.colour}">{mark.glyph}'
        f"</span> {mark.word}</span>"
    )
