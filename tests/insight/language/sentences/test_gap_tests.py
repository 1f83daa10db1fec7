"""Gaps that were tested are told from those that were not, in every number of them."""

from __future__ import annotations

import math

import pytest

from insight.language import sentences
from insight.language.sentences import GapTests
from tests.insight.language.sentences.claims import check_manners, claims

CLEAR = {"absolute_gap": 7.1, "absolute_lower": 5.9, "absolute_upper": 8.3, "is_clear": True}
UNCLEAR = {"absolute_gap": 1.0, "absolute_lower": -1.0, "absolute_upper": 3.0, "is_clear": False}
UNTESTED = {**UNCLEAR, "absolute_lower": math.nan, "absolute_upper": math.nan}
NONE = {**UNTESTED, "absolute_gap": math.nan}


def test_a_gap_without_an_interval_is_no_test() -> None:
    rows = [CLEAR, UNCLEAR, UNTESTED, UNTESTED, NONE]
    assert sentences.gap_tests(rows) == GapTests(clear=1, tested=2, untested=2)
    # Whatever a file claims of it.
    assert sentences.gap_tests([{**UNTESTED, "is_clear": True}]) == GapTests(0, 0, 1)
    assert sentences.gap_tests([]) == GapTests(0, 0, 0)


@pytest.mark.parametrize(
    ("tests", "words", "title"),
    [
        (
            GapTests(4, 4, 4),
            "4 of 4 tested gaps clear, 4 not tested",
            "4 of 4 tested gaps are clear; 4 were not tested",
        ),
        (
            GapTests(1, 1, 1),
            "1 of 1 tested gap clear, 1 not tested",
            "1 of 1 tested gap is clear; 1 was not tested",
        ),
        (GapTests(0, 3, 0), "0 of 3 tested gaps clear", "0 of 3 tested gaps are clear"),
        (GapTests(0, 0, 2), "2 gaps not tested", "2 gaps were not tested"),
        (GapTests(0, 0, 1), "1 gap not tested", "1 gap was not tested"),
        (GapTests(0, 0, 0), "", "no gap in care can be measured yet"),
    ],
)
def test_how_many_were_tested_reads_like_this(tests: GapTests, words: str, title: str) -> None:
    assert sentences.gap_tests_words(tests) == words
    assert sentences.gap_tests_title(tests) == title
    assert claims(words) == claims(title) == set()


@pytest.mark.parametrize(
    ("made", "untested", "said"),
    [
        (4, 4, " 4 more have no range, so they were not tested."),
        (3, 1, " 1 more has no range, so it was not tested."),
        (0, 1, " 1 difference has no range, so it was not tested."),
        (0, 2, " 2 differences have no range, so they were not tested."),
        (2, 0, ""),
        (0, 0, ""),
    ],
)
def test_those_without_an_interval_are_added_to_the_sentence(
    made: int, untested: int, said: str
) -> None:
    text = sentences.gap_tests_sentence(made, untested=untested)
    check_manners(text)
    assert text == sentences.gap_tests_sentence(made) + said
