"""Postcodes and the districts they begin with: written, mistyped, or told sign by sign.

"CH41 5AB", "ch 41, 5 a b", "C double U seven, three A X", "charlie hotel four one five alpha …".
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from insight.redaction.numbers import NUMBER_OF_WORD
from insight.redaction.plain_text import with_tokens
from insight.redaction.vocabulary import frequency

TOKEN = "[postcode]"

AREA = (
    r"(?:A[BL]|B[ABDHLNRSTX]?|C[ABFHMORTVW]|D[ADEGHLNTY]|E[CHNX]?|F[KY]|G[LUY]?|H[ADGPRSUX]|"
    r"I[GMPV]|JE|K[ATWY]|L[ADELNSU]?|M[EKL]?|N[EGNPRW]?|O[LX]|P[AEHLOR]|R[GHM]|S[AEGKLMNOPRSTWY]?|"
    r"T[ADFNQRSW]|UB|W[ACDFNRSV]?|YO|ZE)"
)
POSTCODE = re.compile(
    r"(?<![^\W_])(?<!\w')"
    rf"(?P<outward>(?:{AREA}|(?-i:{AREA})[ ])(?:[0-9][0-9A-Z]?|[OIl][0-9]|(?-i:[0-9]O))"
    r"|(?-i:(?:CH|CW|WA|SK|L|PR|WN)[IlO0-9]{1,2}(?=[ ]?[0-9][A-Z]{2}(?![^\W_]))))"
    rf"[\s.,·_/#*|:-]{{0,3}}(?P<inward>[0-9O]\s?[ABD-HJLNP-UW-Z]{{2}})(?![^\W_])",
    re.I,
)
# A mistyped end, with letters no postcode has or a sign for another; and no hour, dose or word.
OTHER_INWARD = (
    r"(?-i:\s?(?:[0-9](?!AM|PM|MG|ML|KM|CM)[A-Z]{2}|[0-9][A-Z][0-9]|(?P<word>[SOIZB][A-Z]{2}))"
    r"(?![^\W_]))"
)
# Districts round here that are nothing else.
DISTRICT = re.compile(
    r"(?<![\w&+-])(?<!\d/)(?P<code>"
    r"(?:(?i:CH|WA|CW|SK|PR|WN|LL|OL|BL|FY)|(?:WA|CW|SK|WN|CH(?!\s1\b)) |ST|SY|TF)[1-9][0-9]?"
    r"|L(?:[6-9]|[1-3][0-9]|6[7-9]|7[0-5]|80))"
    rf"(?:{OTHER_INWARD}|\b)"
    r"(?:[\s-][0-9](?:(?!\w|[:.,]\d|\s?(?:am|pm|x\b))|[A-Z](?![^\W_])))?(?!-?L?\d)"
    r"(?!\s(?:forms?|letters?|leaflets?|bus(?:es)?|routes?|models?|rooms?|bays?|clinics?)\b)"
)
CALLED_ELSE = re.compile(r"\b(?:forms?|rooms?|bands?|clinic|ward|level|bay|floor)\s\Z", re.I)
OFTEN = 2e-6  # of English: "CH41 SEN" ends in a word, "CH41 SAB" in a slip of the hand
NO_DISTRICT = re.compile(
    r"(?:a|b|m|w|t|c|s|p|h|ca|am|pm|st|in|on|at|to)\s?\d{1,3}[a-z]?(?:\s?\d)?", re.I
)
ORDINAL = re.compile(r"1\s?st|2\s?nd|3\s?rd|[0-9]\s?th|[0-9]\s?(?:hr|wk|yr)s?")
# L1 to L5 are bones too, and small letters other things: districts where the words say place.
# Districts of Manchester that no motorway is called.
IN_TRAFFORD = r"M(?:1[345679]|2[1248]|3[013458]|4[13])"
SHORT = (
    r"(?P<code>L[1-5]|L [1-3]\d|l(?:[1-9]|[1-3]\d)|(?:ch|wa|cw|sk|wn|pr) [1-9]\d?"
    rf"|{IN_TRAFFORD})(?:\s[0-9][A-Z]?)?\b"
)
NO_SHORT = r"(?!\s?[/&-]\s?L?\d|[.,:]\d|\s(?:mg|ml|x)\b)"
IN_PLACE = re.compile(
    r"(?:\b(?:[Ii]n|[Nn]ear|[Bb]y|[Aa]t|[Rr]ound|[Aa]round|[Ff]rom|[Tt]o|[Aa]cross|[Oo]utside|[Oo]f)\s"
    rf"(?:the\s)?|\[address\],?\s*|\A\s*|\n\s*){SHORT}{NO_SHORT}"
)
# Anywhere else in the country, but no scanner, no pupil's subject and no drug.
IN_COUNTRY = re.compile(
    r"\b(?:[Ii]n|[Nn]ear|[Ff]rom|[Tt]o|[Rr]ound)\s"
    rf"(?P<code>(?!CT|PE|PA|CO|HR|IP|PH|PO|TR|TB|SP)(?=[A-Z]{{2}}){AREA}[1-9]\d?(?:\s[0-9][A-Z]?)?)\b{NO_SHORT}"
)
BESIDE_ANOTHER = re.compile(rf"(?<![\w&/+-]){SHORT}{NO_SHORT}")
BONE_OR_FLOOR = re.compile(
    r"\b(?:pain\w*|discs?|disks?|vertebra\w*|spin(?:e|al)\w*|lumbar|nerves?|fus(?:ed|ion)|fractur\w+|scoliosis|"
    r"sciatic\w*|prolapse\w*|inject\w+|slipped|stenosis|decompress\w*|hernia\w*|bulg\w+|root|mri|(?:my|lower|bad)\sback|"
    r"back\spain|epidural|levels?|floors?|lifts?|car\spark|zones?|bands?|s1|t1[0-2])\b|L\d\s?[/&-]\s?[LS]?\d",
    re.I,
)
# "L fifteen", "WA eleven".
NUMBER = "|".join(sorted(NUMBER_OF_WORD, key=len, reverse=True)).replace("-", r"[\s-]")
SOME_NUMBER = re.compile(rf"\d|\b(?:{NUMBER})\b", re.I)
IN_WORDS = re.compile(
    rf"(?<![\w'.])(?<!\bsize\s)(?:(?:CH|WA|CW|SK|PR|WN)\s(?:{NUMBER})"
    rf"|L\s(?!(?:one|two|three|four|five|oh|o|zero|nil|nought|naught|nort)\b)(?:{NUMBER})"
    rf"|(?<=\bin\s)L\s(?:one|two|three|four|five))\b(?!-)",
    re.I,
)
# Districts of Manchester, where no road of that name runs; "in M31", but "near the M62".
IN_MANCHESTER = re.compile(r"m(?:1[1-9]|2[0-9]|3[0-58]|4[0-6])$", re.I)
LIVED_IN = re.compile(r"\b(?:in|round|around|from|to)\s\Z", re.I)
MOTORWAY = re.compile(r"m\d{1,2}$", re.I)
VITAMIN = re.compile(r"b(?:1|2|3|6|7|9|12)$", re.I)

# What says that a postcode follows, and what says that somebody lives there.
SAID = re.compile(
    r"\b(?:post\s?-?codes?|p\W?code|p/c|pc(?=\s?[:=])|zip(?:\scode)?|(?:second|last|other)\s(?:half|bit|part))(?:'s)?(?![^\W_])[^\w\n]{0,3}"
    r"(?:(?:is|was|here|its|it's|it|of|in|as|starts?|begins?|ends?|with)\b\W{1,2}){0,3}",
    re.I,
)
HOME = re.compile(
    r"\b(?:(?:live[sd]?|living|moved|based|home|house|born|reside[sd]?|address)\b"
    r"(?:\W{1,3}(?:is|was|in|the|to|from|at|here|starts?|begins?|ends?|with|it's|near|around|round|area|over)\b)"
    r"{0,4}\W{1,3}|from\s|(?:i'?m|i\sam|we'?re|we\sare|us|here|people|residents?|patients|folk|families|"
    r"everyone|those|lots|many)\s(?:in|of|from|round|around|near)\s"
    r"|\b(?:usually|mostly|mainly|sleep(?:s|ing)?|slept|stay(?:s|ing|ed)?|rough|camp(?:s|ing|ed)?|"
    r"squat(?:s|ting)?|kip(?:s|ping)?|sofas?)\s(?:in|round|around|near|by)\s)",
    re.I,
)
AFTER = re.compile(
    r"\s(?:area|resident|residents|is\s(?:my|her|his|our|their|the)\spost\s?code|post\s?code)\b",
    re.I,
)
# After the word itself anything goes, also a sign for another: "postcode LB 2TJ", "CHA1 SAB".
MISTYPED = re.compile(
    r"(?=[A-Z0-9 ]{0,6}\d)(?P<code>[A-Z]{1,2} ?[0-9OILSZBA][0-9A-Z]?[ .-]?[0-9OILSZBA][A-Z0-9]{2})"
    r"(?![^\W_])",
    re.I,
)

# What the letters are called when they are read out; the alphabet of radio; "b for bravo".
NAMES = {
    "a": "ay alpha alfa apple", "b": "bee be bravo", "c": "cee see sea charlie", "d": "dee delta",
    "e": "ee echo", "f": "eff foxtrot", "g": "gee golf", "h": "aitch haitch hotel",
    "i": "eye india", "j": "jay juliet juliett", "k": "kay kilo", "l": "el ell lima",
    "m": "em mike", "n": "en november", "o": "oh oscar", "p": "pee pea papa",
    "q": "queue cue que quebec", "r": "ar are romeo", "s": "ess es sierra", "t": "tee tea tango",
    "u": "you yew uniform", "v": "vee victor",
    "w": "dubya whiskey whisky double-u double-you",
    "x": "ex xray x-ray", "y": "why wye yankee", "z": "zed zee zulu",
}  # fmt: skip
SIGN_OF = {
    **{word: letter for letter, words in NAMES.items() for word in (letter, *words.split())},
    **NUMBER_OF_WORD,
}
TIMES = {"double": 2, "treble": 3, "triple": 3}
SIGN = "|".join(
    re.escape(word).replace(r"\-", r"[\s-]") for word in sorted(SIGN_OF, key=len, reverse=True)
)
# What a run is made of: "CH", "CH41", "41", "charlie", "C for Charlie", "double seven", "space".
PIECE = re.compile(
    r"(?P<written>(?-i:[A-Z]{2})|[A-Z]{0,2}\d(?!(?:st|nd|rd|th|am|pm|mg|ml|hrs?|wks?|yrs?)\b)[A-Z0-9]{0,4})"
    r"(?![^\W_])"
    rf"|(?:(?P<sign>{SIGN})|(?P<times>{'|'.join(TIMES)})\s+(?P<again>{SIGN}))"
    r"(?:[\s-]+(?:for|as\s+in)[\s-]+\w+)?(?![^\W_])"
    r"|(?P<pair>(?!mg|ml|kg|cm|mm|km|hr|yr|wk|st|nd|rd|th|am|pm)[a-z]{2})(?![^\W_])|(?P<filler>space|gap|then|and\s+then|followed\s+by|dash|hyphen|dot|capital|number)(?![^\W_])",
    re.I,
)
BEGINS = re.compile(rf"(?<![^\W_])(?<!\w')(?:{PIECE.pattern})", re.I)
BETWEEN = re.compile(r"[\s.,·_/#*|:;-]{1,3}")
IN_A_TEXT = 1e-4  # how often English uses "is", "at" or "my", which are no letters of a postcode
# Over the signs of a run, small: a mistake in the letters of what is told is none of our business.
TOLD = re.compile(r"[a-z]{1,2}\d[\da-z]?\d[a-z]{2}")
WHOLE = re.compile(rf"{AREA}\d[\da-z]?\d[abd-hjlnp-uw-z]{{2}}", re.I)
PART = re.compile(rf"{AREA}\d{{1,2}}[a-z]?\d?|{TOLD.pattern}", re.I)
INWARD = re.compile(r"\d[abd-hjlnp-uw-z]{2}")
LOCAL = re.compile(r"ch|wa|cw|sk|pr|wn|ll")  # areas here whose two letters are no word
FEWEST_PIECES = 4  # "L seventy-one, two A B" has five; fewer are written, not told
FEWEST_SIGNS = 2


class _Piece(NamedTuple):
    """Signs of a postcode, where they stand, and whether they were written as they are."""

    signs: str
    start: int
    end: int
    is_written: bool


def without_postcodes(text: str) -> tuple[str, int]:
    """The text without postcodes and postcode districts, and how many there were."""
    count = 0
    for find in (_written, _told, _districts, _said, _alone, _in_place):
        spans = find(text)
        text = with_tokens(text, spans, TOKEN)
        count += len(spans)
    return text, count


def _written(text: str) -> list[tuple[int, int]]:
    """Whole postcodes as they are written on a letter, with any sign between their halves."""
    found = []
    for match in POSTCODE.finditer(text) if any(map(str.isdigit, text)) else ():
        outward, inward = match["outward"], match["inward"]
        if re.search(r"\s[a-z]", inward) and frequency(inward[-2:]) > IN_A_TEXT:
            continue  # "the M62 at junction 7"
        is_word = inward.startswith("o") and frequency(inward) > OFTEN  # "CH41 our", not "ch41 oqe"
        is_no_district = VITAMIN.match(outward) or MOTORWAY.match(outward)
        if not ((is_no_district and ORDINAL.fullmatch(inward)) or is_word):
            found.append(match.span())
    return found


def _said(text: str) -> list[tuple[int, int]]:
    """What follows the word postcode, or is said to be where somebody lives, whole or in part."""
    found: list[tuple[int, int]] = []
    for word, is_home in [*((each, False) for each in SAID.finditer(text)),
                          *((each, True) for each in HOME.finditer(text))]:  # fmt: skip
        mistyped = None if is_home else MISTYPED.match(text, word.end())
        span = (
            mistyped.span()
            if mistyped
            else _part(_run(text, word.end()), is_home, bool(LIVED_IN.search(word[0])))
        )
        if span and all(span[1] <= left or span[0] >= right for left, right in found):
            found.append(span)
    return found


def _told(text: str) -> list[tuple[int, int]]:
    """Whole postcodes told sign by sign, or with a word between their halves."""
    return [span for run in _runs(text) for span in _whole(text, run)]


def _alone(text: str) -> list[tuple[int, int]]:
    """Postcodes and districts that are all somebody wrote, or an area is called."""
    found = []
    for run in _runs(text):
        is_all = run[0].start == 0 and not re.search(r"\w", text[run[-1].end :])
        if (is_all and all(piece.is_written for piece in run)) or AFTER.match(text, run[-1].end):
            span = _part(run, True)
            found += [span] if span else []
    return found


def _districts(text: str) -> list[tuple[int, int]]:
    found = []
    for match in DISTRICT.finditer(text) if any(map(str.isdigit, text)) else ():
        if CALLED_ELSE.search(text, max(0, match.start() - 10), match.start()):
            continue
        is_word = match["word"] and frequency(match["word"].lower()) > OFTEN
        found.append(match.span("code") if is_word else match.span())
    return found


def _in_place(text: str) -> list[tuple[int, int]]:
    """Districts in words, and short ones where the words around them say place."""
    found = [match.span() for match in IN_WORDS.finditer(text)]
    if not BONE_OR_FLOOR.search(text):
        near = BESIDE_ANOTHER if TOKEN in text else IN_PLACE
        for pattern in (near, IN_COUNTRY):
            found += [(match.start("code"), match.end()) for match in pattern.finditer(text)]
    return found


def _whole(text: str, run: list[_Piece]) -> list[tuple[int, int]]:
    """Whole postcodes among the pieces of a run."""
    signs = "".join(piece.signs for piece in run)
    owner = [number for number, piece in enumerate(run) for _ in piece.signs]
    found = []
    for code in TOLD.finditer(signs):
        first, last = owner[code.start()], owner[code.end() - 1]
        pieces = run[first : last + 1]
        if "".join(piece.signs for piece in pieces) != code[0]:
            continue
        is_told = len(pieces) >= FEWEST_PIECES and not any(
            piece.is_written and len(piece.signs) > 1 and piece.signs.isalpha() for piece in pieces
        )
        is_sure = any(text[piece.start : piece.end].isupper() for piece in pieces)
        is_sure |= bool(LOCAL.match(pieces[0].signs))
        is_sure |= any(len(piece.signs) > FEWEST_SIGNS for piece in pieces)
        if is_told or (is_sure and WHOLE.fullmatch(code[0])):
            found.append((pieces[0].start, pieces[-1].end))
    return found


def _part(run: list[_Piece], is_home: bool, is_in: bool = False) -> tuple[int, int] | None:
    """The postcode, sector or district that a run begins with."""
    for last in range(len(run), 0, -1):
        signs = "".join(piece.signs for piece in run[:last])
        if not PART.fullmatch(signs) and (is_home or not INWARD.fullmatch(signs)):
            continue
        is_here = is_in and IN_MANCHESTER.match(signs)
        if is_home and not is_here and (VITAMIN.match(signs) or NO_DISTRICT.fullmatch(signs)):
            return None
        return run[0].start, run[last - 1].end
    return None


@lru_cache(maxsize=1)  # two ways to find one look at the same text
def _runs(text: str) -> list[list[_Piece]]:
    runs: list[list[_Piece]] = []
    at = 0 if SOME_NUMBER.search(text) else len(text)
    while piece := BEGINS.search(text, at):
        run = _run(text, piece.start())
        if run and any(sign.isdigit() for part in run for sign in part.signs):
            runs.append(run)
        at = run[-1].end if run else piece.end()
    return runs


def _run(text: str, at: int) -> list[_Piece]:
    """Pieces that follow one another, from here on."""
    run: list[_Piece] = []
    while piece := PIECE.match(text, at):
        if piece["pair"] and frequency(piece["pair"].lower()) > IN_A_TEXT:
            break
        signs = piece["written"] or piece["pair"]
        if not signs and not piece["filler"]:
            sign = SIGN_OF[re.sub(r"\s", "-", (piece["sign"] or piece["again"]).lower())]
            signs = sign * TIMES.get((piece["times"] or "").lower(), 1)
        if signs:
            run.append(_Piece(signs.lower(), *piece.span(), not piece["sign"]))
        between = BETWEEN.match(text, piece.end())
        if not between:
            break
        at = between.end()
    return run
