"""What comments are about, said by a machine that can be checked, corrected and explained."""

from etl.voice.themes.label_model import LabelModel
from etl.voice.themes.labelling import label_learned_themes, label_moods, label_themes
from etl.voice.themes.model import ThemeModel, UnreadableModel, model_in_use, theme_model_table

__all__ = [
    "LabelModel",
    "ThemeModel",
    "UnreadableModel",
    "label_learned_themes",
    "label_moods",
    "label_themes",
    "model_in_use",
    "theme_model_table",
]
