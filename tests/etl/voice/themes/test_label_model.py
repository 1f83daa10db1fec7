"""Labels learned from real comments: the table in the project, and the same learned again."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from etl.voice.template import question_kind
from etl.voice.themes.label_model import (
    FEWEST_WORDS,
    FILE,
    LEAST_PRECISION,
    LEAST_RIGHT,
    MOOD,
    MOST_BIAS,
    MOST_OPPOSITE,
    label_model,
    may_be_public,
    moods_may_be_public,
    save,
)
from etl.voice.themes.labelling import label_learned_themes, label_moods
from tests.conftest import missing

SHORT = ["Nothing", "All good thank you", "Could be better really"]


@pytest.fixture(scope="session")
def labels(open_data: Path) -> Path:
    """Real comments with people's labels, in the folder beside the official files."""
    path = open_data.parent / "voice-labels" / "nhs_comments_labelled.csv"
    if not path.is_file():
        missing("no real comments with labels beside INSIGHT_OPEN_DATA")
    return path


def mood(text: str, asked: str = "") -> object:
    index = ["c"]
    return label_moods(pd.Series([text], index), pd.Series([asked], index), label_model())["c"]


@pytest.mark.parametrize(
    ("text", "asked", "expected"),
    [
        ("The nurses were lovely and explained everything so well", "good", "positive"),
        ("Brilliant care from start to finish, thank you all so much", "", "positive"),
        ("Very rude staff and I waited for hours with no explanation at all", "", "negative"),
        ("Nothing could be better, everyone was so kind and helpful", "better", "positive"),
        ("Shorter waiting times and better communication about appointments", "better", "negative"),
    ],
)
def test_plain_moods_are_named(text: str, asked: str, expected: str) -> None:
    assert mood(text, asked) == expected


@pytest.mark.parametrize("text", SHORT)
@pytest.mark.parametrize("asked", ["", "better", "good"])
def test_under_five_words_the_machine_says_nothing(text: str, asked: str) -> None:
    assert len(text.split()) < FEWEST_WORDS
    assert mood(text, asked) is None
    assert label_learned_themes(pd.Series([text], index=["c"]), label_model()).empty


def test_what_was_asked_makes_a_difference() -> None:
    model = label_model()
    text = "the staff and the food on the ward"
    better, anything, good = model.moods([text] * 3, ["better", "", "good"])
    assert better < anything < good


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("What could we do better?", "better"),
        ("Q3. Please tell us about anything that we could have done better", "better"),
        ("What would you change or improve?", "better"),
        ("What did we do well?", "good"),
        ("2. What was good?", "good"),
        ("What did you like best?", "good"),
        ("Comment", ""),
        ("Please tell us why you gave this answer", ""),
        ("Tell us about your experience", ""),
    ],
)
def test_the_question_is_known_by_its_heading(heading: str, kind: str) -> None:
    assert question_kind(heading) == kind


def test_scores_say_what_may_be_shown() -> None:
    assert moods_may_be_public(LEAST_RIGHT, MOST_OPPOSITE)
    assert not moods_may_be_public(LEAST_RIGHT - 0.01, MOST_OPPOSITE)
    assert not moods_may_be_public(LEAST_RIGHT, MOST_OPPOSITE + 0.01)
    assert may_be_public(LEAST_PRECISION, MOST_BIAS) and may_be_public(0.9, 1 / MOST_BIAS)
    assert not may_be_public(LEAST_PRECISION - 0.01, 1) and not may_be_public(None, 1)
    assert not may_be_public(0.9, 1.51) and not may_be_public(0.9, 0.66)
    scores = label_model().scores
    themes = scores[scores["theme_id"] != MOOD]
    for row in themes.itertuples():
        assert not row.is_public or may_be_public(row.precision, row.share_ratio), row.theme_id
    assert set(label_model().themes) == set(themes.loc[themes["is_public"], "theme_id"])


def test_a_theme_that_does_well_in_all_but_one_combination_is_for_staff() -> None:
    from etl.voice.themes import peoples_labels as labels

    truth = np.arange(100) < 40
    good = labels.Trial("good", truth, np.where(np.arange(100) < 44, 0.9, 0.0))
    wrong = labels.Trial("wrong", truth, np.where(np.arange(100) > 60, 0.9, 0.0))
    often = labels.Trial("often", truth, np.where(np.arange(100) < 62, 0.9, 0.0))
    silent = labels.Trial("silent", truth, np.zeros(100))
    none = labels.Trial("none", np.zeros(100, dtype=bool), np.zeros(100))
    assert labels.theme_score("x", [good, good, good])["is_public"]
    for bad in (wrong, often, silent, none):
        score = labels.theme_score("x", [good, good, bad])
        assert not score["is_public"], bad.organisation
    assert may_be_public(*labels.theme_rates(*labels._joined([good] * 5 + [often])))


def test_the_table_is_small_and_holds_no_comment() -> None:
    assert FILE.stat().st_size <= 1_500_000
    for part in label_model().parts:
        assert max(len(phrase.split()) for phrase in part.index) <= 3


@pytest.mark.slow
def test_the_table_is_what_the_labels_teach(labels: Path, tmp_path: Path) -> None:
    """Fails when features, examples or labels changed: run `python -m etl train --labels FILE`."""
    from etl.voice.themes import peoples_labels

    learned, results = peoples_labels.learn(peoples_labels.read_labels(labels))
    ours = label_model()
    pd.testing.assert_frame_equal(learned.scores, ours.scores, atol=0.002)
    assert learned.labels == ours.labels
    for mine, theirs in zip(learned.parts, ours.parts, strict=True):
        assert list(mine.index) == list(theirs.index)
        np.testing.assert_allclose(mine["weight"], theirs["weight"], atol=0.16)
    again = label_model(save(learned, tmp_path / FILE.name))
    assert again.labels == learned.labels and again.asked == learned.asked
    tried = results[results["organisation"] != ""].groupby("theme_id")["organisation"].nunique()
    assert (tried == 3).all()


@pytest.mark.slow
def test_what_is_saved_judges_as_what_was_learned(labels: Path) -> None:
    """Without scikit-learn the probabilities are the same but for rounding."""
    from etl.voice.themes import peoples_labels

    rows = peoples_labels.read_labels(labels)
    sample = rows[rows["word_count"] >= FEWEST_WORDS].iloc[::40]
    theirs = peoples_labels._mood_lesson(rows).probability(sample)
    ours = label_model().moods(sample["comment"].tolist(), sample["asked"].tolist())
    judged = ~np.isnan(ours)
    assert judged.mean() > 0.95
    assert np.abs(ours[judged] - theirs[judged]).max() < 0.05
