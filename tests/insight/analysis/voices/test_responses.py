"""How well people are answered, counted by hand."""

from __future__ import annotations

import math

import pandas as pd

from insight.analysis.voices.responses import ResponseProgress, is_overdue, response_progress
from insight.store import Store, queries

DAY = pd.Timestamp("2026-04-01")
COLUMNS = ["said_date", "decision_date", "due_date", "told_back_date", "status"]


def frame(*rows: tuple[str | None, str | None, str | None, str | None, str]) -> pd.DataFrame:
    made = pd.DataFrame(rows, columns=COLUMNS)
    made[COLUMNS[:4]] = made[COLUMNS[:4]].apply(pd.to_datetime)
    return made


def test_every_measure_by_hand() -> None:
    found = response_progress(
        frame(
            # in time to the day; a day late; never; heard 90 days ago; heard 89 days ago
            ("2025-01-01", "2025-04-01", "2025-06-01", "2025-07-01", "done"),
            ("2025-01-01", "2025-04-02", "2025-06-01", None, "could not"),
            ("2025-01-01", None, "2026-03-31", None, "deciding"),
            ("2026-01-01", "2026-01-11", "2026-04-01", "2026-04-02", "done"),
            ("2026-01-02", "2026-01-22", "2026-03-01", None, "doing"),
        ),
        DAY,
    )
    assert found == ResponseProgress(
        said=5, had_time=4, timely=2, decided=4, median_days=55.0, overdue=2, finished=3, told=1
    )


def test_nothing_said_gives_noughts_and_no_median(empty_store: Store) -> None:
    found = response_progress(queries.responses(empty_store), DAY)
    assert (found.said, found.had_time, found.decided, found.overdue) == (0, 0, 0, 0)
    assert math.isnan(found.median_days)


def test_the_day_it_is_due_is_not_overdue_and_what_is_finished_never_is() -> None:
    rows = frame(
        ("2025-01-01", None, "2026-04-01", None, "doing"),
        ("2025-01-01", None, "2026-03-31", None, "doing"),
        ("2025-01-01", None, "2026-03-31", None, "could not"),
        ("2025-01-01", None, None, None, "heard"),
    )
    assert list(is_overdue(rows, DAY)) == [False, True, False, False]
