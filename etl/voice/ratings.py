"""Ratings as forms ask for them, brought to 1 (worst) to 5 (best): numbers, stars and words.

The scale is seen from the whole column. A rating that cannot be placed on it is left out and
counted; the comment beside it always stays.
"""

from __future__ import annotations

import re

import pandas as pd

from etl.values.numbers import numbers
from insight.reference.spelling import letters

# Worst to best; of two that fit a column, the first is meant: the Friends and Family Test's words.
WORDED_SCALES: tuple[tuple[str, ...], ...] = (
    ("very poor", "poor", "neither good nor poor", "good", "very good"),
    ("extremely unlikely", "unlikely", "neither likely nor unlikely", "likely", "extremely likely"),
    ("very unlikely", "unlikely", "neither likely nor unlikely", "likely", "very likely"),
    ("not at all likely", "not very likely", "neither", "fairly likely", "very likely"),
    ("very dissatisfied", "dissatisfied", "neutral", "satisfied", "very satisfied"),
    ("very dissatisfied", "fairly dissatisfied", "neither", "fairly satisfied", "very satisfied"),
    ("very unsatisfied", "unsatisfied", "neutral", "satisfied", "very satisfied"),
    ("extremely dissatisfied", "somewhat dissatisfied", "neutral", "somewhat satisfied",
     "extremely satisfied"),
    ("strongly disagree", "disagree", "neither agree nor disagree", "agree", "strongly agree"),
    ("very bad", "bad", "neither good nor bad", "good", "very good"),
    ("very bad", "bad", "ok", "good", "very good"),
    ("very poor", "poor", "fair", "good", "very good"),
    ("very poor", "poor", "average", "good", "excellent"),
    ("poor", "fair", "good", "very good", "excellent"),
    ("terrible", "poor", "average", "good", "excellent"),
    ("very negative", "negative", "neutral", "positive", "very positive"),
    ("inadequate", "requires improvement", "good", "outstanding"),
    ("not at all satisfied", "not very satisfied", "fairly satisfied", "very satisfied"),
    ("not at all satisfied", "not so satisfied", "somewhat satisfied", "very satisfied",
     "extremely satisfied"),
    ("not at all easy", "not very easy", "fairly easy", "very easy"),
    ("very difficult", "difficult", "neither easy nor difficult", "easy", "very easy"),
    ("very unhappy", "unhappy", "neutral", "happy", "very happy"),
    ("unhappy", "neutral", "happy"),
    ("negative", "neutral", "positive"),
    ("never", "rarely", "sometimes", "often", "always"),
)  # fmt: skip
# The middle of a scale, however it is worded.
MIDDLES = {
    "neither", "neutral", "ok", "okay", "average", "mixed", "neithergoodnorpoor",
    "neithergoodnorbad", "neitherlikelynorunlikely", "neitheragreenordisagree",
    "neithersatisfiednordissatisfied", "neitherdissatisfiednorsatisfied",
}  # fmt: skip
NO_RATING = {
    "", "dontknow", "donotknow", "unsure", "notsure", "notapplicable", "na", "cantsay", "noopinion",
    "prefernottosay", "notanswered", "noanswer", "skipped", "null", "nan", "none",
}  # fmt: skip
OUT_OF = re.compile(r"(\d+(?:\.\d+)?)\s*(?:/|out of|of)\s*(\d+)", re.IGNORECASE)
STARS = re.compile(r"(\d+(?:\.\d+)?)\s*(?:stars?|\*)", re.IGNORECASE)
GLYPHS = re.compile(r"([★⭐]+)[☆\s]*|(\*{1,5})")
# A form that shows words beside its numbers: '4 - good', '10 (extremely likely)', '5: very good'.
NUMBER_WITH_WORDS = re.compile(r"(\d+(?:\.\d+)?)\s*(?:[-–:=(].*|\s[A-Za-z].*)?")


def ratings(texts: pd.Series) -> tuple[pd.Series, int, str]:
    """(ratings from 1 to 5 or NaN, how many were left out, what to say of the scale or "")."""
    plain = texts.str.strip()
    out_of = {text: _out_of(text) for text in plain.unique()}
    found = plain.map(out_of).astype("float64")
    left = plain[found.isna()]
    number = pd.Series(
        [m[1] if (m := NUMBER_WITH_WORDS.fullmatch(text)) else "" for text in left],
        index=left.index,
        dtype=str,
    )
    values = numbers(number)[0]
    worded = left[values.isna()]
    scale = _worded_scale(worded)
    by_words = worded.map(lambda text: scale.get(letters(text), float("nan")))
    on_numbers, note = _numbered(values.dropna(), has_words=bool(by_words.notna().any()))
    found[on_numbers.index] = on_numbers
    found[by_words.index] = by_words.astype("float64")
    blank = plain.map(letters).isin(NO_RATING)
    return found, int((found.isna() & ~blank).sum()), note


def _out_of(text: str) -> float:
    """A rating that names its own scale."""
    if found := OUT_OF.fullmatch(text):
        value, most = float(found[1]), float(found[2])
        if most == 5:
            return value if 1 <= value <= 5 else float("nan")
        return round(1 + 4 * value / most) if 0 <= value <= most and most > 1 else float("nan")
    if found := STARS.fullmatch(text):
        value = float(found[1])
        return value if 1 <= value <= 5 else float("nan")
    if (found := GLYPHS.fullmatch(text)) and len(found[1] or found[2]) <= 5:
        return float(len(found[1] or found[2]))
    return float("nan")


def _numbered(values: pd.Series, *, has_words: bool) -> tuple[pd.Series, str]:
    """Numbers without a scale: 1 to 5, or 0 to 10 when the column has something above 7, or a 0
    and something above 5: from 0 to 5 alone, 5 may be the best or the middle.

    In a column of words, or of numbers up to 6 or 7, a number above 5 is on no scale we can see.
    """
    if values.empty or ((values >= 1) & (values <= 5)).all():
        return values, ""
    is_whole = (values % 1 == 0) & (values >= 0) & (values <= 10)
    is_ten = is_whole.all() and values.max() > (5 if (values == 0).any() else 7)
    if is_ten and not has_words:
        return (1 + 4 * values / 10).round(), "Its ratings of 0 to 10 are brought to 1 to 5."
    if has_words:
        return values.where((values >= 1) & (values <= 5)), ""
    # Unhappy people's numbers must not be all that is left of an unknown scale.
    return values * float("nan"), "Its ratings are on no scale known here."


def _worded_scale(texts: pd.Series) -> dict[str, float]:
    """Plain words of this column → 1 to 5, by the scale that has most of them.

    Of several, one they are all of counts before one they are some of, then the first.
    """
    said = {letters(text) for text in texts.unique()} - NO_RATING
    if not said:
        return {}
    scales = [[letters(step) for step in scale] for scale in WORDED_SCALES]
    best = max(scales, key=lambda scale: (len(said & {*scale}), said >= {*scale}))
    if not said & {*best} and not said & MIDDLES:
        return {}
    steps = {word: float(round(1 + 4 * at / (len(best) - 1))) for at, word in enumerate(best)}
    return dict.fromkeys(MIDDLES, 3.0) | steps
