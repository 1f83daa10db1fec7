"""Words of judgement and their glyphs, for everything that says one.

`visual.style` gives each its colour, which never speaks alone.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Mark:
    """A word of judgement, and the glyph it is known by."""

    word: str
    glyph: str


# Keyed by the words of `statistics.compare`.
VERDICTS = {
    "better": Mark("better", "▲"),
    "worse": Mark("worse", "▼"),
    "similar": Mark("similar", "●"),
    "higher": Mark("higher", "↑"),
    "lower": Mark("lower", "↓"),
    "not tested": Mark("not tested", "–"),
}

# Keyed by the direction and the judgement of `statistics.recent_trend`.
TRENDS = {
    ("rising", "getting better"): Mark("rising, getting better", "↗"),
    ("rising", "getting worse"): Mark("rising, getting worse", "↗"),
    ("rising", ""): Mark("rising", "↗"),
    ("falling", "getting better"): Mark("falling, getting better", "↘"),
    ("falling", "getting worse"): Mark("falling, getting worse", "↘"),
    ("falling", ""): Mark("falling", "↘"),
    ("no clear change", ""): Mark("no clear change", "→"),
    ("cannot be calculated", ""): Mark("no trend", "–"),
}

# How people sound: of one comment, or of many together (two thirds or more).
MOODS = {
    "mostly positive": Mark("mostly positive", "+"),
    "positive": Mark("positive", "+"),
    "mixed": Mark("mixed", "±"),
    "not labelled": Mark("not labelled by people yet", "?"),
    "negative": Mark("negative", "−"),
    "mostly negative": Mark("mostly negative", "−"),
}

# How far a response to what people said has come; a circle fills as it goes.
STATUSES = {
    "heard": Mark("heard, no decision yet", "○"),
    "deciding": Mark("deciding", "◔"),
    "doing": Mark("doing", "◑"),
    "done": Mark("done", "●"),
    "could not": Mark("we could not", "✕"),
}

# How far an idea has come.
STAGES = {
    "new": Mark("new", "○"),
    "under review": Mark("under review", "◔"),
    "being tried": Mark("being tried", "◑"),
    "adopted": Mark("adopted", "●"),
    "not taken forward": Mark("not taken forward", "✕"),
}

# Figures and voices side by side: keyed by the words of `voices.subjects`.
AGREEMENTS = {
    "confirm": Mark("they say the same", "="),
    "contradict": Mark("they differ", "≠"),
    "explain": Mark("people name something that may bear on it", "✚"),
    "silent": Mark("figures, but no voice", "○"),
    "unclear": Mark("both, nothing clear", "≈"),
    "no figure": Mark("voice, but no tested figure", "◇"),
    "neither": Mark("neither", "–"),
}

# How much weight a side can bear: keyed by the words of `voices.strength`.
STRENGTHS = {
    "strong": Mark("strong", "■■■"),
    "fair": Mark("fair", "■■□"),
    "weak": Mark("weak", "■□□"),
    "none": Mark("none", "□□□"),
}

# Need and voice: keyed by the words of `voices.silence`. The circle is full when people are heard.
SILENCES = {
    "need, few or none heard": Mark("need, few or none heard", "○"),
    "need, voice hidden": Mark("need, voice hidden", "▨"),
    "need and heard": Mark("need and heard", "●"),
    "no clear need": Mark("no clear need", "≈"),
    "voice, no figure": Mark("voice, no figure", "◇"),
    "neither": Mark("neither", "–"),
    "about others": Mark("about others", "·"),
}
