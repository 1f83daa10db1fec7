"""The verdicts behind charts and sentences, worked out once so that the two cannot disagree.

Everything here adds words from `insight.statistics` to the frame of a query.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from insight.statistics import (
    Trend,
    compare,
    difference_test,
    interval_at,
    recent_trend,
    standard_error,
    why_not_tested,
)

Floats = NDArray[np.float64]

NOT_TESTED = "not tested"
# The reason, where a publisher forbids it or a comparison makes no sense.
NOT_TO_BE_COMPARED = "figures of this measure are not to be compared"
THE_BENCHMARK = "the others are set beside it"
PLACES_ALONE = "only Places have similar areas here"
UNKNOWN = "cannot be calculated"
CHECK_FIRST = "check the recording first"  # then why, of a figure with a sign of doubt
CHANCE = 0.05
PUBLISHED_CONFIDENCE = 0.95  # the confidence of every interval in the store
# The columns of a profile in the order of the arguments of `recent_trend`.
PAST = ("values", "lowers", "uppers", "polarity", "period_start_dates", "period_end_dates")


def with_verdicts(
    values: pd.DataFrame,
    reference: float | Floats,
    polarity: str,
    confidence: float = 0.95,
    value_type: str = "",
) -> pd.DataFrame:
    """Compare each area with its benchmark's figure for the same period.

    values: one row per area with value, lower_ci, upper_ci (95%). Returns a copy with `verdict`
    (a word of `statistics.compare`) and `reason` (why not tested, else ''). confidence: 0.95,
    or 0.998 to judge by the wider interval of `statistics.interval_at`, which needs the
    indicator's value_type and takes the place of the published one, so that what is shown is what
    was judged by. A figure with a `doubt` (why, or '') is not tested before it has been checked.
    """
    figures = _at(_figures(values), confidence, value_type)
    verdict, reason = _verdicts(figures, reference, polarity)
    return _doubted(
        values.assign(lower_ci=figures[1], upper_ci=figures[2], verdict=verdict, reason=reason)
    )


def with_intervals_at(values: pd.DataFrame, confidence: float, value_type: str) -> pd.DataFrame:
    """The rows with lower_ci and upper_ci at a confidence instead of the published 95%.

    values: value, lower_ci, upper_ci. value_type: of the indicator (see `statistics.interval_at`).
    """
    _, lower, upper = _at(_figures(values), confidence, value_type)
    return values.assign(lower_ci=lower, upper_ci=upper)


def with_row_verdicts(comparisons: pd.DataFrame, confidence: float = 0.95) -> pd.DataFrame:
    """Compare figures of many indicators, each with the benchmark_value of its own row.

    comparisons: value, lower_ci, upper_ci, benchmark_value, polarity, value_type, and doubt where
    it is known. Returns a copy with verdict and reason, and the interval at the confidence, as
    `with_verdicts`.
    """
    figures = np.array(_figures(comparisons))
    references = comparisons["benchmark_value"].to_numpy(float)
    kinds = list(zip(comparisons["polarity"], comparisons["value_type"], strict=True))
    verdicts, reasons = np.full((2, len(comparisons)), "", dtype=object)
    for polarity, value_type in sorted(set(kinds)):
        alike = np.array([each == (polarity, value_type) for each in kinds])
        figures[:, alike] = _at(figures[:, alike], confidence, value_type)
        verdicts[alike], reasons[alike] = _verdicts(figures[:, alike], references[alike], polarity)
    return _doubted(
        comparisons.assign(
            lower_ci=figures[1],
            upper_ci=figures[2],
            verdict=pd.Series(verdicts, comparisons.index, dtype="str"),
            reason=pd.Series(reasons, comparisons.index, dtype="str"),
        )
    )


def with_trends(profile: pd.DataFrame, confidence: float = 0.95) -> pd.DataFrame:
    """Compare every indicator of `queries.place_profile` with its benchmark, and its past.

    Returns a copy with verdict, reason, trend ('rising', 'falling', 'no clear change' or 'cannot
    be calculated'), trend_judgement ('getting better', 'getting worse' or '') and trend_reason.
    confidence is that of the comparison; the trend has a rule of its own. A past that ends in a
    doubted figure has none.
    """
    found = with_row_verdicts(profile, confidence)
    figures = (profile[name].tolist() for name in PAST)
    trends = [recent_trend(*row) for row in zip(*figures, strict=True)]
    if "doubt" in profile:
        trends = [_unless(each, why) for each, why in zip(trends, profile["doubt"], strict=True)]
    return found.assign(
        trend=[trend.direction for trend in trends],
        trend_judgement=[trend.judgement for trend in trends],
        trend_reason=[trend.reason for trend in trends],
    )


def area_trend(series: pd.DataFrame, polarity: str) -> Trend:
    """The recent trend of one area's rows of `queries.series`, by period; none where the newest
    figure is in doubt."""
    starts, ends = series["period_start_date"].to_numpy(), series["period_end_date"].to_numpy()
    figures = _figures(series)
    trend = recent_trend(*figures, polarity, starts, ends)
    return _unless(trend, _doubt(figures[0], _doubts(series)))


def _doubts(series: pd.DataFrame) -> NDArray[np.object_]:
    """The sign of doubt of each row; '' where none is known."""
    return series.get("doubt", pd.Series("", series.index)).to_numpy(object)


def _doubt(values: Floats, doubts: NDArray[np.object_]) -> str:
    """Why the newest figure of one area is in doubt; '' where it is not."""
    given = doubts[~np.isnan(values)]
    return str(given[-1]) if len(given) else ""


def _unless(trend: Trend, doubt: str) -> Trend:
    """The trend, or none where there is a doubt."""
    if not doubt:
        return trend
    return replace(trend, direction=UNKNOWN, judgement="", reason=f"{CHECK_FIRST}: {doubt}")


def area_trends(series: pd.DataFrame, polarity: str) -> pd.DataFrame:
    """The recent trend of every area in `series`: area_code, area_name, trend,
    trend_judgement, trend_reason; in the order the areas come."""
    figures = np.array(_figures(series))
    starts, ends = series["period_start_date"].to_numpy(), series["period_end_date"].to_numpy()
    doubts = _doubts(series)
    places: dict[tuple[str, str], list[int]] = {}
    for place, area in enumerate(zip(series["area_code"], series["area_name"], strict=True)):
        places.setdefault(area, []).append(place)
    rows = []
    for (code, name), own in places.items():
        value, lower, upper = figures[:, own]
        trend = recent_trend(value, lower, upper, polarity, starts[own], ends[own])
        trend = _unless(trend, _doubt(value, doubts[own]))
        rows.append((code, name, trend.direction, trend.judgement, trend.reason))
    columns = ["area_code", "area_name", "trend", "trend_judgement", "trend_reason"]
    return pd.DataFrame(rows, columns=columns)


def extremes_differ(values: pd.DataFrame) -> bool:
    """Whether the two areas furthest apart differ by more than chance.

    values: value, lower_ci, upper_ci. Every pair of areas is tested and corrected for by Holm's
    method, because the furthest pair is picked out of all of them; where several pairs are
    equally far apart, all must differ. False when any figure lacks an interval.
    """
    value, lower, upper = _figures(values.dropna(subset=["value"]))
    errors = standard_error(lower, upper)
    if len(value) < 2 or not np.all(errors > 0):
        return False
    one, other = np.triu_indices(len(value), 1)
    tests = difference_test(value[one], errors[one], value[other], errors[other])
    apart = np.abs(tests.difference)
    # Holm's steps up to the furthest pair only: of 1,600 areas there are a million others.
    furthest = tests.p_value[apart == apart.max()].max()
    surest_first = np.sort(tests.p_value[tests.p_value <= furthest])
    tests_left = len(apart) - np.arange(len(surest_first))
    return bool(np.all(surest_first * tests_left < CHANCE))


def _doubted(judged: pd.DataFrame) -> pd.DataFrame:
    """The same rows, those with a sign of doubt not tested, and why."""
    if "doubt" not in judged:
        return judged
    is_doubted = judged["doubt"] != ""
    return judged.assign(
        verdict=judged["verdict"].mask(is_doubted, NOT_TESTED),
        reason=judged["reason"].mask(is_doubted, f"{CHECK_FIRST}: " + judged["doubt"]),
    )


def _verdicts(
    figures: Sequence[Floats] | Floats,
    reference: float | Floats,
    polarity: str,
) -> tuple[NDArray[np.str_], NDArray[np.str_]]:
    """The word of each comparison, and why there is none; figures: value, lower and upper."""
    value, lower, upper = figures
    return (
        np.atleast_1d(compare(value, lower, upper, reference, polarity)),
        np.atleast_1d(why_not_tested(value, lower, upper, reference)),
    )


def _at(
    figures: Sequence[Floats] | Floats, confidence: float, value_type: str
) -> tuple[Floats, Floats, Floats]:
    """Value, lower and upper with the interval at a confidence."""
    value, lower, upper = figures
    if confidence != PUBLISHED_CONFIDENCE:
        lower, upper = interval_at(value, lower, upper, confidence, value_type)
    return value, np.atleast_1d(lower), np.atleast_1d(upper)


def _figures(rows: pd.DataFrame) -> tuple[Floats, Floats, Floats]:
    value, lower, upper = rows[["value", "lower_ci", "upper_ci"]].to_numpy(float).T
    return value, lower, upper
