"""A gap's first and latest figure: plain without a range, claimed only where the test finds it."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from insight.language import sentences

YEARS = {"plain_name": "Gap in lives", "unit": "years", "decimal_places": 1}


def series(values: list[float], error: float | None = None, years: int = 1) -> pd.DataFrame:
    starts = [pd.Timestamp(f"{2015 + place}-01-01") for place in range(len(values))]
    frame = pd.DataFrame({"value": values, "period_start_date": starts})
    return frame.assign(
        area_code="E08000015",
        area_name="Wirral",
        period_end_date=[start + pd.DateOffset(years=years, days=-1) for start in starts],
        period_label=[f"{start:%Y}" for start in starts],
        lower_ci=frame["value"] - error if error else float("nan"),
        upper_ci=frame["value"] + error if error else float("nan"),
    )


def change(*values: float, **more: Any) -> dict[str, Any]:
    found = sentences.first_to_last(series(list(values), **more))
    assert found is not None
    return found


def test_without_a_range_nothing_is_claimed() -> None:
    moved = change(12.6, 13.0, 15.3)
    assert (moved["word"], sentences.signed_change(moved, YEARS)) == ("", "+2.7")
    assert sentences.change_test(moved) == "Not tested: no range in our file"
    other = {**change(9.6, 10.4), "area_name": "Halton"}
    said = sentences.life_gap_sentence([other, moved], "men", YEARS)
    assert "Wirral 12.6 to 15.3 years; no range in our file" in said
    assert "widening" not in said and "narrowing" not in said
    assert sentences.life_gap_title([other, moved], "men", YEARS) == (
        "Gap in length of life, men: Wirral 12.6 to 15.3 years"
    )


@pytest.mark.parametrize(
    ("values", "error", "years", "word"),
    [
        ([12.0, 15.0], 0.5, 1, "widening"),
        ([15.0, 12.0], 0.5, 1, "narrowing"),
        ([12.0, 12.4], 2.0, 1, "no clear change"),
        ([12.0, 15.0], 0.5, 3, ""),  # the periods overlap
        ([-12.0, -15.0], 0.5, 1, "widening"),
    ],
)
def test_the_word_is_that_of_the_test(
    values: list[float], error: float, years: int, word: str
) -> None:
    assert change(*values, error=error, years=years)["word"] == word


def test_one_figure_is_no_change() -> None:
    assert sentences.first_to_last(series([12.0])) is None


def gap_row(year: int, value: float, group: str = "core20") -> dict[str, Any]:
    return {
        "area_name": "Halton",
        "group_id": group,
        "group_name": "Core20",
        "reference_group_id": "not-core20",
        "reference_group_name": "the rest",
        "period_start_date": pd.Timestamp(f"{year}-01-01"),
        "period_end_date": pd.Timestamp(f"{year}-12-31"),
        "period_label": str(year),
        "value": value,
        "reference_value": 10.0,
        "absolute_gap": value - 10.0,
    }


def test_a_gap_that_cannot_be_tested_is_given_plainly() -> None:
    rows = pd.DataFrame([gap_row(2020, 13.0), gap_row(2023, 15.5)])
    about = {"plain_name": "Smoking", "unit": "%", "decimal_places": 1}
    assert sentences.plain_gap_change(rows, about, "no range is known") == (
        "Smoking, Halton. Core20 against the rest: 13.0% against 10.0% in 2020, 3.0 percentage"
        " points apart. Then 15.5% against 10.0% in 2023, 5.5 percentage points apart. Not tested:"
        " no range is known."
    )


def test_other_groups_or_a_break_are_never_set_beside() -> None:
    about = {"plain_name": "Smoking", "unit": "%", "decimal_places": 1}
    other = pd.DataFrame([gap_row(2020, 13.0, "another"), gap_row(2023, 15.5)])
    assert sentences.plain_gap_change(other, about, "why") == ""
    broken = pd.DataFrame([gap_row(2020, 13.0), gap_row(2023, 15.5)])
    assert sentences.plain_gap_change(broken, about, "why", pd.Timestamp("2022-01-01")) == ""
