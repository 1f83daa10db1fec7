"""A postcode is read however it is spaced, in whatever case, and with letters for digits."""

from __future__ import annotations

import pytest

from insight.reference.postcodes import postcode_readings


def read(text: str) -> list[str]:
    return [str(each) + "*" * (not each.is_district) for each in postcode_readings(text)]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("CH41 1AB", "CH41 1AB"),
        ("ch411ab", "CH41 1AB"),
        ("C H4 11 AB", "CH41 1AB"),
        ("CH4 11AB", "CH41 1AB"),
        (" ch-41/1ab. ", "CH41 1AB"),
        ("12 High Street, Birkenhead, CH41 1AB", "CH41 1AB"),
        ("CH4I IAB", "CH41 1AB"),  # a letter where only a digit can be
        ("WA8 OAA", "WA8 0AA"),
        ("L1 lAA", "L1 1AA"),
        ("CH41 1", "CH41 1"),
        ("CH 41 1", "CH41 1"),
        ("CH411", "CH41 1"),
        ("WA81A", "WA8 1A"),
        ("CH41", "CH41"),
        ("CH4", "CH4"),  # and not the beginning of CH41
        ("L1 1", "L1 1"),  # and not L11
        ("L11", "L11"),
        ("SW1A 1AA", "SW1A 1AA"),
        ("WA", "WA*"),
    ],
)
def test_the_likeliest_reading_comes_first(text: str, first: str) -> None:
    assert read(text)[0] == first


def test_what_may_mean_two_things_is_read_both_ways() -> None:
    assert read("L11") == ["L11", "L1 1"]
    assert read("CH 4 1") == ["CH4 1", "CH41"]
    assert read("CH4") == ["CH4", "CH4*"]


@pytest.mark.parametrize(
    "text", ["", " ", "8", "Hoole", "Birkenhead", "WA8%", "W@8", "WA_", "5 Oak"]
)
def test_what_is_like_no_postcode_is_none(text: str) -> None:
    assert read(text) == []
