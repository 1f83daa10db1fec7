"""What was learned, as numbers in a JSON file that anyone can read. No scikit-learn is needed.

A build prefers the model beside people's decisions, which `python -m etl train` writes, over the
one embedded in data/figures, which was learned from the project's own examples alone.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from etl.voice.themes.evidence import Families
from etl.voice.themes.label_model import MOOD, NUMBERS, SURE_THEME, LabelModel, write_parts
from insight import settings
from insight.store import decisions

FILE_NAME = "theme_model.json"
FORMAT = 2
TABLE_COLUMNS = [
    "theme_id",
    "example_count",
    *NUMBERS,
    "threshold",
    "is_in_use",
    "is_public",
]
SCORE_COLUMNS = ["theme_id", "example_count", "precision", "recall", "threshold", "is_in_use"]


class UnreadableModel(Exception):
    """A model file that this code cannot read. The message says what to do."""


@dataclass(frozen=True)
class LinearModel:
    """What speaks for and against some labels.

    labels: n names. weights: features × n, how strongly a feature speaks for a label (negative:
    against). intercepts: n, where a comment with no evidence stands.
    """

    labels: tuple[str, ...]
    weights: np.ndarray
    intercepts: np.ndarray


@dataclass(frozen=True)
class ThemeModel:
    """Everything needed to label a comment, and how good the labels are.

    features: what may be found in a comment (see evidence). idf: as long, how rare each is.
    themes: what speaks for each theme. scores: a row per theme, worked out by cross-validation on
    the examples; they choose thresholds, and are not shown: see label_model for those that are.
    """

    families: Families
    features: tuple[str, ...]
    idf: np.ndarray
    themes: LinearModel
    scores: pd.DataFrame

    @cached_property
    def places(self) -> dict[str, int]:
        """Feature → its place in features."""
        return {feature: place for place, feature in enumerate(self.features)}


def theme_model_table(model: ThemeModel, learned: LabelModel) -> pd.DataFrame:
    """The table theme_model of the store: a row per theme, and MOOD last.

    What was not measured out of source has no score, and is for staff alone. Examples are counted
    as in the embedded model, which has the written ones alone: how many corrections staff made of
    people's comments is a count of comments, and may be a small one.
    """
    own = model.scores.set_index("theme_id")[["threshold", "is_in_use"]]
    written = load(settings.FIGURES / FILE_NAME).scores.set_index("theme_id")["example_count"]
    own["example_count"] = written.reindex(own.index).fillna(0)
    own.loc[[*learned.themes], "threshold"] = SURE_THEME
    own.loc[[*learned.themes], "is_in_use"] = True
    mood = pd.DataFrame({"example_count": 0, "threshold": np.nan, "is_in_use": True}, index=[MOOD])
    rows = pd.concat([own, mood]).rename_axis("theme_id")
    measured = learned.scores.set_index("theme_id").reindex(rows.index)
    count = measured["example_count"].fillna(rows["example_count"]).astype("int64")
    rows = rows.assign(**measured[list(NUMBERS)], example_count=count)
    rows["is_public"] = measured["is_public"].eq(other=True)
    return rows.reset_index()[TABLE_COLUMNS]


def model_in_use() -> ThemeModel:
    """The model trained here with people's corrections, or else the embedded one."""
    trained = decisions.folder() / FILE_NAME
    return load(trained if trained.is_file() else settings.FIGURES / FILE_NAME)


def save(model: ThemeModel, folder: Path) -> Path:
    """Write the model to `folder`, whole or not at all. The same model gives the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    content = {
        "format": FORMAT,
        "scores": json.loads(model.scores[SCORE_COLUMNS].to_json(orient="records")),
        "themes": _written(model.themes),
        "features": list(model.features),
        "idf": model.idf.tolist(),
        "families": model.families.entries,
    }
    path = folder / FILE_NAME
    write_parts(path, content)
    return path


def load(path: Path) -> ThemeModel:
    """Read a model. Raises UnreadableModel."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        if content["format"] != FORMAT:
            raise ValueError(f"its format is {content['format']}, not {FORMAT}")
        features = tuple(content["features"])
        families = {name: tuple(words) for name, words in content["families"].items()}
        return ThemeModel(
            families=Families(families),
            features=features,
            idf=np.array(content["idf"], dtype="float64"),
            themes=_read(content["themes"], len(features)),
            scores=scores_frame(content["scores"]),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UnreadableModel(
            f"The theme model {path} cannot be read ({error}): remove it, or run"
            " `python -m etl train` to make a new one."
        ) from error


def scores_frame(rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Rows of the table theme_model with its types; what was never worked out is empty."""
    types = dict.fromkeys(("precision", "recall", "threshold"), "float64")
    return pd.DataFrame(rows, columns=SCORE_COLUMNS).astype(
        {"theme_id": "str", "example_count": "int64", "is_in_use": "bool", **types}
    )


def _written(learned: LinearModel) -> dict[str, Any]:
    written = {}
    for column, label in enumerate(learned.labels):
        at = np.flatnonzero(learned.weights[:, column])
        written[label] = {
            "intercept": float(learned.intercepts[column]),
            "at": at.tolist(),
            "weights": learned.weights[at, column].tolist(),
        }
    return written


def _read(written: dict[str, Any], feature_count: int) -> LinearModel:
    weights = np.zeros((feature_count, len(written)))
    for column, part in enumerate(written.values()):
        weights[np.array(part["at"], dtype="int64"), column] = part["weights"]
    intercepts = np.array([part["intercept"] for part in written.values()], dtype="float64")
    return LinearModel(tuple(written), weights, intercepts)
