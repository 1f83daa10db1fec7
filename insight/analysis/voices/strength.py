"""How much weight one side can bear: strong, fair or weak, with the reasons in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

STRONG, FAIR, WEAK, NONE = "strong", "fair", "weak", "none"


@dataclass(frozen=True)
class Strength:
    """word: strong, fair, weak or none. reasons: what speaks against the side, or for it."""

    word: str
    reasons: tuple[str, ...]


def strength(against: Sequence[str], good: str, is_weak: bool = False) -> Strength:
    """Strong when nothing speaks against a side (then `good` says why), fair when one thing does,
    weak when more do or when one is serious (is_weak)."""
    if not against:
        return Strength(STRONG, (good,))
    return Strength(WEAK if is_weak or len(against) > 1 else FAIR, tuple(against))
