"""The tests behind every claim: pure functions on numbers, no files and no screen.

Each function takes scalars or arrays and passes missing figures (NaN) through as missing. A
figure that cannot be true (a count below zero, limits the wrong way round) raises ValueError
naming its position.
"""

from insight.statistics.benchmark import (
    DifferenceTest,
    compare,
    difference_test,
    expected_false_flags,
    holm,
    interval_at,
    why_not_compared,
)
from insight.statistics.intervals import byar_interval, standard_error, wilson_interval
from insight.statistics.trend import Trend, recent_trend

__all__ = [
    "DifferenceTest",
    "Trend",
    "byar_interval",
    "compare",
    "difference_test",
    "expected_false_flags",
    "holm",
    "interval_at",
    "recent_trend",
    "standard_error",
    "why_not_compared",
    "wilson_interval",
]
