"""Learn from written examples which comments should be read soon: by their words, and by meaning.

Harm is told in risk_examples.csv, and in none of the examples of themes.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from etl.voice.risk_meaning import vectors
from etl.voice.risk_ranking import FILE, risk_phrases_of
from etl.voice.themes.examples import project_examples

EXAMPLES = FILE.with_name("risk_examples.csv")
LOOSENESS, MEANING_LOOSENESS = 10.0, 1.0  # scikit-learn's C
FAINTEST = 0.05
DECIMALS = 2


def save(path: Path) -> Path:
    """Write the table of phrases: how rare each is, and what it speaks for."""
    texts, is_harm = _examples()
    words = TfidfVectorizer(analyzer=risk_phrases_of, sublinear_tf=True)
    weights = _weights(words.fit_transform(texts), is_harm, LOOSENESS)
    table = zip(
        words.get_feature_names_out(),
        words.idf_.round(DECIMALS).tolist(),
        weights.round(DECIMALS).tolist(),
        strict=True,
    )
    return _write({"phrases": [row for row in table if abs(row[2]) >= FAINTEST]}, path)


def save_meaning(path: Path) -> Path:
    """Write how far each direction among meanings leads towards harm; needs the sentence model."""
    texts, is_harm = _examples()
    weights = _weights(vectors(texts), is_harm, MEANING_LOOSENESS)
    return _write({"weights": weights.round(3).tolist()}, path)


def _examples() -> tuple[list[str], np.ndarray]:
    harm, others = pd.read_csv(EXAMPLES)["text"], project_examples()["comment"]
    return [*harm, *others], np.arange(len(harm) + len(others)) < len(harm)


def _weights(features: Any, is_harm: np.ndarray, looseness: float) -> np.ndarray:
    learner = LogisticRegression(
        C=looseness, class_weight="balanced", random_state=0, solver="liblinear"
    )
    weights: np.ndarray = learner.fit(features, is_harm).coef_[0]
    return weights


def _write(content: dict[str, Any], path: Path) -> Path:
    path.write_text(
        json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8"
    )
    return path
