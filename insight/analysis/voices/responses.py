"""How well people are responded to: in time, how long it took, what is overdue, who was told."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

DAYS_TO_RESPOND = 90
FINISHED = ("done", "could not")


@dataclass(frozen=True)
class ResponseProgress:
    """Counts of things people said, on one day.

    said: all. timely and had_time: of those heard at least 90 days ago, how many had a decision
    within 90 days. decided: with a decision; median_days: how long it took them, NaN for none.
    overdue: past their due date and not finished. finished: done or could not; told: of those,
    how many whose people have been told.
    """

    said: int
    had_time: int
    timely: int
    decided: int
    median_days: float
    overdue: int
    finished: int
    told: int


def response_progress(responses: pd.DataFrame, day: pd.Timestamp) -> ResponseProgress:
    """responses: rows of `queries.responses`. day: the day to judge by, such as the build's."""
    days = (responses["decision_date"] - responses["said_date"]).dt.days
    had_time = (day - responses["said_date"]).dt.days >= DAYS_TO_RESPOND
    is_finished = responses["status"].isin(FINISHED)
    return ResponseProgress(
        said=len(responses),
        had_time=int(had_time.sum()),
        timely=int((had_time & (days <= DAYS_TO_RESPOND)).sum()),
        decided=int(days.notna().sum()),
        median_days=float(days.median()),
        overdue=int(is_overdue(responses, day).sum()),
        finished=int(is_finished.sum()),
        told=int((is_finished & (responses["told_back_date"] <= day)).sum()),
    )


def is_overdue(responses: pd.DataFrame, day: pd.Timestamp) -> pd.Series:
    """Whether each should have been finished before `day` and is not."""
    return (responses["due_date"] < day) & ~responses["status"].isin(FINISHED)
