"""The figure to watch, before a decision and now: whether it differs, never why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from insight.reference.vocabulary import NO_RANGE
from insight.statistics import difference_test, standard_error
from insight.statistics.benchmark import OUTCOMES
from insight.store.rows import Row

NOT_COMPARED = "not compared"
CHANCE = 0.05


@dataclass(frozen=True)
class BeforeAfter:
    """word: 'higher', 'lower', 'no clear change' or NOT_COMPARED, with the reason.

    judgement: 'better', 'worse' or ''. is_early: the newer period began before the decision, so
    part of it cannot show what came after.
    """

    word: str
    reason: str = ""
    judgement: str = ""
    is_early: bool = False


def before_after(row: Row, breaks: Sequence[date] = ()) -> BeforeAfter:
    """A row of `queries.response_figures`, its two figures tested against each other.

    breaks: days from which the indicator was counted differently. The test takes the two figures
    as independent, so periods that overlap are not compared; it needs both intervals.
    """
    reason = _refusal(row, breaks)
    if reason:
        return BeforeAfter(NOT_COMPARED, reason)
    errors = [standard_error(row[f"{end}_lower"], row[f"{end}_upper"]) for end in ("now", "before")]
    is_early = row["now_start_date"] < row["decision_date"]
    test = difference_test(row["now_value"], errors[0], row["before_value"], errors[1])
    if not test.p_value < CHANCE:
        return BeforeAfter("no clear change", is_early=is_early)
    is_higher = bool(test.difference > 0)
    outcome = OUTCOMES[str(row["polarity"])][is_higher]
    judgement = outcome if outcome in ("better", "worse") else ""
    return BeforeAfter("higher" if is_higher else "lower", "", judgement, is_early)


def _refusal(row: Row, breaks: Sequence[date]) -> str:
    """Why the two figures cannot be set against each other; '' when they can."""
    if pd.isna(row["now_value"]):
        return "there is no figure for this area"
    if pd.isna(row["decision_date"]):
        return "nothing has been decided yet"
    if pd.isna(row["before_value"]):
        return "there is no figure from before the decision"
    if row["now_end_date"] == row["before_end_date"]:
        return "no newer figure has been published since the decision"
    if row["now_start_date"] <= row["before_end_date"]:
        return "the two periods overlap"
    if any(row["before_end_date"] < pd.Timestamp(day) <= row["now_end_date"] for day in breaks):
        return "it was counted differently in between"
    ends = [row[f"{when}_{end}"] for when in ("before", "now") for end in ("lower", "upper")]
    if any(pd.isna(end) for end in ends) or ends[0] == ends[1] or ends[2] == ends[3]:
        return NO_RANGE
    return ""
