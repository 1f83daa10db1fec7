"""Learn from examples which words speak for which theme.

One logistic regression per theme over TF-IDF of words, pairs of words and word families. What is
learned is handed on as numbers: see etl.voice.themes.model.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from etl.voice.themes.evidence import Families, read_families
from etl.voice.themes.examples import FAMILIES, correction_examples, project_examples
from etl.voice.themes.learners import Vectors, learn_theme
from etl.voice.themes.model import LinearModel, ThemeModel, save, scores_frame
from etl.voice.themes.scoring import FEWEST_EXAMPLES, Report, theme_scores
from insight import settings


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
    written = project_examples()
    is_embedded = folder.resolve() == settings.FIGURES
    corrected = written.head(0) if is_embedded else correction_examples(theme_ids)
    examples = pd.concat([written, corrected], ignore_index=True)
    model = train(examples, read_families(FAMILIES), theme_ids, report)
    return Lesson(model, save(model, folder), len(written), len(corrected))


def train(
    examples: pd.DataFrame,
    families: Families,
    theme_ids: Iterable[str],
    report: Report | None = None,
) -> ThemeModel:
    """Learn from examples (comment, themes; those whose themes are missing teach nothing).

    theme_ids: the themes that may be given to a comment, the second level. A theme with too few
    examples is in the scores and never labels.
    """
    say = report or (lambda what, done, total: None)
    themed = examples[examples["themes"].notna()].reset_index(drop=True)
    truth = pd.DataFrame(
        {theme: [theme in themes for themes in themed["themes"]] for theme in theme_ids}
    )
    learnable = [theme for theme in truth if truth[theme].sum() >= FEWEST_EXAMPLES]
    scores = theme_scores(themed["comment"], truth, learnable, families, say)
    say("Learning from all examples", 0, 1)
    evidence = Vectors(families, themed["comment"].unique())
    matrix = evidence.of(themed["comment"])
    themes = [learn_theme(matrix, truth[theme]) for theme in learnable]
    return ThemeModel(
        families=families,
        features=evidence.features,
        idf=evidence.idf,
        themes=LinearModel(
            tuple(learnable),
            np.column_stack([each.coef_[0] for each in themes]),
            np.array([each.intercept_[0] for each in themes]),
        ),
        scores=scores_frame(scores),
    )
