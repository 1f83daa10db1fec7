"""How sure we are of an order: ranks as ranges, and which areas truly differ from which.

A league table hides how easily neighbours could swap. Method for ranks: Goldstein and
Spiegelhalter (1996), Journal of the Royal Statistical Society A 159: 385-443.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from insight.statistics.benchmark import difference_test, holm
from insight.statistics.intervals import Floats, Numbers, as_floats, refuse_where


@dataclass(frozen=True, eq=False)
class RankIntervals:
    """For each area its rank (1 is first; equal areas share one) and the range it may lie in."""

    rank: Floats
    lower: Floats
    upper: Floats


@dataclass(frozen=True, eq=False)
class PairTests:
    """Every pair of areas, by position: first minus second, with its test.

    `corrected_p_value` allows for having made all the comparisons; `is_clear` goes by it.
    """

    first: NDArray[np.intp]
    second: NDArray[np.intp]
    difference: Floats
    p_value: Floats
    corrected_p_value: Floats
    is_clear: NDArray[np.bool_]


def rank_intervals(
    values: Numbers,
    standard_errors: Numbers,
    repetitions: int = 10_000,
    seed: int = 0,
    high_is_first: bool = True,
    confidence: float = 0.95,
) -> RankIntervals:
    """Ranks with intervals, by drawing each area from its own normal distribution.

    One-dimensional, one entry per area. An area with a missing figure has a missing rank and does
    not take a place among the others. ValueError: a standard error below zero.
    """
    figures, errors = as_floats(values, standard_errors)
    refuse_where(errors < 0, "standard error", errors, "is below zero")
    known = np.flatnonzero(~np.isnan(figures + errors))
    direction = -1 if high_is_first else 1
    noise = np.random.default_rng(seed).standard_normal((repetitions, len(known)))
    draws = _ranks(direction * (figures[known] + errors[known] * noise))
    tails = [(1 - confidence) / 2, (1 + confidence) / 2]
    results = np.full((3, len(figures)), np.nan)
    results[0, known] = _ranks(direction * figures[known])
    results[1:, known] = np.quantile(draws, tails, axis=0, method="nearest")
    return RankIntervals(*results)


def compare_all_pairs(
    values: Numbers, standard_errors: Numbers, confidence: float = 0.95
) -> PairTests:
    """Test every pair of areas for a difference, corrected by Holm's method (36 pairs for nine).

    One-dimensional, one entry per area. Pairs with a missing figure have NaN results, are not
    clear and do not count as tests.
    """
    figures, errors = as_floats(values, standard_errors)
    first, second = np.triu_indices(len(figures), k=1)
    test = difference_test(figures[first], errors[first], figures[second], errors[second])
    corrected = holm(test.p_value)
    is_clear = corrected < 1 - confidence
    return PairTests(first, second, test.difference, test.p_value, corrected, is_clear)


def _ranks(scores: Floats) -> Floats:
    """1 + how many scores in the same row are lower. Area by area, which keeps memory small."""
    ahead = [np.sum(scores < scores[..., [area]], axis=-1) for area in range(scores.shape[-1])]
    return 1.0 + np.stack(ahead, axis=-1)
