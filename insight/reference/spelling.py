"""How words are compared that are spelt in many ways."""

from __future__ import annotations


def letters(text: str) -> str:
    """Its letters and digits alone, in one case: 'Date submitted ' and 'date_submitted' are one."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())
