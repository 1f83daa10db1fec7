"""The straight line through groups in order of deprivation.

`row` is a row of the `inequality` table with area_name. A slope is "clear" only where its 95%
interval leaves out zero.
"""

from __future__ import annotations

import math

import pandas as pd

from insight.language.number_format import Row, capital, number, shown
from insight.language.sentences.groups import base_words
from insight.language.sentences.inequality import where
from insight.language.sentences.sizes import ratio_words, size_words

# From this share of the spread left over, a straight line tells too little of the story.
BENT = 0.25
SLOPE_NOTE = (
    "A slope is not set against England's or another area's: where people's neighbourhoods differ"
    " more, the same gaps make a longer slope."
)


def gradient_sentence(row: Row, indicator: Row) -> str:
    """The straight line from the most to the least deprived, and whether it slopes."""
    if pd.isna(row["slope"]):
        return f"{where(row, indicator)}: no slope is given. {capital(row['slope_refusal'])}."
    most, least = row["intercept"], row["intercept"] + row["slope"]
    start = (
        f"{where(row, indicator)}. A straight line through the groups runs from"
        f" {shown(most, indicator)} at the most deprived end to {shown(least, indicator)} at the"
        " other."
    )
    size = size_words(row["slope"], row["slope_lower"], row["slope_upper"], indicator)
    if is_slope_clear(row):
        word = "higher" if row["slope"] > 0 else "lower"
        finding = f"The least deprived end is clearly {word}, by {size}."
    else:
        finding = f"There is no clear slope: a difference of {size} could be chance."
    ratio = ratio_words(
        row["relative_index"], row["relative_index_lower"], row["relative_index_upper"]
    )
    as_ratio = f" Least divided by most deprived, it is {ratio}." if ratio else ""
    base = base_words(str(row["edition"]), str(row["unit_of_analysis"]))
    return f"{start} {finding}{as_ratio}{_fit_words(row, indicator)} {base}"


def is_slope_clear(row: Row) -> bool:
    """Whether the interval of the slope leaves out zero."""
    return bool(row["slope_lower"] > 0 or row["slope_upper"] < 0)


def _fit_words(row: Row, indicator: Row) -> str:
    """When the line alone would mislead: it misses the points, or leaves what is possible."""
    ends = (row["intercept"], row["intercept"] + row["slope"])
    highest = 100 if indicator["unit"] == "%" else math.inf
    if min(ends) < 0 or max(ends) > highest:
        return " The line runs past what is possible, so look at the points as well."
    if row["residual_share"] > BENT:
        return (
            f" The groups do not lie on the line: {number(100 * row['residual_share'])}% of their"
            " spread is left over, so look at the points as well."
        )
    return ""
