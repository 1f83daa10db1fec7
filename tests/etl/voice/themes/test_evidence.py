"""What is found in a comment."""

from __future__ import annotations

import pytest

from etl.voice.themes.evidence import Families, plain_words, singular, words_and_pairs


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        ("Can’t get an APPOINTMENT!", ["cant", "get", "an", "appointment"]),
        ("It cost £1,250.50 – too much", ["it", "cost", "£", "too", "much"]),
        ("7 hours in A&E, A & E or a and e", ["7", "hours", "in", "a&e", "a&e", "or", "a&e"]),
        ("Ring me on [phone number], [name]", ["ring", "me", "on"]),
        ("e-consult at 8am 🙂", ["e", "consult", "at", "8am"]),
    ],
)
def test_plain_words(text: str, words: list[str]) -> None:
    assert plain_words(text) == words


@pytest.mark.parametrize(
    ("word", "one"),
    [
        ("tablets", "tablet"),
        ("surgeries", "surgery"),
        ("buses", "buse"),
        ("nurses", "nurse"),
        ("bus", "bus"),
        ("stress", "stress"),
        ("yes", "yes"),
        ("gps", "gps"),
        ("shoes", "shoe"),
    ],
)
def test_a_plural_counts_as_its_singular(word: str, one: str) -> None:
    assert singular(word) == one


def test_words_and_pairs_leave_out_numbers_and_linking_words() -> None:
    found = words_and_pairs("I was in the queue 40 minutes for tablets")
    assert found == [
        ("queue", "queue"),
        ("minute", "minutes"),
        ("tablet", "tablets"),
        ("queue minute", "queue minutes"),
        ("minute tablet", "minutes tablets"),
    ]


def test_families_find_words_beginnings_and_phrases() -> None:
    families = Families({"teeth": ("dentist*", "root canal"), "wait": ("waiting list*", "list")})
    found = families.found("Dentists! No root canal, still on the waiting lists. A list.")
    assert found == [
        ("=teeth", "dentists"),
        ("=teeth", "root canal"),
        ("=wait", "waiting lists"),
        ("=wait", "list"),
    ]
    assert families.found("waiting") == []


def test_an_ending_does_not_reach_into_the_next_word() -> None:
    families = Families({"care": ("social worker*", "of")})
    assert ("=care", "social worker") in families.found("social worker left of")
    assert len(families.found("social worker left of")) == 2
