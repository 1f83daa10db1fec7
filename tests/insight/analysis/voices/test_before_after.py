"""A figure before and after a decision: compared only where that is fair."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from insight.analysis.voices.before_after import NOT_COMPARED, before_after
from insight.reference.vocabulary import NO_RANGE
from insight.statistics import difference_test, standard_error


def row(**changes: Any) -> dict[str, Any]:
    """A figure of 60% in 2023 and of 70% in 2025, decided in between."""
    days = {
        "decision_date": "2024-06-01",
        "before_start_date": "2023-01-01",
        "before_end_date": "2023-12-31",
        "now_start_date": "2025-01-01",
        "now_end_date": "2025-12-31",
    }
    ends = {"value": (60.0, 70.0), "lower": (58.0, 68.0), "upper": (62.0, 72.0)}
    figures = {
        f"{when}_{name}": pair[place]
        for place, when in enumerate(("before", "now"))
        for name, pair in ends.items()
    }
    base = {"polarity": "high_is_good", **figures, **days, **changes}
    for name in days:
        base[name] = pd.Timestamp(base[name])
    return base


@pytest.mark.parametrize(
    ("polarity", "judgement"),
    [("high_is_good", "better"), ("low_is_good", "worse"), ("no_judgement", "")],
)
def test_a_clear_difference_has_its_direction_and_judgement(polarity: str, judgement: str) -> None:
    found = before_after(row(polarity=polarity))
    assert (found.word, found.judgement, found.reason) == ("higher", judgement, "")


def test_a_difference_that_could_be_chance_is_no_clear_change() -> None:
    found = before_after(row(now_value=61.0, now_lower=58.5, now_upper=63.5))
    assert (found.word, found.judgement) == ("no clear change", "")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"now_value": np.nan}, "there is no figure for this area"),
        ({"decision_date": None}, "nothing has been decided yet"),
        ({"before_value": np.nan}, "there is no figure from before the decision"),
        (
            {"now_end_date": "2023-12-31", "now_start_date": "2023-01-01"},
            "no newer figure has been published since the decision",
        ),
        ({"now_start_date": "2023-07-01"}, "the two periods overlap"),
        ({"now_start_date": "2023-12-31"}, "the two periods overlap"),
        ({"now_lower": np.nan}, NO_RANGE),
        ({"before_upper": np.nan}, NO_RANGE),
        ({"before_lower": 60.0, "before_upper": 60.0}, NO_RANGE),
    ],
)
def test_what_cannot_be_compared_says_why(changes: dict[str, Any], reason: str) -> None:
    found = before_after(row(**changes))
    assert (found.word, found.reason, found.judgement) == (NOT_COMPARED, reason, "")


def test_a_change_in_counting_in_between_is_not_compared() -> None:
    assert before_after(row(), [date(2024, 4, 1)]).reason == "it was counted differently in between"
    assert before_after(row(), [date(2023, 12, 31), date(2026, 1, 1)]).word == "higher"


def test_a_newer_period_that_began_before_the_decision_is_marked() -> None:
    assert before_after(row(decision_date="2025-03-01")).is_early
    assert not before_after(row()).is_early


@given(st.floats(0, 100), st.floats(0, 100), st.floats(0.1, 20), st.floats(0.1, 20))
def test_no_claim_without_its_test(before: float, now: float, wide: float, wider: float) -> None:
    found = before_after(
        row(
            before_value=before, before_lower=before - wide, before_upper=before + wide,
            now_value=now, now_lower=now - wider, now_upper=now + wider,
        )
    )  # fmt: skip
    errors = [standard_error(0, 2 * wider), standard_error(0, 2 * wide)]
    differs = difference_test(now, errors[0], before, errors[1]).p_value < 0.05
    assert (found.word in ("higher", "lower")) is bool(differs)
    if differs:
        assert found.word == ("higher" if now > before else "lower")
