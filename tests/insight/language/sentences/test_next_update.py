"""A day that a publisher gave is said as a month, and as gone by when it is."""

from __future__ import annotations

from datetime import date

import pytest

from insight.language.sentences import next_update_sentence
from insight.reference.areas import project_catalogue


@pytest.mark.parametrize(
    ("expected", "words"),
    [
        (date(2027, 3, 1), "The publisher expects them in March 2027."),
        (date(2026, 11, 1), "The publisher expects them in November 2026."),
        (date(2026, 10, 2), "The publisher expected them in October 2026."),
    ],
)
def test_the_month_is_to_come_or_has_passed(expected: date, words: str) -> None:
    assert next_update_sentence(expected, date(2026, 11, 27)).startswith(words)


def test_only_who_publishes_a_day_has_one() -> None:
    """The Department for Education's list has a column for it; no other file here does."""
    listed = project_catalogue().indicators.values()
    assert {each.source_id for each in listed if each.next_update} == {"lait"}
