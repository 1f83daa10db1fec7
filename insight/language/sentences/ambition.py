"""A figure beside what somebody national has said England should reach."""

from __future__ import annotations

import pandas as pd

from insight.language.number_format import Row, capital, shown, shown_with_interval
from insight.reference.catalogue import Ambition
from insight.reference.vocabulary import NO_RANGE, SO_NOT_TESTED


def ambition_sentence(ambition: Ambition, indicator: Row, row: Row, area_name: str) -> str:
    """Whether an area's figure has reached an ambition, judged by its 95% interval.

    '' when the ambition is not current or is not about this indicator. row: one figure (value,
    lower_ci, upper_ci, period_label, value_note).
    """
    if not ambition.is_current or ambition.indicator_id != indicator["indicator_id"]:
        return ""
    where = f"{indicator['plain_name']}, {area_name}"
    start = f"National ambition for England: {ambition.wording}"
    if pd.isna(row["value"]):
        return f"{start} {where}: no figure ({row['value_note'] or 'no reason given'})."
    figure = f"{where}, {row['period_label']}: {shown_with_interval(row, indicator)}."
    return f"{start} {figure} {_verdict(ambition, indicator, row)}"


def _verdict(ambition: Ambition, indicator: Row, row: Row) -> str:
    goal = shown(ambition.number, indicator)
    low, high = row["lower_ci"], row["upper_ci"]
    if pd.isna(low) or pd.isna(high):
        return f"{capital(NO_RANGE)}{SO_NOT_TESTED} against {goal}."
    is_floor = ambition.direction == "at_least"
    if (low >= ambition.number) if is_floor else (high <= ambition.number):
        return f"That has reached {goal}."
    if (high < ambition.number) if is_floor else (low > ambition.number):
        return f"That has not reached {goal}."
    return f"Chance could put it on either side of {goal}."
