"""Label comments with a learned model: sums of weights, so that every label can be explained.

A comment's evidence is weighed as in training (TF-IDF with sublinear counts; words and families
each scaled to length one), multiplied by what was learned, and turned into probabilities.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.special import expit

from etl.voice.themes.evidence import (
    BEGINNING,
    LINKING,
    plain_words,
    singular,
    words_and_pairs,
)
from etl.voice.themes.label_model import (
    NEGATIVE,
    POSITIVE,
    SURE_NEGATIVE,
    SURE_POSITIVE,
    SURE_THEME,
    LabelModel,
)
from etl.voice.themes.model import ThemeModel

LABEL_COLUMNS = ["comment_id", "theme_id", "probability", "carried_by"]
MOST_WORDS = 5  # shown as the reason for a label …
FAINT = 0.15  # … unless they count for less than this part of the first
LEAST_KNOWN = 0.4  # share of its words; below it a comment is not judged: it is not in English
DECIMALS = 4

Mention = tuple[int, str]  # place of a feature in the model, and the words it was read from


@dataclass(frozen=True)
class Evidence:
    """What was found in one comment that the model knows.

    found: every mention. values: place of a feature in the model → how much of it there is.
    """

    found: list[Mention]
    values: dict[int, float]


def label_themes(texts: pd.Series, model: ThemeModel) -> pd.DataFrame:
    """Themes of redacted comments, where the machine is sure enough to say.

    texts: by comment_id. One row per label: comment_id, theme_id, probability (0 to 1) and
    carried_by, the words that led to it. A comment may have several rows, or none.
    """
    evidence = [evidence_of(text, model) for text in texts]
    thresholds = model.scores.set_index("theme_id")["threshold"].reindex(list(model.themes.labels))
    in_use = model.scores.set_index("theme_id")["is_in_use"].reindex(list(model.themes.labels))
    probability = theme_probabilities(evidence, model)
    sure = (probability >= thresholds.to_numpy()) & in_use.to_numpy(dtype=bool)
    rows, columns = np.nonzero(sure)
    pairs = list(zip(rows.tolist(), columns.tolist(), strict=True))
    return pd.DataFrame(
        {
            "comment_id": [texts.index[row] for row, _ in pairs],
            "theme_id": [model.themes.labels[column] for _, column in pairs],
            "probability": probability[rows, columns].round(DECIMALS),
            "carried_by": [
                ", ".join(_carried_by(evidence[row], model.themes.weights[:, column]))
                for row, column in pairs
            ],
        },
        columns=LABEL_COLUMNS,
    ).astype({"comment_id": "str", "theme_id": "str", "carried_by": "str"})


def label_learned_themes(texts: pd.Series, learned: LabelModel) -> pd.DataFrame:
    """As label_themes, the themes that were learned from real labels."""
    rows = []
    for comment_id, text in texts.items():
        for theme in learned.themes:
            sure, added = learned.theme(theme, text)
            if sure >= SURE_THEME:
                words = ", ".join(_strongest(added))
                rows.append((comment_id, theme, round(sure, DECIMALS), words))
    types = {"comment_id": "str", "theme_id": "str", "probability": "float64", "carried_by": "str"}
    return pd.DataFrame(rows, columns=LABEL_COLUMNS).astype(types)


def label_moods(texts: pd.Series, asked: pd.Series, learned: LabelModel) -> pd.Series:
    """The mood of each comment, negative or positive; missing where the machine is not sure.

    texts, asked (what was asked: see label_model): by comment_id, as what is returned.
    """
    sure = learned.moods(texts.tolist(), asked.tolist())
    moods = np.select([sure >= SURE_POSITIVE, sure < SURE_NEGATIVE], [POSITIVE, NEGATIVE], "")
    return pd.Series(moods, index=texts.index, dtype="object").replace("", None)


def _strongest(added: list[tuple[str, float]]) -> list[str]:
    """The phrases that said most for a label, strongest first; of kin, the longer."""
    ranked = sorted((each for each in added if each[1] > 0), key=lambda each: -each[1])
    named: list[str] = []
    for phrase, worth in ranked:
        if worth > FAINT * ranked[0][1]:
            _name(phrase.removeprefix(BEGINNING), named)
    return named[:MOST_WORDS]


def evidence_of(text: str, model: ThemeModel) -> Evidence:
    """What is found in a text, weighed. Values of words, and of families, have length one.

    Nothing is found in a text of which too few words are known.
    """
    places = model.places
    words = plain_words(text)
    known_count = sum(word in LINKING or singular(word) in places for word in words)
    if known_count < LEAST_KNOWN * len(words):
        return Evidence([], {})
    found: list[Mention] = []
    values: dict[int, float] = {}
    for mentions in (words_and_pairs(text), model.families.found(text)):
        known = [(places[feature], words) for feature, words in mentions if feature in places]
        counts = Counter(place for place, _ in known)
        part = {p: (1 + math.log(count)) * model.idf[p] for p, count in counts.items()}
        length = math.sqrt(sum(value * value for value in part.values()))
        values |= {place: value / length for place, value in part.items()}
        found += known
    return Evidence(found, values)


def theme_probabilities(evidence: list[Evidence], model: ThemeModel) -> np.ndarray:
    """How likely each theme is: comments × themes, 0 to 1. No evidence at all: 0 throughout."""
    learned = model.themes
    scores = _matrix(evidence, len(model.features)) @ learned.weights + learned.intercepts
    is_empty = np.array([not each.values for each in evidence], dtype=bool)
    return np.where(is_empty[:, np.newaxis], 0.0, expit(scores))


def _matrix(evidence: list[Evidence], feature_count: int) -> sparse.csr_array:
    data = [value for each in evidence for value in each.values.values()]
    places = [place for each in evidence for place in each.values]
    ends = np.cumsum([0, *(len(each.values) for each in evidence)])
    return sparse.csr_array((data, places, ends), shape=(len(evidence), feature_count))


def _carried_by(evidence: Evidence, weights: np.ndarray) -> list[str]:
    mentions = Counter(place for place, _ in evidence.found)
    carried: Counter[str] = Counter()
    for place, words in evidence.found:
        carried[words] += evidence.values[place] * weights[place] / mentions[place]
    strongest = max(carried.values(), default=0)
    named: list[str] = []
    for words, worth in sorted(carried.items(), key=lambda item: (-item[1], item[0])):
        if worth > max(0, FAINT * strongest):
            _name(words, named)
    return named[:MOST_WORDS]


def _name(words: str, named: list[str]) -> None:
    """Add words to those named. What shares a word is named once, by the longer of the two."""
    for place, other in enumerate(named):
        if _singles(words) & _singles(other):
            named[place] = max(other, words, key=lambda each: len(_singles(each)))
            return
    named.append(words)


def _singles(words: str) -> set[str]:
    return {singular(word) for word in words.split()}
