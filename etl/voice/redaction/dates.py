"""Dates of birth: whole days next to words of birth or age."""

from __future__ import annotations

import re

MONTH = (
    r"(?:jan(?:uary)?|feb(?:r?uary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:\s?(?:st|nd|rd|th))?"
YEAR = r"(?:'?\d{2}|(?:18|19|20)\d{2})"
GAP = r"[\s.,/-]{1,3}"
DATE = (
    rf"(?<![\d/])(?:"
    rf"(?:18|19|20)\d{{2}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}"
    rf"|\d{{1,2}}\s?[-/.\\ ]\s?\d{{1,2}}\s?[-/.\\ ]\s?(?:\d{{4}}|'?\d{{2}})"
    rf"|(?:the\s+)?{DAY}\s?(?:of\s+)?[-./,]?\s?{MONTH}(?:{GAP}{YEAR}|\s?{YEAR})?"
    rf"|{MONTH}\s?(?:the\s+)?{DAY}(?:{GAP}{YEAR})?"
    rf"|\d{{8}}|\d{{6}}"
    rf")(?!\d|[:/-]\d)"
)
BIRTH = (
    r"(?:\bd\s?[./]?\s?o\s?[./]?\s?b(?![a-z])\.?|\bb\.?day\b|\b(?:date|day)\s+of\s+birth\b|"
    r"\bbirth\s?-?(?:date|day)s?\b|\bbirth\b|\bborn\b)"
)
AGE = (
    r"(?:\baged?\s+\d{1,3}\b|\bturn(?:ed|s|ing)?\s+\d{1,3}\b|\b\d{1,3}\s+years?\s+old\b|"
    r"\b\d{1,3}\s?yrs?\s+old\b|\bwill\s+be\s+\d{1,3}\b|\b(?:i'?m|i am|he is|she is|he's|she's)"
    r"\s+\d{1,3}\b)"
)
# Words that start something else: "born in Widnes, waiting since 3 March".
ELSE = (
    r"(?:since|until|till|appointments?|seen|waiting|waited|wait|clinic|letter|operation|rang|phoned|"
    r"discharged|scan|cancelled|got|floor|months?|weeks?|days?|had|went)"
)
BETWEEN = rf"(?:[^\w.!?]|\.(?!\s+[A-Z])|(?!{ELSE}\b)\b[\w']+\b){{0,14}}?"
AFTER = re.compile(rf"(?P<word>{BIRTH})(?P<gap>{BETWEEN})(?P<date>{DATE})", re.I)
AFTER_AGE = re.compile(
    rf"(?P<word>{AGE})(?P<gap>[\s,(-]{{1,3}}(?:(?:on|as of|born|this)\s+)?)(?P<date>{DATE})", re.I
)
BEFORE = re.compile(
    rf"(?P<date>{DATE})(?P<word>[\s,)(:=-]{{0,4}}(?:(?:is|was|as|her|his|my|the|their|our|being|when"
    rf"|i|he|she|we|s|it's|are|were|'s|son's|daughter's)[\s:]+){{0,4}}{BIRTH})",
    re.I,
)
MIGHT = re.compile(rf"{BIRTH}|{AGE}", re.I)


def without_dates_of_birth(text: str) -> tuple[str, int]:
    """The text without dates of birth, and how many there were. A year alone stays."""
    if not MIGHT.search(text):
        return text, 0
    token = "[date of birth]"
    text, after = AFTER.subn(rf"\g<word>\g<gap>{token}", text)
    text, before = BEFORE.subn(rf"{token}\g<word>", text)
    text, of_age = AFTER_AGE.subn(rf"\g<word>\g<gap>{token}", text)
    return text, after + before + of_age
