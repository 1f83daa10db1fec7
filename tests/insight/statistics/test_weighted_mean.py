"""The weighted mean against SciPy's interval of a mean and against a naive bootstrap."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from insight.statistics import student_quantile, weighted_mean

VALUES = [61.0, 70.5, 66.0, 72.0, 58.5, 69.0]
WEIGHTS = [900.0, 300.0, 1200.0, 450.0, 150.0, 800.0]


def test_the_mean_is_the_weighted_one() -> None:
    found = weighted_mean(VALUES, WEIGHTS)
    assert found.mean == pytest.approx(np.average(VALUES, weights=WEIGHTS))
    assert found.part_count == 6


def test_with_equal_weights_it_is_the_textbook_interval() -> None:
    found = weighted_mean(VALUES, [7.0] * 6)
    wanted = stats.t.interval(0.95, 5, loc=np.mean(VALUES), scale=stats.sem(VALUES))
    assert (found.lower, found.upper) == pytest.approx(wanted)
    assert found.standard_error == pytest.approx(stats.sem(VALUES))


def test_the_range_is_that_of_a_bootstrap_of_the_parts() -> None:
    """Draw parts anew, with their weights, two thousand times: the spread of means is the error."""
    random = np.random.default_rng(9)
    weights = random.lognormal(7, 0.6, 80)
    values = random.normal(68, 7, 80)
    found = weighted_mean(values, weights)
    drawn = random.integers(0, 80, (4_000, 80))
    means = (values[drawn] * weights[drawn]).sum(axis=1) / weights[drawn].sum(axis=1)
    assert found.standard_error == pytest.approx(means.std(ddof=1), rel=0.06)
    lower, upper = np.quantile(means, [0.025, 0.975])
    assert (found.lower, found.upper) == pytest.approx((lower, upper), abs=0.2)


def test_parts_without_a_value_or_a_weight_are_left_out() -> None:
    nan = float("nan")
    found = weighted_mean([*VALUES, 10.0, nan, 99.0], [*WEIGHTS, nan, 500.0, 0.0])
    assert found == weighted_mean(VALUES, WEIGHTS)


@pytest.mark.parametrize(
    ("values", "weights", "count"),
    [([], [], 0), ([5.0], [1.0], 1), ([5.0, 9.0], [1.0, 1.0], 2), ([5.0] * 4, [1.0] * 4, 4)],
)
def test_without_spread_no_range_is_given(
    values: list[float], weights: list[float], count: int
) -> None:
    found = weighted_mean(values, weights)
    assert found.part_count == count
    assert np.isnan([found.standard_error, found.lower, found.upper]).all()
    assert np.isnan(found.mean) if not count else found.mean == np.mean(values)


@given(
    st.lists(
        st.tuples(st.floats(0, 100), st.floats(0.5, 1e5)), min_size=3, max_size=30, unique=True
    ),
    st.floats(0.1, 1e3),
)
def test_the_unit_of_the_weights_does_not_matter(
    parts: list[tuple[float, float]], scale: float
) -> None:
    values, weights = np.array(parts).T
    one, other = weighted_mean(values, weights), weighted_mean(values, weights * scale)
    assert one.mean == pytest.approx(other.mean)
    assert one.mean >= values.min() - 1e-9
    assert one.mean <= values.max() + 1e-9
    assert one.upper == pytest.approx(other.upper, nan_ok=True)


@pytest.mark.parametrize(
    ("values", "weights", "words"),
    [
        ([1.0, 2.0, 3.0], [1.0, -1.0, 1.0], "weight -1.0 is below zero"),
        ([1.0, float("inf"), 3.0], [1.0, 1.0, 1.0], "value inf is not a finite number"),
        ([1.0, 2.0, 3.0], [1.0, float("inf"), 1.0], "weight inf is not a finite number"),
    ],
)
def test_what_cannot_be_is_refused(values: list[float], weights: list[float], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        weighted_mean(values, weights)


def test_students_quantile() -> None:
    assert student_quantile(0.95, 13) == pytest.approx(stats.t.ppf(0.975, 13))
    assert np.isnan(student_quantile(0.95, 0))
    with pytest.raises(ValueError, match="confidence"):
        student_quantile(95, 13)
