"""What is said of a figure that no test was made of."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
import pytest

from insight.language import sentences
from insight.language.number_format import ordinal
from insight.reference.vocabulary import NO_RANGE
from tests.insight.language.sentences.claims import claims

LIFE: dict[str, Any] = {
    "value": 78.1,
    "lower_ci": math.nan,
    "upper_ci": math.nan,
    "benchmark_value": 81.2,
    "unit": "years",
    "decimal_places": 1,
    "value_type": "years",
    "polarity": "high_is_good",
    "verdict": "not tested",
    "reason": NO_RANGE,
    "rank": 285.0,
    "tied_count": 1.0,
    "authority_count": 296.0,
    "among_code": "E92000001",
    "fifth": 5.0,
}
NOWHERE = dict.fromkeys(("among_code", "rank", "tied_count", "authority_count", "fifth"), math.nan)
POOR = {
    **LIFE,
    **{"value": 24.0, "benchmark_value": 20.5, "unit": "%", "value_type": "percentage"},
    "polarity": "low_is_good",
}
NO_ENGLAND = {"benchmark_value": math.nan, "reason": "no benchmark figure for this period"}
ESTIMATE = {"lowest_value": 76.9, "highest_value": 81.0, "place_count": 9}


@pytest.mark.parametrize(
    ("row", "text"),
    [
        (
            LIFE,
            "3.1 years shorter than England; 12th shortest of 296 English authorities. No range in"
            " our file, so not tested.",
        ),
        (
            {**LIFE, "value": 84.0, "rank": 1.0},
            "2.8 years longer than England; longest of 296 English authorities. No range in our"
            " file, so not tested.",
        ),
        (
            {**POOR, "rank": 290.0, "tied_count": 3.0},
            "3.5 percentage points more than England; joint 5th largest of 296 English"
            " authorities. No range in our file, so not tested.",
        ),
        (
            {**POOR, "value": 20.5, "polarity": "no_judgement", "rank": 22.0},
            "Level with England; 22nd smallest of 296 English authorities. No range in our file,"
            " so not tested.",
        ),
        (
            {**POOR, **NOWHERE},
            "3.5 percentage points more than England. No range in our file, so not tested.",
        ),
        (
            {**POOR, **NO_ENGLAND, "rank": 3.0},
            "3rd smallest of 296 English authorities. No figure for England in the same period,"
            " so not tested.",
        ),
        (
            {**LIFE, **NOWHERE, **ESTIMATE},
            "3.1 years shorter than England. Approximate, so not tested.",
        ),
        (
            {**LIFE, **NOWHERE, "benchmark_value": math.nan},
            "No range in our file, and no figure for England, so not tested.",
        ),
    ],
)
def test_it_reads_like_this(row: dict[str, Any], text: str) -> None:
    assert sentences.untested_sentences(row, "England") == text
    assert claims(text) == set()


def test_a_rank_is_counted_from_the_nearer_end() -> None:
    for among in (100, 101):
        for rank in range(1, among + 1):
            for tied in range(1, min(4, among - rank + 2)):
                row = {**POOR, "rank": rank, "tied_count": tied, "authority_count": among}
                behind = among - (rank - 1) - tied  # how many have more
                words = sentences.position_words(row)
                end = "smallest" if rank - 1 < behind else "largest"
                nth = min(rank, behind + 1)
                assert words.startswith("joint " * (tied > 1) + (ordinal(nth) if nth > 1 else end))
                assert f"{end} of {among} English authorities" in words


def test_a_position_in_the_north_west_says_so_and_is_in_no_worst_fifth() -> None:
    row = {**POOR, "among_code": "E12000002", "rank": 22, "authority_count": 24, "fifth": 5}
    assert sentences.position_words(row) == "3rd largest of 24 North West authorities"
    assert not sentences.is_untested_worst(row)
    assert sentences.is_untested_worst({**row, "among_code": "E92000001"})


def test_a_position_among_places_alone_says_so_and_claims_nothing() -> None:
    row = {**POOR, "among_code": "places", "rank": 3, "authority_count": 9, "fifth": 2}
    assert sentences.position_words({**row, "tied_count": 1}) == "3rd smallest of 9 Places"
    assert sentences.standing(row) == "among Places"
    assert claims(sentences.untested_sentences(row, "England")) == set()
    assert not sentences.is_untested_worst({**row, "rank": 9, "fifth": 5})


def test_an_approximate_figure_of_the_system_says_how_it_was_made() -> None:
    row = {**LIFE, **ESTIMATE, "plain_name": "How long women live", "period_label": "2024"}
    row |= {"area_name": "Cheshire and Merseyside", "value_note": "", **NOWHERE}
    assert sentences.comparison_sentence(row, row, "England", 81.2) == (
        "How long women live, Cheshire and Merseyside, 2024: about 78.1 years (approximate: mean of"
        " 9 Places weighted by residents, which run from 76.9 to 81.0 years). 3.1 years shorter"
        " than England (81.2 years). Approximate, so not tested."
    )


@pytest.mark.parametrize(
    ("row", "word"),
    [
        ({**LIFE, "verdict": "worse"}, "tested"),
        (LIFE, "positioned"),
        ({**LIFE, **NOWHERE}, "plain"),
        ({**LIFE, **NOWHERE, **NO_ENGLAND}, "mute"),
        ({**LIFE, "value": math.nan}, "no figure"),
    ],
)
def test_how_much_can_be_said_of_a_figure(row: dict[str, Any], word: str) -> None:
    assert sentences.standing(row) == word


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        ([], "no figure"),
        ([{**LIFE, "value": math.nan}], "no figure"),
        ([{**LIFE, **NOWHERE}], "of 1 figure, none tested"),
        ([{**LIFE, "verdict": "similar"}], "of 1 figure, 1 tested, none clearly apart"),
        (
            [LIFE, {**LIFE, "verdict": "worse"}, {**LIFE, "verdict": "better"}],
            "of 3 figures, 1 tested worse than England; 1 in England's worst fifth, not tested;"
            " 1 tested better",
        ),
        (
            [{**LIFE, "verdict": "better"}, {**LIFE, "fifth": 4.0}],
            "of 2 figures, 1 tested better than England",
        ),
        ([{**LIFE, "polarity": "no_judgement"}], "of 1 figure, none tested"),
    ],
)
def test_the_heading_of_a_priority_says_what_can_be_said(
    rows: list[dict[str, Any]], text: str
) -> None:
    figures = pd.DataFrame(rows, columns=list(LIFE))
    assert sentences.priority_title("Long lives", figures, "England") == f"Long lives: {text}"


def test_ordinals() -> None:
    told = {1: "1st", 2: "2nd", 3: "3rd", 4: "4th", 11: "11th", 12: "12th", 13: "13th", 21: "21st"}
    assert {count: ordinal(count) for count in told} == told
    assert (ordinal(112), ordinal(122), ordinal(1003)) == ("112th", "122nd", "1,003rd")
