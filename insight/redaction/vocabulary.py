"""Which words are ordinary English, and which are names: tables read when first needed.

English: wordfreq's large list (321,000 words and how often each is used), because a name is told
from a word mostly by not being one. Names: first_names.txt and family_names.txt.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from insight.redaction import word_lists

# Of all words. A mistyped word is rare, and one letter away from a word people often use.
ORDINARY = 4e-8
OFTEN = 1e-5
LETTERS = "abcdefghijklmnopqrstuvwxyz"
SHORTEST_MISTYPED = 4


@cache
def english() -> dict[str, float]:
    """Words in small letters, and the share each has of all that is written."""
    import wordfreq  # here, because reading it takes longer than most runs need

    found: dict[str, float] = wordfreq.get_frequency_dict("en", wordlist="large")
    return found


def frequency(word: str) -> float:
    """The share a word in small letters has of all English that is written."""
    return english().get(word, 0.0)


def is_word(word: str) -> bool:
    """Whether a word in small letters is one that English uses, or nearly one, mistyped."""
    known = english()
    if known.get(word, 0.0) >= ORDINARY:
        return True
    parts = [part for part in word.replace("'", "-").split("-") if part]
    if len(parts) > 1:
        return all(is_word(part) for part in parts)
    return is_mistyped(word)


@cache
def is_mistyped(word: str) -> bool:
    """Whether the word is one letter, or two changed round, away from a word used often."""
    if len(word) < SHORTEST_MISTYPED or not word.isascii():
        return False
    known = english()
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    near = [left + right[1:] for left, right in cuts if right]
    near += [left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1]
    near += [left + letter + right[1:] for left, right in cuts if right for letter in LETTERS]
    near += [left + letter + right for left, right in cuts for letter in LETTERS]
    names = first_names()
    if any(known.get(other, 0.0) >= OFTEN and other not in names for other in near):
        return True
    # Two words run together: "thankyou", "alot".
    return any(
        len(left) > 1
        and len(right) > 1
        and known.get(left, 0.0) >= OFTEN * 10
        and known.get(right, 0.0) >= OFTEN * 10
        for left, right in cuts
    )


@cache
def first_names() -> frozenset[str]:
    """First names that are hardly ever anything else, in small letters without accents."""
    other = word_lists.NAMES_AND_WORDS | word_lists.NOT_NAMES | word_lists.ORDINARY
    return word_lists.FIRST_NAMES | (_table("first_names.txt") - other)


@cache
def family_names() -> frozenset[str]:
    """Family names, in small letters without accents; many are words as well."""
    return _table("family_names.txt") | word_lists.FAMILY_NAMES


def _table(name: str) -> frozenset[str]:
    text = files("insight.redaction").joinpath(name).read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(word for line in lines for word in line.split())
