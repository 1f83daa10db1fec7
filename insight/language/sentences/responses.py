"""What was done about what people said, in words. A figure since is set beside, never explained."""

from __future__ import annotations

import pandas as pd

from insight.analysis.voices.before_after import NOT_COMPARED, BeforeAfter
from insight.analysis.voices.responses import DAYS_TO_RESPOND, ResponseProgress
from insight.language.number_format import Row, capital, counted, figure_with_interval, number, when

NO_CAUSE = (
    "The figure to watch is set beside the response. It does not show that the action changed"
    " anything: figures move for many reasons, and about 1 in 20 would seem to differ by chance."
)
NO_RESPONSES = (
    "Put a file of responses into data/raw, in the layout of data/templates (responses), and build."
)


def shown_of(shown: int, count: int) -> str:
    """How many of all are on the page; '' when all are."""
    if count <= shown:
        return ""
    return (
        f"The newest {shown} of {count} are shown. Choose a Place, a theme or a status to see"
        " others; all are in the file."
    )


def responses_title(progress: ResponseProgress) -> str:
    """The finding of 'You said, we did', for a heading."""
    if progress.had_time == 0:
        return f"{capital(counted(progress.said, 'thing'))} people said, all heard lately"
    return (
        f"{progress.timely} of {progress.had_time} things people said had a response within"
        f" {DAYS_TO_RESPOND} days"
    )


def progress_sentence(progress: ResponseProgress, day: pd.Timestamp) -> str:
    """How much was heard and is still without a decision, as on one day."""
    waiting = progress.said - progress.decided
    since = f" The heading counts what was heard {DAYS_TO_RESPOND} days ago or longer."
    return (
        f"As on {day:%-d %B %Y}: {counted(progress.said, 'thing')} heard,"
        f" {number(waiting) if waiting else 'none'} still without a decision. A response is a"
        f" decision, yes or no.{since * bool(progress.had_time)}"
    )


def before_after_sentence(row: Row, since: BeforeAfter) -> str:
    """The figure to watch before the decision and now; row of `queries.response_figures`."""
    what = row["plain_name"]
    if pd.isna(row["now_value"]):
        return f"{what}: {since.reason}."
    now = f"{_figure(row, 'now')} {when(row['now_label'])}"
    if pd.isna(row["before_value"]) or row["now_end_date"] == row["before_end_date"]:
        return f"{what}: {now}. Not compared: {since.reason}."
    start = f"{what}: {_figure(row, 'before')} {when(row['before_label'])}, before; now {now}."
    if since.word == NOT_COMPARED:
        return f"{start} Not compared: {since.reason}."
    if since.word == "no clear change":
        return f"{start} No clear change: the difference could be chance.{_early(since)}"
    judged = f" and {since.judgement}" if since.judgement else ""
    return f"{start} It is {since.word}{judged}.{_early(since)}"


def _early(since: BeforeAfter) -> str:
    return " Part of the newer period was before the decision." * since.is_early


def _figure(row: Row, end: str) -> str:
    value, lower, upper = (row[f"{end}_{name}"] for name in ("value", "lower", "upper"))
    unit, places = str(row["unit"]), int(row["decimal_places"])
    return figure_with_interval(value, lower, upper, unit, places)
