"""Several small panels in one figure: where each lies."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from insight.visual import style

KEY_LINE = 17  # pixels of one line of the key at the top
KEY_EDGE = 14
GAP_SHARE = 0.05  # of the width, between columns


@dataclass(frozen=True)
class Place:
    """Where a panel's plot lies, as shares of the figure; is_first: it is in the left column."""

    left: float
    right: float
    bottom: float
    top: float
    is_first: bool


@dataclass(frozen=True)
class Sizes:
    """Pixels of one panel: words above it, the plot, and the labels of its axis below."""

    title: int
    plot: int
    foot: int


def key_height(words: str) -> int:
    """Pixels that the lines of a key need."""
    return KEY_LINE * (words.count("<br>") + 1) + KEY_EDGE


def grid(count: int, columns: int, sizes: Sizes, key_words: str) -> tuple[int, list[Place]]:
    """The figure's height, and the place of each of `count` panels, row by row."""
    cell = sizes.title + sizes.plot + sizes.foot
    head = key_height(key_words)
    height = head + math.ceil(count / columns) * cell
    width = (1 - GAP_SHARE * (columns - 1)) / columns
    places = []
    for panel in range(count):
        row, column = divmod(panel, columns)
        top = height - head - row * cell - sizes.title
        left = column * (width + GAP_SHARE)
        places.append(
            Place(left, left + width, (top - sizes.plot) / height, top / height, column == 0)
        )
    return height, places


def panel_title(text: str, place: Place) -> dict[str, Any]:
    """An annotation above a panel, at its left."""
    return {
        "text": text, "x": place.left, "xref": "paper", "xanchor": "left", "y": place.top,
        "yref": "paper", "yanchor": "bottom", "yshift": 2, "align": "left", "showarrow": False,
        "font": {"size": style.SMALLEST_FONT_SIZE + 1, "color": style.TEXT},
    }  # fmt: skip
