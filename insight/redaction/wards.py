"""Where in a hospital somebody lies: a bed, or a ward with a bay, a side room or a cubicle.

A ward by itself stays: hundreds lie there, and praise or blame of it is what pages are for.
"""

from __future__ import annotations

import re

from insight.redaction.word_lists import words

ONES = "one|two|three|four|five|six|seven|eight|nine"
TENS = "twenty|thirty|fou?rty|fifty|sixty|seventy|eighty|nine?ty"
NUMBER_WORD = (
    rf"(?:(?:(?:a|{ONES})[ -]hundred(?:[ -]and)?[ -])?(?:(?:{TENS})(?:[ -](?:{ONES}))?|{ONES}|ten|"
    r"eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)"
    rf"|(?:a|{ONES})[ -]hundred)"
)
LABEL = (
    rf"(?:(?:no\.?|number|#)?\s?(?:[A-Z]?-?\d{{1,3}}(?:\s?-?[A-Z])?|{NUMBER_WORD}|(?-i:[A-H])))\b"
)
# What follows a number of beds or of days, not the number of a bed.
NO_LABEL = (
    r"(?!\s*(?:days?|hours?|hrs?|weeks?|months?|years?|nights?|times?|people|patients?|minutes?|"
    r"mins?|beds?|of the(?!\s(?-i:[A-Z]))|nurses?|staff|"
    r"wards?\b(?!\s?[A-Z]?\d)|%|more|other|others)\b)"
)
WARD = (
    rf"(?:wards?\s?(?-i:[A-Z])?{LABEL}|wards?\s(?-i:[A-Z][a-z]+)"
    r"|(?!(?:the|this|that|our|my|his|her|their|your|same|each|any|every|one)\b)[a-z]{3,}\sward\b"
    r"|[wW]\d{1,2}[A-Za-z]?\b)"
)
PLACE = rf"(?:(?:bay|side\s?r(?:oo)?m|cubicle|room|pod|trolley|chair)\s?{LABEL})"
# Short names of units, and what a department is called where a ward or a bed stands beside it.
UNIT = (
    r"(?:(?-i:SAU|AMU|MAU|CDU|CCU|HDU|ITU|ICU|EAU|AAU|EDU|ASU|SEU|PAU|NICU|SCBU|FAU|SDEC|ED|A&E|AMRU|"
    r"EMU|GAU|PICU|HASU|[A-Z]{2,3}U|[A-HJ-Z]\d{1,2}[A-Z]?)\b|(?-i:(?:[A-Z][a-z]+\s){1,3}(?:[Uu]nit|[Ss]uite))\b"
    r"|(?:frailty|stroke|maternity|resus|majors|minors|recovery|rehab|\w+ology)\b)"
)
SIDE_ROOM = r"(?:side\s?r(?:oo)?m\b)"
BED = rf"(?:bed(?:space|\sspace)?\s?{LABEL}{NO_LABEL})"
LINK = r"(?:[\s,;:/&()-]|\b(?:in|on|of|and|at|off|now|the)\b){0,6}"
ANY = rf"(?:{WARD}|{PLACE}|{BED}|{SIDE_ROOM}|{UNIT})"
WARD_AND_BED = re.compile(
    rf"\b(?:{ANY}(?:{LINK}\b{ANY})+|{BED}|(?:side\s?r(?:oo)?m|cubicle|trolley)\s?{LABEL}{NO_LABEL})",
    re.I,
)
# As it stands on the board over a bed: "W5 B16".
ON_THE_BOARD = re.compile(r"\bW\d{1,2}[A-Z]?[\s/,-]{1,3}B\d{1,2}\b(?:[/-]\d{1,2}\b)?")
# A unit and a side room alone are what anybody may praise: one place in it makes it somebody's.
NUMBERED = re.compile(rf"{PLACE}|{BED}|{SIDE_ROOM}", re.I)
# Beds told one after another are a count of beds: "Bed 6. No water. Bed 7. No water. Bed 8."
JUST_BED = re.compile(BED, re.I)
A_COUNT = 3
OF_ONE = words("bed bedspace bay side sideroom siderm room cubicle trolley pod chair")
MIGHT = re.compile(r"\b(?:bed|bay|side\s?r(?:oo)?m|cubicle|trolley|ward)", re.I)


def without_wards_and_beds(text: str) -> tuple[str, int]:
    """The text without places in a hospital that only one person has, and how many there were."""
    text, count = ON_THE_BOARD.subn("[ward and bed]", text)
    if not MIGHT.search(text):
        return text, count
    found = {match[0].lower() for match in WARD_AND_BED.finditer(text)}
    is_count = len(found) >= A_COUNT and all(map(JUST_BED.fullmatch, found))

    def replace(match: re.Match[str]) -> str:
        nonlocal count
        kinds = {word.lower() for word in re.findall(r"[A-Za-z]{3,}", match[0])}
        wards = re.findall(r"\bwards?\b", match[0], re.I)
        if is_count or not NUMBERED.search(match[0]):
            return match[0]
        if not kinds & OF_ONE or (len(kinds) == 1 and len(wards) > 1):
            return match[0]
        count += 1
        return "[ward and bed]"

    return WARD_AND_BED.sub(replace, text), count
