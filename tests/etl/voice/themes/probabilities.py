"""How likely each theme of each comment is, for tests that look below the thresholds."""

from __future__ import annotations

import pandas as pd

from etl.voice.themes.labelling import evidence_of, theme_probabilities
from etl.voice.themes.model import ThemeModel


def probabilities(texts: pd.Series, model: ThemeModel) -> pd.DataFrame:
    """Comments × themes, by the index of the texts and the themes' ids."""
    found = theme_probabilities([evidence_of(text, model) for text in texts], model)
    return pd.DataFrame(found, index=texts.index, columns=list(model.themes.labels))
