"""Learning: the same every time, honest about how good it is, silent where it is not."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from etl.voice.themes import label_themes, scoring, training
from etl.voice.themes.evidence import Families, read_families, words_and_pairs
from etl.voice.themes.examples import FAMILIES, project_examples
from etl.voice.themes.model import FILE_NAME, ThemeModel, load, save
from insight import settings

pytestmark = pytest.mark.slow


def test_the_scores_cover_every_theme(learned: ThemeModel, theme_ids: list[str]) -> None:
    scores = learned.scores.set_index("theme_id")
    assert list(scores.index) == theme_ids
    assert (scores["is_in_use"] == scores["threshold"].notna()).all()
    assert (scores.loc[scores["is_in_use"], "precision"] >= scoring.WANTED_PRECISION).all()
    assert scores["recall"].between(0, 1).all()


def test_most_themes_can_be_labelled(learned: ThemeModel) -> None:
    themes = learned.scores
    assert themes["is_in_use"].mean() >= 0.8
    assert themes["recall"].mean() >= 0.45


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["dentistry", "information", "discrimination"])
def test_the_table_is_what_a_plain_cross_validation_gives(learned: ThemeModel, theme: str) -> None:
    """Worked out again without any of training's own code but the choice of folds."""
    examples = project_examples()
    texts, fold = examples["comment"], scoring.folds(examples["comment"])
    truth = np.array([theme in themes for themes in examples["themes"]])
    families = read_families(FAMILIES)
    analysers = (
        lambda text: [feature for feature, _ in words_and_pairs(text)],
        lambda text: [feature for feature, _ in families.found(text)],
    )
    judged = np.zeros(len(texts))
    for number in set(fold):
        seen, unseen = [], []
        for analyser in analysers:
            part = TfidfVectorizer(analyzer=analyser, min_df=2, sublinear_tf=True)
            seen.append(part.fit_transform(texts[fold != number]).toarray())
            unseen.append(part.transform(texts[fold == number]).toarray())
        learner = LogisticRegression(C=3.0, solver="liblinear", random_state=0)
        learner.fit(np.hstack(seen), truth[fold != number])
        judged[fold == number] = learner.predict_proba(np.hstack(unseen))[:, 1]
    labelled = np.zeros(len(texts), dtype=bool)
    for number in set(fold):
        others, least = fold != number, None
        best = 0.0
        for candidate in judged[others]:
            said = judged[others] >= candidate
            precision, recall = truth[others][said].mean(), said[truth[others]].mean()
            balance = 2 * precision * recall / (precision + recall) if precision + recall else 0
            if said.sum() >= 5 and precision >= 0.8 and balance > best:
                best, least = balance, candidate
        if least is not None:
            labelled[~others] = judged[~others] >= least
    row = learned.scores.set_index("theme_id").loc[theme]
    assert row["example_count"] == truth.sum()
    # Rounding weights moves a probability by a hair, and with it a comment or two.
    assert row["precision"] == pytest.approx(truth[labelled].mean(), abs=0.04)
    assert row["recall"] == pytest.approx(labelled[truth].mean(), abs=0.04)


def test_the_embedded_model_is_the_one_the_examples_give(learned: ThemeModel) -> None:
    """Fails when examples or families changed: run `python -m etl train --into data/figures`."""
    path = settings.FIGURES / FILE_NAME
    assert path.stat().st_size <= 600_000
    embedded = load(path)
    assert embedded.features == learned.features
    assert embedded.families == learned.families
    mine, theirs = embedded.themes, learned.themes
    assert mine.labels == theirs.labels
    np.testing.assert_allclose(mine.weights, theirs.weights, atol=0.11)  # FAINTEST, rounded
    np.testing.assert_allclose(mine.intercepts, theirs.intercepts, atol=0.03)
    pd.testing.assert_frame_equal(embedded.scores, learned.scores, atol=0.03)


@pytest.mark.slow
def test_the_same_examples_give_the_same_file(learned: ThemeModel, tmp_path: Path) -> None:
    """Learned by the command in a process of its own, where words hash in another order."""
    environment = {**os.environ, "PYTHONHASHSEED": "1"}
    environment["INSIGHT_DECISIONS_URL"] = f"sqlite:///{tmp_path / 'none.sqlite'}"
    command = [sys.executable, "-m", "etl", "train", "--into", str(tmp_path / "command")]
    done = subprocess.run(
        command, cwd=settings.PROJECT, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert "Finding a dentist" in done.stderr
    assert "0 corrected comments" in done.stdout
    ours = save(learned, tmp_path / "here").read_bytes()
    assert (tmp_path / "command" / FILE_NAME).read_bytes() == ours


def test_comments_nearly_the_same_share_a_fold() -> None:
    texts = pd.Series(
        [
            *(f"the {name} in {name}shire was rather {name}ish" for name in NAMES),
            "I can never get through to the surgery on the phone in the morning",
            "i can NEVER get through to the surgery on the phone in the mornings!",
        ]
    )
    fold = scoring.folds(texts)
    assert fold[-1] == fold[-2]
    assert set(fold) == set(range(scoring.FOLDS))
    np.testing.assert_array_equal(fold, scoring.folds(texts))


NAMES = ["oak", "elm", "ash", "fir", "yew", "bay", "fig", "box", "sloe", "gorse"]


def test_the_threshold_is_the_best_that_is_right_often_enough() -> None:
    truth = np.array([True] * 8 + [False, True, False, False, True, False])
    judged = np.linspace(0.9, 0.25, 14)
    assert scoring.threshold(truth, judged) == pytest.approx(judged[9], abs=0.001)
    assert scoring.threshold(truth, judged) <= judged[9]


def test_there_is_no_threshold_where_labels_are_too_often_wrong() -> None:
    truth = np.array([True, False] * 20)
    assert scoring.threshold(truth, np.linspace(0.9, 0.1, 40)) is None
    few = np.array([True] * 3 + [False] * 21)  # right, but too few to tell
    assert scoring.threshold(few, np.linspace(0.9, 0.1, 24)) is None


def test_a_theme_with_too_few_examples_is_left_to_people(theme_ids: list[str]) -> None:
    examples = project_examples().iloc[::4]
    model = training.train(examples, Families({"teeth": ("dentist*",)}), [*theme_ids, "brand-new"])
    row = model.scores.set_index("theme_id").loc["brand-new"]
    assert (row["example_count"], row["is_in_use"]) == (0, False)
    assert row[["precision", "recall", "threshold"]].isna().all()
    assert "brand-new" not in model.themes.labels


def test_saying_the_same_over_and_over_teaches_nothing() -> None:
    """Thirty copies of one comment are one piece of evidence, and cannot vouch for themselves."""
    examples = project_examples().iloc[::4]
    same = pd.DataFrame(
        {
            "comment": [f"the zumbleweed is back {'!' * n}" for n in range(30)],
            "themes": [frozenset({"weeds"})] * 30,
            "sentiment": ["negative"] * 30,
        }
    )
    both = pd.concat([examples, same], ignore_index=True)
    model = training.train(both, Families({"teeth": ("dentist*",)}), ["dentistry", "weeds"])
    row = model.scores.set_index("theme_id").loc["weeds"]
    assert (row["example_count"], row["recall"], row["is_in_use"]) == (30, 0, False)
    labels = label_themes(pd.Series(["the zumbleweed is back"], index=["c1"]), model)
    assert "weeds" not in set(labels["theme_id"])
