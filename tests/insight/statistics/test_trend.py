"""The recent trend rule, and its refusals."""

from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from insight.statistics import Trend, recent_trend
from insight.statistics.trend import CHI_SQUARED_NEEDED

RISING = np.array([10, 11, 12.5, 13, 14.2])
FLAT = np.array([10, 11, 10.5, 9.8, 10.2])


def years(*starts: int, length: int = 1) -> tuple[list[date], list[date]]:
    return (
        [date(start, 1, 1) for start in starts],
        [date(start + length - 1, 12, 31) for start in starts],
    )


def trend_of(values: np.ndarray, half_width: float = 0.8, polarity: str = "low_is_good") -> Trend:
    return recent_trend(values, values - half_width, values + half_width, polarity)


def test_vector() -> None:
    trend = trend_of(RISING)
    assert trend.direction == "rising"
    assert trend.slope == pytest.approx(1.04)
    assert trend.standard_error == pytest.approx(0.129073, rel=1e-4)
    assert trend.chi_squared == pytest.approx(64.92, abs=0.01)
    assert trend.points_used == (0, 1, 2, 3, 4)
    assert trend.reason == ""


def test_the_threshold_is_the_published_one() -> None:
    assert pytest.approx(9.54953570608324, abs=1e-12) == CHI_SQUARED_NEEDED


@pytest.mark.parametrize(
    ("values", "polarity", "direction", "judgement"),
    [
        (RISING, "low_is_good", "rising", "getting worse"),
        (RISING, "high_is_good", "rising", "getting better"),
        (RISING, "no_judgement", "rising", ""),
        (RISING[::-1], "low_is_good", "falling", "getting better"),
        (RISING[::-1], "high_is_good", "falling", "getting worse"),
        (RISING[::-1], "no_judgement", "falling", ""),
        (FLAT, "high_is_good", "no clear change", ""),
    ],
)
def test_words(values: np.ndarray, polarity: str, direction: str, judgement: str) -> None:
    trend = trend_of(values, polarity=polarity)
    assert (trend.direction, trend.judgement) == (direction, judgement)


def test_one_point_may_not_carry_the_trend() -> None:
    # The last point alone makes the slope significant: without it the other four fall.
    values = np.array([10, 9.9, 9.8, 9.7, 14])
    trend = trend_of(values, 0.5)
    assert trend.chi_squared > CHI_SQUARED_NEEDED
    assert trend.direction == "no clear change"


def test_only_the_last_five_points_count() -> None:
    values = np.concatenate([[50, 2, 90], RISING])
    trend = trend_of(values)
    assert trend.points_used == (3, 4, 5, 6, 7)
    assert trend.chi_squared == pytest.approx(trend_of(RISING).chi_squared)


def test_points_without_an_interval_are_passed_over() -> None:
    values = np.insert(RISING, 2, 99)
    lowers, uppers = values - 0.8, values + 0.8
    lowers[2] = np.nan
    assert recent_trend(values, lowers, uppers, "high_is_good").points_used == (0, 1, 3, 4, 5)


@pytest.mark.parametrize("count", range(5))
def test_too_few_points_is_said_in_words(count: int) -> None:
    trend = trend_of(RISING[:count])
    assert trend.direction == "cannot be calculated"
    assert trend.judgement == ""
    assert trend.reason == f"needs 5 periods with a range; there are {count}"
    assert np.isnan([trend.slope, trend.standard_error, trend.chi_squared]).all()


def test_an_interval_without_width_is_refused_in_words() -> None:
    trend = recent_trend(RISING, RISING, RISING, "high_is_good")
    assert trend.direction == "cannot be calculated"
    assert "no width" in trend.reason


def test_separate_years_give_the_same_answer_as_positions() -> None:
    dated = recent_trend(
        RISING, RISING - 0.8, RISING + 0.8, "low_is_good", *years(*range(2018, 2023))
    )
    plain = trend_of(RISING)
    assert dated.slope == pytest.approx(plain.slope)
    assert dated.chi_squared == pytest.approx(plain.chi_squared)


def test_overlapping_periods_are_never_used_together() -> None:
    values = np.arange(10, 23, dtype=float)
    starts, ends = years(*range(2008, 2021), length=3)
    trend = recent_trend(values, values - 0.5, values + 0.5, "high_is_good", starts, ends)
    # Latest first: 2020-22, then 2017-19, 2014-16, 2011-13, 2008-10.
    assert trend.points_used == (0, 3, 6, 9, 12)
    assert trend.slope == pytest.approx(1)

    shorter = recent_trend(
        values[1:], values[1:] - 0.5, values[1:] + 0.5, "high_is_good", starts[1:], ends[1:]
    )
    assert shorter.direction == "cannot be calculated"
    assert shorter.reason == ("needs 5 separate periods with a range; there are 4")


def test_periods_that_share_a_single_day_overlap() -> None:
    starts, _ = years(*range(2018, 2023))
    ends = [date(year + 1, 1, 1) for year in range(2018, 2023)]
    trend = recent_trend(RISING, RISING - 0.8, RISING + 0.8, "high_is_good", starts, ends)
    assert trend.points_used == (0, 2, 4)


def test_dates_may_come_in_any_order_and_any_form() -> None:
    starts, ends = years(*range(2018, 2023))
    order = [3, 0, 4, 1, 2]
    values = RISING[order]
    trend = recent_trend(
        values,
        values - 0.8,
        values + 0.8,
        "low_is_good",
        pd.to_datetime([starts[place] for place in order]),
        pd.Series([pd.Timestamp(ends[place]) for place in order]),
    )
    assert trend.direction == "rising"
    assert trend.points_used == (1, 3, 4, 0, 2)


def test_a_missing_year_counts_as_time() -> None:
    # One unit a year throughout, with two years never published.
    starts, ends = years(2014, 2015, 2018, 2019, 2020)
    values = np.array([4, 5, 8, 9, 10.0])
    trend = recent_trend(values, values - 0.5, values + 0.5, "high_is_good", starts, ends)
    assert trend.slope == pytest.approx(1)


def test_weeks_are_evenly_enough_spaced() -> None:
    starts = [date(2025, 1, 6) + timedelta(weeks=week) for week in range(5)]
    ends = [start + timedelta(days=6) for start in starts]
    trend = recent_trend(RISING, RISING - 0.8, RISING + 0.8, "high_is_good", starts, ends)
    assert trend.direction == "rising"


def test_two_points_for_one_period_are_refused() -> None:
    starts, ends = years(2018, 2018, 2019, 2020, 2021)
    with pytest.raises(ValueError, match="two points have the same period"):
        recent_trend(RISING, RISING - 1, RISING + 1, "high_is_good", starts, ends)


def test_wrong_polarity_and_wrong_limits_are_refused() -> None:
    with pytest.raises(ValueError, match="polarity is 'up'"):
        trend_of(RISING, polarity="up")
    with pytest.raises(ValueError, match="lower limit"):
        recent_trend(RISING, RISING + 1, RISING - 1, "high_is_good")


@settings(deadline=None)
@given(
    values=st.lists(st.floats(-100, 100), min_size=5, max_size=5),
    widths=st.lists(st.floats(0.1, 10), min_size=5, max_size=5),
    scale=st.floats(0.01, 100),
    shift=st.floats(-1_000, 1_000),
)
def test_properties(values: list[float], widths: list[float], scale: float, shift: float) -> None:
    figures, half = np.array(values), np.array(widths)
    trend = recent_trend(figures, figures - half, figures + half, "high_is_good")

    # NumPy's weighted straight line has the same slope and standard error.
    errors = half / 1.959963984540054
    line, covariance = np.polyfit(np.arange(5), figures, 1, w=1 / errors, cov="unscaled")
    assert trend.slope == pytest.approx(line[0], rel=1e-6, abs=1e-9)
    assert trend.standard_error == pytest.approx(np.sqrt(covariance[0, 0]), rel=1e-6)

    # Near the threshold or a flat line, rounding may tip the words either way.
    assume(abs(trend.chi_squared - CHI_SQUARED_NEEDED) > 1e-6)
    without_one = [
        np.polyfit(
            np.delete(np.arange(5), out), np.delete(figures, out), 1, w=np.delete(1 / errors, out)
        )[0]
        for out in range(5)
    ]
    assume(min(abs(slope) for slope in without_one) > 1e-6)
    same_sign = all(slope > 0 for slope in without_one) or all(slope < 0 for slope in without_one)
    is_clear = (line[0] ** 2 / covariance[0, 0]) > CHI_SQUARED_NEEDED and same_sign
    assert (trend.direction in {"rising", "falling"}) == is_clear

    # Units and starting level do not matter; turning the figures upside down turns the words.
    moved = figures * scale + shift
    reach = half * scale
    assert recent_trend(moved, moved - reach, moved + reach, "high_is_good").direction == (
        trend.direction
    )
    turned = recent_trend(-figures, -figures - half, -figures + half, "low_is_good")
    assert turned.judgement == trend.judgement
    assert turned.slope == pytest.approx(-trend.slope)


def test_flat_series_are_rarely_called_trends() -> None:
    rng = np.random.default_rng(11)
    draws = 5_000
    series = rng.normal(50, 1, (draws, 5))
    found = [trend_of(each, 1.959964).direction != "no clear change" for each in series]
    # At most 0.2%, plus four standard errors of that proportion in 5,000 draws.
    assert np.mean(found) <= 0.002 + 0.0026


def test_healthy_life_expectancy_uses_periods_that_share_no_people(open_data: Path) -> None:
    file = open_data / "indicators" / "ons_explore_local_statistics" / "healthy-life-expectancy.csv"
    rows = pd.read_csv(file).dropna(subset=["lci_95", "uci_95"])
    # The period reads 2018-01-01/P3Y: three years from the start of 2018.
    rows["start"] = pd.to_datetime(rows["period"].str[:10])
    rows["end"] = rows["start"] + pd.DateOffset(years=3) - pd.DateOffset(days=1)
    areas_tested = 0
    for _, series in rows.groupby(["areacd", "indicator"]):
        trend = recent_trend(
            series["observation"].to_numpy(),
            series["lci_95"].to_numpy(),
            series["uci_95"].to_numpy(),
            "high_is_good",
            series["start"].to_numpy(),
            series["end"].to_numpy(),
        )
        used = series.iloc[list(trend.points_used)]
        assert (used["end"].to_numpy()[:-1] < used["start"].to_numpy()[1:]).all()
        assert used["start"].max() == series["start"].max()
        # Twelve overlapping periods from 2011-13 to 2022-24 hold only four separate ones.
        assert trend.reason.endswith("there are 4")
        areas_tested += 1
    assert areas_tested > 300
