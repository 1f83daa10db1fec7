"""Learn from written examples which words suggest that a comment should be read soon."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from etl.voice.risk_ranking import FILE, risk_phrases_of
from etl.voice.themes.examples import project_examples

EXAMPLES = FILE.with_name("risk_examples.csv")
LOOSENESS = 10.0  # scikit-learn's C
FAINTEST = 0.05
DECIMALS = 2


def save(path: Path) -> Path:
    """Learn, and write the table of phrases: how rare each is, and what it speaks for.

    Harm is told in risk_examples.csv, and in none of the examples of themes.
    """
    harm, others = pd.read_csv(EXAMPLES)["text"], project_examples()["comment"]
    texts = [*harm, *others]
    words = TfidfVectorizer(analyzer=risk_phrases_of, sublinear_tf=True)
    matrix = words.fit_transform(texts)
    learner = LogisticRegression(
        C=LOOSENESS, class_weight="balanced", random_state=0, solver="liblinear"
    )
    learner.fit(matrix, np.arange(len(texts)) < len(harm))
    table = zip(
        words.get_feature_names_out(),
        words.idf_.round(DECIMALS).tolist(),
        learner.coef_[0].round(DECIMALS).tolist(),
        strict=True,
    )
    phrases = [row for row in table if abs(row[2]) >= FAINTEST]
    content = {"phrases": phrases}
    path.write_text(
        json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8"
    )
    return path
