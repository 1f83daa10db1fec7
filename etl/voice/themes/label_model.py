"""What a machine may say of comments' moods, and of the themes it learned from real labels.

The model is a table of phrases and weights, data/training/label_model.json, learned from real
comments that people labelled (see peoples_labels, which needs them; this does not). Every label is
a sum of weights. Scores are out of source, and decide what may be shown to everybody.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import expit

from etl.voice.themes.evidence import phrases, plain_words
from insight import settings
from insight.store.disk import write_whole

FILE = settings.PROJECT / "data" / "training" / "label_model.json"
FORMAT = 1
MOOD = "sentiment"
NEGATIVE, POSITIVE = "negative", "positive"
ASKED = ("better", "good")  # what could be better, what was good; '' for any other question
QUESTION_PART = 0.3  # how loudly the question speaks beside the words, which have length one
FEWEST_WORDS = 5  # of a comment, for a machine to judge it
LEAST_KNOWN = 0.4  # share of its words; below it the text is not in English
SURE_POSITIVE, SURE_NEGATIVE = 0.675, 0.2  # how likely praise is; between them, silence
SURE_THEME = 0.25
# What is asked, out of source, before everybody may see it.
LEAST_RIGHT, MOST_OPPOSITE = 0.78, 0.06  # of moods, of all clear comments
LEAST_PRECISION, MOST_BIAS = 0.6, 1.5  # of themes
SCORE_COLUMNS = [
    "theme_id",
    "example_count",
    "precision",
    "recall",
    "share_ratio",
    "opposite_share",
    "is_public",
]
NUMBERS = ("precision", "recall", "share_ratio", "opposite_share")

Numbers = NDArray[np.float64]


def moods_may_be_public(right: float, opposite: float) -> bool:
    """Whether moods are right often enough; shares of clear comments, 0 to 1."""
    return right >= LEAST_RIGHT and opposite <= MOST_OPPOSITE


def may_be_public(precision: float | None, share_ratio: float) -> bool:
    """Whether labels of a theme are; share_ratio: the machine's share over people's."""
    if precision is None or precision < LEAST_PRECISION:
        return False
    return 1 / MOST_BIAS <= share_ratio <= MOST_BIAS


@dataclass(frozen=True)
class LabelModel:
    """labels: MOOD, then themes. parts: for each label its phrases, with `idf` (how rare) and
    `weight` (how strongly each speaks for praise, or for the theme). intercepts: a number for each
    label. asked: what a question adds to MOOD. scores: rows of SCORE_COLUMNS, out of source."""

    labels: tuple[str, ...]
    parts: tuple[pd.DataFrame, ...]
    intercepts: tuple[float, ...]
    asked: dict[str, float]
    scores: pd.DataFrame

    @cached_property
    def _worth(self) -> tuple[dict[str, tuple[float, float]], ...]:
        return tuple(
            {p: (i, w) for p, i, w in zip(each.index, each["idf"], each["weight"], strict=True)}
            for each in self.parts
        )

    @property
    def themes(self) -> tuple[str, ...]:
        """The themes it judges."""
        return self.labels[1:]

    def moods(self, texts: Sequence[str], asked: Sequence[str]) -> Numbers:
        """How likely praise is, 0 to 1; NaN where it cannot be judged."""
        return np.array(
            [
                self._probability(0, text, kind, self.asked.get(kind, 0.0))[0]
                for text, kind in zip(texts, asked, strict=True)
            ],
            dtype=np.float64,
        )

    def theme(self, theme: str, text: str) -> tuple[float, list[tuple[str, float]]]:
        """How likely a text is about a theme (NaN: not judged), and what each phrase adds."""
        return self._probability(self.labels.index(theme), text)

    def _probability(
        self, place: int, text: str, asked: str = "", given: float = 0.0
    ) -> tuple[float, list[tuple[str, float]]]:
        worth = self._worth[place]
        found = phrases(text, asked if place == 0 else "")
        words = [each for each in found if each.isalnum()]
        known = sum(word in worth for word in words)
        if len(plain_words(text)) < FEWEST_WORDS or known < max(1, LEAST_KNOWN * len(words)):
            return math.nan, []
        counts = Counter(each for each in found if each in worth)
        values = {each: (1 + math.log(n)) * worth[each][0] for each, n in counts.items()}
        length = math.sqrt(sum(value * value for value in values.values()))
        added = [(each, value / length * worth[each][1]) for each, value in values.items()]
        total = self.intercepts[place] + given + sum(amount for _, amount in added)
        return float(expit(total)), added


@lru_cache(maxsize=2)
def label_model(path: Path = FILE) -> LabelModel:
    """The model as it was learned."""
    content = json.loads(path.read_text(encoding="utf-8"))
    if content["format"] != FORMAT:
        raise ValueError(f"{path} has format {content['format']}, not {FORMAT}")
    labels = content["labels"]
    return LabelModel(
        labels=tuple(labels),
        parts=tuple(
            pd.DataFrame({"idf": part["idf"], "weight": part["weights"]}, index=part["phrases"])
            for part in labels.values()
        ),
        intercepts=tuple(part["intercept"] for part in labels.values()),
        asked=content["asked"],
        scores=scores_frame(content["scores"]),
    )


def save(model: LabelModel, path: Path = FILE) -> Path:
    """Write the model; the same model gives the same bytes."""
    content: dict[str, Any] = {
        "format": FORMAT,
        "scores": json.loads(model.scores.to_json(orient="records")),
        "asked": model.asked,
        "labels": {
            label: {
                "intercept": intercept,
                "phrases": part.index.tolist(),
                "idf": part["idf"].tolist(),
                "weights": part["weight"].tolist(),
            }
            for label, part, intercept in zip(
                model.labels, model.parts, model.intercepts, strict=True
            )
        },
    }
    write_parts(path, content)
    return path


def write_parts(path: Path, content: dict[str, Any]) -> None:
    """A model as JSON: a line for each part keeps the file small and a change in it readable."""
    lines = [
        f"{json.dumps(key)}: {json.dumps(part, ensure_ascii=False, separators=(',', ':'))}"
        for key, part in content.items()
    ]
    write_whole(path, ("{\n" + ",\n".join(lines) + "\n}\n").encode())


def scores_frame(rows: Any) -> pd.DataFrame:
    """Rows of scores with their types; what was never measured is empty."""
    frame = pd.DataFrame(rows).reindex(columns=SCORE_COLUMNS).reset_index(drop=True)
    types = dict.fromkeys(NUMBERS, "float64")
    frame = frame.astype(
        {"theme_id": "str", "example_count": "int64", "is_public": "bool", **types}
    )
    return frame.assign(**{name: frame[name].round(3) for name in NUMBERS})
