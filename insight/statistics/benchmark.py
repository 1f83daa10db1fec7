"""Is a figure different from its benchmark, or from another figure?

The benchmark rule is the one Fingertips uses: the interval against the benchmark's value, which
is treated as exact. Two estimates that each carry an interval need `difference_test` instead,
because overlapping intervals do not show that two figures are the same.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, logit, ndtr

from insight.reference.vocabulary import NO_RANGE
from insight.statistics.intervals import Floats, Numbers, as_floats, normal_quantile, refuse_where

Words = NDArray[np.str_]

# The words for (below the benchmark, above the benchmark).
OUTCOMES = {
    "high_is_good": ("worse", "better"),
    "low_is_good": ("better", "worse"),
    "no_judgement": ("lower", "higher"),
}


def compare(
    value: Numbers, lower: Numbers, upper: Numbers, reference: Numbers, polarity: str
) -> Words:
    """'better', 'similar', 'worse', 'higher', 'lower' or 'not tested', for each figure.

    `lower` and `upper` are the figure's interval, at 95% or (see `interval_at`) 99.8%;
    `reference` is the benchmark's value for the same period, sex and age. An interval that only
    touches the benchmark is 'similar'. `polarity` is 'high_is_good', 'low_is_good' or
    'no_judgement'. `why_not_tested` gives the reasons. Comparing an area with itself is for
    the caller to avoid. Method: Fingertips, "Comparison with benchmark".
    """
    if polarity not in OUTCOMES:
        raise ValueError(f"polarity is '{polarity}'; it must be one of {', '.join(OUTCOMES)}")
    below, above = OUTCOMES[polarity]
    figure, low, high, benchmark = as_floats(value, lower, upper, reference)
    refuse_where(low > high, "lower limit", low, "is above the upper limit")
    words = np.where(low > benchmark, above, np.where(high < benchmark, below, "similar"))
    reasons = why_not_tested(figure, low, high, benchmark)
    return np.where(reasons == "", words, "not tested")[()]


def why_not_tested(value: Numbers, lower: Numbers, upper: Numbers, reference: Numbers) -> Words:
    """The reason `compare` says 'not tested', in words; empty where it did compare."""
    figure, low, high, benchmark = as_floats(value, lower, upper, reference)
    reasons = np.where(np.isnan(benchmark), "no benchmark figure for this period", "")
    reasons = np.where(np.isnan(low) | np.isnan(high), NO_RANGE, reasons)
    return np.where(np.isnan(figure), "no figure", reasons)[()]


def interval_at(
    value: Numbers, lower: Numbers, upper: Numbers, confidence: float, value_type: str
) -> tuple[Floats, Floats]:
    """A published 95% interval, widened (or narrowed) to another confidence such as 0.998.

    Publishers rarely give the 99.8% interval. Each side is stretched by the ratio of normal
    quantiles on the scale where estimates of that kind are closest to normal: log odds for a
    'percentage' (0 to 100), square root for a 'rate', 'ratio' or 'count', the figure's own scale
    for everything else. Against intervals recomputed from counts of 10 or more each end is
    within 3% of the interval's width. A percentage of exactly 0 or 100 gives NaN, because
    log odds cannot reach it.
    """
    figure, low, high = as_floats(value, lower, upper)
    refuse_where(low > high, "lower limit", low, "is above the upper limit")
    to_scale, from_scale = _SCALES.get(value_type, _OWN_SCALE)
    stretch = normal_quantile(confidence) / normal_quantile(0.95)
    with np.errstate(divide="ignore", invalid="ignore"):
        centre = to_scale(figure)
        widened = [from_scale(centre + (to_scale(side) - centre) * stretch) for side in (low, high)]
    return widened[0][()], widened[1][()]


def expected_false_flags(tests: int, confidence: float = 0.95) -> float:
    """How many of `tests` comparisons would be flagged by chance if nothing truly differed."""
    return tests * (1 - confidence)


@dataclass(frozen=True, eq=False)
class DifferenceTest:
    """a minus b, its standard errors from zero, and the two-sided p-value."""

    difference: Floats
    z: Floats
    p_value: Floats


def difference_test(
    value_a: Numbers, se_a: Numbers, value_b: Numbers, se_b: Numbers
) -> DifferenceTest:
    """Whether two independent estimates differ: z = (a - b) / sqrt(se_a² + se_b²).

    Standard errors are in the units of the values; one of them may be zero (an exact figure).
    NaN in gives NaN out; a standard error below zero, or both zero, is a ValueError.
    """
    a, error_a, b, error_b = as_floats(value_a, se_a, value_b, se_b)
    refuse_where(error_a < 0, "standard error", error_a, "is below zero")
    refuse_where(error_b < 0, "standard error", error_b, "is below zero")
    error = np.hypot(error_a, error_b)
    refuse_where(error == 0, "standard error", error, "leaves no uncertainty to test against")
    z = (a - b) / error
    return DifferenceTest((a - b)[()], z[()], (2 * ndtr(-np.abs(z)))[()])


def holm(p_values: Numbers) -> Floats:
    """P-values corrected for having made them all, by Holm's step-down method (1979).

    One-dimensional. A corrected p-value below 0.05 keeps the chance of even one false finding in
    the whole set below 5%. Missing p-values stay missing and do not count as tests.
    """
    p = np.asarray(p_values, dtype=float)
    refuse_where((p < 0) | (p > 1), "p-value", p, "is not between 0 and 1")
    present = np.flatnonzero(~np.isnan(p))
    smallest_first = present[np.argsort(p[present], kind="stable")]
    tests_left = np.arange(len(present), 0, -1)
    corrected = np.full(p.shape, np.nan)
    corrected[smallest_first] = np.minimum(np.maximum.accumulate(p[smallest_first] * tests_left), 1)
    return corrected


def _root(figure: Floats) -> Floats:
    return np.sqrt(figure)


def _square_from_zero(root: Floats) -> Floats:
    return np.square(np.maximum(root, 0))


def _log_odds(percentage: Floats) -> Floats:
    return logit(percentage / 100)


def _percentage(log_odds: Floats) -> Floats:
    return expit(log_odds) * 100


def _unchanged(figure: Floats) -> Floats:
    return figure


_Scale = tuple[Callable[[Floats], Floats], Callable[[Floats], Floats]]
_OWN_SCALE: _Scale = (_unchanged, _unchanged)
_SCALES: dict[str, _Scale] = {
    "percentage": (_log_odds, _percentage),
    "rate": (_root, _square_from_zero),
    "ratio": (_root, _square_from_zero),
    "count": (_root, _square_from_zero),
}
