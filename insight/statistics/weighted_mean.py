"""A mean of parts that differ in size, and a range from how much the parts differ.

Where each part has a figure and nobody gives the counts behind it, the mean weighted by size
comes near the figure of all parts together. Its range then rests on the spread between parts.

Source: Cochran (1977), Sampling Techniques, 3rd edition, section 6.4, the ratio estimator
linearised: the variance is n / (n - 1) times the sum of squared weighted deviations, over the
squared sum of weights. With equal weights it is the textbook interval of a mean.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import stdtrit

from insight.statistics.intervals import Floats, Numbers, as_floats, refuse_where

FEWEST_PARTS = 3


@dataclass(frozen=True)
class WeightedMean:
    """mean, standard_error and limits in the unit of the values; part_count: how many went in.

    standard_error, lower and upper are NaN where parts are fewer than FEWEST_PARTS or all alike:
    no spread at all is no knowledge of the error, not perfect knowledge.
    """

    mean: float
    standard_error: float
    lower: float
    upper: float
    part_count: int


def weighted_mean(values: Numbers, weights: Numbers, confidence: float = 0.95) -> WeightedMean:
    """The mean of `values` weighted by `weights`, with Student's interval from their spread.

    Parts whose value or weight is missing (NaN) are left out; without any, all numbers are NaN.
    A weight below zero or an infinite number is a ValueError.
    """
    value, weight = (np.atleast_1d(each) for each in as_floats(values, weights))
    refuse_where(weight < 0, "weight", weight, "is below zero")
    refuse_where(np.isinf(value), "value", value, "is not a finite number")
    refuse_where(np.isinf(weight), "weight", weight, "is not a finite number")
    is_there = ~np.isnan(value) & ~np.isnan(weight) & (weight > 0)
    value, weight = value[is_there], weight[is_there]
    count = len(value)
    if count == 0:
        return WeightedMean(np.nan, np.nan, np.nan, np.nan, 0)
    mean = float(np.sum(weight * value) / np.sum(weight))
    if count < FEWEST_PARTS or np.ptp(value) == 0:
        return WeightedMean(mean, np.nan, np.nan, np.nan, count)
    squares = float(np.sum((weight * (value - mean)) ** 2))
    error = float(np.sqrt(count / (count - 1) * squares) / np.sum(weight))
    reach = float(student_quantile(confidence, count - 1)) * error
    return WeightedMean(mean, error, mean - reach, mean + reach, count)


def student_quantile(confidence: float, degrees: Numbers) -> Floats:
    """How many standard errors each side Student's interval reaches; NaN below one degree."""
    if not 0 < confidence < 1:
        raise ValueError(f"confidence is {confidence}; it must lie between 0 and 1, such as 0.95")
    [freedom] = as_floats(degrees)
    enough = np.where(freedom >= 1, freedom, np.nan)
    return np.asarray(stdtrit(enough, (1 + confidence) / 2))[()]
