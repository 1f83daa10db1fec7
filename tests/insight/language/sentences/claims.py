"""What counts as a claim, and the tests behind claims written out the slow way."""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np

CLAIM = re.compile(
    r"\b(higher|lower|highest|lowest|better|worse|best|worst|rising|falling|widening|narrowing"
    r"|increas\w+|decreas\w+|improv\w+|more than chance)\b",
    re.IGNORECASE,
)
CAUSE = re.compile(
    r"\b(because|due to|caus\w+|leads? to|led to|drives?|driven|results? in|thanks to)\b",
    re.IGNORECASE,
)
SILENT = {"similar", "not tested"}  # verdicts that claim nothing


def claims(text: str) -> set[str]:
    return {word.lower() for word in CLAIM.findall(text)}


def naive_verdict(value: float, lower: float, upper: float, reference: float, polarity: str) -> str:
    if np.isnan([value, lower, upper, reference]).any():
        return "not tested"
    if lower <= reference <= upper:
        return "similar"
    is_above = bool(lower > reference)
    if polarity == "no_judgement":
        return "higher" if is_above else "lower"
    return "better" if is_above is (polarity == "high_is_good") else "worse"


def check_manners(text: str) -> None:
    """What every sentence and alt text must keep to."""
    assert text == text.strip() and text.endswith(".")
    assert "nan" not in re.findall(r"[a-z]+", text.lower())
    assert "  " not in text and ".." not in text and "()" not in text
    assert not CAUSE.search(text)
    assert text[0].isupper() or text[0].isdigit()


def without(text: str, names: Iterable[str]) -> str:
    """The text with names of measures taken out: a measure may be called anything."""
    for name in names:
        text = text.replace(name, "Measure")
    return text


def named(text: str, names: Iterable[str]) -> set[str]:
    return {name for name in names if name in text}
