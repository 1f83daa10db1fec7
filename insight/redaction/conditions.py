"""A rare condition, where the same text tells the age or the place of the one who has it.

Few here have one of these; with an age or a town it may be one person. The condition goes, what
else was said stays.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from insight.redaction.vocabulary import frequency
from insight.redaction.word_lists import COMMON_CONDITIONS, PLACES

KIND = (
    r"(?:syndrome|disease|dystrophy|ataxia|anaemia|anemia|palsy|atrophy|leukodystrophy|disorder|"
    r"type)"
)
SHORT = 6
LETTERS = re.compile(r"[a-z0-9]+")
LONG = re.compile(r"\w{9}")
NAMED_KIND = re.compile(r"syndrome|disease|dystrophy|ataxia|anomaly|malformation|deficiency", re.I)
SELDOM = 2e-6
# An unknown name before "syndrome" or "disease": there are thousands, each of them rare.
CALLED_AFTER = re.compile(
    r"\b(?P<name>[A-Z][\w]+(?:[-\s][A-Z][\w]+){0,2}(?:'s|s')?)\s"
    r"(?:syndrome|disease|dystrophy|ataxia|anomaly|malformation|deficiency|[Ss]yndrome|[Dd]isease)\b"
)
ENDINGS = re.compile(
    r"\b\w{4,}(?:odystrophy|ysplasia ossificans\w*|mucopolysaccharidosis|ollakiosis|oacidosis|"
    r"lipidosis|inosis|ichthyosis|yopathy ragged|aemolytic uraemic)\b|\bmucopolysaccharidosis\b",
    re.I,
)
AGE = (
    r"\baged?\s(?:of\s)?\d{1,3}\b|\b\d{1,3}[\s-]?(?:years?|yrs?|yr|months?|y/?o)[\s-]?(?:old)?\b|"
    r"\b(?:i'?m|i am|he'?s|she'?s|is|he is|she is|was|turned|just)\s\d{1,3}\b"
    r"(?!\s?(?:%|of|hours|days|weeks|miles))|(?:,|\()\s?\d{1,2}\s?(?:,|\)|\.|$)|\bat\s\d{1,2}\b|"
    r"\bborn\b|\bin (?:my|his|her) (?:teens|[a-z]+ties)\b|"
    r"\bonly (?:person|one|child|patient|family|man|woman|boy|girl|case|adult|baby)\b"
)
WHERE = rf"\b(?:{'|'.join(sorted(PLACES))})\b"
STARTS = re.compile(r"^(?:\\b)?([a-z0-9]{1,6})")
WHO = re.compile(f"{AGE}|{WHERE}", re.I)


@cache
def _rare() -> tuple[re.Pattern[str], frozenset[str]]:
    """The conditions of the list, and how their patterns begin: few texts have such a word."""
    text = files("insight.redaction").joinpath("rare_conditions.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    each = [pattern for line in lines for pattern in line.split(" | ")]
    starts = {start for pattern in each for start in STARTS.findall(pattern)}
    pattern = re.compile(rf"\b(?:{'|'.join(each)})\b(?:'?s)?(?:\s{KIND}\b)?", re.I)
    return pattern, frozenset(starts | {"cjd", "vcjd"})


def _spans(text: str) -> list[tuple[int, int]]:
    pattern, starts = _rare()
    words = set(LETTERS.findall(text.lower()))
    words |= {word.removesuffix("s")[:SHORT] for word in words}
    spans = [match.span() for match in pattern.finditer(text)] if words & starts else []
    if LONG.search(text):
        spans += [match.span() for match in ENDINGS.finditer(text)]
    for match in CALLED_AFTER.finditer(text) if NAMED_KIND.search(text) else ():
        first = re.split(r"['\s-]", match["name"])[0].lower()
        if first not in COMMON_CONDITIONS and frequency(first) < SELDOM:
            spans.append(match.span())
    return spans


def without_rare_conditions(text: str) -> tuple[str, int]:
    """The text without rare conditions that an age or a place makes telling, and how many."""
    spans = _spans(text)
    if not spans or not WHO.search(text):
        return text, 0
    count, left = 0, len(text)
    for start, end in sorted(spans, key=lambda span: (-span[1], span[0])):
        if end <= left:
            text = text[:start] + "[rare condition]" + text[end:]
            count, left = count + 1, start
    return text, count
