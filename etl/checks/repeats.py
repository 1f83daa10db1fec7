"""Rows of one file about one figure: repeats, and contradictions."""

from __future__ import annotations

import pandas as pd

from etl.checks.columns import KEY_COLUMNS, NUMBER_COLUMNS
from etl.checks.refusals import Refusals


def drop_repeats(rows: pd.DataFrame, refusals: Refusals) -> pd.DataFrame:
    """One row per key: an exact repeat is refused, and so is every row of a contradiction.

    Of rows that say the same, one with fewer counts or rounded elsewhere, the fullest stays and the
    others are outside: publishers repeat an area under each type of area it belongs to.
    """
    repeated = rows.duplicated(KEY_COLUMNS, keep=False)
    if not repeated.any():
        return rows
    same = rows.duplicated([*KEY_COLUMNS, *NUMBER_COLUMNS], keep="first")
    left = rows[repeated & ~same]
    key = left.groupby(KEY_COLUMNS, sort=False).ngroup()
    size = key.groupby(key).transform("size")
    agree = size > 1
    for column in NUMBER_COLUMNS:
        agree &= _agree(left[column], key)
    # A blank says nothing of the figure; a mark in its place contradicts it.
    is_said = left["value"].notna() | left["is_marked_missing"]
    has_value = left["value"].notna()
    agree &= ~(
        has_value.groupby(key).transform("any")
        & (is_said & ~has_value).groupby(key).transform("any")
    )
    fullness = left[list(NUMBER_COLUMNS)].notna().sum(axis=1).rename("fullness")
    order = pd.DataFrame({"key": key, "fullness": -fullness}).sort_values(
        ["key", "fullness"], kind="stable"
    )
    fullest = pd.Series(~order["key"].duplicated(), index=order.index).reindex(left.index)
    less_full, contradicting = left.index[agree & ~fullest], left.index[~agree & (size > 1)]
    faulty = pd.Series(False, index=refusals.rows.index)
    faulty[rows.index[same]] = True
    refusals.refuse(faulty, "area_code", "whole row", "an earlier row says the same")
    faulty[:] = False
    faulty[contradicting] = True
    refusals.refuse(
        faulty, "value", "whole row", "two rows say different things about the same figure"
    )
    return rows[~same].drop(index=contradicting.union(less_full))


def _agree(numbers: pd.Series, key: pd.Series) -> pd.Series:
    """Whether the numbers of a key are one number, rounded to different decimals or left out."""
    decimals = numbers.map(lambda number: len(repr(float(number)).partition(".")[2]))
    decimals = decimals.mask(numbers % 1 == 0, 0).where(numbers.notna())
    coarsest = decimals.groupby(key).transform("min").fillna(0)
    largest = numbers.groupby(key).transform("max")
    spread = largest - numbers.groupby(key).transform("min")
    half_step = 0.5 * 10.0**-coarsest
    # Beside 12.5, a 13 is another figure; beside 61000.4, a 61000 is not.
    half_step = half_step.mask(coarsest == 0, (0.005 * largest.abs()).clip(upper=0.5))
    return ~(spread > half_step + 1e-9)
