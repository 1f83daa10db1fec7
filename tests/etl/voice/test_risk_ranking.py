"""The order in which staff read comments: harm told in a roundabout way comes early, mostly."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd

from etl.voice.risk_learning import EXAMPLES, save
from etl.voice.risk_ranking import FILE, risk_scores
from tests.etl.voice.risk_report import CASES, demonstration, found_first

TARGET = 0.45


def test_most_roundabout_cases_come_within_the_first_3_percent() -> None:
    assert found_first(demonstration())["is_first"].mean() >= TARGET


def test_no_case_was_learned_from() -> None:
    learned = set(pd.read_csv(EXAMPLES)["text"].str.lower())
    assert not learned & set(pd.read_csv(CASES)["text"].str.lower())


def test_every_text_has_a_place_and_none_is_dropped() -> None:
    texts = pd.Series(["", "ok", "我等了很久", "He grabbed me by the throat"], index=list("abcd"))
    scores = risk_scores(texts)
    assert list(scores.index) == list("abcd") and scores.notna().all()
    assert scores.idxmax() == "d"


def test_the_table_is_what_the_examples_teach(tmp_path: Path) -> None:
    """Fails when examples changed: run `python -m etl train --risk`."""
    ours, learned = (
        {phrase: weight for phrase, _, weight in json.loads(path.read_text())["phrases"]}
        for path in (FILE, save(tmp_path / FILE.name))
    )
    assert all(abs(ours.get(each, 0) - weight) < 0.1 for each, weight in learned.items())
    assert all(each in learned or abs(weight) < 0.15 for each, weight in ours.items())
