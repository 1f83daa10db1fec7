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
    why_not_tested,
)
from insight.statistics.control_chart import ControlChart, control_chart
from insight.statistics.gap import (
    Gap,
    GapChange,
    PeopleDifference,
    gap,
    gap_change,
    people_difference,
)
from insight.statistics.gradient import SlopeIndex, slope_index
from insight.statistics.intervals import byar_interval, standard_error, wilson_interval
from insight.statistics.ranking import PairTests, RankIntervals, compare_all_pairs, rank_intervals
from insight.statistics.standardised_rate import dobson_interval, standardised_rate
from insight.statistics.survey_weights import (
    CannotRake,
    Representativeness,
    at_limit,
    base_state,
    effective_base,
    indicative_interval,
    rake,
    rake_and_trim,
    representativeness,
)
from insight.statistics.trend import Trend, recent_trend
from insight.statistics.weighted_mean import WeightedMean, student_quantile, weighted_mean

__all__ = [
    "CannotRake",
    "ControlChart",
    "DifferenceTest",
    "Gap",
    "GapChange",
    "PairTests",
    "PeopleDifference",
    "RankIntervals",
    "Representativeness",
    "SlopeIndex",
    "Trend",
    "WeightedMean",
    "at_limit",
    "base_state",
    "byar_interval",
    "compare",
    "compare_all_pairs",
    "control_chart",
    "difference_test",
    "dobson_interval",
    "effective_base",
    "expected_false_flags",
    "gap",
    "gap_change",
    "holm",
    "indicative_interval",
    "interval_at",
    "people_difference",
    "rake",
    "rake_and_trim",
    "rank_intervals",
    "recent_trend",
    "representativeness",
    "slope_index",
    "standard_error",
    "standardised_rate",
    "student_quantile",
    "weighted_mean",
    "why_not_tested",
    "wilson_interval",
]
