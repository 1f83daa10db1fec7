"""In what order staff read comments nobody has read: the likeliest to tell of harm first.

Beside the phrases of `safeguarding`, which take a comment out of everything: this only orders a
list. It hides nothing, drops nothing and says nothing of a comment, since it is far from sure: a
harm told in a roundabout way may rank last. A linear model of words and pairs of words, learned
from examples written for the project, data/training/risk_examples.csv (see risk_learning). Where a
sentence model is installed, what a comment means is weighed as well (see risk_meaning).
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import numpy as np
import pandas as pd

from etl.voice.safeguarding import without_harmless
from etl.voice.themes.evidence import phrases
from insight import settings

FILE = settings.PROJECT / "data" / "training" / "risk_model.json"
LONGEST_PHRASE = 2  # words

Meaning = Callable[[pd.Series], pd.Series]


@lru_cache(maxsize=1)
def phrase_worth(path: Path = FILE) -> dict[str, tuple[float, float]]:
    """Phrase → how rare it is, and how much it speaks for harm."""
    content = json.loads(path.read_text(encoding="utf-8"))
    return {phrase: (idf, weight) for phrase, idf, weight in content["phrases"]}


def risk_phrases_of(text: str) -> list[str]:
    """What of a text is weighed: its words, and pairs of them."""
    return [each for each in phrases(text) if len(each.split()) <= LONGEST_PHRASE]


def risk_scores(texts: pd.Series, meaning: Meaning | None = None) -> pd.Series:
    """A number for each text, the higher the sooner it should be read. Only its order means
    anything.

    meaning: how near to harm each text is, weighed beside its words; see risk_meaning.
    """
    worth = phrase_worth()
    scores = []
    for text in texts:
        counts = Counter(each for each in risk_phrases_of(without_harmless(text)) if each in worth)
        values = {each: (1 + math.log(n)) * worth[each][0] for each, n in counts.items()}
        length = math.sqrt(sum(value * value for value in values.values())) or 1.0
        scores.append(sum(value / length * worth[each][1] for each, value in values.items()))
    by_words = pd.Series(np.round(scores, 4), index=texts.index, dtype="float64")
    return by_words if meaning is None else by_words + meaning(texts)
