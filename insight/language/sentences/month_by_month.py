"""A monthly series beside its own usual range, as a control chart finds it."""

from __future__ import annotations

import pandas as pd

from insight.language.number_format import Row, counted, shown, shown_range
from insight.statistics import ControlChart

CAVEAT = (
    "The usual range is worked out from all the months drawn. Seasons are not taken out, so winters"
    " may stand out."
)


def month_by_month_sentence(series: pd.DataFrame, found: ControlChart, indicator: Row) -> str:
    """'July 2025: 71.9%, within its usual range (69.2% to 74.1%). 9 of 40 months differ by more
    than its usual ups and downs.'

    series: rows of `queries.series` of one area, oldest first; found: the control chart of them.
    """
    last = series.iloc[-1]
    usual = shown_range(found.lower_limit, found.upper_limit, indicator)
    count = int(found.is_special.sum())
    months = f"{count} of {counted(len(series), 'month')}"
    ups = "more than its usual ups and downs"
    return (
        f"{last['period_label']}: {shown(last['value'], indicator)},"
        f" {latest_words(found, last['value'])} ({usual})."
        f" {months} {'differs' if count == 1 else 'differ'} by {ups}."
    )


def latest_words(found: ControlChart, value: float) -> str:
    """Where the latest month lies: 'within its usual range', 'above …' or 'below …', and the run it
    is part of where there is one."""
    if value > found.upper_limit:
        return "above its usual range"
    if value < found.lower_limit:
        return "below its usual range"
    if found.in_trend[-1]:
        return "within its usual range, and one of seven months or more moving one way"
    if found.on_one_side[-1]:
        side = "above" if value > found.mean else "below"
        return f"within its usual range, and one of seven months or more {side} the mean"
    return "within its usual range"


def month_by_month_alt(series: pd.DataFrame, found: ControlChart, indicator: Row) -> str:
    """Alt text of `charts.control_lines`."""
    first, last = series["period_label"].iloc[0], series["period_label"].iloc[-1]
    return (
        f"Control chart, {indicator['plain_name']}, {series['area_name'].iloc[0]}, {first} to"
        f" {last}. {month_by_month_sentence(series, found, indicator)}"
    )
