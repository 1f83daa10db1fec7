"""What chance alone would do."""

from __future__ import annotations

from insight.language.number_format import number
from insight.statistics import expected_false_flags


def by_chance_words(made: int, confidence: float) -> str:
    """How many of the tests made would find a difference where there is none, in a sentence."""
    by_chance = expected_false_flags(made, confidence)
    about = "fewer than 1" if by_chance < 0.95 else f"about {number(by_chance)}"
    return f"If all were the same, chance would still mark {about} as different."
