"""Control charts against the vector and a naive reading of the four rules."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from insight.statistics import control_chart

VECTOR = [10, 12, 11, 13, 12, 14, 11, 12, 13, 12, 11, 12]


def positions(flags: np.ndarray) -> list[int]:
    return np.flatnonzero(flags).tolist()


def test_vector() -> None:
    chart = control_chart(VECTOR)
    assert chart.mean == pytest.approx(11.9167, abs=1e-4)
    assert chart.mean_moving_range == pytest.approx(1.4545, abs=1e-4)
    assert chart.lower_limit == pytest.approx(8.0476, abs=1e-4)
    assert chart.upper_limit == pytest.approx(15.7858, abs=1e-4)
    assert not chart.is_special.any()


def test_twelve_points_make_a_trial_chart_and_thirteen_a_settled_one() -> None:
    assert control_chart(VECTOR).is_trial
    assert not control_chart([*VECTOR, 12]).is_trial


@pytest.mark.parametrize("count", [0, 1, 11])
def test_too_few_points_are_refused(count: int) -> None:
    with pytest.raises(ValueError, match=f"needs 12 points; there are {count}"):
        control_chart(VECTOR[:count])


def test_a_missing_point_is_refused_by_position() -> None:
    values = [*VECTOR[:3], np.nan, *VECTOR[3:]]
    with pytest.raises(ValueError, match="position 3 is missing"):
        control_chart(values)


def test_a_point_outside_the_limits() -> None:
    values = [*VECTOR, 25, *VECTOR]
    chart = control_chart(values)
    assert positions(chart.outside_limits) == [12]
    assert chart.is_special[12]


def test_one_jump_does_not_widen_the_limits() -> None:
    # The two moving ranges around 100 are screened out, leaving those of the quiet series.
    values = [*VECTOR, 100, *VECTOR]
    ranges = np.abs(np.diff(values))
    kept = np.delete(ranges, [11, 12])
    assert control_chart(values).mean_moving_range == pytest.approx(kept.mean())


def test_seven_points_rising_or_falling() -> None:
    rise = [12, 11, 12, 6, 7, 8, 9, 10, 11, 12, 11, 12, 11]
    assert positions(control_chart(rise).in_trend) == [3, 4, 5, 6, 7, 8, 9]
    assert positions(control_chart(rise[::-1]).in_trend) == [3, 4, 5, 6, 7, 8, 9]


@pytest.mark.parametrize(
    "values",
    [
        [12, 11, 12, 7, 8, 9, 10, 11, 12, 11, 12, 11],  # six points
        [12, 11, 12, 6, 7, 8, 8, 9, 10, 11, 11, 12],  # level for a step
    ],
)
def test_a_shorter_or_broken_rise_is_no_trend(values: list[float]) -> None:
    assert not control_chart(values).in_trend.any()


def test_seven_points_on_one_side() -> None:
    values = [9, 11, 10, 11, 9, 10, 9, 15, 17, 16, 17, 15, 16, 15]
    chart = control_chart(values)
    assert chart.on_one_side.all()
    # A point on the mean itself is on neither side.
    broken = control_chart([9, 11, 9, 11, 9, 11, 10, 11, 9, 11, 9, 11, 9, 10])
    assert not broken.on_one_side.any()


def test_two_of_three_near_the_same_limit() -> None:
    calm = [10, 11, 9, 10.5, 9.5] * 4
    for between in (10.0, 9.0):
        values = np.array([*calm, 13, between, 13, *calm])
        chart = control_chart(values)
        reach = (chart.upper_limit - chart.mean) * 2 / 3
        assert values[20] - chart.mean > reach
        assert values[20] < chart.upper_limit
        assert positions(chart.near_limit) == [20, 22]
    apart = control_chart([*calm, 13, 10, 10, 13, *calm])
    assert not apart.near_limit.any()
    opposite = control_chart([*calm, 13, 10, 7, *calm])
    assert not opposite.near_limit.any()


@pytest.mark.parametrize("level", [0.0, 0.1, 7.0, -3.3])
def test_a_flat_series_breaks_no_rule(level: float) -> None:
    chart = control_chart([level] * 14)
    assert not chart.is_special.any()
    assert chart.lower_limit == chart.upper_limit == pytest.approx(level)


@settings(deadline=None, max_examples=300)
@given(values=st.lists(st.integers(0, 12), min_size=12, max_size=40))
def test_rules_are_those_of_a_naive_reading(values: list[int]) -> None:
    chart = control_chart(values)
    series = np.array(values, dtype=float)
    mean = series.mean()
    ranges = [abs(after - before) for before, after in pairwise(series)]
    usual = [each for each in ranges if each < 3.267 * np.mean(ranges)]
    reach = 2.66 * np.mean(usual) if usual else 0
    slack = 1e-8

    in_trend, one_side, near = set(), set(), set()
    for start in range(len(values) - 6):
        window = values[start : start + 7]
        steps = {np.sign(after - before) for before, after in pairwise(window)}
        if steps in ({1}, {-1}):
            in_trend |= set(range(start, start + 7))
        if all(each > mean + slack for each in window) or all(
            each < mean - slack for each in window
        ):
            one_side |= set(range(start, start + 7))
    for start in range(len(values) - 2):
        for side in (1, -1):
            far = {
                place
                for place in range(start, start + 3)
                if side * (values[place] - mean) > reach * 2 / 3 + slack
            }
            if len(far) >= 2:
                near |= far
    outside = {place for place, each in enumerate(values) if abs(each - mean) > reach + slack}

    assert set(positions(chart.in_trend)) == in_trend
    assert set(positions(chart.on_one_side)) == one_side
    assert set(positions(chart.near_limit)) == near
    assert set(positions(chart.outside_limits)) == outside
    assert set(positions(chart.is_special)) == in_trend | one_side | near | outside


@settings(deadline=None)
@given(
    values=st.lists(st.integers(0, 50), min_size=12, max_size=40),
    scale=st.sampled_from([0.5, 2.0, 64.0]),
)
def test_units_and_direction_do_not_matter(values: list[int], scale: float) -> None:
    series = np.array(values, dtype=float)
    chart, scaled, turned = (
        control_chart(series),
        control_chart(series * scale),
        control_chart(-series),
    )
    assert scaled.upper_limit == pytest.approx(chart.upper_limit * scale)
    assert turned.upper_limit == pytest.approx(-chart.lower_limit)
    np.testing.assert_array_equal(scaled.is_special, chart.is_special)
    np.testing.assert_array_equal(turned.is_special, chart.is_special)


def test_a_steady_process_is_rarely_flagged_outside_its_limits() -> None:
    rng = np.random.default_rng(31)
    series = rng.normal(100, 5, (400, 50))
    outside = np.mean([control_chart(each).outside_limits.mean() for each in series])
    # Three-sigma limits flag 0.27% of normal points; limits estimated from 50 points, with
    # large moving ranges screened out, flag somewhat more.
    assert 0.002 < outside < 0.009
