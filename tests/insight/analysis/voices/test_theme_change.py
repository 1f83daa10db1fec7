"""Rising and falling come from the control chart alone, and never from too few periods."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from insight.analysis.voices.theme_change import (
    UNKNOWN,
    long_enough,
    theme_change,
    theme_changes,
    with_shares,
)
from insight.statistics import control_chart
from insight.store import Store, queries
from tests.insight.small_voices import FALLING, HALTON, MONTHS, QUARTERS, RISING, SYSTEM

STEADY = [20.0, 22.0, 19.0, 21.0, 20.0, 18.0, 21.0, 22.0, 20.0, 19.0, 21.0, 20.0]


def change(values: list[float]) -> str:
    return theme_change(pd.Series(values)).word


def test_seven_periods_one_way_are_rising_or_falling() -> None:
    up = STEADY[:6] + [10.0, 11.0, 12.0, 13.0, 14.0, 15.0, 16.0]
    assert change(up) == "rising"
    assert change([30 - value for value in up]) == "falling"


def test_a_run_that_has_ended_is_no_longer_rising() -> None:
    assert change([*STEADY[:5], 10, 11, 12, 13, 14, 15, 16, 12.5]) != "rising"


def test_a_steady_theme_has_no_clear_change() -> None:
    assert change(STEADY) == "no clear change"


def test_a_period_far_outside_its_limits_is_more_or_less_often_than_usual() -> None:
    assert change([*STEADY, 40.0]) == "more often than usual"
    assert change([*STEADY, 1.0]) == "less often than usual"


@pytest.mark.parametrize("count", range(12))
def test_fewer_than_twelve_periods_say_nothing(count: int) -> None:
    found = theme_change(pd.Series(np.arange(count, dtype=float)))
    assert (found.word, found.period_count) == (UNKNOWN, count)


def test_a_period_that_is_not_shown_ends_the_run() -> None:
    values = [*range(20), float("nan"), *range(11)]
    found = theme_change(pd.Series(values, dtype=float))
    assert (found.word, found.period_count) == (UNKNOWN, 11)
    assert change([float("nan"), *STEADY]) == "no clear change"


@given(st.lists(st.floats(0, 100), max_size=30))
def test_no_claim_without_the_control_chart(values: list[float]) -> None:
    word = change(values)
    if len(values) < 12:
        assert word == UNKNOWN
        return
    chart = control_chart(values)
    assert (word == "no clear change") is not bool(chart.is_special[-1])
    assert (word in ("rising", "falling")) is bool(chart.in_trend[-1])
    if word in ("rising", "falling"):
        assert np.all(np.diff(values[-7:]) > 0) == (word == "rising")


@pytest.mark.parametrize(
    ("length", "labels", "theme", "word"),
    [("quarter", QUARTERS, RISING, "rising"), ("month", MONTHS, FALLING, "falling")],
)
def test_shares_are_of_the_periods_own_comments(
    length: str, labels: list[str], theme: str, word: str, small_store: Store
) -> None:
    rows = with_shares(queries.voice_periods(small_store, SYSTEM, length))
    for row in rows.itertuples():
        if pd.isna(row.comment_count) or pd.isna(row.base_count) or row.base_count == 0:
            assert pd.isna(row.share_pct)
        else:
            assert row.share_pct == pytest.approx(100 * row.comment_count / row.base_count)
    moving = rows[rows["theme_id"] == theme]
    assert list(moving["period_label"]) == labels
    assert theme_changes(rows)[moving["plain_name"].iloc[0]].word == word


def test_a_place_has_no_months(small_store: Store) -> None:
    assert queries.voice_periods(small_store, HALTON, "month").empty
    assert not queries.voice_periods(small_store, HALTON, "quarter").empty


@pytest.mark.parametrize(
    ("heard", "every"),
    [
        (("2024 Q3", "2025 Q2"), ["2024 Q3", "2024 Q4", "2025 Q1", "2025 Q2"]),
        (("2024-11", "2025-02"), ["2024-11", "2024-12", "2025-01", "2025-02"]),
    ],
)
def test_a_period_nobody_was_heard_in_is_there_and_has_no_share(
    heard: tuple[str, str], every: list[str]
) -> None:
    periods = pd.DataFrame(
        [("housing", "Housing", "life", 1, label, 12, "shown", 40, "shown")
         for label in heard],
        columns=["theme_id", "plain_name", "parent_id", "sort_order", "period_label",
                 "comment_count", "state", "base_count", "base_state"],
    )  # fmt: skip
    rows = with_shares(periods)
    assert list(rows["period_label"]) == every
    assert list(rows["state"]) == ["shown", "too few", "too few", "shown"]
    assert list(rows["share_pct"].isna()) == [False, True, True, False]


def test_only_themes_heard_in_two_periods_are_drawn() -> None:
    nan = float("nan")
    shares = {"a": [1.0, 2.0, nan], "b": [0.0, 0.0, nan], "c": [0.0, 3.0, nan], "d": [nan] * 3}
    rows = pd.DataFrame(
        [(theme, share) for theme, each in shares.items() for share in each],
        columns=["theme_id", "share_pct"],
    )
    assert set(long_enough(rows)["theme_id"]) == {"a"}
    assert len(long_enough(rows)) == 3


def test_nothing_over_time_is_an_empty_frame(empty_store: Store) -> None:
    rows = with_shares(queries.voice_periods(empty_store, SYSTEM, "month"))
    assert rows.empty
    assert "share_pct" in rows
