"""Is a figure going up or down, or could the change be chance?

The rule is Fingertips' "Recent trend": a weighted straight line through the last five points.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from insight.statistics.benchmark import OUTCOMES
from insight.statistics.intervals import (
    Floats,
    Numbers,
    as_floats,
    normal_quantile,
    refuse_where,
    standard_error,
)

POINTS_NEEDED = 5
# Fingertips asks for 99.8% confidence; a chi-squared value on one degree of freedom is z squared.
CHI_SQUARED_NEEDED = normal_quantile(0.998) ** 2


@dataclass(frozen=True)
class Trend:
    """What the last five points show.

    `direction` is 'rising', 'falling', 'no clear change' or 'cannot be calculated' (then `reason`
    says why and the numbers are NaN); `judgement` is 'getting better', 'getting worse' or ''.
    `slope` is the change per point, or per year when periods were given. `points_used` holds the
    positions, in the order given, of the points the line went through, oldest first.
    """

    direction: str
    judgement: str
    slope: float
    standard_error: float
    chi_squared: float
    points_used: tuple[int, ...]
    reason: str


def recent_trend(
    values: Numbers,
    lowers: Numbers,
    uppers: Numbers,
    polarity: str,
    period_starts: Sequence[Any] | NDArray[Any] | None = None,
    period_ends: Sequence[Any] | NDArray[Any] | None = None,
) -> Trend:
    """The trend over the last five points that have a 95% interval, oldest first.

    Rising or falling needs both: the slope clear of zero at 99.8% (chi-squared above 9.5495) and
    the same sign when any one of the five points is left out. Overlapping periods (2018-20,
    2019-21) share people, so with `period_starts` and `period_ends` (inclusive dates, any order)
    only points that do not overlap are used, latest first, and gaps between periods count as
    time. Without dates the points are taken as evenly spaced and separate.
    ValueError: limits the wrong way round, two points for one period, an unknown polarity.
    """
    if polarity not in OUTCOMES:
        raise ValueError(f"polarity is '{polarity}'; it must be one of {', '.join(OUTCOMES)}")
    figures, low, high = as_floats(values, lowers, uppers)
    refuse_where(low > high, "lower limit", low, "is above the upper limit")
    usable = np.flatnonzero(~np.isnan(figures + low + high))
    if period_starts is None or period_ends is None:
        times = np.arange(len(figures), dtype=float)
        chosen = usable[-POINTS_NEEDED:]
        kind = "periods with a range"
    else:
        starts = np.asarray(period_starts, dtype="datetime64[D]")
        ends = np.asarray(period_ends, dtype="datetime64[D]")
        times = _in_years(starts)
        chosen = _latest_without_overlap(usable, starts, ends)
        kind = "separate periods with a range"
    if len(chosen) < POINTS_NEEDED:
        return _refusal(f"needs {POINTS_NEEDED} {kind}; there are {len(chosen)}", chosen)
    errors = standard_error(low[chosen], high[chosen])
    if np.any(errors == 0):
        return _refusal("a range has no width, so its point cannot be weighed", chosen)
    return _fitted_trend(times[chosen], figures[chosen], errors, polarity, chosen)


def _fitted_trend(
    times: Floats, figures: Floats, errors: Floats, polarity: str, chosen: NDArray[np.intp]
) -> Trend:
    # Row 0 is the full fit; each later row gives one point no weight, which leaves it out.
    kept = np.vstack([np.ones(len(chosen)), 1 - np.eye(len(chosen))])
    slopes, slope_errors = _weighted_slopes(times, figures, kept / errors**2)
    chi_squared = float((slopes[0] / slope_errors[0]) ** 2)
    signs_agree = bool(np.all(slopes > 0) or np.all(slopes < 0))
    direction, judgement = "no clear change", ""
    if chi_squared > CHI_SQUARED_NEEDED and signs_agree:
        is_rising = bool(slopes[0] > 0)
        direction = "rising" if is_rising else "falling"
        outcome = OUTCOMES[polarity][int(is_rising)]
        judgement = f"getting {outcome}" if polarity != "no_judgement" else ""
    return Trend(
        direction,
        judgement,
        float(slopes[0]),
        float(slope_errors[0]),
        chi_squared,
        tuple(int(place) for place in chosen),
        "",
    )


def _weighted_slopes(times: Floats, figures: Floats, weights: Floats) -> tuple[Floats, Floats]:
    """Least-squares slope and its standard error for each row of weights (1 / variance)."""
    total = weights.sum(axis=1, keepdims=True)
    from_centre = times - (weights * times).sum(axis=1, keepdims=True) / total
    spread = (weights * from_centre**2).sum(axis=1)
    slopes = (weights * from_centre * figures).sum(axis=1) / spread
    return slopes, 1 / np.sqrt(spread)


def _latest_without_overlap(
    usable: NDArray[np.intp], starts: NDArray[np.datetime64], ends: NDArray[np.datetime64]
) -> NDArray[np.intp]:
    latest_first = usable[np.argsort(starts[usable])][::-1]
    if len(np.unique(starts[usable])) < len(usable):
        raise ValueError("two points have the same period: give one area, group and sex at a time")
    chosen: list[int] = []
    for place in latest_first:
        if len(chosen) < POINTS_NEEDED and (not chosen or ends[place] < starts[chosen[-1]]):
            chosen.append(place)
    return np.array(chosen[::-1], dtype=np.intp)


def _in_years(dates: NDArray[np.datetime64]) -> Floats:
    # Counted in months, not days, so that yearly points are evenly spaced in spite of leap years.
    months = dates.astype("datetime64[M]")
    days_into_month = (dates - months).astype(float)
    return (months.astype(float) + days_into_month / 31) / 12


def _refusal(reason: str, chosen: NDArray[np.intp]) -> Trend:
    nothing = float("nan")
    used = tuple(int(place) for place in chosen)
    return Trend("cannot be calculated", "", nothing, nothing, nothing, used, reason)
