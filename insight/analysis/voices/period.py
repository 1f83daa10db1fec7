"""Months and quarters in which people spoke: how they are labelled in the store and on screen.

A label sorts as text: '2025-03' for a month, '2025 Q1' for a (calendar) quarter. Which of the two
it is, is its length.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

MONTH, QUARTER = "month", "quarter"
_FREQUENCY = {MONTH: "M", QUARTER: "Q"}


def label(period: pd.Period) -> str:
    """The label of a month or a quarter."""
    return str(period).replace("Q", " Q")


def length(labelled: str) -> str:
    """MONTH or QUARTER."""
    return QUARTER if "Q" in labelled else MONTH


def spoken(labelled: str) -> str:
    """The label as people read it: 'Mar 2025', '2025 Q1'."""
    return f"{_period(labelled):%b %Y}" if length(labelled) == MONTH else labelled


def every(labels: Iterable[str]) -> list[str]:
    """Labels of the first period to the last without a gap; all of one length."""
    known = sorted(labels)
    return [label(each) for each in pd.period_range(_period(known[0]), _period(known[-1]))]


def quarters(labels: Iterable[str]) -> pd.PeriodIndex:
    """The quarters among labels, each once, in order."""
    found = {_period(each) for each in labels if length(each) == QUARTER}
    return pd.PeriodIndex(sorted(found), freq=_FREQUENCY[QUARTER])


def _period(labelled: str) -> pd.Period:
    return pd.Period(labelled.replace(" ", ""), freq=_FREQUENCY[length(labelled)])
