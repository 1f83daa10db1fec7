"""Shares as prose tells them: '40%', 'forty per cent', 'one in three', 'two fifths', 'a third of'.

A share is so many per cent, a part of so many, a fraction or a rate ('43.4 per 100,000'), in digits
or in words. What stands around it says how near a figure has to be ('nearly', 'more than').
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from insight.redaction.numbers import NUMBER_OF_WORD

ORDINALS = (
    *("half", "third", "quarter", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
    *("eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth"),
    *("eighteenth", "nineteenth", "twentieth"),
)
PARTS = {word: parts for parts, word in enumerate(ORDINALS, start=2)} | {
    **{"second": 2, "other": 2, "halve": 2, "fourth": 4},
    **{"fortieth": 40, "fiftieth": 50, "hundredth": 100, "thousandth": 1000},
}
SCALES = {"hundred": 100, "thousand": 1000}
_WORD = rf"(?:{'|'.join(sorted((*NUMBER_OF_WORD, *SCALES), key=len, reverse=True))})"
_SPELT = (
    rf"(?:an?[\s-]+(?=hundred|thousand))?{_WORD}(?:[\s-]+(?:and\s+)?{_WORD})*"
    rf"(?:\s+point(?:\s+{_WORD})+)?"
)
COUNT = rf"(?:(?<![\d.,])\d[\d,]*(?:\.\d+)?|\b{_SPELT})(?:[\s-]+and[\s-]+a[\s-]+half)?"
PER_CENT = r"[\s-]*(?:%|per[\s-]?cent\b|percentage\b|pct\b|pc\b)"
PART = rf"(?:{'|'.join(PARTS)})"
# What a length of time is counted in: 'half a year', 'a quarter of an hour', '5 in 10 years'.
TIME = (
    r"(?:\d{4}|time|seconds?|minutes?|hours?|days?|nights?|weeks?|months?|quarters?|terms?|years?"
    r"|decades?|centur(?:y|ies)|\w+days?|january|february|march|april|may|june|july|august"
    r"|september|october|november|december)\b"
)
OF_TIME = rf"(?:\s+of)?\s+(?:an?\s+|the\s+|this\s+|that\s+|last\s+)?(?:financial\s+)?{TIME}"
AREAS = r"\s+(?:places|areas|authorities|neighbourhoods|practices|wards|columns|rows)\b"
TENS = r"(?:ten|10|a\s+hundred|100|a\s+thousand|1,?000)"  # what shares are told of
ABOUT = r"(?:about|around|roughly|approximately|some|nearly|almost)"
VERB = (
    r"(?:is|are|was|were|has|have|had|do|does|did|said|say|can|could|may|might|will|would|get|got)"
)
MARK = r"\s*[,.;:!?)]|\s*$"
ENDS = rf"(?={MARK}|\s+(?:of|{VERB}|as|higher|lower|more|less|fewer|above|below)\b)"
# Each way to tell a share, with its groups: many of parts, or percent.
WAYS = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"(?P<many>{COUNT})(?:\s+(?!(?:per|to|and|or)\b)[a-z]+){{0,4}}"
        rf"\s+per\s+(?P<rate>{COUNT})\b(?!{OF_TIME})",
        rf"\b(?P<of>(?:an?\s+|one\s+)?{PART}\s+(?:of\s+)?(?:an?|one)){PER_CENT}",
        rf"(?P<percent>{COUNT}){PER_CENT}",
        rf"(?P<many>{COUNT})\s+(?:in|out\s+of|of(?=\s+(?:every|each)\b))"
        rf"\s+(?:every\s+|each\s+)?(?:{ABOUT}\s+)?(?P<parts>{COUNT})(?!{OF_TIME}|{AREAS})",
        rf"(?P<many>\b(?:one|1)|{COUNT}(?=\s+\w+\s+out\b))\s+[a-z]\w*\s+(?:in|out\s+of)"
        rf"\s+(?:every\s+|each\s+)?(?:{ABOUT}\s+)?(?P<parts>{COUNT})(?!{OF_TIME}|{AREAS})",
        rf"\b(?P<many>an?|one)[\s-]+(?:(?!half)[a-z]+\s+)?(?P<parts>{PART})\b(?!{OF_TIME}){ENDS}",
        rf"(?P<many>{COUNT})[\s-]+(?P<parts>{PART})s\b(?!{OF_TIME})",
        r"(?<!first )(?<!second )(?<!last )(?<!latter )(?<!other )(?<!and a )(?<![\w-])"
        rf"(?P<parts>half)\b(?!{OF_TIME})(?=\s+(?:of|the|all|its|their|our|these|those|{VERB})\b"
        rf"|{MARK})",
        rf"\b(?P<many>an?|one)\s+(?P<parts>half)\b(?!{OF_TIME})",
        rf"\bof\s+(?:(?:every|each)\s+(?P<parts>{COUNT})|(?P<tens>{TENS}))(?!{OF_TIME}|{AREAS})"
        rf"(?:\s+[^\s,.;]+){{0,5}},\s+(?P<many>{COUNT})\b",
        r"(?<![\d.,])(?P<percent>0?\.\d+)\s+of\s+(?P<whole>all|the|those|these)\b",
        rf"(?P<many>{COUNT})\s+of\s+(?P<tens>{TENS})\b(?!{OF_TIME}|{AREAS})(?!\s+[a-z]+s\b)",
        rf"\bevery\s+(?P<parts>(?!quarter|half){PART})(?=\s+(?!{TIME})[a-z])",
        r"(?<![\d/.⁄-])(?P<many>\d{1,2})\s*(?:⁄\s*|/(?=\d+\s+of\b))(?P<parts>\d{1,3})(?![\d/⁄])",
    )
)
MORE = re.compile(
    r"\b(?:more than|over|above|at least|upwards of|no (?:less|fewer) than)\s+$", re.I
)
LESS = re.compile(r"\b(?:less than|fewer than|under|below|at most|up to|no more than)\s+$", re.I)
NEARLY = re.compile(
    r"\b(?:nearly|almost|close to|not quite|approaching|(?:just|a little|slightly) (?:under|below"
    r"|less than|fewer than))\s+$",
    re.I,
)
BARELY = re.compile(r"\b(?:just|a little|slightly) (?:over|above|more than)\s+$", re.I)
LOOSELY = re.compile(rf"\b{ABOUT}\s+$", re.I)
# A share by which two figures differ, and one that says how sure a range is.
BEFORE_DIFFERENCE = re.compile(
    r"\b(?:by|up|down|another|further|difference of|gap of)\s+(?:[a-z]+\s+){0,2}$", re.I
)
DIFFERENCE = re.compile(
    r"\s*(?:(?!and|or|but)[a-z]+\s+)?(?:points?|as|higher|lower|more|less|fewer|above|below"
    r"|greater|larger|smaller|bigger|better|worse|longer|shorter|rise|fall|drop|increase|decrease|gap|difference)\b",
    re.I,
)
SURE = re.compile(r"\s*(?:confidence|intervals?|ranges?|limits?|sure|certain)\b", re.I)
BEFORE_SURE = re.compile(r"\b(?:range|interval|limits)\s*\($", re.I)
VULGAR = re.compile(r"[¼-¾⅐-⅞]")
DASHES = re.compile(r"[‐‑‒–—]")
NEAR = 5.0  # per cent: as near as a fraction is told


@dataclass(frozen=True)
class Share:
    """A share as told. low, high: the figures in per cent that it may be. is_part: told as a part
    or a fraction. is_apart: told of the difference of two figures."""

    words: str
    low: float
    high: float
    is_part: bool
    is_apart: bool


def shares(sentence: str) -> Iterator[Share]:
    """Every share that a sentence tells, in the order of `WAYS`; no words twice."""
    text = VULGAR.sub(lambda match: f" {match[0]}", sentence)
    text = DASHES.sub("-", unicodedata.normalize("NFKC", text))
    for way in WAYS:
        for match in way.finditer(text):
            value, slack = _value(match.groupdict())
            if value is None:
                continue
            text = text[: match.start()] + "·" * len(match[0]) + text[match.end() :]
            before, after = text[: match.start()], text[match.end() :]
            if SURE.match(after) or BEFORE_SURE.search(before):
                continue
            is_apart = bool(BEFORE_DIFFERENCE.search(before) or DIFFERENCE.match(after))
            told = {name for name, group in match.groupdict().items() if group}
            is_part = "whole" in told or not told & {"percent", "rate"}
            yield Share(match[0].strip(), *_room(value, slack, before), is_part, is_apart)


def _value(found: dict[str, str | None]) -> tuple[float | None, float]:
    """A share in per cent, and how far a figure may lie from it; None where it is none."""
    if of := found.get("of"):
        part = next(PARTS[each] for each in of.lower().split() if each in PARTS)
        return 1 / part, 0.05
    if percent := found.get("percent"):
        value, slack = _read(percent)
        scale = 100 if found.get("whole") else 1  # '0.4 of all'
        return scale * value, scale * slack
    if rate := found.get("rate"):
        value, slack = _read(str(found["many"]))
        parts = _count(rate)
        return (100 * value / parts, 100 * slack / parts) if parts > 1 else (None, 0)
    said = str(found.get("parts") or found.get("tens")).lower()
    parts = PARTS.get(said) or _count(said)
    many = _count(found.get("many") or "a")
    is_year = said.isdecimal() and 1900 <= parts <= 2100
    if not 0 <= many < parts or parts < 2 or is_year:
        return None, 0
    return 100 * many / parts, min(NEAR, 50 / parts)


def _read(text: str) -> tuple[float, float]:
    """A number as told, and how far what was rounded to it may lie from it."""
    value = _count(text)
    places = len(text.partition(".")[2]) if text[0] in "0123456789." else 0
    return value, 0.05 if value % 1 and not places else 0.5 * 10.0**-places


def _room(value: float, slack: float, before: str) -> tuple[float, float]:
    """The least and the most that a figure may be, by the words before a share."""
    if BARELY.search(before):
        return value - slack / 10, value + NEAR
    if NEARLY.search(before):
        return value - NEAR, value + slack / 10
    if MORE.search(before):
        return value - 0.05, 100
    if LESS.search(before):
        return 0, value + 0.05
    slack = max(slack, NEAR / 2) if LOOSELY.search(before) else slack
    return value - slack, value + slack


def _count(text: str) -> float:
    """A number in digits or in words: '3,000', 'a hundred and five', 'forty point five'."""
    whole, _, decimals = re.sub(r"[\s-]+and[\s-]+a[\s-]+half", " half", text.lower()).partition(
        " point"
    )
    every = re.split(r"[\s-]+", whole.replace(",", "").strip())
    total = 1.0 if every[-1] in ("a", "an") else 0.0
    for word in every:
        if word in SCALES:
            total = (total or 1) * SCALES[word]
        elif word == "half":
            total += 0.5
        elif word not in ("a", "an", "and"):
            total += float(NUMBER_OF_WORD.get(word, word))
    if decimals:
        digits = "".join(NUMBER_OF_WORD.get(each, "") for each in re.split(r"[\s-]+", decimals))
        total += float(f"0.{digits or 0}")
    return total
