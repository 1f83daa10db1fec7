"""Real comments with labels that people gave: to learn from, and to measure on.

The comments are not part of the project and never enter it. What is learned from them, words and
weights, lies in data/training/label_model.json. Every score is out of source: the machine learns
from two organisations and is tried on the third, in every combination. Below FEWEST_WORDS words it
says nothing, and such comments are not counted.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from etl.voice.themes.evidence import phrases, plain_words
from etl.voice.themes.examples import project_examples
from etl.voice.themes.label_model import (
    ASKED,
    FEWEST_WORDS,
    MOOD,
    QUESTION_PART,
    SURE_NEGATIVE,
    SURE_POSITIVE,
    SURE_THEME,
    LabelModel,
    may_be_public,
    moods_may_be_public,
    scores_frame,
)

FEWEST_COMMENTS = 4  # that have a phrase, for it to count: none may point at one person
FEWEST_LABELS = 50  # that people gave of a theme, for it to be learned and scored
FAINTEST = 0.15  # weights smaller than this are dropped
DECIMALS = 2
LOOSENESS = 5.0  # scikit-learn's C
# Which of their labels mean which of our themes. What they have no label for is not measured.
THEMES = {
    "kindness-and-respect": ("Attitude Of Staff", "Dignity: General", "Staff: General"),
    "skills-and-staffing": ("Professionalism/Competence Of Staff", "Staffing levels"),
    "information": ("Amount/clarity of information",),
    "listening": (
        "Listening",
        "Involvement: Of Family And Carers",
        "Involvement: Of Service Users/Patients",
    ),
    "hospital-waits": (
        "Time spent waiting between appointments",
        "Time spent waiting for first appt/referral/service",
    ),
    "buildings": ("Cleanliness", "Environment/ facilities", "Facilities/equipment", "Food"),
    "transport": ("Parking/transport",),
    "continuity": ("Consistency/Continuity of care", "Coordination/Integration Of Care"),
    "discharge-and-aftercare": ("Transition And Discharge",),
    "medication": ("Medication",),
    "safe-in-care": ("Feeling safe including bullying",),
}
# What was asked: 'better' (what could be), 'good' (what was), or '' for anything.
QUESTIONS = {
    "Trust A - Q1": "better",
    "Trust A - Q2": "good",
    "Trust B - Q1": "",
    "Trust C - Q1": "good",
    "Trust C - Q2": "better",
}

Truth = NDArray[np.bool_]
Judged = NDArray[np.float64]


@dataclass(frozen=True)
class Trial:
    """What the machine said of one organisation's comments, having learned from the others."""

    organisation: str
    truth: Truth
    judged: Judged


def read_labels(path: Path) -> pd.DataFrame:
    """Comments with labels: comment, organisation, asked, subcategory, mood, word_count.

    mood: 1 where people heard praise, -1 where they heard criticism, 0 where neither (one
    organisation wrote 0 for most praise, so 0 teaches nothing), NaN where it is not said.
    """
    frame = pd.read_csv(path, dtype="str", keep_default_na=False)
    degree = pd.to_numeric(frame["criticality"].replace("-o", "0"), errors="coerce")
    return pd.DataFrame(
        {
            "comment": frame["feedback"],
            "organisation": frame["organization"],
            "asked": frame["question"].map(QUESTIONS).fillna(""),
            "subcategory": frame["subcategory"],
            "mood": np.sign(degree.where(degree.between(-5, 5))),
            "word_count": frame["feedback"].map(lambda text: len(plain_words(text))),
        }
    )


def learn(labels: pd.DataFrame) -> tuple[LabelModel, pd.DataFrame]:
    """The model that all labels give, and how it did in each combination.

    The second: theme_id, organisation tried on ('' for all), and the columns of a score. A theme
    that may not be shown to everybody is scored, and not in the model.
    """
    moods, themes = mood_trials(labels), theme_trials(labels)
    scored = [("", mood_score(moods)), *((t.organisation, mood_score([t])) for t in moods)]
    for theme, trials in themes.items():
        scored += [("", theme_score(theme, trials))]
        scored += [(each.organisation, theme_score(theme, [each])) for each in trials]
    results = pd.DataFrame([{**score, "organisation": name} for name, score in scored])
    scores = scores_frame(results[results["organisation"] == ""])
    public = scores.loc[scores["is_public"] & (scores["theme_id"] != MOOD), "theme_id"]
    lessons = {MOOD: _mood_lesson(labels)} | {
        theme: _theme_lesson(labels, theme) for theme in public
    }
    return _model(lessons, scores), results


def _model(lessons: dict[str, _Lesson], scores: pd.DataFrame) -> LabelModel:
    """One table of all phrases; the inverse frequency goes into the weight of its own label."""
    parts = []
    for lesson in lessons.values():
        names = lesson.words.get_feature_names_out()
        weights = lesson.learner.coef_[0][: len(names)]
        worth = np.where(np.abs(weights) < FAINTEST, 0.0, weights.round(DECIMALS))
        part = pd.DataFrame(
            {"idf": lesson.words.idf_.round(DECIMALS), "weight": worth}, index=names
        )
        parts.append(part)
    moods = lessons[MOOD].learner.coef_[0][-len(ASKED) :] * QUESTION_PART
    return LabelModel(
        labels=tuple(lessons),
        parts=tuple(parts),
        intercepts=tuple(round(float(x.learner.intercept_[0]), DECIMALS) for x in lessons.values()),
        asked=dict(zip(ASKED, moods.round(DECIMALS).tolist(), strict=True)),
        scores=scores,
    )


def mood_trials(labels: pd.DataFrame) -> list[Trial]:
    """How likely praise is, for comments with a clear mood: each organisation by the others."""
    clear = labels[labels["mood"].isin([-1, 1])]

    def judge(seen: pd.DataFrame, unseen: pd.DataFrame) -> tuple[Truth, Judged]:
        return unseen["mood"].to_numpy() > 0, _mood_lesson(seen).probability(unseen)

    return _trials(clear, judge)


def theme_trials(labels: pd.DataFrame) -> dict[str, list[Trial]]:
    """The same for each theme with enough labels: how likely a comment is to be about it."""
    found = {}
    for theme, names in THEMES.items():
        if labels["subcategory"].isin(names).sum() < FEWEST_LABELS:
            continue

        def judge(
            seen: pd.DataFrame,
            unseen: pd.DataFrame,
            theme: str = theme,
            names: tuple[str, ...] = names,
        ) -> tuple[Truth, Judged]:
            truth = unseen["subcategory"].isin(names).to_numpy()
            return truth, _theme_lesson(seen, theme).probability(unseen)

        found[theme] = _trials(labels, judge)
    return found


def _trials(
    labels: pd.DataFrame, judge: Callable[[pd.DataFrame, pd.DataFrame], tuple[Truth, Judged]]
) -> list[Trial]:
    trials = []
    for organisation in sorted(labels["organisation"].unique()):
        own = labels["organisation"] == organisation
        unseen = labels[own & (labels["word_count"] >= FEWEST_WORDS)]
        trials.append(Trial(organisation, *judge(labels[~own], unseen)))
    return trials


def mood_score(trials: Iterable[Trial]) -> dict[str, Any]:
    """How right the mood is, of all clear comments: a silence is not right, and no opposite.

    It may be shown only where it is right in every combination.
    """
    trials = list(trials)
    truth, judged = _joined(trials)
    right, opposite = mood_rates(truth, judged)
    named = float(((judged >= SURE_POSITIVE) | (judged < SURE_NEGATIVE)).mean())
    return {
        "theme_id": MOOD,
        "example_count": len(truth),
        "precision": right / named,
        "recall": right,
        "share_ratio": None,
        "opposite_share": opposite,
        "is_public": all(
            moods_may_be_public(*mood_rates(each.truth, each.judged)) for each in trials
        ),
    }


def mood_rates(truth: Truth, judged: Judged) -> tuple[float, float]:
    """Shares of clear comments: right, and the opposite."""
    positive, negative = judged >= SURE_POSITIVE, judged < SURE_NEGATIVE
    right = float(((positive & truth) | (negative & ~truth)).mean())
    return right, float(((positive & ~truth) | (negative & truth)).mean())


def theme_score(theme: str, trials: Iterable[Trial]) -> dict[str, Any]:
    """How right labels of a theme are, and how its share of comments compares with people's.

    They may be shown only where they do well in every combination.
    """
    trials = list(trials)
    truth, judged = _joined(trials)
    said = judged >= SURE_THEME
    precision, ratio = theme_rates(truth, judged)
    return {
        "theme_id": theme,
        "example_count": int(truth.sum()),
        "precision": precision,
        "recall": float(said[truth].mean()) if truth.any() else None,
        "share_ratio": ratio,
        "opposite_share": None,
        "is_public": all(may_be_public(*theme_rates(each.truth, each.judged)) for each in trials),
    }


def theme_rates(truth: Truth, judged: Judged) -> tuple[float | None, float]:
    """Share of the machine's labels that people gave too, None where it gave none; and how many
    labels it gave for each of people's, infinitely many where they gave none."""
    said = judged >= SURE_THEME
    precision = float(truth[said].mean()) if said.any() else None
    return precision, float(said.sum() / truth.sum()) if truth.any() else math.inf


def _joined(trials: Iterable[Trial]) -> tuple[Truth, Judged]:
    trials = list(trials)
    return (
        np.concatenate([trial.truth for trial in trials]),
        np.concatenate([trial.judged for trial in trials]),
    )


@dataclass(frozen=True)
class _Lesson:
    """Phrases weighed, and what was learned of them; the last columns are the question's."""

    words: TfidfVectorizer
    learner: LogisticRegression

    def probability(self, comments: pd.DataFrame) -> Judged:
        matrix = _matrix(self.words.transform(_answers(comments)), comments)
        judged: Judged = self.learner.predict_proba(matrix)[:, 1]
        return judged


def _mood_lesson(labels: pd.DataFrame) -> _Lesson:
    clear = labels[labels["mood"].isin([-1, 1])].drop_duplicates(["comment", "asked"])
    own = project_examples()
    own = own[own["sentiment"] != "mixed"]
    own = own.assign(asked="", mood=own["sentiment"].map({"negative": -1, "positive": 1}))
    examples = pd.concat([clear, own], ignore_index=True)
    return _lesson(examples, examples["mood"] > 0, "balanced")


def _theme_lesson(labels: pd.DataFrame, theme: str) -> _Lesson:
    own = project_examples()
    of_own = pd.Series([theme in themes for themes in own["themes"]])
    truth = pd.concat([labels["subcategory"].isin(THEMES[theme]), of_own], ignore_index=True)
    examples = pd.concat([labels.assign(asked=""), own.assign(asked="")], ignore_index=True)
    return _lesson(examples, truth, None)


def _lesson(examples: pd.DataFrame, truth: pd.Series, weight: str | None) -> _Lesson:
    words = TfidfVectorizer(analyzer=_phrases, min_df=FEWEST_COMMENTS, sublinear_tf=True)
    matrix = _matrix(words.fit_transform(_answers(examples)), examples)
    learner = LogisticRegression(
        C=LOOSENESS, class_weight=weight, random_state=0, solver="liblinear"
    )
    return _Lesson(words, learner.fit(matrix, truth.to_numpy(dtype=bool)))


def _answers(comments: pd.DataFrame) -> list[tuple[str, str]]:
    return list(zip(comments["comment"], comments["asked"], strict=True))


def _phrases(answer: tuple[str, str]) -> list[str]:
    return phrases(*answer)


def _matrix(words: sparse.csr_array, comments: pd.DataFrame) -> sparse.csr_array:
    asked = np.column_stack([comments["asked"] == kind for kind in ASKED])
    return sparse.csr_array(sparse.hstack([words, QUESTION_PART * asked.astype(float)]))
