"""The slope index against NumPy's regression, brute-force simulation and exact results."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from scipy.special import expit, logit

from insight.statistics import slope_index

# Ten groups, most deprived first: people, life expectancy, standard error.
PEOPLE = np.array([9_100, 8_400, 7_900, 7_200, 6_800, 6_500, 6_900, 7_300, 7_700, 8_200.0])
YEARS = np.array([73.1, 75.4, 76.0, 77.9, 78.2, 79.8, 80.1, 81.0, 81.4, 83.2])
ERRORS = np.array([0.55, 0.5, 0.52, 0.48, 0.5, 0.47, 0.51, 0.44, 0.46, 0.49])

quantiles = st.integers(5, 20).flatmap(
    lambda count: st.tuples(
        *(
            st.lists(number, min_size=count, max_size=count)
            for number in (st.floats(100, 10_000), st.floats(20, 100), st.floats(0.1, 1))
        )
    )
)


def regression(people: np.ndarray, values: np.ndarray) -> tuple[float, float]:
    """Intercept and slope exactly as the method paper writes it: values * sqrt(share) on both."""
    share = people / people.sum()
    midpoints = np.cumsum(share) - share / 2
    root = np.sqrt(share)
    design = np.column_stack([root, midpoints * root])
    (intercept, slope), *_ = np.linalg.lstsq(design, values * root, rcond=None)
    return intercept, slope


def test_slope_is_numpys_weighted_regression() -> None:
    found = slope_index(PEOPLE, YEARS, ERRORS)
    intercept, slope = regression(PEOPLE, YEARS)
    assert found.intercept == pytest.approx(intercept)
    assert found.slope == pytest.approx(slope)
    assert found.relative == pytest.approx((intercept + slope) / intercept)
    np.testing.assert_allclose(found.fitted, intercept + slope * found.rank_midpoints)


@pytest.mark.parametrize(
    ("transform", "onto", "back", "divisor"),
    [("log", np.log, np.exp, 1), ("logit", logit, expit, 100)],
)
def test_transformed_line_comes_back_in_the_units_of_the_values(  # type: ignore[no-untyped-def]
    transform: str, onto, back, divisor: int
) -> None:
    values = YEARS / divisor
    found = slope_index(PEOPLE, values, ERRORS / divisor, transform)
    intercept, slope = regression(PEOPLE, onto(values))
    most, least = back(intercept), back(intercept + slope)
    assert found.intercept == pytest.approx(most)
    assert found.slope == pytest.approx(least - most)
    assert found.relative == pytest.approx(least / most)
    np.testing.assert_allclose(found.fitted, back(intercept + slope * found.rank_midpoints))


def test_a_perfectly_straight_gradient() -> None:
    # Equal groups whose values sit on the line 60 + 20 * rank.
    midpoints = np.arange(0.05, 1, 0.1)
    found = slope_index(np.full(10, 500), 60 + 20 * midpoints, np.zeros(10))
    np.testing.assert_allclose(found.rank_midpoints, midpoints)
    assert (found.slope, found.intercept) == pytest.approx((20, 60))
    assert (found.slope_lower, found.slope_upper) == pytest.approx((20, 20))
    assert (found.relative_lower, found.relative_upper) == pytest.approx((80 / 60, 80 / 60))
    assert found.residual_share == pytest.approx(0, abs=1e-12)


def test_residual_share_shows_a_gradient_that_is_not_straight() -> None:
    # A symmetrical U has no slope at all, so the line explains none of it.
    u_shape = [5, 3, 1, 3, 5]
    found = slope_index([1] * 5, u_shape, [0.1] * 5)
    assert found.slope == pytest.approx(0)
    assert found.residual_share == pytest.approx(1)
    same_everywhere = slope_index([1] * 5, [7] * 5, [0.1] * 5)
    assert same_everywhere.residual_share == 0


@pytest.mark.parametrize("confidence", [0.95, 0.998])
def test_untransformed_interval_is_the_exact_normal_one(confidence: float) -> None:
    found = slope_index(PEOPLE, YEARS, ERRORS, confidence=confidence)
    # The slope is a weighted sum of the values; recover the weights by nudging each in turn.
    nudges = np.eye(10)
    weights = [regression(PEOPLE, nudge)[1] for nudge in nudges]
    error = np.sqrt(np.sum((weights * ERRORS) ** 2))
    reach = stats.norm.ppf((1 + confidence) / 2) * error
    # Four standard errors of a simulated quantile with 100,000 draws, in slope errors.
    tail = (1 - confidence) / 2
    density = stats.norm.pdf(stats.norm.ppf(tail))
    allowed = 4 * np.sqrt(tail * (1 - tail) / 100_000) / density * error
    assert found.slope_lower == pytest.approx(found.slope - reach, abs=allowed)
    assert found.slope_upper == pytest.approx(found.slope + reach, abs=allowed)


@pytest.mark.parametrize("transform", [None, "log", "logit"])
def test_drawing_the_ends_equals_drawing_every_quantile(transform: str | None) -> None:
    values, errors = YEARS / 100, ERRORS / 25
    found = slope_index(PEOPLE, values, errors, transform)

    onto, back, line_errors = {
        None: (np.asarray, np.asarray, errors),
        "log": (np.log, np.exp, errors / values),
        "logit": (logit, expit, errors / (values * (1 - values))),
    }[transform]
    rng = np.random.default_rng(99)
    draws = rng.normal(onto(values), line_errors, (100_000, 10))
    share = PEOPLE / PEOPLE.sum()
    root, midpoints = np.sqrt(share), np.cumsum(share) - share / 2
    design = np.column_stack([root, midpoints * root])
    (intercepts, slopes), *_ = np.linalg.lstsq(design, (draws * root).T, rcond=None)
    most, least = back(intercepts), back(intercepts + slopes)

    # Two simulated quantiles are compared: 0.0085 standard deviations each, four times over.
    for name, simulated in [("slope", least - most), ("relative", least / most)]:
        expected = np.quantile(simulated, [0.025, 0.975])
        limits = (getattr(found, f"{name}_lower"), getattr(found, f"{name}_upper"))
        assert limits == pytest.approx(expected, abs=0.05 * simulated.std())


def test_interval_covers_the_truth_as_often_as_it_says() -> None:
    rng = np.random.default_rng(17)
    truth = 60 + 12 * (np.cumsum(PEOPLE) - PEOPLE / 2) / PEOPLE.sum()
    trials = 1_000
    slope_covered = relative_covered = 0
    for _ in range(trials):
        found = slope_index(PEOPLE, rng.normal(truth, ERRORS), ERRORS, repetitions=2_000)
        slope_covered += found.slope_lower <= 12 <= found.slope_upper
        relative_covered += found.relative_lower <= 72 / 60 <= found.relative_upper
    # Four standard errors of 95% in 1,000 trials.
    assert slope_covered / trials == pytest.approx(0.95, abs=0.028)
    assert relative_covered / trials == pytest.approx(0.95, abs=0.028)


def test_same_seed_same_answer() -> None:
    first, again = slope_index(PEOPLE, YEARS, ERRORS), slope_index(PEOPLE, YEARS, ERRORS)
    other = slope_index(PEOPLE, YEARS, ERRORS, seed=1)
    assert first.slope_lower == again.slope_lower
    assert first.slope_lower != other.slope_lower
    assert first.slope == other.slope


@settings(deadline=None, max_examples=50)
@given(inputs=quantiles, scale=st.floats(0.1, 50), shift=st.floats(0, 100))
def test_properties(
    inputs: tuple[list[float], list[float], list[float]], scale: float, shift: float
) -> None:
    people, values, errors = (np.array(each) for each in inputs)
    found = slope_index(people, values, errors, repetitions=1_000)
    assert found.slope_lower < found.slope_upper
    assert 0 <= found.residual_share <= 1 + 1e-9
    # The share-weighted average lies in the middle of the line.
    average = np.average(values, weights=people)
    assert found.intercept + found.slope / 2 == pytest.approx(average)

    rescaled = slope_index(people * 7, values * scale, errors * scale, repetitions=1_000)
    assert rescaled.slope == pytest.approx(found.slope * scale, abs=1e-9)
    assert rescaled.slope_upper == pytest.approx(found.slope_upper * scale, abs=1e-9)
    assert rescaled.relative == pytest.approx(found.relative, nan_ok=True)

    moved = slope_index(people, values + shift, errors, repetitions=1_000)
    assert moved.slope == pytest.approx(found.slope, abs=1e-8)

    # Least deprived first turns the slope round and the ratio over.
    turned = slope_index(people[::-1], values[::-1], errors[::-1], repetitions=1_000)
    assert turned.slope == pytest.approx(-found.slope, abs=1e-9)
    assert turned.relative == pytest.approx(1 / found.relative, nan_ok=True)


def test_a_ratio_to_nothing_is_not_given() -> None:
    starts_below_zero = slope_index(PEOPLE, np.linspace(-2, 6, 10), np.full(10, 0.1))
    assert np.isnan(starts_below_zero.relative)
    assert np.isnan([starts_below_zero.relative_lower, starts_below_zero.relative_upper]).all()
    assert starts_below_zero.slope_lower < starts_below_zero.slope < starts_below_zero.slope_upper

    # Either end of the line might be below zero.
    for values in (np.linspace(1, 6, 10), np.linspace(6, 1, 10)):
        uncertain = slope_index(PEOPLE, values, np.full(10, 3.0))
        assert uncertain.relative > 0
        assert np.isnan([uncertain.relative_lower, uncertain.relative_upper]).all()


def test_a_ratio_grows_without_limit_as_its_base_nears_zero() -> None:
    # Equal groups and errors: the start of the line is 1 with an error of 0.42, so just under 1%
    # of lines start below zero. Those belong beyond the largest ratio, not below the smallest.
    midpoints = np.arange(0.05, 1, 0.1)
    errors = np.full(10, 0.67)
    found = slope_index(np.ones(10), 1 + 9 * midpoints, errors)

    rng = np.random.default_rng(7)
    design = np.column_stack([np.ones(10), midpoints])
    draws = rng.normal(1 + 9 * midpoints, errors, (200_000, 10))
    (starts, slopes), *_ = np.linalg.lstsq(design, draws.T, rcond=None)
    assert 0.003 < np.mean(starts <= 0) < 0.015
    ratios = np.sort(np.where(starts > 0, (starts + slopes) / starts, np.inf))
    expected = ratios[[int(0.025 * len(ratios)), int(0.975 * len(ratios))]]
    # The upper tail is long, so its simulated quantile is good to about 3%.
    assert found.relative_lower == pytest.approx(expected[0], rel=0.01)
    assert found.relative_upper == pytest.approx(expected[1], rel=0.05)


@pytest.mark.parametrize(
    ("column", "wrong", "message"),
    [
        (0, 0, r"quantile 3 of 10 \(most deprived first\) has no people"),
        (0, np.nan, "quantile 3 of 10 .* has no people"),
        (1, np.nan, "quantile 3 of 10 .* has no value"),
        (2, np.nan, "quantile 3 of 10 .* has no standard error"),
        (2, -1, "quantile 3 of 10 .* has no standard error"),
    ],
)
def test_every_quantile_is_needed(column: int, wrong: float, message: str) -> None:
    inputs = [PEOPLE.copy(), YEARS.copy(), ERRORS.copy()]
    inputs[column][2] = wrong
    with pytest.raises(ValueError, match=message):
        slope_index(*inputs)


def test_inputs_the_method_is_not_for() -> None:
    with pytest.raises(ValueError, match="there are 4 quantiles; 5 to 100 are needed"):
        slope_index(PEOPLE[:4], YEARS[:4], ERRORS[:4])
    with pytest.raises(ValueError, match="one entry for each quantile"):
        slope_index(PEOPLE, YEARS[:9], ERRORS)
    with pytest.raises(ValueError, match=r"quantile 1 of 10 .* not above zero"):
        slope_index(PEOPLE, YEARS - YEARS[0], ERRORS, "log")
    with pytest.raises(ValueError, match="not a percentage"):
        slope_index(PEOPLE, YEARS, ERRORS, "logit")
    with pytest.raises(ValueError, match="transform is 'sqrt'"):
        slope_index(PEOPLE, YEARS, ERRORS, "sqrt")
    with pytest.raises(ValueError, match="at least 1000"):
        slope_index(PEOPLE, YEARS, ERRORS, repetitions=999)
