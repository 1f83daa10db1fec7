"""Which periods are counted in one run."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from etl.records.choices import Choices
from etl.records.hiding import Rule
from etl.records.periods import Period, periods
from etl.stop import Stop

FIRST, LAST = date(2015, 1, 1), date(2025, 6, 30)


def asked(
    *labels: str, last: date = LAST, first: date = FIRST, by_month: bool = False
) -> list[Period]:
    choices = Choices("", "duckdb://", Rule("own", 10), periods=labels, is_monthly=by_month)
    return periods(choices, first, last)


def test_the_newest_complete_years_are_counted() -> None:
    labels = [each.label for each in asked()]
    assert labels == ["2022/23", "2023/24", "2024/25"]
    assert [each.label for each in asked(last=date(2025, 3, 30))][-1] == "2023/24"
    assert [each.label for each in asked(last=date(2025, 3, 31))] == labels
    assert [each.label for each in asked(first=date(2023, 4, 1))] == labels[1:]


def test_a_period_asked_for_twice_is_counted_once() -> None:
    [year] = asked("2024/25", "2024/25")
    assert (year.start, year.end) == (date(2024, 4, 1), date(2025, 3, 31))
    assert len(asked("2024/25", "2024/25", by_month=True)) == 12


@pytest.mark.parametrize(
    "labels", [("2024/25", "2024"), ("2024-06", "2023/24", "2024/25"), ("2024/25", "2024-25")]
)
def test_periods_that_overlap_are_not_counted_in_one_run(labels: Sequence[str]) -> None:
    for by_month in (False, True):
        with pytest.raises(Stop, match="overlap"):
            asked(*labels, by_month=by_month)
    assert len(asked("2023/24", "2024/25")) == 2
