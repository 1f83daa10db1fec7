"""Whose words are kept, and for how long; what is left out is said of its file."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pandas as pd

from etl.voice.retention import answers_kept, ideas_kept
from insight.reference.free_text import ANSWERS_OF_FEW

TODAY = date(2026, 11, 27)
LAST = date(2024, 11, 27)  # the earliest day whose words may be kept today
OLD = LAST - timedelta(days=1)


def file() -> dict[str, Any]:
    said: list[str] = []
    return {"f": SimpleNamespace(outside_count=0, remark=said.append, said=said)}


def test_old_ideas_are_left_out_and_the_demonstration_stays() -> None:
    rows = pd.DataFrame(
        {
            "idea_text": ["old", "kept", "invented", "of a leap day"],
            "stage_date": [OLD, LAST, OLD, date(2024, 2, 29)],
            "is_demonstration": [False, False, True, False],
            "source_file_id": "f",
        }
    )
    files = file()
    assert list(ideas_kept(rows, TODAY, files)["idea_text"]) == ["kept", "invented"]
    assert files["f"].outside_count == 2
    assert files["f"].said == ["2 left out: said more than 2 years ago."]
    assert "of a leap day" in set(ideas_kept(rows, date(2026, 2, 28), file())["idea_text"])


def test_old_answers_of_few_people_lose_their_words_and_keep_their_counts() -> None:
    rows = pd.DataFrame(
        [
            ("q", "Yes", "system", 60, OLD),
            ("q", "Yes", "Halton", 4, OLD),  # few in Halton, and an answer of many
            ("q", "Ask my son, he drives", "system", 1, OLD),
            ("q", "My landlord", "system", 9, OLD),
            ("new", "My landlord", "system", 1, LAST),
        ],
        columns=["question", "answer", "area_code", "answer_count", "asked_date"],
    ).assign(survey_id="s", is_demonstration=False, source_file_id="f")
    files = file()
    kept = answers_kept(rows, TODAY, files, 10)
    assert list(kept["answer"]) == ["Yes", "Yes", ANSWERS_OF_FEW, ANSWERS_OF_FEW, "My landlord"]
    assert list(kept["answer_count"]) == list(rows["answer_count"])
    [said] = files["f"].said
    assert said == "The words of 2 answers of few people left out: said more than 2 years ago."
    again = file()
    assert answers_kept(kept, TODAY, again, 10).equals(kept) and again["f"].said == []
