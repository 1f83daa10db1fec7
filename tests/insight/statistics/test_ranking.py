"""Ranks as ranges, and every pair of areas tested."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from insight.statistics import compare_all_pairs, difference_test, rank_intervals

NINE = np.array([62.1, 65.3, 58.0, 57.2, 58.4, 61.9, 60.2, 64.8, 61.0])


def test_ranks_are_scipys() -> None:
    values = [3, 1, 4, 1, 5, 9, 2, 6, 5]
    ranks = rank_intervals(values, np.zeros(9))
    expected = stats.rankdata(-np.array(values), method="min")
    for found in (ranks.rank, ranks.lower, ranks.upper):
        np.testing.assert_array_equal(found, expected)


def test_lowest_first_when_asked() -> None:
    highest = rank_intervals(NINE, np.full(9, 0.5))
    lowest = rank_intervals(-NINE, np.full(9, 0.5), high_is_first=False)
    np.testing.assert_array_equal(highest.rank, lowest.rank)
    assert highest.rank[1] == 1
    assert rank_intervals(NINE, np.full(9, 0.5), high_is_first=False).rank[3] == 1


def test_certain_figures_have_certain_ranks() -> None:
    ranks = rank_intervals(NINE, np.full(9, 0.001))
    np.testing.assert_array_equal(ranks.lower, ranks.rank)
    np.testing.assert_array_equal(ranks.upper, ranks.rank)


def test_areas_that_are_the_same_may_be_anywhere() -> None:
    ranks = rank_intervals(np.full(9, 60.0), np.full(9, 1.0))
    # Every rank is equally likely (11% each), so a 95% interval holds nearly all of them.
    assert np.all(ranks.lower == 1)
    assert np.all(ranks.upper == 9)


def test_two_areas_swap_as_often_as_the_normal_distribution_says() -> None:
    # The difference is two of its own errors, so the second leads in 2.3% of draws: inside a
    # 95% interval's tail, outside a 99.8% interval's.
    values, errors = [2 * np.sqrt(2), 0], [1, 1]
    assert rank_intervals(values, errors, repetitions=100_000).upper[0] == 1
    assert rank_intervals(values, errors, repetitions=100_000, confidence=0.998).upper[0] == 2


def test_missing_figures_take_no_place() -> None:
    ranks = rank_intervals([5, np.nan, 3, 4], [0.001, 0.001, 0.001, np.nan])
    np.testing.assert_array_equal(ranks.rank, [1, np.nan, 2, np.nan])
    np.testing.assert_array_equal(ranks.upper, [1, np.nan, 2, np.nan])


def test_same_seed_same_ranges() -> None:
    first, again = (rank_intervals(NINE, np.full(9, 1.5)) for _ in range(2))
    np.testing.assert_array_equal(first.lower, again.lower)


def test_impossible_error_is_named() -> None:
    with pytest.raises(ValueError, match=r"standard error -1.0 is below zero \(position 2"):
        rank_intervals([1, 2, 3], [1, 1, -1])


@settings(deadline=None, max_examples=50)
@given(
    values=st.lists(st.floats(0, 100), min_size=2, max_size=12, unique=True),
    error=st.floats(0.01, 50),
)
def test_rank_properties(values: list[float], error: float) -> None:
    errors = np.full(len(values), error)
    ranks = rank_intervals(values, errors, repetitions=1_000)
    assert np.all((ranks.lower >= 1) & (ranks.upper <= len(values)))
    # With equal errors a range always holds the rank of the figures as published.
    assert np.all((ranks.lower <= ranks.rank) & (ranks.rank <= ranks.upper))
    # Adding the same to every area changes nothing.
    moved = rank_intervals(np.array(values) + 5, errors, repetitions=1_000)
    np.testing.assert_allclose(moved.upper, ranks.upper, atol=1)


def test_rank_ranges_hold_the_true_rank_at_least_as_often_as_they_say() -> None:
    rng = np.random.default_rng(37)
    errors = np.full(9, 1.5)
    truth = stats.rankdata(-NINE)
    trials = 300
    covered = 0.0
    for _ in range(trials):
        ranks = rank_intervals(rng.normal(NINE, errors), errors, repetitions=1_000)
        covered += np.mean((ranks.lower <= truth) & (truth <= ranks.upper))
    # Four standard errors of 95% in 300 trials, as if the nine areas were one observation.
    assert covered / trials > 0.95 - 0.05


def test_every_pair_is_tested_once() -> None:
    pairs = compare_all_pairs(NINE, np.full(9, 1.0))
    assert len(pairs.first) == 36
    assert len({frozenset(pair) for pair in zip(pairs.first, pairs.second, strict=True)}) == 36
    for first, second, difference, p_value in zip(
        pairs.first, pairs.second, pairs.difference, pairs.p_value, strict=True
    ):
        assert difference == NINE[first] - NINE[second]
        assert p_value == difference_test(NINE[first], 1, NINE[second], 1).p_value


def test_correction_makes_claims_harder() -> None:
    pairs = compare_all_pairs(NINE, np.full(9, 1.0))
    assert np.all(pairs.corrected_p_value >= pairs.p_value)
    assert 0 < pairs.is_clear.sum() < np.sum(pairs.p_value < 0.05)
    strict = compare_all_pairs(NINE, np.full(9, 1.0), confidence=0.998)
    assert strict.is_clear.sum() < pairs.is_clear.sum()


def test_pairs_with_a_missing_figure_are_not_clear() -> None:
    values = NINE.copy()
    values[4] = np.nan
    pairs = compare_all_pairs(values, np.full(9, 0.001))
    touched = (pairs.first == 4) | (pairs.second == 4)
    assert touched.sum() == 8
    assert np.isnan(pairs.corrected_p_value[touched]).all()
    assert not pairs.is_clear[touched].any()
    assert pairs.is_clear[~touched].all()


def test_nine_equal_areas_seldom_yield_even_one_claim() -> None:
    rng = np.random.default_rng(41)
    trials = 2_000
    errors = np.linspace(0.5, 2, 9)
    any_claim = [
        compare_all_pairs(rng.normal(60, errors), errors).is_clear.any() for _ in range(trials)
    ]
    # At most 5%, plus four standard errors of that in 2,000 trials.
    assert np.mean(any_claim) <= 0.05 + 0.0195
