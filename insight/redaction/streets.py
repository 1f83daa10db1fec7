"""Addresses with a street: a house number or name before it, or a street somebody lives on.

The street of a surgery or a shop stays, unless a number comes with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from insight.redaction.wards import NUMBER_WORD
from insight.redaction.word_lists import NOT_NAMES

# Kinds of street nobody writes after a number for anything else, and those that are words too.
STREET = (
    r"(?:roads?|rd|streets?|avenue|ave|av|lanes?|ln|crescent|cres|terrace|gardens|gdns|grove|grv|"
    r"mews|boulevard|blvd|close|cl|drive|drv|road'?s)"
)
STREET_OR_WORD = (
    r"(?:st|str|dr|court|ct|place|pl|way|walk|row|view|square|sq|park|hill|rise|croft|fold|green|"
    r"heights|parade|quay|wharf|villas|buildings|bldgs|cottages?|brow|vale|meadows?|hey|heys|gate|"
    r"house|mansions|towers?|point|mount|bank|brook|common|cross|dene|dale|end|field|fields|garth|"
    r"gr|grange|hollow|lea|loke|mead|nook|paddock|path|ridge|side|spinney|wood|yard|approach|"
    r"circle|circus|esplanade|promenade|passage|alley|entry|ginnel|jigger|estate|bungalows?|"
    r"lodges?|chalets?|hall|farm|orchard|pasture|copse|chase|glade|glen|weint|waye?)"
)
IS_STREET = re.compile(STREET)
STOPS = (
    r"(?:a|an|and|or|to|of|in|on|at|for|from|with|by|is|was|were|are|be|been|had|has|have|it|its|"
    r"this|that|my|our|her|his|their|no|not|but|so|then|when|which|who|i|we|he|she|they|you|me|"
    r"us|him|them|days?|weeks?|months?|years?|hours?|hrs?|minutes?|mins?|miles?|km|times?|people|"
    r"patients?|nurses?|doctors?|staff|beds?|wards?|percent|pounds?|quid|mg|ml|am|pm|o'clock|"
    r"appointments?|different|other|more|very|such|down|up|across|along|over|under|off|away|out|"
    r"into|mile|minute|hour|day|week|month|year|bus|buses|cars?|busy|main|long|whole|one|"
    r"january|february|march|april|may|june|july|august|september|october|november|december|"
    r"jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)"
)
# "5 Long Lane", but not "5 long months".
SURE = (
    r"(?:long(?=\s(?:lane|ln)\b)|main(?=\s(?:street|st|road|rd)\b)|(?-i:Long|Main|Our|Mile|Over)\b)"
)
WORD = rf"(?:{SURE}|(?!{STOPS}\b)[^\W\d_]+(?:['.-][^\W\d_]+)*[.']?)"
CAPITAL = rf"(?!{STOPS}\b)(?-i:[A-Z])[^\W\d_]*(?:['.-][^\W\d_]+)*[.']?"
HOUSE_NUMBER = (
    r"(?:\d{1,4}\s?(?:\(?[A-Z]\)|[A-Z])?(?:\s?[-/]\s?(?:\d{1,4}[A-Z]?|[A-Z]\b))?"
    rf"|{NUMBER_WORD})"
)
SAYS = r"(?:no\.?|nos\.?|number|house|num)"
PART = (
    rf"(?:(?:flat|flt|fl|apartment|apt\.?|unit|plot|pitch|mooring|berth|block|suite|maisonette|studio|"
    rf"caravan|bungalow|lodge|chalet|static|van)\s?(?:no\.?\s?|number\s)?(?:\d{{1,4}}\s?[A-Z]?|(?-i:[A-Z])|{NUMBER_WORD})\b)"
)
WELSH = (
    rf"(?:heol|ffordd|stryd|lon|maes|clos|rhodfa|llys|bryn|pen|cae|tan|ty)(?:\s{WORD}){{1,3}}"
    r"|[^\W\d_]{2,}-(?:yr?|ar|ap|dan)-[^\W\d_]{2,}"  # Pen-y-Bryn
)
BEFORE_STREET = r"(?:(?:the|old|new|upper|lower|great|little|north|south|east|west|st\.?)\s)?"
NO_SAINT = (
    r"(?!\.?\s(?:helen|mary|ann|luke|george|john|james|paul|peter|cath|cat|mich|pat|jos|thom)\w*)"
)
NAMED = rf"(?:{BEFORE_STREET}{WORD}\s(?:{WORD}\s){{0,2}}?(?:{STREET}|st{NO_SAINT})\b\.?)"
NAMED_WORD = (
    rf"(?:(?:{CAPITAL}\s){{1,3}}?(?-i:(?=[A-Z])){STREET_OR_WORD}\b\.?|"
    rf"(?:{CAPITAL}\s){{1,3}}?(?:st|rd|dr|ct|pl|sq)\b\.?)"
)
THE_STREET = (
    r"(?:the\s(?:crescent|avenue|drive|grove|close|green|square|mews|orchard|paddock|"
    r"terrace|gardens|fold|croft|lane|mount|ridgeway|meadows|spinney|hollies|firs|oaks|elms|strand|"
    r"bungalows|cottages|almshouses|maisonettes|promenade|parade|quays?|moorings))"
)
# Where many live under one number: "4 Mill Lane Caravan Park", "Elm Court Care Home".
LARGE_HOME = (
    r"(?:\s(?:(?:caravan|holiday|mobile\shome|residential)\s(?:site|park)|retirement\svillage"
    r"|(?:care|nursing|residential|rest|retirement)\shome))"
)
NUMBERED = re.compile(
    rf"(?<![\w£$.,:/-])(?:{PART}[\s,]{{1,3}})?(?:{SAYS}\s?)?\b{HOUSE_NUMBER}[\s,]{{1,3}}"
    rf"(?:{THE_STREET}|(?-i:The\s[A-Z][\w'-]+)(?=\s?[,.;)\n\[]|\s*\Z)|{WELSH}|{NAMED}|{NAMED_WORD})(?:\s(?:north|south|east|west)\b)?{LARGE_HOME}?(?!\s(?:hospital|surgery|clinic|ward)\b)",
    re.I,
)
ROOM_IN_HOME = re.compile(
    rf"\b(?:room|bed)\s?\d{{1,3}}[A-Z]?[\s,]{{1,3}}(?:(?:at|in)\s)?(?:the\s)?(?:{CAPITAL}\s){{0,3}}"
    rf"{CAPITAL}{LARGE_HOME}\b",
    re.I,
)
PART_AND_NAME = re.compile(
    rf"\b{PART}[\s,]{{1,3}}(?:(?:the\s)?(?:{CAPITAL}\s?){{1,3}}(?:[,\s]{{1,2}}{NAMED})?|{NAMED})"
    rf"(?:\s?(?:travellers?'?\s)?(?:site|park|estate|marina|basin|wharf)\b)?",
    re.I,
)
JUST_PART = re.compile(r"\b(?:flat|apartment|apt)\s?(?:no\.?\s?|number\s)?\d{1,4}\s?[A-Z]?\b", re.I)
# A house with a name, said to be somebody's home or followed by its lane.
HOUSE_KIND = (
    r"(?:cottage|farm|farmhouse|house|lodge|villa|barn|vicarage|rectory|bungalow|manor|grange|"
    r"court|mill|hall|towers?|view|forge|stables|smithy|gatehouse|priory|nook|willows|laurels|hollies|"
    r"elms|oaks|firs|beeches|limes|pines)"
)
HOUSE = rf"(?:(?-i:[Tt]he)\s)?(?:(?-i:[A-Z])[\w'-]*\s){{1,3}}{HOUSE_KIND}\b"
WELSH_HOUSE = r"(?-i:(?:Tŷ|Ty|Plas|Hafod|Bwthyn)\s[A-Z][\w'-]*)"
HOUSE_AND_LANE = re.compile(
    rf"\b(?:{HOUSE}|{WELSH_HOUSE}),\s?(?:(?:off|near|on)\s)?(?:\d+\s)?(?:{CAPITAL}\s){{1,3}}{STREET}\b",
    re.I,
)
PRIVATE_HOUSE = re.compile(
    r"\b(?:The\s)?(?:Old\s)?(?:[A-Z][\w'-]*\s){0,2}(?:Vicarage|Rectory|Farmhouse|Cottage|Farm)\b"
    r"(?!\s(?:[A-Z]|hospital|surgery|shop|centre))"
)
LIVES = (
    r"\b(?:lives?|living|lived|reside[sd]?|address(?:\sis|:)?|home(?:\sis|:)?|house(?:\sis|:)?|"
    r"moved|staying|flat(?:\sis)?|neighbours?|"
    r"(?:my|our|his|her|their)\s(?:road|street|lane|close|avenue)(?:\sis|\scalled|,)|residents?\sof|"
    r"(?:i'm|we're|i\sam|we\sare|it's|its)\s(?:on|off|down)|ours\sis|mine\sis|"
    r"\[name\]\s(?:of|from))\s(?:(?:right|just|up|down|over|here|to|back|off|alone|"
    r"is|near|by)\s){0,2}(?:at|in|on|to|off)?\s?"
)
LIVED_ON = re.compile(
    rf"{LIVES}(?P<lane>(?:the\s)?(?:{CAPITAL}\s){{0,2}}{CAPITAL},\s(?:{CAPITAL}\s){{1,2}}{STREET}\b)"
    rf"(?!\s(?:hospital|surgery|clinic|ward|centre|practice)\b)"
    rf"|{LIVES}(?P<place>(?:the\s)?(?:{CAPITAL}\s){{1,3}}(?:{STREET}|{STREET_OR_WORD})\b\.?)"
    rf"|{LIVES}(?P<house>{HOUSE})"
    # The number makes up for small letters: "we live on 63 heath view".
    rf"|{LIVES}(?P<small>(?!(?:19|20)\d\d\b)\d{{1,4}}\s?[a-z]?,?\s(?:{WORD}\s){{1,2}}?"
    rf"{STREET_OR_WORD}\b)",
    re.I,
)
NO_HOME = re.compile(
    r"\b(?:hospital|surgery|clinic|centre|center|practice|pharmacy|chemist|school|library|church|"
    r"royal|pub|shop|hub)\b",
    re.I,
)
BOAT = re.compile(
    r"\b(?:narrow\s?boat|house\s?boat|barge|canal\s?boat|n\.?b\.?|wide\s?beam)\s(?:the\s)?(?:called\s)?['\"]?"
    r"(?-i:[A-Z][\w'-]*(?:\s[A-Z][\w'-]*){0,2})['\"]?"
    r"(?:,?\s(?:(?:at|in|by|on)\s)?(?:the\s)?(?-i:(?:[A-Z][\w'-]*\s){1,3}"
    r"(?:Locks?|Basin|Marina|Wharf|[Mm]oorings?|Quay|Bridge|Canal|Boatyard|Arm|Staircase))"
    r"|,?\s(?:(?:at|in|by|on)\s)?(?:the\s)?(?:[a-z]+\s)?moorings?\b)?",
    re.I,
)
NO_HOUSE = re.compile(r"\b(?:country|hospital|nursing|care|royal|national|our|my|his|her)\b", re.I)


def streets(text: str) -> Iterator[tuple[int, int]]:
    """Where addresses with a street stand in a text, and houses that need none."""
    for pattern in (BOAT, ROOM_IN_HOME, PART_AND_NAME, NUMBERED, HOUSE_AND_LANE, JUST_PART):
        for match in pattern.finditer(text):
            yield match.span()
    for match in LIVED_ON.finditer(text):
        name = match.lastgroup or "place"
        words = match[name].lower().split()
        is_written_so = match[name][0].isupper() or words[0] == "the" or name == "small"
        # Arrowe Park, Rock Ferry: where thousands live. Allerton Road is where few do.
        is_road = IS_STREET.fullmatch(words[-1]) is not None
        is_long = len(words) > 2  # Gorse Hill Farm
        if is_written_so and (is_road or is_long or words[0] not in NOT_NAMES):
            yield match.span(name)
    for match in PRIVATE_HOUSE.finditer(text):
        if len(match[0].split()) > 1 and not NO_HOUSE.search(match[0]):
            yield match.span()
