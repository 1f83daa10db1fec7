"""One spelling: numbers, periods, codes and names."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.parse_values import (
    FLAGS,
    MISSING_MARKS,
    are_months,
    marked_numbers,
    numbers,
    period,
    period_flag,
    tidy_area_code,
    tidy_code,
    tidy_name,
    without_blank_words,
)


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


def cell(text: str) -> tuple[float, str, str, str]:
    """(number or -1, why there is none, why it cannot be read, what is marked beside it)."""
    found = marked_numbers(pd.Series([text], dtype=str))
    value, reason, fault, flag = (series[0] for series in found)
    return -1 if pd.isna(value) else value, reason, fault, flag


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        *[
            (mark, "too few to show")
            for mark in ("[c]", "c", "*", "~", "<5", "≤ 7", "< 10%", ">95")
        ],
        *[(word, "too few to show") for word in ("Suppressed", "fewer than 5", "5 or fewer")],
        *[
            (mark, "not available")
            for mark in ("[x]", "[w]", "..", ":", "#N/A", "NA", "n/a", "<NA>")
        ],
        *[(mark, "not available") for mark in ("not available", "NaN", "No data")],
        *[(mark, "does not apply") for mark in ("[z]", "z", "not applicable")],
        *[(mark, "rounds to zero") for mark in ("[low]", "k", "low")],
        *[(mark, "too unreliable to show") for mark in ("[u]", "u")],
        *[(mark, "not published") for mark in ("", "-", "–", " ")],
        ("[b]", "not available: a break in the series"),
        ("[r]", "not available: being revised"),
    ],
)
def test_publishers_marks_say_why_there_is_no_figure(text: str, reason: str) -> None:
    assert cell(text) == (-1, reason, "", "")


@pytest.mark.parametrize(
    ("text", "value", "flag"),
    [
        ("13.2 [p]", 13.2, "provisional"),
        ("13.2p", 13.2, "provisional"),
        ("13.2 (r)", 13.2, "revised"),
        ("1,234 [e]", 1234, "estimated"),
        ("[b] 13.2", 13.2, "break in the series"),
        ("13.2% [p] [r]", 13.2, "provisional; revised"),
        ("13.2*", 13.2, "marked by the publisher: see its notes"),
        ("13.2 [note 3]", 13.2, "marked by the publisher: see its notes"),
        ("13.2 [u]", 13.2, "low reliability"),
        ("−3.5", -3.5, ""),
        ("£18,000", 18000, ""),
        ("12 345", 12345, ""),
    ],
)
def test_a_mark_beside_a_number_is_kept_beside_it(text: str, value: float, flag: str) -> None:
    assert cell(text) == (value, "", "", flag)


@pytest.mark.parametrize("text", ["12 apples", "1-4", "three", "12 [c]x", "1.2.3", "(12)", "[13]"])
def test_words_beside_a_number_make_it_no_number(text: str) -> None:
    assert cell(text) == (-1, "", "this is not a number", "")


def test_a_failed_formula_is_called_one() -> None:
    assert cell("#DIV/0!")[2] == "a spreadsheet's formula failed here"


@pytest.mark.parametrize(
    ("column", "values"),
    [
        (["8,4", "14,2", "1,234"], [8.4, 14.2, 1.234]),
        (["1,234", "56"], [1234, 56]),
        (["1,234,567", "2,345"], [1234567, 2345]),
        (["1.234,5", "0,125"], [1234.5, 0.125]),
        (["12.5", "8,4"], [12.5, 8.4]),
        (["-0,5"], [-0.5]),
    ],
)
def test_a_column_shows_what_its_commas_are(column: list[str], values: list[float]) -> None:
    found = marked_numbers(pd.Series(column))
    assert found.values.tolist() == values
    assert not found.faults.any()


def test_commas_that_cannot_be_told_are_refused_with_both_readings() -> None:
    mixed = marked_numbers(pd.Series(["8,4", "1,234.5", "6,789"]))
    assert mixed.values.fillna(-1).tolist() == [8.4, 1234.5, -1]
    assert mixed.faults[2] == "the comma may divide thousands or decimals: 6789 or 6.789"
    counts = marked_numbers(pd.Series(["61,000"]), may_be_decimal=True)
    assert counts.faults[0] == "the comma may divide thousands or decimals: 61000 or 61.000"
    points = marked_numbers(pd.Series(["8,4", "61.000"]))
    assert points.faults[1] == "the point may divide thousands or decimals: 61000 or 61.000"


@given(st.lists(st.floats(0, 1e6).map(lambda number: round(number, 1)), min_size=1, max_size=6))
def test_a_column_of_decimal_commas_is_what_it_was(numbers_given: list[float]) -> None:
    column = pd.Series([f"{number:.1f}".replace(".", ",") for number in numbers_given])
    assert marked_numbers(column).values.tolist() == numbers_given


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=6))
def test_a_column_of_thousands_is_what_it_was(numbers_given: list[int]) -> None:
    column = pd.Series([f"{number:,}" for number in numbers_given])
    assert marked_numbers(column).values.tolist() == numbers_given


@given(st.lists(st.text("0123456789,.-+ []()*%eEpPcx<>~£", max_size=9), min_size=1, max_size=5))
def test_no_cell_is_both_a_number_and_none(cells: list[str]) -> None:
    found = marked_numbers(pd.Series(cells, dtype=str))
    for value, reason, fault, flag in zip(*found, strict=True):
        assert [bool(pd.notna(value)), bool(reason), bool(fault)].count(True) == 1
        assert not flag or pd.notna(value)
        assert abs(value) != float("inf")


@given(st.floats(-1e6, 1e6), st.sampled_from([mark for mark, words in FLAGS.items() if words]))
def test_a_marked_number_is_the_number(number: float, mark: str) -> None:
    value, _, _, flag = cell(f"{number:.3f} [{mark}]")
    assert (value, flag) == (float(f"{number:.3f}"), FLAGS[mark])


def test_words_of_programs_for_a_blank_are_blank() -> None:
    texts = pd.Series(["NA", "nan", " ", "White", "None", "N/A"])
    assert without_blank_words(texts).tolist() == ["", "", "", "White", "", ""]


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
        ("2024-03", "calendar", "2024-03-01", "2024-03-31", "March 2024"),
        ("2024-03", "financial", "2024-03-01", "2024-03-31", "March 2024"),
        ("Mar 2024", "calendar", "2024-03-01", "2024-03-31", "March 2024"),
        ("2024 March", "calendar", "2024-03-01", "2024-03-31", "March 2024"),
        ("Mar-24", "calendar", "2024-03-01", "2024-03-31", "March 2024"),
        ("2024M03", "calendar", "2024-03-01", "2024-03-31", "March 2024"),
        ("03/2024", "calendar", "2024-03-01", "2024-03-31", "March 2024"),
        ("2024-03-01/P1M", "calendar", "2024-03-01", "2024-03-31", "March 2024"),
        ("Q3 2024", "calendar", "2024-07-01", "2024-09-30", "Jul 2024 to Sep 2024"),
        ("2024 Q3", "calendar", "2024-07-01", "2024-09-30", "Jul 2024 to Sep 2024"),
        ("2024-Q3", "calendar", "2024-07-01", "2024-09-30", "Jul 2024 to Sep 2024"),
        ("Q1 2023/24", "calendar", "2023-04-01", "2023-06-30", "2023/24 Q1"),
        ("2023-24 Q1", "calendar", "2023-04-01", "2023-06-30", "2023/24 Q1"),
        ("2021/22 Q1 - 2021/22 Q3", "calendar", "2021-04-01", "2021-12-31", "Apr 2021 to Dec 2021"),
        ("2023-24", "calendar", "2023-04-01", "2024-03-31", "2023/24"),
        ("2023 - 24", "calendar", "2023-01-01", "2024-12-31", "2023 to 2024"),
        ("FY 2023-24", "calendar", "2023-04-01", "2024-03-31", "2023/24"),
        ("2023/2024", "calendar", "2023-04-01", "2024-03-31", "2023/24"),
        ("2021-23", "calendar", "2021-01-01", "2023-12-31", "2021 to 2023"),
        ("2021 – 23", "calendar", "2021-01-01", "2023-12-31", "2021 to 2023"),
        ("2024-01-01/2024-03-31", "calendar", "2024-01-01", "2024-03-31", "Jan 2024 to Mar 2024"),
        ("01/04/2023 - 31/03/2024", "calendar", "2023-04-01", "2024-03-31", "2023/24"),
        ("Apr 2023 - Mar 2024", "calendar", "2023-04-01", "2024-03-31", "2023/24"),
        ("April to June 2024", "calendar", "2024-04-01", "2024-06-30", "Apr 2024 to Jun 2024"),
        ("year ending March 2024", "calendar", "2023-04-01", "2024-03-31", "2023/24"),
        ("Year ending 31 December 2023", "calendar", "2023-01-01", "2023-12-31", "2023"),
        ("12 months to June 2024", "calendar", "2023-07-01", "2024-06-30", "Jul 2023 to Jun 2024"),
        ("2022/23 (provisional)", "calendar", "2022-04-01", "2023-03-31", "2022/23"),
        ("2024-03-15 00:00:00", "calendar", "2024-03-15", "2024-03-15", "15 March 2024"),
    ],
)
def test_publishers_periods(text: str, kind: str, start: str, end: str, label: str) -> None:
    found = period(text, kind)
    assert (str(found.start), str(found.end), found.label) == (start, end, label)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "recent",
        "2014/16",
        "2024-13-01",
        "20",
        "2013/14-15/17",
        "2021/22 Q5",
        "17-2015",
        "2024-00",
        "2024/03",
        "Foo 2024",
        "1981-2031",
        "04/05/2023 - 06/07/2024",
        "Q5 2024",
    ],
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


def test_months_or_spans_of_years_are_told_by_the_column() -> None:
    assert are_months(["2010-12", "2024-03"])
    assert period("2010-12", months=True).label == "December 2010"
    assert not are_months(["2010-12", "2013-15"])
    assert not are_months(["2010-12", "2009"])
    with pytest.raises(ValueError, match="both"):
        are_months(["2010-12", "2013-15", "2024-03"])


def test_what_is_said_behind_a_period_is_a_flag() -> None:
    texts = ["2022/23 (provisional)", "2023p", "2022/23 [r]", "2024 Jan", "March 2024", "2021-23"]
    assert [period_flag(text) for text in texts] == [
        "provisional",
        "provisional",
        "revised",
        "",
        "",
        "",
    ]


@given(st.text("0123456789/-QqPYM JanMarsept()", max_size=24))
def test_any_text_is_a_period_or_refused(text: str) -> None:
    try:
        found = period(text)
    except ValueError:
        return
    assert found.start <= found.end
    assert found.label


def test_codes_of_areas_in_any_spelling() -> None:
    given = ["nE54000008", " e08000012", "E08 000012", "N81001", "n81001", "NE54000008", "TLD72"]
    assert tidy_area_code(pd.Series(given)).tolist() == [
        "E54000008", "E08000012", "E08000012", "N81001", "N81001", "E54000008", "TLD72",
    ]  # fmt: skip


def test_codes_and_names() -> None:
    assert tidy_code(pd.Series([" E1 ", "91547.00", "01F", "1.05"])).tolist() == [
        "E1",
        "91547",
        "01F",
        "1.05",
    ]
    assert tidy_name("St. Helens ") == tidy_name("ST HELENS")
    assert tidy_name("Cheshire West & Chester") == tidy_name("Cheshire West and Chester")
