"""Words that suggest harm are flagged; words that only sound like it are not."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd
import pytest

from etl.voice.risk_phrases import RISKS
from etl.voice.safeguarding import risks

with Path(__file__).with_name("safeguarding_cases.csv").open(encoding="utf-8") as file:
    CASES = [(row["reason"], row["text"]) for row in csv.DictReader(file)]
HARMLESS = [text for reason, text in CASES if not reason]


def flagged(text: str) -> str | None:
    """The reason a single comment is flagged for."""
    return risks(pd.Series([text])).iloc[0]


@pytest.mark.parametrize(("reason", "text"), [case for case in CASES if case[0]])
def test_risk_is_flagged_with_its_reason(reason: str, text: str) -> None:
    assert reason in RISKS
    assert flagged(text) == reason


@pytest.mark.parametrize("text", HARMLESS)
def test_turns_of_phrase_are_not_flagged(text: str) -> None:
    assert flagged(text) is None


@pytest.mark.parametrize(("reason", "text"), [case for case in CASES if case[0]])
def test_capitals_curly_apostrophes_and_company_make_no_difference(reason: str, text: str) -> None:
    around = f"Parking was dear.\n{text.upper().replace(chr(39), chr(0x2019))}!!\nThanks for asking"
    assert flagged(around) == reason


@pytest.mark.parametrize("idiom", HARMLESS[:20])
def test_an_idiom_does_not_hide_a_risk_beside_it(idiom: str) -> None:
    assert flagged(f"{idiom}. I want to kill myself.") == "harm to self"


def test_the_index_is_kept_and_nothing_is_none() -> None:
    texts = pd.Series(["All good", "I feel suicidal"], index=["a", "b"])
    assert risks(texts).to_dict() == {"a": None, "b": "harm to self"}
    assert risks(pd.Series([], dtype="str")).empty
