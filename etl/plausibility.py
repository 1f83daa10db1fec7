"""Whether figures can be what they are given as: their own counts and limits must agree with them.

A percentage may come as a fraction (0.142 for 14.2 %). Counts beside it prove it; then it is made
a percentage again, and the file's note says so. Without counts it is refused with both readings
where the figures known so far show that it is far too small, and else noted.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from insight.statistics import wilson_interval

RATE_MULTIPLIER = {"per 100,000": 100_000, "per 10,000": 10_000, "per 1,000": 1_000}
LIMITS = ["lower_ci", "upper_ci"]
# Publishers weight and adjust, and round counts to fives: measured on all real files, percentages
# lie within 7 % of their counts' (rounding of counts apart), standardised rates within 70 %.
PERCENT_TOLERANCE = 0.1
RATE_FACTOR = 5.0  # counts of three years are set against the people of one, too
COUNT_ROUNDING = 7.5
# Counts that are not what a percentage is made of, such as all people asked, prove nothing.
LEAST_ROWS_FOR_OTHER_COUNTS = 5

Refuse = Callable[[pd.Series, str, str], None]
UsualFigures = dict[str, tuple[float, float]]


def usual_figures(observation: pd.DataFrame | None) -> UsualFigures:
    """indicator_id → the middle nine tenths of its figures known so far; none where none are."""
    if observation is None:
        return {}
    grouped = observation["value"].astype("float64").groupby(observation["indicator_id"])
    ends = pd.DataFrame({"least": grouped.quantile(0.05), "most": grouped.quantile(0.95)}).dropna()
    return {str(key): (float(row.least), float(row.most)) for key, row in ends.iterrows()}


def check_plausibility(rows: pd.DataFrame, usual: UsualFigures, refuse: Refuse) -> list[str]:
    """Put fractions right, refuse what contradicts itself, and say what to note about the file.

    rows: numbers, value_type and unit by claim; changed in place. usual: indicator_id → the
    middle nine tenths of the figures known so far, in the indicator's unit. refuse(faulty, column,
    reason).
    """
    expected = _expected(rows)
    notes = []
    for indicator_id, among in rows[rows["value_type"] == "percentage"].groupby("indicator_id"):
        note = _fractions(rows, among, expected[among.index], usual.get(str(indicator_id)), refuse)
        if note:
            notes.append(f"{indicator_id}: {note}")
    for is_percent, kind in ((True, "percentage"), (False, "rate")):
        among = rows[rows["value_type"] == kind]
        contradicted = pd.Series(False, index=rows.index)
        for _, part in among.groupby("indicator_id"):
            contradicted[part.index] = _contradicted(part, expected[part.index], is_percent)
        refuse(contradicted, "value", "the figure is not what its own count and denominator say")
    refuse(_at_998(rows, expected), "lower_ci", "these are the limits at 99.8%, not at 95%")
    swapped = rows["lower_ci"] > rows["upper_ci"]
    refuse(swapped, "lower_ci", "the lower limit lies above the upper one")
    return notes


def _expected(rows: pd.DataFrame) -> pd.Series:
    """What the counts of each row make, in the indicator's unit; NaN where there are none."""
    scale = rows["unit"].map(RATE_MULTIPLIER).astype("float64")
    scale = scale.mask(rows["value_type"] == "percentage", 100.0)
    count, among = rows["numerator_count"], rows["denominator_count"]
    return (count / among.where(among > 0) * scale).where(count > 0)


def _tolerance(rows: pd.DataFrame, expected: pd.Series) -> pd.Series:
    half_width = (rows["upper_ci"] - rows["lower_ci"]).abs() / 2
    relative = (PERCENT_TOLERANCE * expected).clip(lower=0.1)
    rounded_counts = 100 * COUNT_ROUNDING / rows["denominator_count"]
    return pd.concat([relative, rounded_counts, 3 * half_width], axis=1).max(axis=1)


def _contradicted(rows: pd.DataFrame, expected: pd.Series, is_percent: bool) -> pd.Series:
    both = rows["value"].notna() & expected.notna()
    if is_percent:
        off = both & ((rows["value"] - expected).abs() > _tolerance(rows, expected))
    else:
        ratio = rows["value"] / expected
        off = both & ((ratio > RATE_FACTOR) | (ratio < 1 / RATE_FACTOR))
    if both.sum() >= LEAST_ROWS_FOR_OTHER_COUNTS and off[both].mean() > 0.5:
        return pd.Series(False, index=rows.index)
    return off


def _at_998(rows: pd.DataFrame, expected: pd.Series) -> pd.Series:
    """Whether the limits of a percentage are to the digit what its counts make at 99.8%.

    Of half the rows of an indicator or more, that is: a publisher's own wider limits, rounded, may
    fall on those of 99.8% by chance in a row or two.
    """
    is_share = (rows["value_type"] == "percentage") & (rows["denominator_count"] > 0)
    is_share &= (rows["value"] - expected).abs() <= 0.06
    found = pd.Series(False, index=rows.index)
    shares = rows[is_share & rows["lower_ci"].notna() & rows["upper_ci"].notna()]
    if shares.empty:
        return found
    count = shares["numerator_count"].to_numpy(float)
    among = shares["denominator_count"].to_numpy(float)
    possible = count <= among
    lower, upper = wilson_interval(count[possible], among[possible], confidence=0.998)
    shares = shares[possible]
    slack = np.maximum(0.02 * 100 * (upper - lower), 0.001)
    near = (shares["lower_ci"] - 100 * lower).abs() <= slack
    near &= (shares["upper_ci"] - 100 * upper).abs() <= slack
    near &= upper - lower > 0
    found[shares.index] = near & (near.groupby(shares["indicator_id"]).transform("mean") >= 0.5)
    return found


def _fractions(
    rows: pd.DataFrame,
    among: pd.DataFrame,
    expected: pd.Series,
    usual: tuple[float, float] | None,
    refuse: Refuse,
) -> str:
    """Of the rows of one percentage: its note, after fractions were made percentages or refused."""
    value = among["value"]
    given = value[value.notna()]
    if given.empty or (given.abs() > 1).any() or not (given > 0).any():
        return ""
    both = value.notna() & expected.notna()
    off, off_as_fraction = (value - expected).abs(), (100 * value - expected).abs()
    is_nearer = off_as_fraction < off
    fraction = (
        both & is_nearer & (off_as_fraction <= (PERCENT_TOLERANCE * expected).clip(lower=0.06))
    )
    percent = both & ~is_nearer & (off <= _tolerance(among, expected).clip(upper=0.5))
    if fraction.sum() > percent.sum():
        _make_percent(rows, among.index)
        return "given as fractions (0.142 for 14.2 %) by its own counts, and made percentages."
    if percent.any():
        return ""
    middle = float(given.median())
    if usual is None:
        return (
            "no figure is above 1 %: check that they are not fractions." if len(given) > 1 else ""
        )
    least, most = usual
    if middle < least / 3 and least / 2 <= 100 * middle <= 2 * most:
        faulty = pd.Series(False, index=rows.index)
        faulty[given.index] = True
        reason = (
            f"this may be a fraction: {middle:.4g} is {100 * middle:.4g} % or {middle:.4g} %;"
            f" figures so far are {least:.4g} to {most:.4g} %"
        )
        refuse(faulty, "value", reason)
    return ""


def _make_percent(rows: pd.DataFrame, index: pd.Index) -> None:
    """Fractions times a hundred; limits only where they are fractions too."""
    value = rows.loc[index, "value"] * 100
    for column in LIMITS:
        limit = rows.loc[index, column]
        rows.loc[index, column] = limit.where(
            (limit - value).abs() < (100 * limit - value).abs(), 100 * limit
        )
    rows.loc[index, "value"] = value.map(lambda number: float(f"{number:.12g}"), na_action="ignore")
    rows.loc[index, LIMITS] = rows.loc[index, LIMITS].map(
        lambda number: float(f"{number:.12g}") if not np.isnan(number) else number
    )
