"""Dates, Places and words as people write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.sources.voice_feedback import district
from etl.sources.voice_panel import age_band, ethnic_group
from etl.values.dates import Doubtful, day, day_order, span
from etl.voice.voice_rows import plain_place


@pytest.mark.parametrize(
    "text",
    [
        "2026-04-03",
        "2026-4-3",
        "03/04/2026",
        "3/4/26",
        "03.04.2026",
        "03-04-2026",
        "3 April 2026",
        "3rd Apr 2026",
        " 03 Apr 2026, 10:31 AM",
        "2026-04-03 00:00:00",
        "2026-04-03T09:15:00Z",
        "03/04/2026 14:05",
        "3-Apr-26",
        "03-Apr-2026 09:15",
        "Friday, 3 April 2026",
        "April 3, 2026",
        "2026/04/03",
        "20260403",
        "46115",
        "46115.4375",
    ],
)
def test_a_day_is_read_however_it_is_written(text: str) -> None:
    assert day(text) == date(2026, 4, 3)


@pytest.mark.parametrize(
    "text", ["2026", "2026-13-01", "31/02/2026", "8/20/25 12:51:45", "soon", "3 Foo 2026", "450"]
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        day(text)


TODAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["13/04/2026", "04/05/2026"], "dmy"),
        (["04/13/2026 10:15:00 AM", "04/05/2026 09:00:00 AM"], "mdy"),
        (["04/05/2026", "06.07.2026"], "dmy"),
        (["2026-04-05", "5 April 2026"], "dmy"),
        (["", "04/05/26", "4/25/26"], "mdy"),
        ([], "dmy"),
    ],
)
def test_one_date_decides_how_a_column_is_written(texts: list[str], order: str) -> None:
    assert day_order(texts, TODAY) == order


@pytest.mark.parametrize(
    "texts",
    [
        ["13/04/2026", "04/13/2026"],
        ["04/05/2026 09:00:00 AM", "06/07/2026 01:00:00 PM"],
        ["06/12/2026", "04/05/2026"],  # 6 December would lie ahead
    ],
)
def test_a_column_that_could_be_either_is_not_guessed(texts: list[str]) -> None:
    with pytest.raises(Doubtful):
        day_order(texts, TODAY)


@given(st.lists(st.dates(date(2000, 1, 1), TODAY), min_size=1, max_size=8))
def test_a_column_written_day_first_is_read_as_it_was_or_not_at_all(days: list[date]) -> None:
    for written, order in (("%d/%m/%Y", "dmy"), ("%m/%d/%Y", "mdy")):
        texts = [f"{each:{written}}" for each in days]
        if all(each.day <= 12 for each in days):
            continue
        assert day_order(texts, TODAY) == order
        assert [day(text, order) for text in texts] == days


@pytest.mark.parametrize(
    ("text", "start", "end", "label"),
    [
        ("2022", date(2022, 1, 1), date(2022, 12, 31), "2022"),
        ("2022-02", date(2022, 2, 1), date(2022, 2, 28), "February 2022"),
        ("December 2024", date(2024, 12, 1), date(2024, 12, 31), "December 2024"),
        ("1/3/2022", date(2022, 3, 1), date(2022, 3, 1), "1 March 2022"),
    ],
)
def test_an_activity_may_be_dated_by_month_or_year(
    text: str, start: date, end: date, label: str
) -> None:
    assert span(text) == (start, end, label)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("L20", "L20"),
        ("l20 3ab", "L20"),
        ("L203AB", "L20"),
        ("L2 0AB", "L2"),
        ("L20AB", "L2"),
        ("WA1 4", "WA1"),  # not WA14, another council's
        ("CH4 1", "CH4"),  # not CH41, across the river
        ("ch41", "CH41"),
        ("W1A 1AA", "W1A"),
        ("L 20", "L20"),
    ],
)
def test_the_district_of_a_postcode(text: str, wanted: str) -> None:
    assert district(text) == wanted


def test_a_council_by_any_of_its_names_is_its_place() -> None:
    same = {plain_place(text) for text in ("St. Helens", "st helens council", "ST HELENS MBC")}
    assert same == {"sthelens"}
    assert plain_place("City of Liverpool") == plain_place("Liverpool City Council")
    assert plain_place("Cheshire West & Chester") == plain_place("Cheshire West and Chester")
    assert plain_place("Liverpool City Region") != plain_place("Liverpool")


@pytest.mark.parametrize(
    ("text", "band"),
    [
        ("16-34", "16-34"),
        ("18 to 24", "16-34"),
        ("45–49", "35-49"),
        ("65+", "65+"),
        ("75 and over", "65+"),
        ("52", "50-64"),
        ("55-70", "not stated"),
        ("60+", "not stated"),
        ("", "not stated"),
        ("prefer not to say", "not stated"),
    ],
)
def test_an_age_falls_in_a_band_or_in_none(text: str, band: str) -> None:
    assert age_band(text) == band


def test_an_ethnic_group_is_one_of_five() -> None:
    assert ethnic_group("Asian or Asian British") == "asian"
    assert ethnic_group("Mixed: White and Black Caribbean") == "mixed"
    assert ethnic_group("White British") == "white"
    assert ethnic_group("I would rather not") == "not stated"
