from __future__ import annotations

import math
from typing import Any

import pytest

from insight.language import sentences
from insight.reference.catalogue import Ambition

EARLY = Ambition(
    number=75,
    unit="%",
    direction="at_least",
    year=2028,
    wording="Three in four by 2028.",
    source_id="plan",
    is_current=True,
    indicator_id="early",
)
INDICATOR = {
    "indicator_id": "early",
    "plain_name": "Cancers found early",
    "unit": "%",
    "decimal_places": 1,
}


def row(value: float, half_width: float) -> dict[str, Any]:
    return {
        "value": value,
        "lower_ci": value - half_width,
        "upper_ci": value + half_width,
        "period_label": "2021",
        "value_note": "too few to show",
    }


@pytest.mark.parametrize(
    ("value", "half_width", "direction", "verdict"),
    [
        (52.1, 2.0, "at_least", "That has not reached 75.0%."),
        (80.0, 2.0, "at_least", "That has reached 75.0%."),
        (74.0, 2.0, "at_least", "Chance could put it on either side of 75.0%."),
        (52.1, 2.0, "at_most", "That has reached 75.0%."),
        (80.0, 2.0, "at_most", "That has not reached 75.0%."),
        (52.1, math.nan, "at_least", "No range in our file, so not tested against 75.0%."),
    ],
)
def test_an_ambition_is_reached_only_by_the_whole_interval(
    value: float, half_width: float, direction: str, verdict: str
) -> None:
    ambition = EARLY.model_copy(update={"direction": direction})
    text = sentences.ambition_sentence(ambition, INDICATOR, row(value, half_width), "Halton")
    assert text.startswith("National ambition for England: Three in four by 2028. Cancers found")
    assert text.endswith(verdict) and "Halton, 2021" in text


def test_only_a_current_ambition_about_the_indicator_is_mentioned() -> None:
    past = EARLY.model_copy(update={"is_current": False})
    other = EARLY.model_copy(update={"indicator_id": "late"})
    for ambition in (past, other):
        assert sentences.ambition_sentence(ambition, INDICATOR, row(52.1, 2.0), "Halton") == ""


def test_a_missing_figure_is_explained() -> None:
    text = sentences.ambition_sentence(EARLY, INDICATOR, row(math.nan, 2.0), "Halton")
    assert text.endswith("Halton: no figure (too few to show).")
