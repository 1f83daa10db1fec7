"""The gap between two groups: as a difference, as a ratio, in people, and over time.

Absolute and relative gaps are always given together, because they can move in opposite ways: when
a rate halves in both groups the difference halves while the ratio stays the same.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from insight.statistics.intervals import Floats, Numbers, as_floats, normal_quantile, refuse_where


@dataclass(frozen=True, eq=False)
class Gap:
    """Group a against group b: `absolute` is a - b in their units, `relative` is a / b.

    `relative` and its interval are NaN where either value is not above zero. `is_clear` is True
    where the absolute interval does not reach zero. `absolute_se` is in the units of the values,
    `log_relative_se` on the natural log of the ratio.
    """

    absolute: Floats
    absolute_lower: Floats
    absolute_upper: Floats
    relative: Floats
    relative_lower: Floats
    relative_upper: Floats
    is_clear: NDArray[np.bool_]
    absolute_se: Floats
    log_relative_se: Floats


@dataclass(frozen=True, eq=False)
class GapChange:
    """How a gap's size changed, in words: 'widening', 'narrowing' or 'no clear change'.

    `absolute_change` is the change in the size of the difference (units of the values, above zero
    means wider) with its interval and p-value; `relative_change` is how many times further from 1
    the ratio is now than then (above 1 means wider). A relative gap that cannot be calculated has
    the word 'cannot be calculated', and so has an absolute one.
    """

    absolute_word: NDArray[np.str_]
    absolute_change: Floats
    absolute_lower: Floats
    absolute_upper: Floats
    absolute_p_value: Floats
    relative_word: NDArray[np.str_]
    relative_change: Floats
    relative_lower: Floats
    relative_upper: Floats


@dataclass(frozen=True, eq=False)
class PeopleDifference:
    """How many fewer people in a group if it had the other group's rate, with an interval."""

    people: Floats
    lower: Floats
    upper: Floats


def gap(
    value_a: Numbers, se_a: Numbers, value_b: Numbers, se_b: Numbers, confidence: float = 0.95
) -> Gap:
    """The gap between two separate groups, absolute and relative, with intervals.

    Difference: d ± z * sqrt(se_a² + se_b²). Ratio: exp(ln r ± z * sqrt((se_a/a)² + (se_b/b)²)),
    which for rates from counts is the usual sqrt(1/x + 1/y). The groups must share no people.
    NaN in gives NaN out, and not clear; a standard error below zero is a ValueError.
    """
    a, error_a, b, error_b = as_floats(value_a, se_a, value_b, se_b)
    refuse_where(error_a < 0, "standard error", error_a, "is below zero")
    refuse_where(error_b < 0, "standard error", error_b, "is below zero")
    z = normal_quantile(confidence)
    difference, error = a - b, np.hypot(error_a, error_b)
    both_positive = (a > 0) & (b > 0)
    above, below = np.where(both_positive, a, np.nan), np.where(both_positive, b, np.nan)
    ratio, log_error = above / below, np.hypot(error_a / above, error_b / below)
    return Gap(
        absolute=difference[()],
        absolute_lower=(difference - z * error)[()],
        absolute_upper=(difference + z * error)[()],
        relative=ratio[()],
        relative_lower=(ratio * np.exp(-z * log_error))[()],
        relative_upper=(ratio * np.exp(z * log_error))[()],
        is_clear=np.abs(difference) > z * error,
        absolute_se=error[()],
        log_relative_se=log_error[()],
    )


def gap_change(then: Gap, now: Gap, confidence: float = 0.95) -> GapChange:
    """Whether a gap widened or narrowed between two periods that do not overlap.

    The size of the gap now is tested against its size then: z = (|now| - |then|) over the square
    root of the summed squared standard errors; for the relative gap the same on log ratios. A gap
    that changes sides is therefore judged on size alone. Periods that overlap share people, which
    this test does not allow for.
    """
    z = normal_quantile(confidence)
    change, error = _size_change(then.absolute, then.absolute_se, now.absolute, now.absolute_se)
    log_change, log_error = _size_change(
        np.log(then.relative), then.log_relative_se, np.log(now.relative), now.log_relative_se
    )
    p_value, log_p_value = _p_value(change, error), _p_value(log_change, log_error)
    return GapChange(
        absolute_word=_change_word(change, p_value, confidence),
        absolute_change=change,
        absolute_lower=change - z * error,
        absolute_upper=change + z * error,
        absolute_p_value=p_value,
        relative_word=_change_word(log_change, log_p_value, confidence),
        relative_change=np.exp(log_change),
        relative_lower=np.exp(log_change - z * log_error),
        relative_upper=np.exp(log_change + z * log_error),
    )


def people_difference(between: Gap, population: Numbers, per: float) -> PeopleDifference:
    """If group a had group b's rate, how many fewer people in it would be counted.

    `population` is group a's, on the measure's own denominator; `per` is what the rate is out of
    (100 for a percentage, 100,000 for a rate per 100,000). Below zero means more people. The
    interval is the absolute gap's: the population is taken as exact.
    """
    people = np.asarray(population, dtype=float)
    refuse_where(people < 0, "population", people, "is below zero")
    share = people / per
    return PeopleDifference(
        (between.absolute * share)[()],
        (between.absolute_lower * share)[()],
        (between.absolute_upper * share)[()],
    )


def _size_change(
    then: Floats, then_error: Floats, now: Floats, now_error: Floats
) -> tuple[Floats, Floats]:
    return np.abs(now) - np.abs(then), np.hypot(then_error, now_error)


def _p_value(change: Floats, error: Floats) -> Floats:
    refuse_where(error == 0, "standard error", error, "leaves no uncertainty to test a change by")
    return 2 * ndtr(-np.abs(change / error))


def _change_word(change: Floats, p_value: Floats, confidence: float) -> NDArray[np.str_]:
    direction = np.where(change > 0, "widening", "narrowing")
    word = np.where(p_value < 1 - confidence, direction, "no clear change")
    return np.where(np.isnan(p_value), "cannot be calculated", word)[()]
