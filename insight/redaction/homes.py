"""Homes told without a house number before the street: by a name, by what stands beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from insight.redaction.plain_text import with_tokens
from insight.redaction.streets import (
    CAPITAL,
    HOUSE,
    HOUSE_KIND,
    LARGE_HOME,
    NAMED,
    NAMED_WORD,
    NO_HOME,
    NO_HOUSE,
    STREET,
    STREET_OR_WORD,
    WELSH_HOUSE,
    WORD,
    streets,
)
from insight.redaction.vocabulary import first_names
from insight.redaction.wards import NUMBER_WORD
from insight.redaction.word_lists import NOT_NAMES, PERSONS, words

ROAD = rf"(?:{NAMED}|{NAMED_WORD}|the\s(?:high\sstreet|main\sroad|square|green|front|prom))"
CAPITAL_ROAD = rf"(?:{CAPITAL}\s){{1,3}}(?:{STREET}|{STREET_OR_WORD})\b"
LIVE = (
    r"(?:\b(?:live[sd]?|living|stay(?:s|ing|ed)?|reside[sd]?|residing|sleep(?:s|ing)?|based|we're|we\sare|i'm|i\sam|"
    r"he's|she's|home\sis|house\sis|flat\sis|address\sis)\s(?:(?:right|just|up|now|here|still|alone|"
    r"in\sa\sflat|in\sthe\sflat)\s){0,2})"
)
# "The flat above the chip shop on Smithdown Road", "the last house on Heath Road".
DWELLING = (
    r"(?<!public\s)(?<!\bcare\s)(?<!open\s)"
    r"\b(?:flats?|house|bungalow|cottage|terrace|maisonette|bedsit|apartment|semi|caravan|tent)\s(?:down\s|up\s)?"
)
BEFORE_DWELLING = re.compile(
    r"(?:\b(?:the|a|my|our|his|her|their)\s(?:[a-z]+\s){0,2}|\b(?:corner|end|last|first|second|third|white|red|blue|"
    r"green|pink|yellow|big|little|old|new)\s)\Z",
    re.I,
)
BESIDE = (
    r"(?:in\sthe\sdoorway\sof|under|by|above|over|behind|beneath|below|opposite|facing|beside|next\sto|next\sdoor\sto|on\stop\sof|"
    r"across\sfrom|round\sthe\s(?:corner|back)\s(?:from|of)|at\sthe\s(?:back|side|rear)\sof|"
    r"(?:\w+\s)?doors?\s(?:down|up|along)?\s?from)"
)
AT = r"(?:on|in|at|off|down|along|up|of)\s"
SOMETHING = rf"\s(?:(?:the|a|an|our)\s)?(?:[\w'&-]+\s){{0,3}}?[\w'&-]+(?:,\s|\s{AT})"
ON_ROAD = rf"{BESIDE}{SOMETHING}(?:the\s(?:corner|end|top|bottom)\sof\s)?{ROAD}"
DWELLING_ON = re.compile(
    rf"{DWELLING}(?:with\s(?:[\w']+\s){{1,4}}?)?(?:{ON_ROAD}|(?:{AT}|at\s|by\s)(?:the\s(?:corner|end|top|bottom)\sof\s)?{CAPITAL_ROAD})"
    rf"(?!\s(?:hospital|surgery|clinic|ward|centre|practice)\b)",
    re.I,
)
SHOP = (
    r"(?:shop|chippy|pub|bookies|take-?away|chinese|bakers?|bakery|butchers?|launderette|salon|"
    r"cafe|off[y\s]\w*|office|bank|garage|barbers?|hairdressers?|pharmacy|chemist|club|nail\sbar)"
)
LIVED_BESIDE = re.compile(
    rf"{LIVE}(?P<home>{ON_ROAD}|(?:above|over|behind)\s(?:the|a)\s(?:[\w'-]+\s){{0,2}}?{SHOP}\sin\s{CAPITAL}"
    rf"|at\sthe\s(?:end|top|bottom|corner)\sof\s{ROAD})"
    rf"|\b(?:live[sd]?|living|stay(?:s|ing|ed)?|reside[sd]?|lodge|lodging|sleep(?:s|ing)?|kips?|"
    r"kipping|doss(?:es|ing)?)\s"
    rf"(?P<building>(?:in|at)\s(?:the|an?)\s(?:[\w'-]+\s){{0,2}}?[\w'-]+(?:,\s|\s{AT}){ROAD})"
    rf"|(?P<where>{ON_ROAD})(?=\sis\swhere\s\w+\s(?:live|stay|are)\b)",
    re.I,
)
# "I live at Fernbank", "the address is Seaview, Meols", "our house is called Tigh na Mara".
IS_AT = (
    r"\b(?:(?:live[sd]?|living|stay(?:s|ing|ed)?|reside[sd]?|residing|home|house)\s"
    r"(?:\w+\s)?at"
    r"|(?:my|our|the|his|her|their|new|correct|old|home|postal)\s?\baddress"
    r"(?:\s(?:for|of|on|with)\s[\w\s]{1,25}?)?(?:\sis(?:\s(?:now|at|still))?|\swas|:)|address:"
    r"|write\sto\s(?:me|us|him|her)\sat"
    r"|(?:house|home|cottage|bungalow|farm|lodge|boat|barge)(?:'s)?\s(?:(?:is|was)\s)?(?:called|named)"
    r"|(?:house|property|home)(?:'s|\s)?\s?name(?:'s|\sis|:|\s-)?"
    r"|name\sof\s(?:the|our|my)\s(?:house|cottage|bungalow|farm)\sis"
    r"|(?:street|road|address(?:\sline)?(?:\s\d)?|house(?:\sname)?)\s?[:=]"
    r"|street\sname(?:\sis)?|my\shome,|our\shome,|our\shouse,|my\shouse,)\s"
)
PROPER = (
    r"(?-i:(?:The\s)?[A-Z][a-z][\w'-]*(?:\s(?:(?:[nv]an?|y|yr|o'|of|the|a|in|on|du|la|le|de)\s)?[A-Z][\w'-]*)"
    r"{0,3})"
)
NAMED_HOME = re.compile(
    rf"{IS_AT}['\"]?(?P<home>{PROPER})(?=\s?[,.;:!?)\n'\"]|\s(?:and|in|on|near|since|for|with|is|has|but|which|"
    r"up|off|by|not|so|where|\[)|\s*\Z)",
    re.I,
)
POSTED_TO = re.compile(
    r"\b(?:(?:letters?|post|mail|parcels?|prescriptions?|meds|addressed|delivered|visits?|nurse|"
    r"ambulance|paramedics|carers?)\b[^.!?\n]{0,25}\b(?:to|find)"
    rf"|(?:i'm|we're|i\sam|we\sare)\s(?:now\s|still\s)?at)\s(?P<home>{HOUSE}|{PROPER},\s{CAPITAL_ROAD})"
    r"(?!\s(?:(?-i:[A-Z])|hospital|surgery|clinic|ward|centre|practice|care|nursing|health))",
    re.I,
)
# "Grange Road, number 14", "Cherry Tree Close at no. 8"; "Vine Court, room F12".
SOME_NUMBER = re.compile(
    r"\b(?:road|rd|street|st|gardens|close|drive|number|no\.?|num|nr|room|flat|apartment|apt|unit)\s?"
    r"(?:no\.?\s|number\s)?[A-Z]?\d",
    re.I,
)
NUMBER_LAST = re.compile(
    rf"(?:{CAPITAL_ROAD}|{NAMED})[\s,]{{1,2}}(?:(?:at|and|we're|i'm)\s)?(?:number|no\.?|num|nr)\s?"
    rf"\d{{1,4}}\s?[A-Z]?\b"
    rf"|{CAPITAL_ROAD}\s\d{{1,3}}[a-z]?(?=\s?[,.;\n]|\s*\Z)"
    rf"|\b(?:number|no\.?)\s\d{{1,4}}[a-z]?\s(?:in|on|at)\s(?:the\s)?{CAPITAL_ROAD}"
    rf"|(?:{HOUSE}|{CAPITAL_ROAD})[\s,]{{1,2}}(?:room|flat|apartment|apt|unit)\s(?:no\.?\s|number\s)?"
    r"[A-Z]?\d{1,4}[A-Z]?\b",
    re.I,
)
# "Room 210, Carnatic Halls", "19th floor, Entwistle Heights".
ROOM_AND_NAME = re.compile(
    r"\b(?:room\s(?:no\.?\s|number\s)?[A-Z]?\d{1,4}[A-Z]?|(?:\d{1,2}(?:st|nd|rd|th)|ground|first|second|"
    rf"third|fourth|fifth|top)\sfloor(?:\sflat)?)[\s,]{{1,2}}(?:(?:in|of)\s)?(?:the\s)?"
    rf"(?:{CAPITAL}\s){{1,3}}(?:{HOUSE_KIND}|{STREET_OR_WORD}|halls?|hotel|hostel|inn|shelter|"
    rf"students?|{LARGE_HOME.removeprefix('(?:').removesuffix(')')})\b",
    re.I,
)
# One word after a number that only a street is called: "8 Kingsmead", "6 Broadway"; before a place.
NUMBERED_ELSE = re.compile(
    r"\b(?:ward|room|bed|bay|aged?|type|band|zone|gate|level|floor|block|route|bus|no|clinic|in)\s\Z",
    re.I,
)
ONE_WORD = re.compile(
    r"(?<![\w£$.,:/-])\d{1,3}[a-z]?,?\s(?!(?i:mid|half|one|two)way)"
    r"(?:[A-Z][a-z]+(?:way|side|mead|wood|croft|gate|bank|dale|hurst|ridge|lands?|acres?|lawns?|moor|brook|garth|fields?|stead|"
    r"holme|cote|lea|leigh|view)\b(?!\s(?:[A-Z]|hospital|surgery|clinic|ward))"
    r"|Broadway\b|[A-Z][a-z]{3,}(?=,\s(?:(?P<place>[A-Z][a-z]+)|\[postcode\])))"
)
HOUSE_NUMBER_IS = re.compile(
    r"\b(?:house|door)\s?(?:\s(?:number|no\.?|num)\W{1,3}|:\s)(?:(?:is|was|it's|a:)\s)?"
    r"(?P<home>\d{1,4}\s?[a-z]?)\b"
    r"|\b(?:lives?|living|neighbours?|couple|lady|man|woman|family|people|house)\s(?:\w+\s)?at\s"
    r"(?P<at>(?:number|no\.?)\s\d{1,4}[a-z]?)\b",
    re.I,
)
# "18 dingle vale" in small letters, where a place follows or somebody comes to it.
IN_SMALL = re.compile(
    rf"\b(?:come|came|delivere?d?|send|sent|visit|i'?m|we're|round)\s(?:to|at)\s"
    rf"(?P<home>\d{{1,4}}[a-z]?,?\s(?:{WORD}\s){{1,2}}{STREET_OR_WORD}\b)"
    rf"|(?<![\w£$.,:/-])(?P<place>\d{{1,4}}[a-z]?,?\s(?:{WORD}\s){{1,2}}{STREET_OR_WORD}\b)"
    r"(?=,?\s\[postcode\])",
    re.I,
)
# The number put right after the whole: "[address], it's 31b".
PUT_RIGHT = re.compile(
    r"\[address\][,.;]?\s(?:(?:and|but|so|no|sorry|when|it's|its|it\sis|i'm|we're|at|i\slive|"
    r"should\sbe|is|really|actually|number|no\.?)[\s,]+){1,5}(?P<home>\d{1,4}[a-z]?)"
    r"(?=\s?[.,;!?)]|\s*\Z)",
    re.I,
)
# As it stands at the end of a letter, after a name and before the postcode.
TITLES = words("mr mrs ms miss dr rev sir lady")
LINE = r"(?-i:(?:The\s)?[A-Z][\w'.-]*(?:\s[A-Z][\w'.-]*){0,3})"
IN_LETTER = re.compile(
    rf"\[name\](?:,\s?|\s?\n)(?P<home>{LINE}(?:(?:,\s?|\s?\n){LINE}){{1,2}})(?=,?\s\[postcode\])"
)
# "Joan Smith, Dunroamin, Pensby Road"; "Joan Smith, Dunroamin, Heswall [postcode]".
AFTER_NAME = re.compile(
    r"\b[A-Z][\w.'-]*\s[A-Z][\w'-]+,\s(?P<home>[A-Z][\w'-]+(?:\s[A-Z][\w'-]+)?"
    rf"(?:,\s(?:[A-Z][\w'-]*\s){{1,3}}(?i:{STREET})\b|(?=,\s[A-Z][a-z]+,?\s\[postcode\])))"
)
STREET_WORDS = "road street avenue lane close drive crescent grove terrace gardens rd st ave"
PERSON = re.compile(rf"(?:{PERSONS})(?:'?s)?", re.I)
# What stands before the number of a house and belongs to it: its name, a room, the back of it.
BEFORE_NUMBER = re.compile(
    rf"(?:\b(?:room|annexe?|bedsit|floor|basement|attic)\b(?:\s(?:no\.?\s)?(?:\d{{1,3}}[A-Z]?|[A-Z]))?"
    r"|\bthe\s(?:[a-z]+\s){0,2}(?:annexe?|bungalow|cottage|flat|lodge|coach\shouse|house|bedsit|basement)"
    r"|(?-i:\bThe(?:\s[A-Z][\w'-]*){1,3})"
    rf"|\b{HOUSE}|\b{WELSH_HOUSE})"
    r"(?:,\s?|\s(?=(?:rear|back|side)\b))(?:(?:(?:at|to)\s)?(?:the\s)?(?:rear|back|side)\s(?:of|to)\s)?\Z"
    r"|\b(?:the\s)?(?:rear|back|side)\sof\s\Z|\bc/o\s\Z|\b[GFTB]FF?,?\s\Z|\b\d{1,4}[a-z]?\s?(?:or|and|&)\s\Z|\bhouse\s(?:number\s|no\.?\s)?\Z"
    r"|\bhouse\s\d{1,3}[\s,]{1,2}(?:[a-z]+,\s)?\Z"
    r"|\b(?:(?:top|ground|first|second|third|upper|lower|rear|front|back)[\s-](?:floor\s)?|basement\s|"
    r"garden\s|attic\s)(?:flat|maisonette|apartment)(?:,|\s(?:at|of|in))?\s\Z"
    # "One hundred and fourteen", "one one four": what comes before the last word of the number.
    rf"|\b(?:(?:{NUMBER_WORD}|a|hundred)\s(?:and\s)?){{1,3}}\Z",
    re.I,
)
HOUSE_NAME_BEFORE = re.compile(r"[,)]\s(?P<name>[A-Z][a-z][\w'-]+),\s\Z")
NUMBER_BEFORE = re.compile(r"(?<![\w£$.,:/-])\d{1,3}[a-z]?,?\s\Z")
LONGEST_BEFORE = 60
# What goes on after it: its road, its floor, the larger building it is in.
NEXT_PART = re.compile(
    rf"(?:,\s?|\s?\n)(?:\d{{1,4}}[a-z]?,?\s)?(?:{CAPITAL_ROAD}|(?-i:The)\s{CAPITAL})(?!\s(?:hospital|surgery|clinic|centre)\b)"
    r"|,?\s\(?(?:(?:ground|first|second|third|top|basement|\d(?:st|nd|rd|th))\s(?:floor|flat)(?:\sflat)?"
    r"|(?:front|back|top|upstairs|downstairs)\s(?:bedroom|room|flat)"
    r"|(?:flat|apartment|room|unit)\s(?:[A-Z]?\d{1,3}[A-Z]?|[A-Z]))\b\)?"
    rf"|\s(?:(?-i:[A-Z][a-z]+)\s)?(?-i:(?=[A-Z])){STREET_OR_WORD}\b",
    re.I,
)
# The words of one of which an address cannot do without: most texts have none.
LETTERS = re.compile(r"[a-z]+")
WELSH_KINDS = "heol ffordd stryd lon maes clos rhodfa llys bryn pen cae tan ty"
PARTS = "flat apartment apt unit plot pitch mooring berth block maisonette caravan hollies home"
SAID = "live lived living staying address called name number no postcode floor room way broadway"
BOATS = "narrowboat houseboat boat barge"
KINDS = frozenset(
    each
    for kind in LETTERS.findall(
        f"{STREET} {STREET_OR_WORD} {HOUSE_KIND} {WELSH_KINDS} {PARTS} {BOATS} {SAID}"
    )
    for each in (kind, kind.removesuffix("s"))
)
SAID_FIRST = {
    LIVED_BESIDE: words(
        "above over behind beneath below opposite facing beside next top across round by under "
        "doorway in at end bottom corner back side rear door doors"
    ),
    NAMED_HOME: words(
        "live lives lived living stay stays staying stayed reside resides residing home house "
        "street road "
        "address write cottage bungalow farm lodge boat barge property"
    ),
    POSTED_TO: words(
        "letter letters post mail parcel parcels prescription prescriptions meds addressed "
        "delivered at visit visits nurse ambulance paramedics carer carers"
    ),
    HOUSE_NUMBER_IS: words("number no house door"),
    IN_SMALL: words("to at postcode"),
    PUT_RIGHT: words("address"),
    IN_LETTER: words("postcode"),
    AFTER_NAME: words(f"{STREET_WORDS} postcode"),
}


def homes(text: str, said: set[str]) -> Iterator[tuple[int, int]]:
    """Where homes stand in a text that no number before a street tells.

    said: the words of the text, in small letters.
    """
    for match in DWELLING_ON.finditer(text):
        before = BEFORE_DWELLING.search(text, max(0, match.start() - LONGEST_BEFORE), match.start())
        yield before.start() if before else match.start(), match.end()
    for match in ROOM_AND_NAME.finditer(text):
        yield match.span()
    for match in NUMBER_LAST.finditer(text) if SOME_NUMBER.search(text) else ():
        yield match.span()
    for match in ONE_WORD.finditer(text):
        is_other = NUMBERED_ELSE.search(text, max(0, match.start() - 10), match.start())
        if not is_other and (not match["place"] or match["place"].lower() in NOT_NAMES):
            yield match.span()
    for pattern, first in SAID_FIRST.items():
        for match in pattern.finditer(text) if not first.isdisjoint(said) else ():
            name = match.lastgroup or "home"
            start = match[name].lower().split()[0].strip(",.'")
            is_no_home = pattern in (NAMED_HOME, POSTED_TO, IN_LETTER, AFTER_NAME) and (
                start in NOT_NAMES
                or NO_HOME.search(match[name])
                or PERSON.fullmatch(start)
                or (pattern is AFTER_NAME and (start in TITLES or start in first_names()))
            )
            if not is_no_home:
                yield match.span(name)


def without_addresses(text: str) -> tuple[str, int]:
    """The text without addresses of homes, and how many there were."""
    said = set(LETTERS.findall(text.lower()))
    if KINDS.isdisjoint(said) and not ONE_WORD.search(text):
        return text, 0
    spans: list[tuple[int, int]] = []
    for start, end in sorted({*streets(text), *homes(text, said)}):
        end = start + len(text[start:end].rstrip(" ,"))
        while before := BEFORE_NUMBER.search(text, max(0, start - LONGEST_BEFORE), start):
            if NO_HOUSE.search(before[0]):
                break
            start = before.start()
        number = NUMBER_BEFORE.search(text, max(0, start - 6), start)
        start = number.start() if number and text[start].isupper() else start
        named = HOUSE_NAME_BEFORE.search(text, max(0, start - LONGEST_BEFORE), start)
        if named and not {named["name"].lower()} & (NOT_NAMES | first_names()):
            start = named.start("name")
        while more := NEXT_PART.match(text, end):
            end = more.end()
        if spans and start <= spans[-1][1]:  # two ways to tell the same home
            start, end = min(start, spans[-1][0]), max(end, spans.pop()[1])
        spans.append((start, end))
    return with_tokens(text, spans, "[address]"), len(spans)
