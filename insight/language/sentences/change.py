"""Change over time: one area, or all areas of a chart."""

from __future__ import annotations

import pandas as pd

from insight.language.number_format import Row, capital, counted, few, listed, shown
from insight.reference.vocabulary import NO_RANGE
from insight.statistics.verdicts import UNKNOWN, area_trend, area_trends


def trend_sentence(series: pd.DataFrame, indicator: Row) -> str:
    """The recent trend of one area's rows of `queries.series`, with its first and last point.

    The points named are those the trend rule used, so that sentence and test are of one period.
    """
    known = series.dropna(subset=["value"])
    if known.empty:
        return f"{indicator['plain_name']}: no figures over time have been published."
    where = f"{indicator['plain_name']}, {known['area_name'].iloc[0]}"
    trend = area_trend(series, str(indicator["polarity"]))
    if trend.direction == UNKNOWN:
        return f"{where}: no trend is given ({_why(series, trend.reason)})."
    used = series.iloc[list(trend.points_used)]
    first, last = used.iloc[0], used.iloc[-1]
    before = f"{shown(first['value'], indicator)} in {first['period_label']}"
    now = f"{shown(last['value'], indicator)} in {last['period_label']}"
    if trend.direction == "no clear change":
        return f"{where}: no clear change. {before} and {now} could differ by chance."
    judgement = f", and {trend.judgement}" if trend.judgement else ""
    return f"{where}: {trend.direction}{judgement}, from {before} to {now}."


def trends_sentence(series: pd.DataFrame, indicator: Row) -> str:
    """The recent trends of several areas: rising where, falling where, unclear in how many."""
    first, *others = _clauses(series, indicator)
    return f"{indicator['plain_name']}: {'. '.join([first, *map(capital, others)])}."


def trends_title(series: pd.DataFrame, indicator: Row) -> str:
    """The finding in a heading: 'Rising in 1 and falling in 3 of 9 Places'."""
    trends = area_trends(series, str(indicator["polarity"]))["trend"]
    tested = int((trends != UNKNOWN).sum())
    moving = [
        f"{direction} in {count}"
        for direction in ("rising", "falling")
        if (count := int((trends == direction).sum()))
    ]
    if tested == 0:
        return "No trend is given"
    if not moving:
        return "No clear change"
    return f"{capital(listed(moving))} of {counted(tested, _kind(series))}"


def trends_in_words(series: pd.DataFrame, indicator: Row) -> str:
    """The body of `trends_sentence`, for alt text to begin with."""
    return "; ".join(_clauses(series, indicator))


def _clauses(series: pd.DataFrame, indicator: Row) -> list[str]:
    known = series.dropna(subset=["value"])
    if known.empty:
        return ["no figures over time have been published"]
    trends = area_trends(series, str(indicator["polarity"]))
    kind = _kind(series)
    clauses = []
    for (direction, judgement), rows in trends.groupby(["trend", "trend_judgement"]):
        names = list(rows["area_name"])
        if direction in ("rising", "falling"):
            meaning = f" ({judgement})" if judgement else ""
            clauses.append(f"{direction} in {few(names, kind)}{meaning}")
    for direction, words in (("no clear change", "no clear change"), (UNKNOWN, "no trend given")):
        names = list(trends.loc[trends["trend"] == direction, "area_name"])
        if names:
            clauses.append(f"{words} in {few(names, kind)}")
    reasons = trends.loc[trends["trend"] == UNKNOWN, "trend_reason"].unique()
    if len(reasons) == 1 and len(trends) == (trends["trend"] == UNKNOWN).sum():
        return [f"no trend is given ({_why(series, reasons[0])})"]
    return clauses


def _kind(series: pd.DataFrame) -> str:
    return "Place" if (series["area_type"] == "place").all() else "area"


def _why(series: pd.DataFrame, reason: str) -> str:
    """Why there is no trend; simpler than the rule says it where no figure has an interval."""
    return reason if series["lower_ci"].notna().any() else NO_RANGE
