"""How good machine labels are, and from which probability the machine may speak.

Measured by cross-validation: each example is judged by a model that has not seen it, nor anything
nearly the same. The threshold below which the machine is silent is chosen on such judgements too,
and precision and recall are those of each fifth of the examples under the threshold chosen on the
other four, so that they flatter nobody.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
from scipy.sparse.csgraph import connected_components
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.model_selection import GroupKFold

from etl.voice.themes.evidence import Families, words_and_pairs
from etl.voice.themes.learners import Vectors, learn_theme

FOLDS = 5
NEARLY_THE_SAME = 0.6  # cosine of two comments' words
FEWEST_EXAMPLES = 20  # of a theme, to learn it at all
FEWEST_LABELS = 5  # a precision of fewer labels says nothing
AIM = 0.8  # precision a threshold aims at: above what is asked, as the best of many flatters
WANTED_PRECISION = 0.7  # asked of a theme, measured, before the machine may label it

Report = Callable[[str, int, int], None]


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


def theme_scores(
    texts: pd.Series, truth: pd.DataFrame, learnable: list[str], families: Families, say: Report
) -> list[dict[str, Any]]:
    """Rows of the table theme_model: one for each column of `truth`, comments × themes.

    learnable: the themes with enough examples. The others never label.
    """
    fold = folds(texts)
    judged = pd.DataFrame(np.nan, index=truth.index, columns=learnable)
    for number in range(FOLDS):
        say("Checking themes on examples held out", number, FOLDS)
        held_out = fold == number
        evidence = Vectors(families, texts[~held_out])
        seen, unseen = evidence.of(texts[~held_out]), evidence.of(texts[held_out])
        for theme in learnable:
            is_theme = truth.loc[~held_out, theme]
            # Where all its examples are nearly the same, one fold holds them all: nothing to learn.
            judged.loc[held_out, theme] = (
                learn_theme(seen, is_theme).predict_proba(unseen)[:, 1] if is_theme.any() else 0.0
            )
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
