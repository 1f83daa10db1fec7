"""Learn from examples which words speak for which theme, and measure how well that works.

One logistic regression per theme over TF-IDF of words, pairs of words and word families; one for
the mood. Everything is seeded, so the same examples give the same model. Only this module needs
scikit-learn: what it learns is handed on as numbers.

How good the labels are is measured by cross-validation: each example is judged by a model that
has not seen it, nor anything nearly the same. The threshold below which the machine is silent is
chosen on such judgements too, and precision and recall are those of each fifth of the examples
under the threshold chosen on the other four, so that they flatter nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.sparse.csgraph import connected_components
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from etl.voice.themes.evidence import Families, read_families, words_and_pairs
from etl.voice.themes.examples import FAMILIES, corrected_examples, written_examples
from etl.voice.themes.model import SENTIMENT, Learned, ThemeModel, save, scores_frame
from insight import settings

FOLDS = 5
NEARLY_THE_SAME = 0.6  # cosine of two comments' words
FEWEST_EXAMPLES = 20  # of a theme, to learn it at all
FEWEST_LABELS = 5  # a precision of fewer labels says nothing
AIM = 0.8  # precision a threshold aims at: above what is asked, as the best of many flatters
WANTED_PRECISION = 0.7  # asked of a theme, measured, before the machine may label it
LOOSENESS = 3.0  # scikit-learn's C: larger trusts the examples more
FAINTEST = 0.1  # weights smaller than this are dropped: they change no label
DECIMALS = 2

Report = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Lesson:
    """A model, where it was saved, and how many examples and corrected comments it is from."""

    model: ThemeModel
    path: Path
    written_count: int
    corrected_count: int


def learn(folder: Path, theme_ids: Iterable[str], report: Report | None = None) -> Lesson:
    """Learn from all examples there are and save the model in `folder`.

    People's corrections are used everywhere but for the embedded model: that one goes out to
    everybody, so it must not hold words that residents wrote.
    """
    theme_ids = list(theme_ids)
    written = written_examples()
    is_embedded = folder.resolve() == settings.FIGURES
    corrected = written.head(0) if is_embedded else corrected_examples(theme_ids)
    examples = pd.concat([written, corrected], ignore_index=True)
    model = train(examples, read_families(FAMILIES), theme_ids, report)
    return Lesson(model, save(model, folder), len(written), len(corrected))


def train(
    examples: pd.DataFrame,
    families: Families,
    theme_ids: Iterable[str],
    report: Report | None = None,
) -> ThemeModel:
    """Learn from examples (comment, themes, sentiment; one of the last two may be missing).

    theme_ids: the themes that may be given to a comment, the second level. A theme with too few
    examples is in the scores and never labels.
    """
    say = report or (lambda what, done, total: None)
    themed = examples[examples["themes"].notna()].reset_index(drop=True)
    mooded = examples[examples["sentiment"].notna()].reset_index(drop=True)
    truth = pd.DataFrame(
        {theme: [theme in themes for themes in themed["themes"]] for theme in theme_ids}
    )
    learnable = [theme for theme in truth if truth[theme].sum() >= FEWEST_EXAMPLES]
    scores = _theme_scores(themed["comment"], truth, learnable, families, say)
    scores.append(_mood_score(mooded["comment"], mooded["sentiment"], families, say))
    say("Learning from all examples", 0, 1)
    evidence = Vectors(families, pd.concat([themed["comment"], mooded["comment"]]).unique())
    matrix = evidence.of(themed["comment"])
    themes = [learn_theme(matrix, truth[theme]) for theme in learnable]
    moods = learn_moods(evidence.of(mooded["comment"]), mooded["sentiment"])
    return ThemeModel(
        families=families,
        features=evidence.features,
        idf=evidence.idf,
        themes=Learned(
            tuple(learnable),
            np.column_stack([each.coef_[0] for each in themes]),
            np.array([each.intercept_[0] for each in themes]),
        ),
        moods=Learned(tuple(moods.classes_), moods.coef_.T, moods.intercept_),
        scores=scores_frame(scores),
    )


class Vectors:
    """Comments as numbers, the way labelling weighs them: see etl.voice.themes.labelling.

    texts: comments whose words become features, when at least two comments have them.
    """

    def __init__(self, families: Families, texts: Iterable[str]) -> None:
        def words(text: str) -> list[str]:
            return [feature for feature, _ in words_and_pairs(text)]

        def kin(text: str) -> list[str]:
            return [family for family, _ in families.found(text)]

        self._parts = [
            TfidfVectorizer(analyzer=analyser, min_df=2, sublinear_tf=True)
            for analyser in (words, kin)
        ]
        texts = list(texts)
        for part in self._parts:
            part.fit(texts)
            part.idf_ = part.idf_.round(DECIMALS)

    @property
    def features(self) -> tuple[str, ...]:
        """Names of the columns."""
        return tuple(str(f) for part in self._parts for f in part.get_feature_names_out())

    @property
    def idf(self) -> np.ndarray:
        """How rare each feature is."""
        return np.concatenate([part.idf_ for part in self._parts])

    def of(self, texts: Iterable[str]) -> sparse.csr_array:
        """Comments × features."""
        texts = list(texts)
        return sparse.csr_array(sparse.hstack([part.transform(texts) for part in self._parts]))


def learn_theme(matrix: sparse.csr_array, truth: Iterable[bool]) -> LogisticRegression:
    """What speaks for one theme. Weights are rounded, so that what is saved is what is meant."""
    learner = LogisticRegression(C=LOOSENESS, solver="liblinear", random_state=0)
    return _rounded(learner.fit(matrix, np.asarray(truth, dtype=bool)))


def learn_moods(matrix: sparse.csr_array, moods: Iterable[str]) -> LogisticRegression:
    """What speaks for each mood."""
    learner = LogisticRegression(C=LOOSENESS, max_iter=1000, random_state=0)
    return _rounded(learner.fit(matrix, np.asarray(moods, dtype=object)))


def _rounded(learner: LogisticRegression) -> LogisticRegression:
    faint = np.abs(learner.coef_) < FAINTEST
    learner.coef_ = np.where(faint, 0.0, learner.coef_.round(DECIMALS))
    learner.intercept_ = learner.intercept_.round(DECIMALS)
    return learner


def folds(texts: pd.Series) -> np.ndarray:
    """The fold, 0 to FOLDS − 1, of each comment. Comments nearly the same share a fold."""
    counts = TfidfVectorizer(analyzer=_single_words, min_df=1).fit_transform(texts)
    near = (counts @ counts.T) >= NEARLY_THE_SAME
    _, kin = connected_components(near, directed=False)
    fold = np.zeros(len(texts), dtype="int64")
    splitter = GroupKFold(n_splits=FOLDS, shuffle=True, random_state=0)
    for number, (_, held_out) in enumerate(splitter.split(texts, groups=kin)):
        fold[held_out] = number
    return fold


def _single_words(text: str) -> list[str]:
    return [feature for feature, _ in words_and_pairs(text) if " " not in feature]


def _theme_scores(
    texts: pd.Series, truth: pd.DataFrame, learnable: list[str], families: Families, say: Report
) -> list[dict[str, Any]]:
    fold = folds(texts)
    judged = pd.DataFrame(np.nan, index=truth.index, columns=learnable)
    for number in range(FOLDS):
        say("Checking themes on examples held out", number, FOLDS)
        held_out = fold == number
        evidence = Vectors(families, texts[~held_out])
        seen, unseen = evidence.of(texts[~held_out]), evidence.of(texts[held_out])
        for theme in learnable:
            learner = learn_theme(seen, truth.loc[~held_out, theme])
            judged.loc[held_out, theme] = learner.predict_proba(unseen)[:, 1]
    return [
        _score(theme, truth[theme].to_numpy(), judged[theme].to_numpy(), fold)
        if theme in learnable
        else {"theme_id": theme, "example_count": int(truth[theme].sum()), "is_in_use": False}
        for theme in truth
    ]


def _score(theme: str, truth: np.ndarray, judged: np.ndarray, fold: np.ndarray) -> dict[str, Any]:
    labelled = np.zeros(len(truth), dtype=bool)
    for number in range(FOLDS):
        others = fold != number
        chosen = threshold(truth[others], judged[others])
        if chosen is not None:
            labelled[~others] = judged[~others] >= chosen
    chosen = threshold(truth, judged)
    precision = truth[labelled].mean() if labelled.any() else None
    is_in_use = chosen is not None and precision is not None and precision >= WANTED_PRECISION
    return {
        "theme_id": theme,
        "example_count": int(truth.sum()),
        "precision": precision,
        "recall": labelled[truth].mean(),
        "threshold": chosen if is_in_use else None,
        "is_in_use": is_in_use,
    }


def threshold(truth: np.ndarray, judged: np.ndarray) -> float | None:
    """The probability from which the machine may label: the best one that is right often enough.

    Of the probabilities from which labels are right AIM of the time, the one that balances
    precision and recall best (F1). None if there is none. truth: whether people gave the label.
    judged: the machine's probability, on examples it had not seen. Rounded down to 3 decimals.
    """
    order = np.argsort(-judged, kind="stable")
    made = np.arange(1, len(order) + 1)
    right = truth[order].cumsum()
    may = (right / made >= AIM) & (made >= FEWEST_LABELS)
    if not may.any():
        return None
    balance = np.where(may, 2 * right / (made + truth.sum()), 0)
    return float(np.floor(judged[order][balance.argmax()] * 1000) / 1000)


def _mood_score(
    texts: pd.Series, moods: pd.Series, families: Families, say: Report
) -> dict[str, Any]:
    """The machine names a mood for every comment, so precision and recall are one share."""
    fold = folds(texts)
    judged = np.empty(len(texts), dtype=object)
    for number in range(FOLDS):
        say("Checking moods on examples held out", number, FOLDS)
        held_out = fold == number
        evidence = Vectors(families, texts[~held_out])
        learner = learn_moods(evidence.of(texts[~held_out]), moods[~held_out])
        judged[held_out] = learner.predict(evidence.of(texts[held_out]))
    right = float((judged == moods.to_numpy(dtype=object)).mean())
    return {
        "theme_id": SENTIMENT,
        "example_count": len(texts),
        "precision": right,
        "recall": right,
        "threshold": 0.0,
        "is_in_use": True,
    }
