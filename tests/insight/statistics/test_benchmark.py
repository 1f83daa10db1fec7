"""Comparison words, widened intervals, difference tests and Holm's correction."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from insight.reference.vocabulary import NO_RANGE
from insight.statistics import (
    byar_interval,
    compare,
    difference_test,
    expected_false_flags,
    holm,
    interval_at,
    why_not_tested,
    wilson_interval,
)

OPPOSITE = {"better": "worse", "worse": "better", "similar": "similar"}
AS_DIRECTION = {"better": "higher", "worse": "lower", "similar": "similar"}
FIGURES = st.floats(-1_000, 1_000)


@pytest.mark.parametrize(
    ("lower", "upper", "high_is_good"),
    [
        (11, 13, "better"),
        (7, 9, "worse"),
        (9, 11, "similar"),
        (10, 12, "similar"),  # only touching the benchmark is not a difference
        (8, 10, "similar"),
        (10, 10, "similar"),
    ],
)
def test_words(lower: float, upper: float, high_is_good: str) -> None:
    value = (lower + upper) / 2
    assert compare(value, lower, upper, 10, "high_is_good") == high_is_good
    assert compare(value, lower, upper, 10, "low_is_good") == OPPOSITE[high_is_good]
    assert compare(value, lower, upper, 10, "no_judgement") == AS_DIRECTION[high_is_good]


def test_an_array_of_areas_at_once() -> None:
    words = compare([9, 10, 12], [8, 9, 11], [9.5, 11, 13], 10, "low_is_good")
    assert words.tolist() == ["better", "similar", "worse"]


def test_not_tested_says_why() -> None:
    nothing = np.nan
    figures = (
        [1, nothing, 1, 1, 1],
        [0, 0, nothing, 0, 0],
        [2, 2, 2, nothing, 2],
        [5, 5, 5, 5, nothing],
    )
    words = compare(*figures, "high_is_good")
    assert words.tolist() == ["worse"] + ["not tested"] * 4
    assert why_not_tested(*figures).tolist() == [
        "",
        "no figure",
        NO_RANGE,
        NO_RANGE,
        "no benchmark figure for this period",
    ]


def test_none_counts_as_missing() -> None:
    assert compare(1, None, None, 2, "high_is_good") == "not tested"  # type: ignore[arg-type]


def test_wrong_polarity_and_wrong_limits_are_refused() -> None:
    with pytest.raises(ValueError, match="polarity is 'High'"):
        compare(1, 0, 2, 1, "High")
    with pytest.raises(ValueError, match=r"lower limit 3.0 is above the upper limit \(position 1"):
        compare([1, 2], [0, 3], [2, 2], 1, "high_is_good")


@settings(deadline=None)
@given(value=FIGURES, below=st.floats(0, 100), above=st.floats(0, 100), reference=FIGURES)
def test_comparison_properties(value: float, below: float, above: float, reference: float) -> None:
    lower, upper = value - below, value + above
    word = str(compare(value, lower, upper, reference, "high_is_good"))
    assert compare(value, lower, upper, reference, "low_is_good") == OPPOSITE[word]
    assert compare(value, lower, upper, reference, "no_judgement") == AS_DIRECTION[word]
    # Turning everything upside down swaps good and bad.
    assert compare(-value, -upper, -lower, -reference, "high_is_good") == OPPOSITE[word]
    # A wider interval may lose a difference but never finds one, or reverses it.
    wider = compare(value, lower - 1, upper + 1, reference, "high_is_good")
    assert wider in {word, "similar"}


def test_widened_percentages_match_the_998_limits_fingertips_published(open_data: Path) -> None:
    file = (
        open_data / "indicators" / "fingertips" / "smoking_prevalence_qof_91547_all_geographies.csv"
    )
    rows = pd.read_csv(file, encoding="utf-8-sig", low_memory=False)
    rows = rows.dropna(subset=["Lower CI 95.0 limit", "Lower CI 99.8 limit"])
    assert len(rows) > 800
    lower, upper = interval_at(
        rows["Value"],
        rows["Lower CI 95.0 limit"],
        rows["Upper CI 95.0 limit"],
        0.998,
        "percentage",
    )
    np.testing.assert_allclose(lower, rows["Lower CI 99.8 limit"], atol=0.01)
    np.testing.assert_allclose(upper, rows["Upper CI 99.8 limit"], atol=0.01)


@pytest.mark.parametrize("people", [100, 1_000, 20_000])
def test_widened_percentages_are_close_to_those_from_counts(people: int) -> None:
    counts = np.arange(10, people - 9)
    true_lower, true_upper = (100 * limit for limit in wilson_interval(counts, people, 0.998))
    limits = [100 * limit for limit in wilson_interval(counts, people)]
    lower, upper = interval_at(100 * counts / people, *limits, 0.998, "percentage")
    allowed = 0.03 * (true_upper - true_lower)
    assert np.all(np.abs(lower - true_lower) < allowed)
    assert np.all(np.abs(upper - true_upper) < allowed)
    assert np.all((lower > 0) & (upper < 100))


def test_widened_rates_are_close_to_those_from_counts() -> None:
    counts = np.arange(10, 3_000)
    true_lower, true_upper = byar_interval(counts, 50_000, confidence=0.998)
    lower, upper = interval_at(counts * 2, *byar_interval(counts, 50_000), 0.998, "rate")
    allowed = 0.03 * (true_upper - true_lower)
    assert np.all(np.abs(lower - true_lower) < allowed)
    assert np.all(np.abs(upper - true_upper) < allowed)


def test_a_rate_is_never_widened_below_zero() -> None:
    lower, _ = interval_at(2, 0.1, 7, 0.998, "rate")
    assert lower == 0


def test_years_are_widened_in_proportion() -> None:
    ratio = stats.norm.ppf(0.999) / stats.norm.ppf(0.975)
    found = interval_at(80, 79, 82, 0.998, "years")
    assert found == pytest.approx((80 - ratio, 80 + 2 * ratio))


@pytest.mark.parametrize("value_type", ["percentage", "rate", "ratio", "count", "years", "score"])
def test_widening_to_the_same_confidence_changes_nothing(value_type: str) -> None:
    assert interval_at(20, 15, 26, 0.95, value_type) == pytest.approx((15, 26))


@pytest.mark.parametrize(("value", "lower", "upper"), [(0, 0, 5), (100, 95, 100), (np.nan, 1, 2)])
def test_an_interval_that_cannot_be_widened_is_missing(
    value: float, lower: float, upper: float
) -> None:
    limits = interval_at(value, lower, upper, 0.998, "percentage")
    assert compare(value, *limits, 50, "high_is_good") == "not tested"


def test_nine_places_and_fifty_indicators_flag_about_22_by_chance() -> None:
    assert expected_false_flags(450) == pytest.approx(22.5)
    assert expected_false_flags(450, 0.998) == pytest.approx(0.9)


def test_difference_by_hand() -> None:
    # Errors 3 and 4 combine to 5, so a difference of 10 is two errors from zero.
    test = difference_test(30, 3, 20, 4)
    assert test.difference == 10
    assert test.z == pytest.approx(2)
    assert test.p_value == pytest.approx(2 * stats.norm.sf(2))


def test_difference_is_scipys() -> None:
    rng = np.random.default_rng(3)
    a, b = rng.normal(0, 1, 4_000), rng.normal(0.1, 2, 3_000)
    error_a, error_b = (group.std(ddof=1) / np.sqrt(group.size) for group in (a, b))
    # With thousands of observations Welch's t-test and the normal test agree.
    expected = stats.ttest_ind(a, b, equal_var=False)
    test = difference_test(a.mean(), error_a, b.mean(), error_b)
    assert test.z == pytest.approx(expected.statistic)
    assert test.p_value == pytest.approx(expected.pvalue, rel=0.01)


def test_difference_of_missing_or_impossible_figures() -> None:
    assert np.isnan(difference_test([1, np.nan], 1, 2, [np.nan, 1]).p_value).all()
    assert difference_test(1, 0, 2, 1).z == -1
    with pytest.raises(ValueError, match=r"standard error -1.0 is below zero \(position 1"):
        difference_test([1, 1], [1, -1], 2, 1)
    with pytest.raises(ValueError, match="no uncertainty"):
        difference_test(1, 0, 2, 0)


def test_two_overlapping_intervals_can_still_differ() -> None:
    # 95% intervals 8.04-11.96 and 11.04-14.96 overlap, yet the difference is clear.
    assert difference_test(10, 1, 13, 1).p_value < 0.05


def test_difference_flags_as_often_as_it_says() -> None:
    rng = np.random.default_rng(5)
    draws = 20_000
    test = difference_test(rng.normal(7, 1, draws), 1, rng.normal(7, 2, draws), 2)
    # Four standard errors of a proportion of 5% in 20,000 draws.
    assert np.mean(test.p_value < 0.05) == pytest.approx(0.05, abs=0.0062)


def test_holm_by_hand() -> None:
    # Smallest first: 0.005 * 4, 0.01 * 3, 0.03 * 2, then 0.04 * 1 may not fall below 0.06.
    assert holm([0.01, 0.04, 0.03, 0.005]).tolist() == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert holm([0.7, 0.6]).tolist() == pytest.approx([1, 1])
    assert holm([]).size == 0


def test_holm_leaves_missing_tests_out() -> None:
    corrected = holm([0.01, np.nan, 0.04])
    assert corrected[[0, 2]].tolist() == pytest.approx([0.02, 0.04])
    assert np.isnan(corrected[1])


def test_holm_refuses_what_is_no_probability() -> None:
    with pytest.raises(ValueError, match=r"p-value 1.5 is not between 0 and 1 \(position 1"):
        holm([0.5, 1.5])


@settings(deadline=None)
@given(p_values=st.lists(st.floats(0, 1), min_size=1, max_size=40), order=st.randoms())
def test_holm_properties(p_values: list[float], order) -> None:  # type: ignore[no-untyped-def]
    p = np.array(p_values)
    corrected = holm(p)
    bonferroni = np.minimum(p * len(p), 1)
    assert np.all((corrected >= p) & (corrected <= bonferroni))
    assert np.all(np.diff(corrected[np.argsort(p)]) >= 0)
    shuffled = list(range(len(p)))
    order.shuffle(shuffled)
    np.testing.assert_array_equal(holm(p[shuffled]), corrected[shuffled])
