"""Directly standardised rates against a formula worked by hand and against PHStatsMethods."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PHStatsMethods import ph_dsr

from insight.statistics import byar_interval, dobson_interval, standardised_rate
from insight.statistics.standardised_rate import EUROPEAN_STANDARD_POPULATION

counts = st.lists(st.integers(0, 300), min_size=19, max_size=19)
people = st.lists(st.integers(200, 50_000), min_size=19, max_size=19)


def test_the_standard_population_is_a_hundred_thousand_in_nineteen_bands() -> None:
    assert (len(EUROPEAN_STANDARD_POPULATION), sum(EUROPEAN_STANDARD_POPULATION)) == (19, 100_000)


def test_with_one_age_it_is_the_crude_rate_with_byars_limits() -> None:
    rate, lower, upper = standardised_rate([65], [1_000], [1], 1_000)
    assert (rate, round(lower, 4), round(upper, 4)) == (65, 50.1632, 82.8491)


def test_two_ages_by_hand() -> None:
    """Sum of weight × rate; variance sum of squared weight × count ÷ people squared."""
    rate, lower, upper = standardised_rate([10, 30], [1_000, 500], [0.6, 0.4], 1)
    assert rate == pytest.approx(0.6 * 0.01 + 0.4 * 0.06)
    variance = 0.36 * 10 / 1_000**2 + 0.16 * 30 / 500**2
    low, high = byar_interval(40, 1, 1)
    assert lower == pytest.approx(rate + np.sqrt(variance / 40) * (low - 40))
    assert upper == pytest.approx(rate + np.sqrt(variance / 40) * (high - 40))


@given(counts, people)
def test_it_is_what_phstatsmethods_says(count: list[int], among: list[int]) -> None:
    rate, lower, upper = standardised_rate(count, among)
    if sum(count) < 10:
        assert np.isnan([rate, lower, upper]).all()
        return
    frame = pd.DataFrame({"x": count, "n": among, "w": EUROPEAN_STANDARD_POPULATION})
    theirs = ph_dsr(frame, "x", "n", "w", euro_standard_pops=False)
    row = theirs.iloc[0]
    found = [float(row[name]) for name in ("Value", "lower_95_ci", "upper_95_ci")]
    assert [rate, lower, upper] == pytest.approx(found, rel=1e-6)


def test_a_variance_below_nought_is_refused() -> None:
    with pytest.raises(ValueError, match="variance"):
        dobson_interval(1.0, -1.0, 10)


def test_no_event_has_no_interval() -> None:
    assert np.isnan(dobson_interval(0.0, 0.0, 0)).all()
