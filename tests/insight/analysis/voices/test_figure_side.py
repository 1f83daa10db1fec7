"""The figure side by hand: only what passed its test may make a figure better or worse."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest

from insight.analysis.voices.figure_side import FigureSide, figure_sides, is_worse_off, latest_gaps
from tests.insight.analysis.voices.sides import CLEAR, PLACE, UNCLEAR, figure, gap

TODAY = date(2026, 11, 21)


def side(verdicts: list[str], gaps: list[dict[str, Any]], **more: Any) -> FigureSide:
    figures = [
        figure(verdict, indicator_id=f"i{place}", link_order=place, **more)
        for place, verdict in enumerate(verdicts)
    ]
    named = [{**row, "indicator_id": "i0"} for row in gaps]
    return figure_sides(pd.DataFrame(figures), frame(named), TODAY)["teeth", PLACE]


def frame(gaps: list[dict[str, Any]]) -> pd.DataFrame:
    return pd.DataFrame(gaps, columns=list(gap(*CLEAR)))


@pytest.mark.parametrize(
    ("verdicts", "gaps", "direction"),
    [
        (["worse"], [], "worse"),
        (["worse", "similar", "not tested"], [], "worse"),
        (["worse", "better"], [], "mixed"),
        (["better"], [], "better"),
        (["better"], [gap(*UNCLEAR)], "better"),
        (["better"], [gap(*CLEAR)], "mixed"),
        (["similar"], [gap(*CLEAR)], "gap"),
        (["not tested"], [gap(*CLEAR)], "gap"),
        (["worse"], [gap(*CLEAR)], "worse"),
        (["similar"], [gap(*UNCLEAR)], "similar"),
        (["not tested"], [gap(*UNCLEAR)], "similar"),
        (["not tested"], [], "untested"),
        (["higher"], [], "untested"),
        (["higher"], [gap(*CLEAR, polarity="no_judgement")], "untested"),
        # The most deprived are better off: no need of theirs.
        (["not tested"], [gap(-8.0, -11.0, -5.0)], "similar"),
    ],
)
def test_what_the_figures_come_to(
    verdicts: list[str], gaps: list[dict[str, Any]], direction: str
) -> None:
    found = side(verdicts, gaps)
    assert found.direction == direction
    assert found.is_tested is (direction != "untested")
    assert found.is_need is (direction in ("worse", "gap"))


@pytest.mark.parametrize(
    ("verdicts", "lead"),
    [
        (["similar", "worse", "worse"], "i1"),
        (["not tested", "similar"], "i1"),
        (["not tested", "not tested"], "i0"),
        (["better", "worse"], "i0"),
    ],
)
def test_the_figure_that_decided_leads(verdicts: list[str], lead: str) -> None:
    found = side(verdicts, [])
    assert found.lead is not None and found.lead["indicator_id"] == lead


def test_without_any_value_nothing_leads() -> None:
    found = side(["not tested"], [], value=float("nan"))
    assert found.lead is None
    assert found.strength.word == "none"


@pytest.mark.parametrize(
    ("gap_words", "is_worse"),
    [
        ({}, True),
        ({"is_clear": False}, False),
        ({"polarity": "high_is_good"}, False),
        ({"polarity": "no_judgement"}, False),
        ({"polarity": "high_is_good", "absolute_gap": -8.0}, True),
    ],
)
def test_a_gap_counts_only_when_clear_and_worse(gap_words: dict[str, Any], is_worse: bool) -> None:
    assert is_worse_off({**gap(*CLEAR), **gap_words}) is is_worse


@pytest.mark.parametrize(
    ("end", "word", "reason"),
    [
        ("2025-12-31", "strong", "it has a range and is recent"),
        ("2023-12-31", "strong", "it has a range and is recent"),
        ("2023-11-01", "fair", "the figure is 3 years old"),
        ("2020-11-01", "weak", "the figure is 6 years old"),
    ],
)
def test_an_old_figure_bears_less(end: str, word: str, reason: str) -> None:
    strength = side(["worse"], [], period_end_date=pd.Timestamp(end)).strength
    assert (strength.word, strength.reasons) == (word, (reason,))


def test_an_untested_figure_is_weak_and_says_why() -> None:
    assert side(["not tested"], []).strength.reasons == ("no range in our file, so not tested",)
    assert side(["higher"], []).strength.word == "weak"
    no_england = side(["not tested"], [], reason="no benchmark figure for this period")
    assert no_england.strength.reasons == ("no figure for England in the same period",)


def test_a_gap_between_places_and_not_people_bears_less() -> None:
    of_places = side(["not tested"], [gap(*CLEAR, unit_of_analysis="neighbourhoods")])
    assert of_places.strength.reasons == ("neighbourhoods are compared, not people",)
    assert of_places.strength.word == "fair"


def test_of_several_gaps_the_first_kind_and_the_newest_edition() -> None:
    rows = [
        gap(1.0, -1.0, 3.0, group_kind="deprivation_quintile"),
        gap(2.0, -1.0, 5.0, edition="2019"),
        gap(3.0, -1.0, 7.0),
        gap(4.0, -1.0, 9.0, group_kind="sex"),
    ]
    found = latest_gaps(frame(rows), ("core20", "deprivation_quintile"))
    assert list(found["absolute_gap"]) == [3.0]


def test_a_doubted_figure_is_weak_at_most_and_does_not_lead() -> None:
    reason = "check the recording first: it fell"
    odd = figure("not tested", indicator_id="odd", reason=reason, doubt="it fell")
    alone = figure_sides(pd.DataFrame([odd]), frame([]), TODAY)["teeth", PLACE]
    assert (alone.direction, alone.strength.word) == ("untested", "weak")
    assert reason in alone.strength.reasons
    sound = figure("worse", indicator_id="sound", link_order=2)
    both = figure_sides(pd.DataFrame([odd, sound]), frame([]), TODAY)["teeth", PLACE]
    assert both.lead is not None and both.lead["indicator_id"] == "sound"
