"""Intervals against published vectors, SciPy, PHStatsMethods and real Fingertips figures."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from insight.statistics import byar_interval, standard_error, wilson_interval

COUNTS = [0, 1, 2, 9, 10, 11, 65, 400, 12_345]


@pytest.mark.parametrize(
    ("count", "denominator", "confidence", "lower", "upper"),
    [
        (65, 100, 0.95, 0.552544, 0.736358),
        (65, 100, 0.998, 0.495495, 0.778354),
        (0, 20, 0.95, 0, 0.161125),
    ],
)
def test_wilson_vectors(
    count: int, denominator: int, confidence: float, lower: float, upper: float
) -> None:
    found = wilson_interval(count, denominator, confidence)
    assert found == pytest.approx((lower, upper), abs=1e-6)


@pytest.mark.parametrize(
    ("count", "confidence", "lower", "upper"),
    [
        (65, 0.95, 50.1632, 82.8491),
        (65, 0.998, 42.8803, 94.0003),
        (10, 0.95, 4.7874, 18.3915),
    ],
)
def test_byar_vectors(count: int, confidence: float, lower: float, upper: float) -> None:
    found = byar_interval(count, 1, multiplier=1, confidence=confidence)
    assert found == pytest.approx((lower, upper), abs=1e-4)


@pytest.mark.parametrize("confidence", [0.95, 0.998])
@pytest.mark.parametrize("count", COUNTS)
def test_wilson_is_scipys(count: int, confidence: float) -> None:
    denominator = 12_500
    expected = stats.binomtest(count, denominator).proportion_ci(confidence, method="wilson")
    found = wilson_interval(count, denominator, confidence)
    assert found == pytest.approx((expected.low, expected.high), abs=1e-12)


@pytest.mark.parametrize("confidence", [0.95, 0.998])
@pytest.mark.parametrize("count", range(1, 10))
def test_small_counts_have_exact_poisson_limits(count: int, confidence: float) -> None:
    tail = (1 - confidence) / 2
    lower, upper = byar_interval(count, 1, 1, confidence)
    assert lower == pytest.approx(stats.chi2.ppf(tail, 2 * count) / 2, rel=1e-12)
    assert upper == pytest.approx(stats.chi2.ppf(1 - tail, 2 * count + 2) / 2, rel=1e-12)


def test_no_events_still_has_an_upper_limit() -> None:
    # With no events the upper limit solves exp(-limit) = 0.025.
    assert byar_interval(0, 1, 1) == pytest.approx((0, -np.log(0.025)))


@pytest.mark.parametrize("confidence", [0.95, 0.998])
def test_byar_is_close_to_exact_from_ten(confidence: float) -> None:
    counts = np.arange(10, 500)
    tail = (1 - confidence) / 2
    lower, upper = byar_interval(counts, 1, 1, confidence)
    # At a count of 10 Byar's own published error is below half of one per cent at 95%.
    np.testing.assert_allclose(lower, stats.chi2.ppf(tail, 2 * counts) / 2, rtol=0.02)
    np.testing.assert_allclose(upper, stats.chi2.ppf(1 - tail, 2 * counts + 2) / 2, rtol=0.005)


@pytest.mark.parametrize("confidence", [0.95, 0.998])
def test_intervals_are_those_of_phstatsmethods(confidence: float) -> None:
    import PHStatsMethods as oracle

    # It refuses a count of zero, which the tests above cover.
    frame = pd.DataFrame({"count": [float(each) for each in COUNTS if each], "people": 12_500.0})
    rates = oracle.ph_rate(frame, "count", "people", confidence=confidence)
    proportions = oracle.ph_proportion(frame, "count", "people", confidence=confidence)
    for frame_of_limits, found in [
        (rates, byar_interval(frame["count"], frame["people"], confidence=confidence)),
        (proportions, wilson_interval(frame["count"], frame["people"], confidence)),
    ]:
        columns = [name for name in frame_of_limits if "_ci" in name]
        lower, upper = (frame_of_limits[name] for name in sorted(columns))
        np.testing.assert_allclose(found[0], lower, atol=1e-12)
        np.testing.assert_allclose(found[1], upper, atol=1e-12)


@pytest.mark.parametrize(
    "name",
    [
        "smoking_prevalence_qof_91547_all_geographies.csv",
        "learning_disability_qof_200_england_deciles.csv",
    ],
)
@pytest.mark.parametrize(("confidence", "label"), [(0.95, "95.0"), (0.998, "99.8")])
def test_wilson_rebuilds_the_intervals_fingertips_published(
    open_data: Path, name: str, confidence: float, label: str
) -> None:
    file = open_data / "indicators" / "fingertips" / name
    rows = pd.read_csv(file, encoding="utf-8-sig", low_memory=False)
    rows = rows.dropna(subset=["Count", "Denominator", f"Lower CI {label} limit"])
    # Some rows carry rounded counts: only rows whose count gives their value can match.
    percentage = 100 * rows["Count"] / rows["Denominator"]
    rows = rows[(percentage - rows["Value"]).abs() < 1e-8]
    assert len(rows) > 300
    lower, upper = wilson_interval(rows["Count"], rows["Denominator"], confidence)
    matches = np.isclose(100 * lower, rows[f"Lower CI {label} limit"], atol=1e-5)
    matches &= np.isclose(100 * upper, rows[f"Upper CI {label} limit"], atol=1e-5)
    # Authorities formed by merger in 2019 and 2020 have wider intervals for their earlier years.
    before_merger = rows["Time period"].isin(
        ["2013/14", "2014/15", "2015/16", "2016/17", "2017/18"]
    )
    assert matches[~before_merger].all()
    assert matches.mean() > 0.99


def test_byar_rebuilds_the_intervals_fingertips_published(open_data: Path) -> None:
    file = open_data / "indicators" / "fingertips" / "ae_attendances_0_4_93930.csv"
    rows = pd.read_csv(file, encoding="utf-8-sig", low_memory=False)
    # Counts are published to the nearest 5 and intervals come from the true counts, so the
    # published limits must lie between those of the smallest and largest true count possible.
    fewest = byar_interval(rows["Count"] - 2.5, rows["Denominator"], 1_000)
    most = byar_interval(rows["Count"] + 2.5, rows["Denominator"], 1_000)
    for side, label in enumerate(["Lower", "Upper"]):
        published = rows[f"{label} CI 95.0 limit"]
        assert np.all(published >= fewest[side] - 1e-4)
        assert np.all(published <= most[side] + 1e-4)
    # About one count in five was a multiple of five already, and those match exactly.
    same = byar_interval(rows["Count"], rows["Denominator"], 1_000)
    matches = np.isclose(rows["Lower CI 95.0 limit"], same[0], rtol=1e-6)
    assert matches.mean() > 0.15


def test_missing_figures_stay_missing() -> None:
    for interval in (wilson_interval, byar_interval):
        lower, upper = interval([1, np.nan, 3], [10, 10, np.nan])
        assert np.isnan(lower).tolist() == np.isnan(upper).tolist() == [False, True, True]
    assert np.isnan(standard_error(np.nan, 1))


@pytest.mark.parametrize("interval", [wilson_interval, byar_interval])
@pytest.mark.parametrize(
    ("count", "denominator", "message"),
    [
        ([1, -1], [5, 5], r"count -1.0 is below zero \(position 1"),
        ([1, 2, 3], [5, 5, 0], r"denominator 0.0 is not above zero \(position 2"),
        (1, 0, "denominator 0.0 is not above zero$"),
        (np.inf, np.inf, "not a finite number"),
    ],
)
def test_impossible_counts_are_named(interval, count, denominator, message: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ValueError, match=message):
        interval(count, denominator)


def test_more_than_everyone_is_refused() -> None:
    with pytest.raises(ValueError, match=r"count 6.0 is more than its denominator \(position 0"):
        wilson_interval([6], [5])


@pytest.mark.parametrize("confidence", [0, 1, 95])
def test_confidence_is_a_proportion(confidence: float) -> None:
    with pytest.raises(ValueError, match="confidence"):
        wilson_interval(1, 2, confidence)


def test_limits_the_wrong_way_round_are_refused() -> None:
    with pytest.raises(ValueError, match=r"lower limit 3.0 is above the upper limit \(position 1"):
        standard_error([1, 3], [2, 2])


def test_standard_error_undoes_a_normal_interval() -> None:
    for confidence in (0.95, 0.998):
        reach = stats.norm.ppf((1 + confidence) / 2) * 2.5
        assert standard_error(10 - reach, 10 + reach, confidence) == pytest.approx(2.5)


@settings(deadline=None)
@given(data=st.data(), denominator=st.integers(1, 10**7), confidence=st.floats(0.5, 0.999))
def test_wilson_properties(data: st.DataObject, denominator: int, confidence: float) -> None:
    count = data.draw(st.integers(0, denominator))
    lower, upper = wilson_interval(count, denominator, confidence)
    assert 0 <= lower <= count / denominator <= upper <= 1
    # Counting those without the condition mirrors the interval.
    mirrored = wilson_interval(denominator - count, denominator, confidence)
    assert (1 - upper, 1 - lower) == pytest.approx(mirrored, abs=1e-9)
    wider = wilson_interval(count, denominator, 0.9995)
    assert wider[0] <= lower and upper <= wider[1]
    ten_times = wilson_interval(count * 10, denominator * 10, confidence)
    assert ten_times[1] - ten_times[0] < upper - lower


@settings(deadline=None)
@given(
    count=st.integers(0, 10**6),
    denominator=st.floats(1, 1e8),
    scale=st.sampled_from([1, 100, 100_000]),
)
def test_byar_properties(count: int, denominator: float, scale: int) -> None:
    lower, upper = byar_interval(count, denominator, scale)
    rate = count / denominator * scale
    assert 0 <= lower <= rate < upper
    per_one = byar_interval(count, denominator, 1)
    assert (lower, upper) == pytest.approx((per_one[0] * scale, per_one[1] * scale))
    more = byar_interval(count + 1, denominator, scale)
    assert more[0] > lower and more[1] > upper


@pytest.mark.parametrize("people", [50, 500])
def test_wilson_covers_the_truth_as_often_as_it_says(people: int) -> None:
    # Exact, not simulated: every possible count weighed by its chance. Wilson's coverage swings
    # around 95% as the true proportion moves, so it is judged on average over many truths.
    counts = np.arange(people + 1)
    lower, upper = wilson_interval(counts, people)
    truths = np.linspace(0.05, 0.95, 181)[:, None]
    covered = (lower <= truths) & (truths <= upper)
    coverage = (stats.binom.pmf(counts, people, truths) * covered).sum(axis=1)
    assert coverage.mean() == pytest.approx(0.95, abs=0.005)
    assert coverage.min() > 0.91


def test_byar_covers_the_truth_at_least_as_often_as_it_says() -> None:
    counts = np.arange(2_000)
    lower, upper = byar_interval(counts, 1, 1)
    truths = np.linspace(2, 500, 200)[:, None]
    covered = (lower <= truths) & (truths <= upper)
    coverage = (stats.poisson.pmf(counts, truths) * covered).sum(axis=1)
    assert coverage.min() > 0.949
