"""How large a gap is, as a difference and as a ratio, each with its 95% interval."""

from __future__ import annotations

import pandas as pd

from insight.language.number_format import Row, difference, number

RATIO_PLACES = 2
MOST_EXTRA_PLACES = 3


def absolute_words(row: Row, indicator: Row) -> str:
    """'7.1 percentage points (5.9 to 8.3)': the size of the gap, whichever way round it is."""
    return size_words(row["absolute_gap"], row["absolute_lower"], row["absolute_upper"], indicator)


def size_words(value: float, lower: float, upper: float, indicator: Row) -> str:
    """A difference without its sign, and its interval turned the same way.

    As many decimals as the indicator has, and more where rounding would hide that the interval
    leaves out zero.
    """
    if pd.isna(lower) or pd.isna(upper):
        return difference(value, str(indicator["unit"]), int(indicator["decimal_places"]))
    low, high = (lower, upper) if value >= 0 else (-upper, -lower)
    places = _enough_places(low, 0.0, int(indicator["decimal_places"]))
    words = difference(value, str(indicator["unit"]), places)
    return f"{words} ({number(low, places)} to {number(high, places)})"


def relative_words(row: Row) -> str:
    """'1.64 (1.48 to 1.82)', or '' where a ratio has no meaning."""
    return ratio_words(row["relative_gap"], row["relative_lower"], row["relative_upper"])


def ratio_words(value: float, lower: float, upper: float) -> str:
    """A ratio, with its interval where it has one; '' where it is missing."""
    if pd.isna(value):
        return ""
    if pd.isna(lower) or pd.isna(upper):
        return number(value, RATIO_PLACES)
    near = lower if lower > 1 else upper
    places = _enough_places(near, 1.0, RATIO_PLACES)
    low, high = number(lower, places), number(upper, places)
    return f"{number(value, places)} ({low} to {high})"


def _enough_places(end: float, nothing: float, places: int) -> int:
    """Decimals at which an end of an interval is not taken for 'no difference'."""
    for extra in range(MOST_EXTRA_PLACES):
        if end == nothing or round(end - nothing, places + extra) != 0:
            return places + extra
    return places
