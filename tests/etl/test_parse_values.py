"""One spelling: numbers, periods, codes and names."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.parse_values import MISSING_MARKS, numbers, period, tidy_code, tidy_name


def test_numbers_marks_and_text_are_told_apart() -> None:
    text = pd.Series(["1,234.5", " 7 ", "12%", "*", "", "NULL", "about 3", "inf", "1e3"])
    values, reasons, is_text = numbers(text)
    assert values.fillna(-1).tolist() == [1234.5, 7, 12, -1, -1, -1, -1, -1, 1000]
    assert reasons[3] == "too few to show"
    assert reasons[4] == "not published"
    assert is_text.tolist() == [False] * 6 + [True, True, False]


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_any_number_survives(number: float) -> None:
    values, _, is_text = numbers(pd.Series([repr(number)]))
    assert values[0] == number
    assert not is_text[0]


@given(st.text(max_size=8))
def test_every_cell_is_a_number_a_mark_or_text_and_never_two(cell: str) -> None:
    values, reasons, is_text = numbers(pd.Series([cell], dtype=str))
    assert [bool(values.notna()[0]), bool(reasons[0]), bool(is_text[0])].count(True) == 1


def test_every_mark_has_a_reason() -> None:
    assert all(MISSING_MARKS.values())


@pytest.mark.parametrize(
    ("text", "kind", "start", "end", "label"),
    [
        ("2022-01-01/P3Y", "calendar", "2022-01-01", "2024-12-31", "2022 to 2024"),
        ("2024-09-01/P1Y", "calendar", "2024-09-01", "2025-08-31", "2024/25"),
        ("2015-11-16/P1Y", "calendar", "2015-11-16", "2016-11-15", "Nov 2015 to Nov 2016"),
        ("2025-03-15", "calendar", "2025-03-15", "2025-03-15", "15 March 2025"),
        ("2024-01-01/P3M", "calendar", "2024-01-01", "2024-03-31", "Jan 2024 to Mar 2024"),
        ("2021", "calendar", "2021-01-01", "2021-12-31", "2021"),
        ("2021", "financial", "2020-04-01", "2021-03-31", "2020/21"),
        ("2025", "school", "2024-09-01", "2025-08-31", "2024/25"),
        ("2016-17", "school", "2016-09-01", "2017-08-31", "2016/17"),
        ("2015 - 17", "calendar", "2015-01-01", "2017-12-31", "2015 to 2017"),
        ("1999-01", "calendar", "1999-01-01", "2001-12-31", "1999 to 2001"),
        ("2016 to 2020", "calendar", "2016-01-01", "2020-12-31", "2016 to 2020"),
        ("2014/15", "calendar", "2014-04-01", "2015-03-31", "2014/15"),
        ("2013/14-15/16", "calendar", "2013-04-01", "2016-03-31", "2013/14 to 2015/16"),
        ("2021/22 Q4", "calendar", "2022-01-01", "2022-03-31", "2021/22 Q4"),
    ],
)
def test_publishers_periods(text: str, kind: str, start: str, end: str, label: str) -> None:
    found = period(text, kind)
    assert (str(found.start), str(found.end), found.label) == (start, end, label)


@pytest.mark.parametrize(
    "text", ["", "recent", "2014/16", "2024-13-01", "20", "2013/14-15/17", "2021/22 Q5", "17-2015"]
)
def test_what_is_not_a_period_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        period(text)


@given(st.integers(1981, 2050), st.sampled_from(["calendar", "financial", "school"]))
def test_a_year_of_any_kind_is_a_year_long(year: int, kind: str) -> None:
    found = period(str(year), kind)
    following = period(str(year + 1), kind)
    assert found.end + timedelta(days=1) == following.start
    assert found.start < found.end < date(year + 1, 1, 1)


def test_codes_and_names() -> None:
    assert tidy_code(pd.Series([" E1 ", "91547.0", "01F", "1.05"])).tolist() == [
        "E1",
        "91547",
        "01F",
        "1.05",
    ]
    assert tidy_name("St. Helens ") == tidy_name("ST HELENS")
    assert tidy_name("Cheshire West & Chester") == tidy_name("Cheshire West and Chester")
