"""Confidence intervals for proportions and rates.

Sources: Wilson (1927) for proportions; Breslow and Day (1987), volume 2, for Byar's method and
the exact Poisson limits. These are the methods of the Public Health England technical guide
"Confidence intervals". Only scipy.special is used, because scipy.stats is slow to import.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaincinv, ndtri

Numbers = float | Sequence[float] | NDArray[np.float64]
Floats = NDArray[np.float64]

# Byar's approximation is poor for the smallest counts, so the guide uses exact limits for them.
EXACT_BELOW = 10


def wilson_interval(
    count: Numbers, denominator: Numbers, confidence: float = 0.95
) -> tuple[Floats, Floats]:
    """Lower and upper limits of count / denominator, as proportions between 0 and 1.

    Wilson's score interval. Multiply by 100 for a percentage. NaN in gives NaN out; a count
    below zero or above its denominator, or a denominator of zero or less, is a ValueError.
    """
    x, n = as_floats(count, denominator)
    _refuse_counts(x, n)
    refuse_where(x > n, "count", x, "is more than its denominator")
    z = normal_quantile(confidence)
    proportion = x / n
    centre = 2 * x + z**2
    half_width = z * np.sqrt(z**2 + 4 * x * (1 - proportion))
    lower = (centre - half_width) / (2 * (n + z**2))
    upper = (centre + half_width) / (2 * (n + z**2))
    # Rounding error must not put a limit outside 0 to 1, or on the wrong side of the proportion.
    return np.clip(lower, 0, proportion)[()], np.clip(upper, proportion, 1)[()]


def byar_interval(
    count: Numbers, denominator: Numbers, multiplier: float = 100_000, confidence: float = 0.95
) -> tuple[Floats, Floats]:
    """Lower and upper limits of count / denominator * multiplier (per 100,000 by default).

    Byar's method, or exact Poisson limits where the count is below 10. NaN in gives NaN out; a
    count below zero or a denominator of zero or less is a ValueError.
    """
    x, n = as_floats(count, denominator)
    _refuse_counts(x, n)
    exact = x < EXACT_BELOW
    lower = np.where(exact, _exact_lower(x, confidence), _byar_limit(x, -1, confidence))
    upper = np.where(exact, _exact_upper(x, confidence), _byar_limit(x + 1, 1, confidence))
    return (lower / n * multiplier)[()], (upper / n * multiplier)[()]


def standard_error(lower: Numbers, upper: Numbers, confidence: float = 0.95) -> Floats:
    """Standard error behind a published interval: its width over twice the normal quantile.

    In the units of the interval. NaN in gives NaN out; limits the wrong way round are a
    ValueError.
    """
    low, high = as_floats(lower, upper)
    refuse_where(low > high, "lower limit", low, "is above the upper limit")
    return ((high - low) / (2 * normal_quantile(confidence)))[()]


def normal_quantile(confidence: float) -> float:
    """How many standard errors each side an interval reaches: 1.96 at 0.95, 3.09 at 0.998."""
    if not 0 < confidence < 1:
        raise ValueError(f"confidence is {confidence}; it must lie between 0 and 1, such as 0.95")
    return float(ndtri((1 + confidence) / 2))


def refuse_where(wrong: NDArray[np.bool_], name: str, values: Floats, why: str) -> None:
    """Raise ValueError naming the first wrong value, with its position when there are several."""
    if not np.any(wrong):
        return
    if np.ndim(wrong) == 0:
        raise ValueError(f"{name} {values} {why}")
    place = tuple(int(step) for step in np.argwhere(wrong)[0])
    shown = place[0] if len(place) == 1 else place
    raise ValueError(f"{name} {values[place]} {why} (position {shown}, counting from 0)")


def as_floats(*numbers: Numbers) -> list[Floats]:
    """The numbers as arrays of floats, all of one shape."""
    return list(np.broadcast_arrays(*(np.asarray(each, dtype=float) for each in numbers)))


def _refuse_counts(count: Floats, denominator: Floats) -> None:
    refuse_where(count < 0, "count", count, "is below zero")
    refuse_where(np.isinf(count), "count", count, "is not a finite number")
    refuse_where(denominator <= 0, "denominator", denominator, "is not above zero")
    refuse_where(np.isinf(denominator), "denominator", denominator, "is not a finite number")


def _exact_lower(count: Floats, confidence: float) -> Floats:
    # Half the chi-squared quantile with 2x degrees of freedom is the gamma quantile with shape x.
    limit = gammaincinv(np.where(count > 0, count, 1), (1 - confidence) / 2)
    return np.where(count == 0, 0, np.where(np.isnan(count), np.nan, limit))


def _exact_upper(count: Floats, confidence: float) -> Floats:
    return gammaincinv(count + 1, (1 + confidence) / 2)


def _byar_limit(count: Floats, side: int, confidence: float) -> Floats:
    # Counts too small for Byar are answered exactly; 1 stands in to avoid dividing by zero.
    x = np.where(count < 1, 1, count)
    z = normal_quantile(confidence)
    return x * (1 - 1 / (9 * x) + side * z / (3 * np.sqrt(x))) ** 3
