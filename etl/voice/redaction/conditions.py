"""A rare condition, where the same text tells the age or the place of the one who has it.

Few here have one of these; with an age or a town it may be one person. The condition goes, what
else was said stays.
"""

from __future__ import annotations

import re

from etl.voice.redaction.word_lists import COMMON_CONDITIONS, PLACES, RARE_CONDITIONS

KIND = r"(?:syndrome|disease|dystrophy|ataxia|anaemia|anemia|palsy|atrophy|leukodystrophy|disorder|type)"
RARE = re.compile(rf"\b(?:{'|'.join(RARE_CONDITIONS)})\b(?:'?s)?(?:\s{KIND}\b)?", re.I)
# How the patterns begin: most texts have none of these words and need not be searched.
SHORT = 6
LETTERS = re.compile(r"[a-z0-9]+")
RARE_WORDS = {
    start for each in RARE_CONDITIONS for start in re.findall(r"^(?:\\b)?([a-z0-9]{1,6})", each)
} | {"cjd", "pnh", "mcad", "vcjd"}
LONG = re.compile(r"\w{9}")
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
    r"\b(?:i'?m|i am|he'?s|she'?s|is|he is|she is|was|turned|just)\s\d{1,3}\b(?!\s?(?:%|of|hours|days|weeks|miles))|"
    r"(?:,|\()\s?\d{1,2}\s?(?:,|\)|\.|$)|\bat\s\d{1,2}\b|\bborn\b|\bin (?:my|his|her) (?:teens|[a-z]+ties)\b|"
    r"\bonly (?:person|one|child|patient|family|man|woman|boy|girl|case|adult|baby)\b"
)
WHERE = rf"\b(?:{'|'.join(sorted(PLACES))})\b"
WHO = re.compile(f"{AGE}|{WHERE}", re.I)


def without_rare_conditions(text: str) -> tuple[str, int]:
    """The text without rare conditions that an age or a place makes telling, and how many."""
    words = set(LETTERS.findall(text.lower()))
    words |= {word.removesuffix("s")[:SHORT] for word in words}
    spans = [match.span() for match in RARE.finditer(text)] if words & RARE_WORDS else []
    if LONG.search(text):
        spans += [match.span() for match in ENDINGS.finditer(text)]
    for match in CALLED_AFTER.finditer(text):
        first = re.split(r"['\s-]", match["name"])[0].lower()
        if first not in COMMON_CONDITIONS:
            spans.append(match.span())
    if not spans or not WHO.search(text):
        return text, 0
    count, left = 0, len(text)
    for start, end in sorted(spans, key=lambda span: (-span[1], span[0])):
        if end <= left:
            text = text[:start] + "[rare condition]" + text[end:]
            count, left = count + 1, start
    return text, count
