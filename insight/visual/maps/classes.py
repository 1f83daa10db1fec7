"""Which colour class each area is in, and the legend that says so in words.

A class is one character, so that a whole map's classes travel as one short text. Every class
has a word beside its colour, and areas with no figure are a hatched class of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike

from insight.language.number_format import NO_FIGURE, figure, interval
from insight.visual import style

MISSING_KEY = "-"
MOST_CLASSES = len(style.SEQUENTIAL)

DECILE_LABELS = (
    "1, most deprived tenth",
    *(str(decile) for decile in range(2, 10)),
    "10, least deprived tenth",
)


@dataclass(frozen=True)
class LegendEntry:
    """One class: its key on the map, its words, colour and glyph, and whether it is hatched."""

    key: str
    label: str
    colour: str
    glyph: str = ""
    is_hatched: bool = False


MISSING = LegendEntry(MISSING_KEY, NO_FIGURE, style.MISSING_FILL, is_hatched=True)


@dataclass(frozen=True)
class Classes:
    """One key per area, in the order given, and a legend in reading order.

    The legend ends with "no figure" when any area has none.
    """

    keys: str
    legend: tuple[LegendEntry, ...]


def class_deciles(deciles: ArrayLike) -> Classes:
    """Class deprivation deciles (n,): 1 is the most deprived tenth, NaN is no figure."""
    values = np.asarray(deciles, dtype=float)
    known = values[~np.isnan(values)]
    if not np.isin(known, np.arange(1, 11)).all():
        raise ValueError("a decile must be a whole number from 1 to 10")
    labels = dict(zip(map(str, range(10)), DECILE_LABELS, strict=True))
    colours = dict(zip(labels, style.DECILES, strict=True))
    keys = [MISSING_KEY if np.isnan(value) else str(int(value) - 1) for value in values]
    return _classes(keys, [LegendEntry(key, labels[key], colours[key]) for key in labels])


def class_verdicts(words: Iterable[object]) -> Classes:
    """Class words of judgement, such as better or similar; None or NaN is no figure.

    Only words that occur are in the legend, in the order of `style.VERDICTS`.
    """
    numbers = {word: str(number) for number, word in enumerate(style.VERDICTS)}
    keys = [numbers[word] if isinstance(word, str) else MISSING_KEY for word in words]
    entries = [
        LegendEntry(numbers[word], mark.word, _fill(word), mark.glyph)
        for word, mark in style.VERDICTS.items()
        if numbers[word] in keys
    ]
    return _classes(keys, entries)


def _fill(word: str) -> str:
    """The colour of an area; grey where a cell of a table would be as white as its page."""
    fill, _ = style.FILLS[word]
    return style.SIMILAR_AREA if fill in (style.PAGE, style.PANEL) else fill


def class_numbers(
    values: ArrayLike, unit: str, decimal_places: int, how: str = "quantile", polarity: str = ""
) -> Classes:
    """Class any figures (n,; NaN is no figure) into at most five classes, low to high.

    Dark is the bad side: low figures where polarity is 'high_is_good', high ones elsewhere.

    `how` is 'quantile' (about as many areas in each, none empty) or 'equal' (equal steps of
    the figure). Figures are classed as they are shown, rounded to `decimal_places`, so that
    no area seems to be in the wrong class; one equal to a break is in the upper class.
    """
    shown = [float(f"{value:.{decimal_places}f}") for value in np.asarray(values, dtype=float)]
    numbers = np.array(shown)
    breaks = _breaks(numbers[~np.isnan(numbers)], how, decimal_places)
    places = np.searchsorted(breaks, numbers, side="right")
    keys = [
        MISSING_KEY if np.isnan(value) else str(place)
        for value, place in zip(numbers, places, strict=True)
    ]
    labels = _break_labels(breaks, unit, decimal_places) if set(keys) - {MISSING_KEY} else []
    shades = np.linspace(0, len(style.SEQUENTIAL) - 1, len(labels)).round().astype(int)
    colours = style.SEQUENTIAL[::-1] if polarity == "high_is_good" else style.SEQUENTIAL
    entries = [
        LegendEntry(str(place), label, colours[shade])
        for place, (label, shade) in enumerate(zip(labels, shades, strict=True))
    ]
    return _classes(keys, entries)


def _breaks(known: np.ndarray, how: str, decimal_places: int) -> np.ndarray:
    """Return the breaks between classes, rising, each above the least figure."""
    if not len(known):
        return np.array([])
    shares = np.linspace(0, 1, MOST_CLASSES + 1)[1:-1]
    if how == "quantile":
        edges = np.quantile(known, shares, method="higher")
    elif how == "equal":
        edges = (known.min() + shares * np.ptp(known)).round(decimal_places)
    else:
        raise ValueError(f"how is {how!r}; it must be 'quantile' or 'equal'")
    return np.unique(edges[(edges > known.min()) & (edges <= known.max())])


def _break_labels(breaks: np.ndarray, unit: str, decimal_places: int) -> list[str]:
    if not len(breaks):
        return ["all areas"]
    first, last = (figure(edge, unit, decimal_places) for edge in (breaks[0], breaks[-1]))
    between = [interval(low, high, unit, decimal_places) for low, high in pairwise(breaks)]
    between = [text.replace(" to ", " to under ", 1) for text in between]
    return [f"under {first}", *between, f"{last} or more"]


def _classes(keys: Sequence[str], entries: Sequence[LegendEntry]) -> Classes:
    missing = [MISSING] if MISSING_KEY in keys else []
    return Classes("".join(keys), (*entries, *missing))
