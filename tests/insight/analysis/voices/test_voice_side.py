"""The voice side by hand: counts are never added, and nothing hidden gets out."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from insight.analysis.voices.voice_side import (
    VoiceSide,
    barriers,
    cell_strength,
    cells_by_key,
    voice_side,
)
from tests.insight.analysis.voices.sides import OTHER, PLACE, cell


def side(*cells: dict[str, Any], groups: tuple[str, ...] = ("everyone",)) -> VoiceSide:
    return voice_side(
        cells_by_key(pd.DataFrame(list(cells), columns=list(cell()))), PLACE, groups, THEMES
    )


THEMES = ("dentistry", "continuity")


def test_the_largest_cell_leads_and_counts_are_not_added() -> None:
    found = side(cell(count=12), cell("continuity", count=30))
    assert [each["comment_count"] for each in found.cells] == [30, 12]
    assert found.lead is not None and found.lead["theme_id"] == "continuity"


@pytest.mark.parametrize(
    ("moods", "mood"),
    [
        (["mostly negative", "mostly negative"], "mostly negative"),
        (["mostly negative", "mixed"], "mixed"),
        (["mostly negative", "mostly positive"], "mixed"),
        (["mostly positive"], "mostly positive"),
        (["mostly negative", "not labelled"], "not labelled"),
        (["mixed", "not labelled"], "mixed"),
        (["mostly negative", "mostly positive", "not labelled"], "mixed"),
        (["not labelled"], "not labelled"),
    ],
)
def test_people_are_negative_only_when_every_cell_is(moods: list[str], mood: str) -> None:
    found = side(*(cell(theme, mood=each) for theme, each in zip(THEMES, moods, strict=False)))
    assert found.mood == mood


@pytest.mark.parametrize(
    ("states", "state"),
    [
        (["too few", "shown"], "shown"),
        (["too few", "protected"], "protected"),
        (["too few", "too few"], "too few"),
        ([], "too few"),
    ],
)
def test_the_state_of_several_cells(states: list[str], state: str) -> None:
    found = side(*(cell(theme, state=each) for theme, each in zip(THEMES, states, strict=False)))
    assert found.state == state
    assert found.is_shown is (state == "shown")
    if not found.is_shown:
        assert (found.mood, found.cells, found.lead) == ("", (), None)
        assert found.strength.word == "none"


def test_only_the_cells_asked_for_count() -> None:
    elsewhere = {**cell(), "area_code": OTHER}
    assert side(elsewhere, cell(group="carers"), cell("housing")).state == "too few"
    assert side(cell(group="carers"), groups=("carers",)).state == "shown"


@pytest.mark.parametrize(
    ("more", "word", "reasons"),
    [
        ({}, "strong", ("30 comments or more, through 3 organisations or more",)),
        ({"comment_count": 30, "organisation_count": 3}, "strong", None),
        ({"comment_count": 29}, "fair", ("only 29 comments",)),
        ({"organisation_count": 1}, "fair", ("heard by only 1 organisation",)),
        ({"dominant_organisation": "A"}, "fair", ("more than half came through A",)),
        ({"machine_pct": 60.0}, "fair", ("themes mostly given by machine",)),
        ({"machine_pct": 50.0}, "strong", None),
        ({"machine_pct": float("nan")}, "strong", None),
        (
            {"comment_count": 12, "organisation_count": 2},
            "weak",
            ("only 12 comments", "heard by only 2 organisations"),
        ),
    ],
)
def test_how_much_a_cell_can_bear(
    more: dict[str, Any], word: str, reasons: tuple[str, ...] | None
) -> None:
    found = cell_strength({**cell(), **more})
    assert found.word == word
    assert reasons is None or found.reasons == reasons


def test_a_barrier_is_shown_not_positive_and_not_the_subject_itself() -> None:
    cells = cells_by_key(
        pd.DataFrame(
            [
                cell("transport", count=12),
                cell("cost-of-living", count=25, mood="mixed"),
                cell("digital-exclusion", mood="mostly positive"),
                cell("language-and-interpreting", state="too few"),
                cell("housing"),
            ]
        )
    )

    def named(*own: str) -> list[str]:
        return [each["theme_id"] for each in barriers(cells, PLACE, ["everyone"], own)]

    assert named() == ["cost-of-living", "transport"]
    assert named("transport") == ["cost-of-living"]
