"""Comments as numbers, and what is learned from them: the part that needs scikit-learn.

Everything is seeded and works on one core, so the same examples give the same weights.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from etl.voice.themes.evidence import Families, words_and_pairs

LOOSENESS = 3.0  # scikit-learn's C: larger trusts the examples more
FAINTEST = 0.1  # weights smaller than this are dropped: they change no label
DECIMALS = 2


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


def _rounded(learner: LogisticRegression) -> LogisticRegression:
    faint = np.abs(learner.coef_) < FAINTEST
    learner.coef_ = np.where(faint, 0.0, learner.coef_.round(DECIMALS))
    learner.intercept_ = learner.intercept_.round(DECIMALS)
    return learner
