"""Rates adjusted to the ages of a standard population, with their intervals.

Directly standardised rates with Dobson's interval on Byar's limits: Dobson, Kuulasmaa, Eberle and
Scherer (1991), "Confidence intervals for weighted sums of Poisson parameters", Statistics in
Medicine 10; as the Public Health England technical guide "Confidence intervals" has them.
"""

from __future__ import annotations

import numpy as np

from insight.statistics.intervals import (
    Floats,
    Numbers,
    as_floats,
    byar_interval,
    refuse_where,
)

# European Standard Population 2013: people in ages 0–4, 5–9 … 85–89, 90 and over, of 100,000.
EUROPEAN_STANDARD_POPULATION = (
    *(5_000, 5_500, 5_500, 5_500, 6_000, 6_000, 6_500, 7_000, 7_000, 7_000),
    *(7_000, 6_500, 6_000, 5_500, 5_000, 4_000, 2_500, 1_500, 1_000),
)
FEWEST_EVENTS = 10  # below it the guide gives no adjusted rate


def standardised_rate(
    count: Numbers,
    people: Numbers,
    weight: Numbers = EUROPEAN_STANDARD_POPULATION,
    multiplier: float = 100_000,
    confidence: float = 0.95,
) -> tuple[float, float, float]:
    """The rate of one population adjusted for age, with its lower and upper limit.

    count, people, weight: by age, people above zero. NaN for all three below FEWEST_EVENTS.
    """
    x, n, w = as_floats(count, people, weight)
    refuse_where(n <= 0, "people", n, "is not above zero")
    rate = (w * x / n).sum() / w.sum()
    variance = (w**2 * x / n**2).sum() / w.sum() ** 2
    lower, upper = dobson_interval(rate, variance, x.sum(), confidence)
    if x.sum() < FEWEST_EVENTS:
        return (np.nan, np.nan, np.nan)
    return tuple(float(each) * multiplier for each in (rate, lower, upper))  # type: ignore[return-value]


def dobson_interval(
    rate: Numbers, variance: Numbers, count: Numbers, confidence: float = 0.95
) -> tuple[Floats, Floats]:
    """Limits of weighted sums of counts: `rate`, whose variance is `variance`, of `count` events.

    In the unit of the rate. NaN in gives NaN out, and so does no event at all.
    """
    value, spread, x = as_floats(rate, variance, count)
    refuse_where(spread < 0, "variance", spread, "is below zero")
    lower, upper = byar_interval(x, 1, 1, confidence)
    scale = np.sqrt(spread / np.where(x > 0, x, np.nan))
    return (value + scale * (lower - x))[()], (value + scale * (upper - x))[()]
