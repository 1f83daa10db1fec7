"""What people correct is learned from next time, and stays where it was said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from etl.voice.themes import model_in_use, training
from etl.voice.themes.examples import correction_examples, project_examples
from etl.voice.themes.model import FILE_NAME
from insight import settings
from insight.store import decisions
from insight.store.decisions import record
from tests.etl.voice.themes.probabilities import probabilities

Put = Callable[[dict[str, str]], None]
KNOWN = ["dentistry", "housing"]


def correct(comment_id: str, value: str, kind: str = "themes") -> None:
    record(kind, comment_id, value, "Engagement lead", "It is about this")


@pytest.mark.slow
def test_corrections_are_joined_to_the_words_of_the_current_store(comments: Put) -> None:
    comments({"c1": "No dentist", "c2": "Damp flat", "c3": "Ta", "c4": "Not corrected"})
    correct("c1", "housing")
    correct("c1", "dentistry")  # the newest counts
    correct("c2", "housing;gone-from-the-catalogue")
    correct("c3", "")
    correct("c3", "positive", kind="sentiment")
    correct("gone", "housing")
    correct("c4", "seen", kind="step")
    rows = correction_examples(KNOWN).fillna("missing").to_numpy().tolist()
    assert rows == [
        ["No dentist", {"dentistry"}, "missing"],
        ["Damp flat", {"housing"}, "missing"],
        ["Ta", frozenset(), "positive"],
    ]


@pytest.mark.slow
def test_a_first_level_theme_teaches_no_finer_one(comments: Put) -> None:
    comments({"c1": "It is hard to get care"})
    correct("c1", "access")
    row = correction_examples(KNOWN).iloc[0]
    assert row["comment"] == "It is hard to get care"
    assert row[["themes", "sentiment"]].isna().all()


def test_without_decisions_no_store_is_needed(comments: Put) -> None:
    assert correction_examples(KNOWN).empty


@pytest.fixture
def sample(monkeypatch: pytest.MonkeyPatch) -> None:
    """Learn from a third of the written examples, which takes a third of the time."""
    third = project_examples().iloc[::3].reset_index(drop=True)
    monkeypatch.setattr(training, "project_examples", lambda: third)


NEW_WORD = pd.Series(["it is the zumbleweed"], index=["c9"])
CORRECTED = {f"c{n}": f"it is {n} times the zumbleweed again, all of it" for n in range(12)}


@pytest.mark.slow
def test_the_next_training_knows_what_people_said_and_a_build_prefers_it(
    comments: Put, sample: None, theme_ids: list[str]
) -> None:
    embedded = model_in_use()
    assert probabilities(NEW_WORD, embedded)["dentistry"].item() < 0.05
    comments(CORRECTED)
    for comment_id in CORRECTED:
        correct(comment_id, "dentistry")
    lesson = training.learn(decisions.folder(), theme_ids)
    assert lesson.corrected_count == len(CORRECTED)
    in_use = model_in_use()
    assert in_use.features == lesson.model.features != embedded.features
    assert probabilities(NEW_WORD, in_use)["dentistry"].item() > 0.2
    dentistry = in_use.themes.labels.index("dentistry")
    assert in_use.themes.weights[in_use.places["zumbleweed"], dentistry] > 0


@pytest.mark.slow
def test_the_embedded_model_never_holds_words_of_residents(
    comments: Put,
    sample: None,
    theme_ids: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    comments(CORRECTED)
    for comment_id in CORRECTED:
        correct(comment_id, "dentistry")
    monkeypatch.setattr(settings, "FIGURES", tmp_path / "figures")
    lesson = training.learn(tmp_path / "figures", theme_ids)
    assert lesson.corrected_count == 0
    assert "zumbleweed" not in lesson.path.read_text(encoding="utf-8")
    assert lesson.path == tmp_path / "figures" / FILE_NAME
