from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insight.language import number_format

NAN = math.nan


@pytest.mark.parametrize(
    "value, places, text",
    [
        (12345, 0, "12,345"),
        (3.14159, 1, "3.1"),
        (-2.5, 1, "−2.5"),
        (-0.04, 1, "0.0"),
        (0, 0, "0"),
        (NAN, 1, "no figure"),
        (None, 1, "no figure"),
    ],
)
def test_number(value: float, places: int, text: str) -> None:
    assert number_format.number(value, places) == text


@pytest.mark.parametrize(
    "value, unit, places, text",
    [
        (18.26, "%", 1, "18.3%"),
        (23456.4, "£", 0, "£23,456"),
        (-40, "£", 0, "−£40"),
        (81.2, "years", 1, "81.2 years"),
        (312.44, "per 100,000", 1, "312.4 per 100,000"),
        (7.41, "score 0–10", 1, "7.4 out of 10"),
        (41.0, "score 0–90", 1, "41.0 out of 90"),
        (142, "100 = same as everyone", 0, "142 (100 = same as everyone)"),
        (NAN, "£", 0, "no figure"),
    ],
)
def test_figure(value: float, unit: str, places: int, text: str) -> None:
    assert number_format.figure(value, unit, places) == text


@pytest.mark.parametrize(
    "unit, text",
    [
        ("%", "10.0% to 12.5%"),
        ("£", "£10.0 to £12.5"),
        ("years", "10.0 to 12.5 years"),
        ("per 1,000", "10.0 to 12.5 per 1,000"),
        ("score 0–10", "10.0 to 12.5 out of 10"),
    ],
)
def test_interval_names_its_unit_as_people_say_it(unit: str, text: str) -> None:
    assert number_format.interval(10, 12.5, unit, 1) == text
    assert number_format.interval(NAN, 12.5, unit, 1) == "no range"
    assert number_format.interval(10, NAN, unit, 1) == "no range"


def test_a_figure_without_an_interval_stands_alone() -> None:
    assert number_format.figure_with_interval(11, 10, 12, "%", 0) == "11% (10% to 12%)"
    assert number_format.figure_with_interval(11, NAN, NAN, "%", 0) == "11%"
    assert number_format.figure_with_interval(NAN, NAN, NAN, "%", 0) == "no figure"


@pytest.mark.parametrize(
    "unit, text",
    [
        ("%", "3.1 percentage points"),
        ("years", "3.1 years"),
        ("£", "£3.1"),
        ("score 0–10", "3.1 points"),
        ("100 = same as everyone", "3.1 points"),
    ],
)
def test_difference_has_no_sign(unit: str, text: str) -> None:
    assert number_format.difference(3.1, unit, 1) == number_format.difference(-3.1, unit, 1) == text
    assert number_format.difference(NAN, unit, 1) == "no figure"


@pytest.mark.parametrize(
    "names, text",
    [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")],
)
def test_listed(names: list[str], text: str) -> None:
    assert number_format.listed(names) == text


def test_more_names_than_a_sentence_bears_are_counted() -> None:
    names = list("ABCDEF")
    assert number_format.few(names[:5], "Place") == "A, B, C, D and E"
    assert number_format.few(names, "Place") == "6 Places"
    assert number_format.few(names, "county", "counties") == "6 counties"


def test_counted() -> None:
    assert number_format.counted(0, "Place") == "no Places"
    assert number_format.counted(1, "Place") == "1 Place"
    assert number_format.counted(1500, "Place") == "1,500 Places"
    assert number_format.counted(2, "person", "people") == "2 people"


@pytest.mark.parametrize(
    "first, last, text",
    [
        ("2015", "2023", "2015 to 2023"),
        ("2013/14", "2022/23", "2013/14 to 2022/23"),
        ("2023", "2023", "2023"),
        ("2015 to 2017", "2022 to 2024", "2015–17 to 2022–24"),
        ("2020", "2020 to 2022", "2020 to 2020–22"),
        ("1 April 2004", "1 April 2025", "1 April 2004 to 1 April 2025"),
    ],
)
def test_a_span_of_periods_says_to_once(first: str, last: str, text: str) -> None:
    assert number_format.span(first, last) == text


@pytest.mark.parametrize(
    "count, text",
    [
        (120, "120"),
        (994, "994"),
        (999, "1,000"),
        (4_449, "4,400"),
        (9_994, "10,000"),
        (873_400, "873,000"),
        (999_499, "999,000"),
        (999_501, "1.0 million"),
        (2_661_000, "2.7 million"),
    ],
)
def test_people_are_rounded_as_one_would_say_them(count: int, text: str) -> None:
    assert number_format.people(count) == text


@pytest.mark.parametrize(
    "label, text",
    [
        ("2022 to 2024", "2022–24"),
        ("1999 to 2001", "1999–2001"),
        ("2023/24", "2023/24"),
        ("2021", "2021"),
        ("2013/14 to 2015/16", "2013–16"),
        ("Nov 2015 to Nov 2016", "2015–16"),
        ("1 April 2024", "Apr 2024"),
        ("spring 2024", "spring 2024"),
    ],
)
def test_short_period(label: str, text: str) -> None:
    assert number_format.short_period(label) == text


def test_a_day_is_on_and_a_year_is_in() -> None:
    assert number_format.when("1 April 2024") == "on 1 April 2024"
    assert number_format.when("2022 to 2024") == "in 2022 to 2024"


def test_inside_a_chart_long_units_are_left_out() -> None:
    percent, rate = ({"unit": unit, "decimal_places": 1} for unit in ("%", "per 100,000"))
    assert (number_format.brief(12.34, percent), number_format.long_unit(percent)) == ("12.3%", "")
    assert (number_format.brief(12.34, rate), number_format.long_unit(rate)) == (
        "12.3",
        "per 100,000",
    )
    assert number_format.shown_range(1, 2, rate) == "1.0 to 2.0 per 100,000"
    assert number_format.shown_range(1, 2, percent) == "1.0% to 2.0%"


@given(st.floats(-1e9, 1e9), st.integers(0, 3))
def test_a_number_reads_back_as_it_was_rounded(value: float, places: int) -> None:
    text = number_format.number(value, places)
    assert text != "−0"
    back = float(text.replace(",", "").replace(number_format.MINUS, "-"))
    assert back == pytest.approx(value, abs=0.5 * 10**-places + 1e-6)
