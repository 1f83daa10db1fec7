"""Gaps, their change, and what they mean in people."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from insight.statistics import Gap, difference_test, gap, gap_change, people_difference

POSITIVE = st.floats(1, 1_000)
ERROR = st.floats(0.1, 50)


def test_gap_by_hand() -> None:
    # Errors 3 and 4 combine to 5. On the log scale they are 3/30 and 4/20.
    found = gap(30, 3, 20, 4)
    assert (found.absolute, found.absolute_se) == (10, 5)
    assert (found.absolute_lower, found.absolute_upper) == pytest.approx((0.20018, 19.79982))
    assert found.relative == 1.5
    log_error = np.sqrt(0.1**2 + 0.2**2)
    assert found.log_relative_se == pytest.approx(log_error)
    assert found.relative_lower == pytest.approx(np.exp(np.log(1.5) - 1.959964 * log_error))
    assert found.relative_upper == pytest.approx(np.exp(np.log(1.5) + 1.959964 * log_error))
    assert found.is_clear


def test_ratio_of_two_rates_has_the_textbook_interval() -> None:
    # 80 events in 10,000 people against 50 in 10,000: error of the log ratio sqrt(1/80 + 1/50).
    found = gap(80, np.sqrt(80), 50, np.sqrt(50))
    assert found.log_relative_se == pytest.approx(np.sqrt(1 / 80 + 1 / 50))


def test_998_is_wider_than_95() -> None:
    usual, strict = gap(30, 3, 20, 4), gap(30, 3, 20, 4, confidence=0.998)
    assert strict.absolute_lower < usual.absolute_lower
    assert strict.relative_upper > usual.relative_upper
    assert usual.is_clear and not strict.is_clear


def test_many_groups_at_once_with_missing_figures() -> None:
    found = gap([30, np.nan, 30], [3, 3, np.nan], 20, 4)
    assert np.isnan(found.absolute).tolist() == [False, True, False]
    assert np.isnan(found.absolute_lower).tolist() == [False, True, True]
    assert found.is_clear.tolist() == [True, False, False]


def test_a_ratio_needs_two_figures_above_zero() -> None:
    found = gap([5, 0, -1], 1, [0, 5, 5], 1)
    assert np.isnan([found.relative, found.relative_lower, found.relative_upper]).all()
    assert found.absolute.tolist() == [5, -5, -6]


def test_impossible_error_is_named() -> None:
    with pytest.raises(ValueError, match=r"standard error -2.0 is below zero \(position 1"):
        gap([1, 1], [1, -2], 1, 1)


@settings(deadline=None)
@given(a=POSITIVE, se_a=ERROR, b=POSITIVE, se_b=ERROR, scale=st.floats(0.01, 100))
def test_gap_properties(a: float, se_a: float, b: float, se_b: float, scale: float) -> None:
    found, turned = gap(a, se_a, b, se_b), gap(b, se_b, a, se_a)
    assert found.absolute_lower <= found.absolute <= found.absolute_upper
    assert found.relative_lower <= found.relative <= found.relative_upper
    # Swapping the groups turns the difference round and the ratio over.
    assert turned.absolute_lower == pytest.approx(-found.absolute_upper)
    assert turned.relative_lower == pytest.approx(1 / found.relative_upper)
    scaled = gap(a * scale, se_a * scale, b * scale, se_b * scale)
    assert scaled.absolute_upper == pytest.approx(found.absolute_upper * scale)
    assert scaled.relative_upper == pytest.approx(found.relative_upper)
    # Clear is the same claim as the difference test's.
    p_value = difference_test(a, se_a, b, se_b).p_value
    if abs(p_value - 0.05) > 1e-9:
        assert found.is_clear == (p_value < 0.05)


def test_gap_intervals_cover_the_truth_as_often_as_they_say() -> None:
    rng = np.random.default_rng(23)
    draws = 20_000
    found = gap(rng.normal(30, 2, draws), 2, rng.normal(20, 1, draws), 1)
    # Four standard errors of 95% in 20,000 draws; the log ratio is only nearly normal.
    covered = (found.absolute_lower <= 10) & (found.absolute_upper >= 10)
    assert covered.mean() == pytest.approx(0.95, abs=0.0062)
    ratio_covered = (found.relative_lower <= 1.5) & (found.relative_upper >= 1.5)
    assert ratio_covered.mean() == pytest.approx(0.95, abs=0.01)


@pytest.mark.parametrize(
    ("then", "now", "absolute_word", "relative_word"),
    [
        ((30, 20), (45, 20), "widening", "widening"),
        ((45, 20), (30, 20), "narrowing", "narrowing"),
        ((30, 20), (30.5, 20), "no clear change", "no clear change"),
        # Both rates halve: the difference halves and the ratio stays.
        ((60, 40), (30, 20), "narrowing", "no clear change"),
        # Both fall by the same amount: the difference stays and the ratio grows.
        ((60, 50), (20, 10), "no clear change", "widening"),
        # The other group is now behind by as much: no change in size.
        ((30, 20), (20, 30), "no clear change", "no clear change"),
        # Behind by less on the other side is narrower.
        ((50, 20), (20, 25), "narrowing", "narrowing"),
    ],
)
def test_change_words(
    then: tuple[float, float], now: tuple[float, float], absolute_word: str, relative_word: str
) -> None:
    change = gap_change(gap(then[0], 0.5, then[1], 0.5), gap(now[0], 0.5, now[1], 0.5))
    assert change.absolute_word == absolute_word
    assert change.relative_word == relative_word


def test_change_by_hand() -> None:
    # Gaps 10 (error 3) then 22 (error 4): 12 wider with error 5.
    change = gap_change(gap(40, 3, 30, 0), gap(52, 4, 30, 0))
    assert change.absolute_change == pytest.approx(12)
    assert change.absolute_lower == pytest.approx(12 - 1.959964 * 5)
    assert change.absolute_upper == pytest.approx(12 + 1.959964 * 5)
    assert change.absolute_p_value == pytest.approx(0.016395, abs=1e-5)
    assert change.relative_change == pytest.approx((52 / 30) / (40 / 30))
    assert change.relative_lower < change.relative_change < change.relative_upper


def test_a_change_that_is_clear_at_95_may_not_be_at_998() -> None:
    then, now = gap(40, 3, 30, 0), gap(52, 4, 30, 0)
    assert gap_change(then, now).absolute_word == "widening"
    assert gap_change(then, now, confidence=0.998).absolute_word == "no clear change"


def test_a_change_that_cannot_be_tested_says_so() -> None:
    missing = gap_change(gap(np.nan, 1, 20, 1), gap(30, 1, 20, 1))
    assert missing.absolute_word == missing.relative_word == "cannot be calculated"
    no_ratio = gap_change(gap(5, 1, 0, 1), gap(30, 1, 20, 1))
    assert no_ratio.absolute_word == "widening"
    assert no_ratio.relative_word == "cannot be calculated"
    with pytest.raises(ValueError, match="no uncertainty to test a change"):
        gap_change(gap(5, 0, 3, 0), gap(6, 0, 3, 0))


def test_many_changes_at_once() -> None:
    then = gap([30, 45], 0.5, 20, 0.5)
    now = gap([45, 30], 0.5, 20, 0.5)
    assert gap_change(then, now).absolute_word.tolist() == ["widening", "narrowing"]


@settings(deadline=None)
@given(a=POSITIVE, b=POSITIVE, c=POSITIVE, d=POSITIVE, error=ERROR)
def test_change_properties(a: float, b: float, c: float, d: float, error: float) -> None:
    opposite = {
        "widening": "narrowing",
        "narrowing": "widening",
        "no clear change": "no clear change",
    }
    then, now = gap(a, error, b, error), gap(c, error, d, error)
    change, back = gap_change(then, now), gap_change(now, then)
    assert back.absolute_word == opposite[str(change.absolute_word)]
    assert back.relative_word == opposite[str(change.relative_word)]
    # Which group is named first does not matter to the size of a gap.
    turned = gap_change(gap(b, error, a, error), gap(d, error, c, error))
    assert turned.absolute_word == change.absolute_word
    assert turned.relative_change == pytest.approx(change.relative_change)


@pytest.mark.parametrize("true_gap", [0.0, 1.0, 8.0])
def test_unchanged_gaps_are_rarely_called_changed(true_gap: float) -> None:
    rng = np.random.default_rng(29)
    draws = 20_000

    def observed() -> Gap:
        return gap(rng.normal(20 + true_gap, 1, draws), 1, rng.normal(20, 1, draws), 1)

    words = gap_change(observed(), observed()).absolute_word
    # At most 5%, plus four standard errors of that in 20,000 draws.
    assert np.mean(words != "no clear change") <= 0.05 + 0.0062


def test_gap_in_people() -> None:
    # 30% against 20% in a group of 50,000: 5,000 fewer people.
    between = gap(30, 0.3, 20, 0.4)
    found = people_difference(between, 50_000, per=100)
    assert found.people == 5_000
    assert (found.lower, found.upper) == pytest.approx((5_000 - 489.991, 5_000 + 489.991))


def test_gap_in_people_is_what_the_counts_say() -> None:
    # 240 events among 60,000 people; at the rest's 250 per 100,000 there would be 150.
    between = gap(400, 25, 250, 10)
    assert people_difference(between, 60_000, per=100_000).people == pytest.approx(240 - 150)


def test_gap_in_people_refuses_a_population_below_zero() -> None:
    with pytest.raises(ValueError, match=r"population -1.0 is below zero"):
        people_difference(gap(2, 1, 1, 1), -1, per=100)


def test_gap_in_people_for_many_places_at_once() -> None:
    between = gap([30, np.nan], 0.3, 20, 0.4)
    found = people_difference(between, [50_000, 10], per=100)
    assert found.people[0] == 5_000
    assert np.isnan([found.people[1], found.lower[1], found.upper[1]]).all()
