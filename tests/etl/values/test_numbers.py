"""Numbers, marks beside them and reasons for a missing one."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.values.numbers import FLAGS, MISSING_MARKS, marked_numbers, numbers


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
        *[(word, "too few to show") for word in ("Suppressed (small number)", ": c")],
        *[
            (mark, "not available")
            for mark in ("[x]", "[w]", "..", ":", "#N/A", "NA", "n/a", "<NA>")
        ],
        *[(mark, "not available") for mark in ("not available", "NaN", "No data")],
        *[(mark, "does not apply") for mark in ("[z]", "z", "not applicable")],
        *[(mark, "rounds to zero") for mark in ("[low]", "k", "low")],
        *[(mark, "too unreliable to show") for mark in ("[u]", "u")],
        *[(mark, "not published") for mark in ("", "-", "–", " ", "#")],
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
