"""Which points of a monthly or weekly series are more than its usual ups and downs.

An individuals (XmR) chart with the four rules of NHS England's "Making data count".
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from insight.statistics.intervals import Floats, Numbers

FEWEST_POINTS = 12
# Limits from fewer points than this move a lot as points are added.
SETTLED_POINTS = 13
# Three standard deviations in units of the mean moving range: 3 / 1.128.
LIMIT_FACTOR = 2.66
# A moving range this many times the mean one would itself be outside the limits of its own chart.
SCREEN_FACTOR = 3.267
RUN_LENGTH = 7

Flags = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class ControlChart:
    """Mean and limits of a series, and for each point whether it breaks each rule.

    `in_trend` and `on_one_side` mark every point of a run of seven or more; `near_limit` marks
    the two (or three) points beyond two-thirds of the way to a limit; `is_special` marks points
    that break any rule. `is_trial` means too few points for settled limits.
    """

    mean: float
    lower_limit: float
    upper_limit: float
    mean_moving_range: float
    outside_limits: Flags
    in_trend: Flags
    near_limit: Flags
    on_one_side: Flags
    is_special: Flags
    is_trial: bool


def control_chart(values: Numbers) -> ControlChart:
    """An XmR chart of 12 or more evenly spaced values, oldest first.

    Limits are the mean ± 2.66 times the mean moving range, after leaving out moving ranges of
    3.267 times their mean or more, so that one jump does not hide others. Rules: a point outside
    the limits; seven points all rising or all falling; two of three points beyond two-thirds of
    the way to the same limit; seven points on one side of the mean. Not for short yearly series
    or seasonal ones. ValueError: fewer than 12 values, or one missing.
    """
    series = np.asarray(values, dtype=float)
    if series.ndim != 1 or len(series) < FEWEST_POINTS:
        raise ValueError(f"a control chart needs {FEWEST_POINTS} points; there are {series.size}")
    if not np.all(np.isfinite(series)):
        place = int(np.flatnonzero(~np.isfinite(series))[0])
        raise ValueError(f"a control chart needs every point; position {place} is missing")

    mean = float(series.mean())
    mean_range = _mean_moving_range(series)
    reach = LIMIT_FACTOR * mean_range
    # Rounding in the mean must not put a flat series on one side of itself.
    tolerance = 1e-9 * float(np.abs(series).max())
    distance = np.where(np.abs(series - mean) <= tolerance, 0, series - mean)

    outside = np.abs(distance) > reach + tolerance
    steps = np.sign(np.diff(series))
    trend = _points_of_step_runs(steps)
    near = _two_of_three(np.where(np.abs(distance) > reach * 2 / 3 + tolerance, distance, 0))
    one_side = _in_run(np.sign(distance), RUN_LENGTH)
    return ControlChart(
        mean=mean,
        lower_limit=mean - reach,
        upper_limit=mean + reach,
        mean_moving_range=mean_range,
        outside_limits=outside,
        in_trend=trend,
        near_limit=near,
        on_one_side=one_side,
        is_special=outside | trend | near | one_side,
        is_trial=len(series) < SETTLED_POINTS,
    )


def _mean_moving_range(series: Floats) -> float:
    ranges = np.abs(np.diff(series))
    usual = ranges[ranges < SCREEN_FACTOR * ranges.mean()]
    return float(usual.mean()) if len(usual) else 0.0


def _in_run(signs: Floats, length: int) -> Flags:
    """Whether each sign is part of at least `length` equal signs in a row, zero never."""
    marked = np.zeros(len(signs), dtype=bool)
    for start in range(len(signs) - length + 1):
        window = signs[start : start + length]
        if window[0] != 0 and np.all(window == window[0]):
            marked[start : start + length] = True
    return marked


def _points_of_step_runs(steps: Floats) -> Flags:
    # Seven points are six steps; a point is in the trend if the step before or after it is.
    run = _in_run(steps, RUN_LENGTH - 1)
    return np.append(run, False) | np.insert(run, 0, False)


def _two_of_three(far: Floats) -> Flags:
    """Marks far points (distance kept, others 0) that have another, same side, within two."""
    marked = np.zeros(len(far), dtype=bool)
    for apart in (1, 2):
        together = np.flatnonzero(far[:-apart] * far[apart:] > 0)
        marked[together] = True
        marked[together + apart] = True
    return marked
