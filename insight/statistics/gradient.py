"""How steeply a measure changes from the most to the least deprived: the slope index.

Method: Low and Low (2004), Journal of Public Health 26: 388-395, as used in the Public Health
Outcomes Framework for inequality in life expectancy.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from scipy.special import expit, logit

from insight.statistics.intervals import Floats, Numbers

FEWEST_QUANTILES, MOST_QUANTILES = 5, 100
FEWEST_REPETITIONS = 1_000


@dataclass(frozen=True, eq=False)
class SlopeIndex:
    """A straight line through a deprivation gradient.

    The line runs from `intercept` at the most deprived end (rank 0) to `intercept + slope` at the
    least deprived end (rank 1). `slope` is least minus most deprived, in the units of the values;
    `relative` is least divided by most deprived, NaN where a ratio has no meaning because an end
    of the line (or of its interval) is not above zero. `fitted` is the line at each quantile's
    `rank_midpoints` (0 to 1). `residual_share` (0 to 1) is the share of the differences between
    quantiles that the line does not explain: near 0 the gradient is straight, near 1 it is bent
    or there is none.
    """

    slope: float
    slope_lower: float
    slope_upper: float
    relative: float
    relative_lower: float
    relative_upper: float
    intercept: float
    fitted: Floats
    rank_midpoints: Floats
    residual_share: float


def slope_index(
    population: Numbers,
    value: Numbers,
    standard_error: Numbers,
    transform: str | None = None,
    confidence: float = 0.95,
    repetitions: int = 100_000,
    seed: int = 0,
) -> SlopeIndex:
    """Slope and relative index of inequality over 5 to 100 quantiles, most deprived first.

    Each argument is one-dimensional, one entry per quantile; `standard_error` is in the units of
    `value`. `transform` fits the line to 'log' values (recommended for rates) or 'logit' values
    (for proportions between 0 and 1), with the standard error carried over by the delta method;
    results come back in the units of `value`. The interval holds the middle `confidence` of
    simulated lines. Every quantile is needed: ValueError names the one that is missing or wrong.
    """
    people, figures, errors = _checked(population, value, standard_error)
    to_line, from_line, line_errors = _on_line_scale(transform, figures, errors)
    if repetitions < FEWEST_REPETITIONS:
        raise ValueError(f"repetitions is {repetitions}; at least {FEWEST_REPETITIONS} are needed")

    share = people / people.sum()
    midpoints = np.cumsum(share) - share / 2
    coefficients = _line_end_coefficients(share, midpoints)
    ends = coefficients @ to_line
    most, least = from_line(ends)

    draws = from_line(_simulated_ends(ends, coefficients, line_errors, repetitions, seed))
    tails = [(1 - confidence) / 2, (1 + confidence) / 2]
    slope_lower, slope_upper = np.quantile(draws[1] - draws[0], tails)
    relative, relative_lower, relative_upper = _relative(most, least, draws, tails)

    line = ends[0] + midpoints * (ends[1] - ends[0])
    return SlopeIndex(
        slope=float(least - most),
        slope_lower=float(slope_lower),
        slope_upper=float(slope_upper),
        relative=relative,
        relative_lower=relative_lower,
        relative_upper=relative_upper,
        intercept=float(most),
        fitted=from_line(line),
        rank_midpoints=midpoints,
        residual_share=_residual_share(share, to_line, line),
    )


def _line_end_coefficients(share: Floats, midpoints: Floats) -> Floats:
    """Weights turning quantile values into the fitted line at rank 0 and at rank 1 (2 rows).

    Regressing value * sqrt(share) on sqrt(share) and midpoint * sqrt(share) is least squares
    weighted by share, and share-weighted midpoints always average one half.
    """
    from_half = midpoints - 0.5
    slope = share * from_half / np.sum(share * from_half**2)
    return np.vstack([share - slope / 2, share + slope / 2])


def _simulated_ends(
    ends: Floats, coefficients: Floats, errors: Floats, repetitions: int, seed: int
) -> Floats:
    """Simulated ends of the line, 2 rows by `repetitions`.

    The published method draws every quantile from a normal distribution and refits. The ends are
    sums of those draws, so they are exactly normal together: drawing the two ends directly gives
    the same distribution with a fraction of the work and memory.
    """
    covariance = (coefficients * errors**2) @ coefficients.T
    sizes, directions = np.linalg.eigh(covariance)
    spread = directions * np.sqrt(np.maximum(sizes, 0))
    return ends[:, None] + spread @ _noise(repetitions, seed)


@lru_cache(maxsize=1)
def _noise(repetitions: int, seed: int) -> Floats:
    """Draws from the standard normal distribution, 2 rows: one seed gives every slope the same."""
    drawn = np.random.default_rng(seed).standard_normal((2, repetitions))
    drawn.setflags(write=False)
    return drawn


def _relative(
    most: float, least: float, draws: Floats, tails: list[float]
) -> tuple[float, float, float]:
    nothing = float("nan")
    if most <= 0 or least <= 0:
        return nothing, nothing, nothing
    with np.errstate(divide="ignore", invalid="ignore"):
        # As the most deprived end falls to zero the ratio grows without limit, so a draw at or
        # below zero belongs among the largest ratios, not among negative ones.
        ratios = np.where(draws[0] > 0, draws[1] / draws[0], np.inf)
    lower, upper = np.quantile(ratios, tails, method="nearest")
    if lower <= 0 or not np.isfinite(upper):
        return float(least / most), nothing, nothing
    return float(least / most), float(lower), float(upper)


def _residual_share(share: Floats, values: Floats, line: Floats) -> float:
    # Rounding must not look like differences when every quantile is the same.
    if np.ptp(values) <= 1e-9 * np.abs(values).max():
        return 0.0
    total = np.sum(share * (values - np.sum(share * values)) ** 2)
    return float(np.sum(share * (values - line) ** 2) / total)


def _checked(population: Numbers, value: Numbers, error: Numbers) -> tuple[Floats, Floats, Floats]:
    people, figures, errors = (np.asarray(each, dtype=float) for each in (population, value, error))
    if figures.ndim != 1 or not people.shape == figures.shape == errors.shape:
        raise ValueError("population, value and standard error need one entry for each quantile")
    count = len(figures)
    if not FEWEST_QUANTILES <= count <= MOST_QUANTILES:
        raise ValueError(
            f"there are {count} quantiles; {FEWEST_QUANTILES} to {MOST_QUANTILES} are needed"
        )
    _refuse_quantile(~(people > 0) | np.isinf(people), "has no people")
    _refuse_quantile(~np.isfinite(figures), "has no value")
    _refuse_quantile(~(errors >= 0) | np.isinf(errors), "has no standard error")
    return people, figures, errors


def _on_line_scale(
    transform: str | None, figures: Floats, errors: Floats
) -> tuple[Floats, Callable[[Floats], Floats], Floats]:
    """Values on the scale of the line, the way back, and standard errors on that scale."""
    if transform is None:
        return figures, np.asarray, errors
    if transform == "log":
        _refuse_quantile(figures <= 0, "is not above zero, which 'log' needs")
        return np.log(figures), np.exp, errors / figures
    if transform == "logit":
        outside = (figures <= 0) | (figures >= 1)
        _refuse_quantile(outside, "is not between 0 and 1, which 'logit' needs (not a percentage)")
        return logit(figures), expit, errors / (figures * (1 - figures))
    raise ValueError(f"transform is '{transform}'; it must be None, 'log' or 'logit'")


def _refuse_quantile(wrong: np.ndarray, why: str) -> None:
    if np.any(wrong):
        places = ", ".join(str(place + 1) for place in np.flatnonzero(wrong))
        raise ValueError(f"quantile {places} of {len(wrong)} (most deprived first) {why}")
