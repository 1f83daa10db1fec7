"""Each measure of doubt by hand, and that a fault cannot hide itself or its neighbours."""

from __future__ import annotations

import math

import numpy as np
import pytest

from insight.statistics import doubt


def test_like_changes_are_alike_on_the_natural_scale() -> None:
    low, middle = doubt.natural_scale([2.0, 50.0], "percentage")
    assert (low, middle) == pytest.approx((math.log(0.02 / 0.98), 0.0))
    assert doubt.natural_scale([78.0], "years") == pytest.approx([78.0])
    assert doubt.natural_scale([10.0, 20.0], "rate") == pytest.approx(np.log([10, 20]))
    assert doubt.natural_scale([-1.0, 20.0], "score") == pytest.approx([-1.0, 20.0])
    assert np.isfinite(doubt.natural_scale([0.0, 100.0], "percentage")).all()


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """As few changes as can be reckoned with by hand."""
    monkeypatch.setattr(doubt, "FEWEST_CHANGES", 6)


@pytest.mark.usefixtures("few")
def test_a_change_is_measured_in_usual_spreads_from_the_median() -> None:
    # Away from the median 3: 2, 1, 0, 0, 1, 2 and 97, so the middle distance is 1.
    found = doubt.robust_z([1, 2, 3, 3, 4, 5, 100], ["a"] * 7, ["x"] * 7)
    assert found[-1] == pytest.approx(97 / (doubt.MAD_TO_SD * 1.0))
    assert found[2] == 0


@pytest.mark.usefixtures("few")
def test_areas_close_by_luck_borrow_the_spread_of_other_periods() -> None:
    close, wide = [0, 0.01, 0, -0.01, 0, 0.5], [3, -3, 2, -2, 1, -1]
    alone = doubt.robust_z(close, [1] * 6, ["x"] * 6)
    together = doubt.robust_z(close + wide, [1] * 6 + [2] * 6, ["x"] * 12)
    assert alone[-1] > 10 > 1 > together[5]


def test_too_few_areas_or_no_spread_give_no_measure() -> None:
    assert np.isnan(doubt.robust_z([1, 2, 9], [1] * 3, ["x"] * 3)).all()
    assert np.isnan(doubt.robust_z([1] * 40, [1] * 40, ["x"] * 40)).all()
    one_pair_of_periods = [1, 2, 3, 4, 3, 2, 1, 90]
    assert np.isnan(doubt.robust_z(one_pair_of_periods, [1] * 8, ["x"] * 8)).all()


def test_a_return_from_one_odd_figure_is_no_break() -> None:
    assert doubt.lasting([9.0, 9.0, -9.0], [8.0, np.nan, 0.5]) == pytest.approx([8, 9, 0])


def test_the_median_of_the_others_leaves_the_figure_itself_out() -> None:
    found = doubt.median_of_others([1.0, 2.0, 30.0, 5.0, 6.0], [1, 1, 1, 2, 2])
    assert found[:3] == pytest.approx([16, 15.5, 1.5])
    assert np.isnan(found[3:]).all()  # two are too few to say who is odd


def test_the_range_is_that_of_the_others() -> None:
    values = [*np.linspace(10, 20, 100), 25.0, 15.0]
    found = doubt.beyond_others(values, [1] * len(values))
    assert found[100] == pytest.approx(0.5)  # 5 beyond a range of 10
    assert found[101] < 0
    assert np.isnan(doubt.beyond_others([1.0, 9.0], [1, 1])).all()


def test_a_repeat_is_rare_only_where_figures_are_fine() -> None:
    found = doubt.repeat_chance([12.3, 12.345678, 12.3, 5.0], [1, 1, 2, 1], [2.0, 2.0, 2.0, 0.0])
    assert found == pytest.approx([0.025, 2.5e-7, 0.000625, 1.0])


def test_a_repeat_is_as_likely_as_it_is_elsewhere() -> None:
    found = doubt.repeat_chance([12.345678, 12.345678], [1, 2], [2.0, 2.0], [0.01, 0.01])
    assert found == pytest.approx([0.01, 0.0001])


def test_a_period_that_was_copied_is_no_chance_but_a_coarse_one_is() -> None:
    same = [True] * 8 + [False] + [True] * 9 + [True] * 3
    chance = [0.02] * 9 + [0.4] * 9 + [0.02] * 3
    found = doubt.together_chance(same, chance, ["copied"] * 9 + ["coarse"] * 9 + ["few"] * 3)
    assert (found[:9] < doubt.COPIED).all()
    assert (found[9:] == 1).all()


def test_decimals() -> None:
    assert list(doubt.decimals([5.0, 5.5, 0.125, math.nan])) == [0, 1, 3, 0]
