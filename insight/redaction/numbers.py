"""NHS numbers and phone numbers, in digits or in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import phonenumbers

from insight.redaction.plain_text import digits_for_letters, with_tokens

NHS, PHONE = "[NHS number]", "[phone number]"
LENGTH = 10

# A run of digits with at most three signs between two of them.
RUN = re.compile(
    r"(?<![\w£$€])[+(]{0,2}\d"
    r"(?:(?:[ \t\n\r./,_()*+|~:;'·#=\\-]{0,3}|\s(?:space|dash|hyphen)\s)\d){5,}(?!\d)"
)
# An NHS number may also be stuck to letters: "nhs9434765919".
STUCK = re.compile(r"(?<=[A-Za-z])\d(?:[ \t\n\r._-]{0,3}\d){9}(?!\d|[ .-]?\d)")
GOES_ON_BEFORE = re.compile(r"\d[ ._-]\Z")
LABEL_STUCK = re.compile(r"nhs(?:no|num|number)?\Z", re.I)
GROUP = re.compile(r"\d+")
DATE_INSIDE = re.compile(
    r"\b(?:19|20)\d{2}-\d{1,2}-\d{1,2}|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|(?<!\d)\d{1,2}:\d\d(?!\d)"
)
DATE_SIGNS = 2  # between day, month and year; a number told in pairs has more
SPACED = re.compile(r"[ \t\n\r_*|~-]*|, ?|\s(?:space|dash|hyphen)\s")

# What the service is called, also with a letter gone astray, and what else its number is called.
NHS_NAME = (
    r"(?:\bn[\s.]?h[\s.]?s(?:\b\.?|(?=n(?:umber|um|o)))|\b(?:nsh|nhss|hns)\b|\b(?:national\s+)?health(?:\s+service)?(?=\s+n(?:umber|o)\b)"
    r"|\b(?:h(?:ealth)?\s?(?:&|and)\s?c(?:are)?)\b|\b(?:chi|medical|gig)(?=\s(?:number|no)\b)"
    r"|(?<=\brhif\s)gig\b|\b(?:ten|10)[\s-]digit(?=\s(?:number|no)\b))"
)
CALLED_NHS = re.compile(
    rf"\b(?:{NHS_NAME}|chi)\s*(?:number|numbers|no|num|nr|nbr|i\.?d\.?|#)?(?![^\W_])[\s.:;#=()-]*"
    r"(?:(?:is|was|it's|its|as|number|no|on|my|the|card|letter|says|said|of|for|here|below|"
    r"wrong|which|just)[\s:,.=-]+){0,5}$"
    rf"|\b{NHS_NAME}\s*(?:n\w*|id|i\.d\.)\b[^.!?\d]{{0,40}}$",
    re.I,
)
CALLED_NHS_AFTER = re.compile(
    r"^[\s,.)(-]{0,3}(?:(?:is|was|as|that's|which|that)\s+){0,2}(?:my|his|her|the|our|their|mum's|"
    rf"dad's|son's|daughter's|an?)?\s*{NHS_NAME}\s*(?:number|no\b|num|id\b)"
    rf"|^\s?\(?{NHS_NAME}\)|^,\s{NHS_NAME}\b|^\s{NHS_NAME}\s*(?:\Z|[,.;])",
    re.I,
)
# Where a text speaks of NHS numbers anywhere, ten digits written as one of them are one, whatever
# their check digit: "send your NHS number" - "547 290 1183".
SPEAKS_OF_NHS = re.compile(
    rf"{NHS_NAME}[\s#:-]{{0,2}}(?:(?:id|card|app|login)\s)?(?:n(?!hs)\w{{0,7}}|ones?|cards?|i\.?d\.?|app|login|"
    r"it\ssays|wants)(?![^\W_])",
    re.I,
)
WRITTEN_AS_NHS = re.compile(
    r"[1-9]\d{2}(?P<by>[ ./_\t-]{0,3})\d{3}(?P=by)\d{4}|[1-9](?P<one>[ ._-])\d(?:(?P=one)\d){8}"
    r"|(?!(?:19|20)\d\d\b)[1-9]\d{1,4}(?P<as>[ .-])\d{3,5}(?:(?P=as)\d{3,5}){0,2}"
)
BLURRED = r"[\dOolISBx?*]"  # a digit, or what stands for one that can't be read
PIECE = rf"(?<![^\W_])(?=\d|{BLURRED}\d){BLURRED}{{2,5}}(?![^\W_])"
IN_PIECES = re.compile(
    rf"{NHS_NAME}\s?(?:n(?:umber|um|o|r)|id)\b[^.!?\d]{{0,30}}?"
    rf"(?P<pieces>{PIECE}(?:[^!?\d\n]{{1,20}}?{PIECE}){{1,3}})",
    re.I,
)
# Written as nobody here writes anything else, whatever the check digit.
LIKE_NHS = re.compile(
    r"(?:[4-9]\d{2}(?P<by>[ .-])\d{3}(?P=by)|[1-3]\d{2}\.\d{3}\.)\d{4}"
    r"|[1-9](?P<one>[ ._-])\d(?:(?P=one)\d){8}"
)
ABROAD = re.compile(r"(?:\+|\b00)\d{1,3}[\W0]*$")
# Beside a date of birth in a list of details: "13/9/72, 6334501928".
BESIDE_BIRTH = re.compile(r"\[date of birth\][\s,;:/|-]{1,3}$")
BESIDE_BIRTH_AFTER = re.compile(r"^[\s,;:/|-]{1,3}\[date of birth\]")

CALLED_PHONE = re.compile(
    r"\b(?:tel|tele|phone|telephone|mobile|mob|fone|ph|ring|rings?|call|text|txt|whats\s?app|number|"
    r"dial|dialled|left|voicemail|"
    r"landline|contact|reach|fax|home)\b[\s.:;#=(-]*"
    r"(?:(?:is|was|on|me|us|at|no|num|number|my|mum|him|her|back|the|him|after|please|"
    r"mobile|phone|home|work|it's|its|our|\[name\])[\s:,.=-]+){0,5}$",
    re.I,
)
CALLED_PHONE_AFTER = re.compile(
    r"^[\s,.)(-]{0,3}(?:(?:is|was|if|you|to|that'?s|for|for\s(?:me|us))\s+){0,3}(?:my|his|her|the|our|"
    r"their|mum's|dad's)?\s*(?:home|work|new|old)?\s*(?:ring|call|phone|mobile|mob|landline|tel|text|"
    r"telephone)\b"
    r"|^[^.!?\d]{0,25}\b(?:voice\s?mail|answer(?:ing)?\s?(?:machine|phone)|machine|local\snumber|"
    r"landline)\b|^\s\(?[a-z]+\scode\b",
    re.I,
)
OWN_NUMBER = re.compile(
    r"\b(?:my|mine|his|her|mum's|dad's|wife's|husband's|mother's|father's|son's|daughter's)"
    r"(?:\s(?:number|num|no\b\.?))?[\s:(]{1,3}(?:(?:is|was|as)\s)?\Z",
    re.I,
)
OTHER_NUMBER = re.compile(
    r"\b(?:order|ref|reference|case|ticket|booking|policy|account|queue|room|ward|hospital|serial|"
    r"bus|batch|model|claim|charity|licence|invoice|complaint)\s+(?:number|no|num|id)\b",
    re.I,
)
# Letters people type for digits, in what otherwise has the shape of a phone number.
LETTERED = re.compile(
    r"(?<![\d@/.£$])(?:\((?=[\dO]{2,6}\)))?(?:\+?44[ .-]?(?:\(0\))?[ .-]?|(?<!\w)[oO]|0)"
    r"[ .-]?[1237](?:[ .()\t\n-]{0,2}[\dOolI]){8,9}(?![^\W_])"
)
# All the digits of a run: a number of this country, or one with the code of another after 00.
IS_PHONE = re.compile(r"0[1237]\d{8,11}|(?:00)?440?[1237]\d{8,9}|00(?!44)[1-9]\d{8,13}")
WHOLE_PHONE = re.compile(r"0[1237]\d{9}")
MOBILE = re.compile(r"0|7[3-9]")  # how one begins, with or without its nought
SERVICES = {"101", "105", "111", "112", "119", "123", "116", "141", "999"}  # told one after another
FEWEST, MOST = 6, 13  # digits of what is called a phone number
WHOLE_DATE = re.compile(
    r"(?<!\d)(?:\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d\d|(?:19|20)\d\d[-/.]\d\d?[-/.]\d\d?)(?![\d])"
)
# The groups of one number with words between them: "01925 (after six) 733 406".
PHONE_IN_PIECES = re.compile(r"(?<![\w£$.])0[1237]\d{1,4}(?:[^\d.!?\n]{1,30}?\d{2,8}(?!\d)){1,4}")
SEVERAL = re.compile(r"\b(?:or|to|times?|and then|minutes?|hours?|days?|weeks?|people)\b|%", re.I)
AS_SPACE = str.maketrans("·#/_*|~=:\\", " " * 10)
EXTENSION = re.compile(r"^\s*(?:x|ext|extn|extension)\.?\s*\d{2,6}\b", re.I)

UNITS = {
    **{word: str(digit) for digit, word in enumerate(
        ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    )},
    "oh": "0", "o": "0", "nought": "0", "naught": "0", "nil": "0", "nort": "0",
}  # fmt: skip
TEENS = {
    word: str(number) for number, word in enumerate(
        ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
         "eighteen", "nineteen"), start=10
    )
}  # fmt: skip
TENS = {
    word: str(number) for number, word in enumerate(
        ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), start=2
    )
} | {"fourty": "4", "ninty": "9"}  # fmt: skip
UNIT = rf"(?:{'|'.join(UNITS)}|\d+)"
WORD = (
    rf"(?:(?:{'|'.join(TENS)})(?:[\s-]+(?!o|zero|n|oh){UNIT})?|{'|'.join(TEENS)}|"
    rf"(?:(?:double|treble|triple)[\s-]+)?{UNIT})(?:\s+(?:hundred|thousand))?"
)
WORDS = re.compile(
    rf"(?:\bplus[\s-]+)?\b{WORD}"
    rf"(?:(?:\s*(?:\.\.\.?|[,.;/-])\s*|\s+|(?<=\d)(?=[a-z])|(?<=[a-z])(?=\d))(?:and\s+)?{WORD})+\b",
    re.I,
)
ONE_WORD = re.compile(
    rf"(?:(?P<tens>{'|'.join(TENS)})(?:[\s-]+(?P<one>(?!o|zero|n|oh){UNIT}))?|"
    rf"(?P<teen>{'|'.join(TEENS)})|"
    rf"(?:(?P<times>double|treble|triple)[\s-]+)?(?P<unit>{UNIT}))"
    r"(?:\s+(?P<noughts>hundred|thousand))?",
    re.I,
)
# "seventy one" and "seventy-one" are told as two words, or one: each with its digits.
NUMBER_OF_WORD = {
    **UNITS,
    **TEENS,
    **{word: f"{tens}0" for word, tens in TENS.items()},
    **{
        f"{word}-{one}": f"{tens}{digit}"
        for word, tens in TENS.items()
        for one, digit in UNITS.items()
        if digit != "0"
    },
}
NUMBER_WORD = rf"(?:{'|'.join([*UNITS, *TEENS, *TENS])})"
HAS_WORDS = re.compile(
    rf"\b{NUMBER_WORD}\b\W+(?:(?:double|treble|triple)\W+)?{NUMBER_WORD}\b"
    r"|\b(?:double|treble|triple)\s\d"
    rf"|\d{NUMBER_WORD}\d|\d\s{NUMBER_WORD}\b",
    re.I,
)
TIMES = {"double": 2, "treble": 3, "triple": 3, "": 1}
NOUGHTS = {"hundred": "00", "thousand": "000", "": ""}
MANY = 7  # fewer digits are a time, a dose or a year


def is_nhs_number(digits: str) -> bool:
    """Whether ten digits end in the check digit of an NHS number (modulus 11).

    Method: NHS Data Dictionary, "NHS Number". Ten equal digits pass it but are never given out.
    """
    if len(digits) != LENGTH or len(set(digits)) == 1:
        return False
    total = sum((LENGTH - at) * int(digit) for at, digit in enumerate(digits[:-1]))
    return (11 - total % 11) % 11 == int(digits[-1])


def without_nhs_numbers(text: str) -> tuple[str, int]:
    """The text without NHS numbers and how many there were.

    Ten digits in any spacing whose check digit holds, or that the text calls an NHS number.
    """
    digits = digits_for_letters(text)
    spans = {*_nhs_spans(digits), *_nhs_in_words(text)}
    if not spans:
        spans = set(_nhs_in_pieces(text))
    return with_tokens(text, spans, NHS), len(spans)


def _nhs_spans(text: str) -> Iterator[tuple[int, int]]:
    if sum(map(str.isdigit, text)) < LENGTH - 1:
        return
    for run in RUN.finditer(text):
        yield from _in_run(text, run.start(), run.end())
    for stuck in STUCK.finditer(text):
        digits = re.sub(r"\D", "", stuck[0])
        if is_nhs_number(digits) or LABEL_STUCK.search(text, 0, stuck.start()):
            yield stuck.span()


def _in_run(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Neighbouring groups of digits that together have ten digits and are an NHS number."""
    groups = [
        (start + each.start(), start + each.end()) for each in GROUP.finditer(text[start:end])
    ]
    if WHOLE_PHONE.fullmatch(re.sub(r"\D", "", text[start:end])) and not CALLED_NHS.search(
        text[max(0, start - 60) : start]
    ):
        return  # ten of its digits may end in the check digit by chance
    done = 0
    # Ten digits if there are as many; one more or less where the text calls it the number.
    for lengths in ((LENGTH,), (LENGTH - 1, LENGTH + 1)):
        for first, (left, _) in enumerate(groups):
            for _, right in groups[first:] if left >= done else ():
                digits = re.sub(r"\D", "", text[left:right])
                if len(digits) in lengths and _is_nhs(text, left, right, digits):
                    yield left, right
                    done = right
                    break
        if done:
            return


def _is_nhs(text: str, left: int, right: int, digits: str) -> bool:
    before, after, inside = (
        text[max(0, left - 60) : left],
        text[right : right + 40],
        text[left:right],
    )
    if CALLED_NHS.search(before) or CALLED_NHS_AFTER.search(after):
        return not digits.startswith("0") or is_nhs_number(digits)
    if WRITTEN_AS_NHS.fullmatch(inside) and _is_spoken_of(text, before, after):
        return True
    if LIKE_NHS.fullmatch(inside) and not (
        GOES_ON_BEFORE.search(before)
        or _is_for_phone(before)
        or OTHER_NUMBER.search(before)
        or ABROAD.search(before)
    ):
        return True
    # "My number is 2058917346": no telephone number of this country begins so.
    if len(digits) == LENGTH and digits[0] not in "07" and OWN_NUMBER.search(before):
        return True
    if NHS in text and not digits.startswith("0") and _is_spoken_of(text, before, after):
        return DATE_INSIDE.search(inside) is None  # told once more, with a slip of the hand
    signs = re.findall(r"\D+", inside)
    if is_nhs_number(digits) and len(signs) > DATE_SIGNS and len(set(signs)) == 1:
        return True
    if not is_nhs_number(digits) or DATE_INSIDE.search(inside) or ABROAD.search(before):
        return False
    if all(SPACED.fullmatch(sign) for sign in signs) or len(set(signs)) == 1:
        return True
    return [len(group) for group in GROUP.findall(inside)] in ([3, 3, 4], [3, 7], [6, 4])


def _is_spoken_of(text: str, before: str, after: str) -> bool:
    """Whether ten digits are told as an NHS number, though no word beside them says so."""
    if BESIDE_BIRTH.search(before) or BESIDE_BIRTH_AFTER.search(after):
        return True
    is_other = _is_for_phone(before) or OTHER_NUMBER.search(before)
    return not is_other and SPEAKS_OF_NHS.search(text) is not None


def _is_for_phone(before: str) -> bool:
    """Whether more than the word "number" says that a telephone number follows."""
    called = CALLED_PHONE.search(before)
    return called is not None and not re.match(r"number\b", called[0], re.I)


@lru_cache(maxsize=1)  # both kinds of number look at the same text
def _in_words(text: str) -> list[tuple[tuple[int, int], str]]:
    """Numbers of at least seven digits written out, with their digits."""
    if not HAS_WORDS.search(text):
        return []
    each = [
        (found.span(), "".join(map(_digits_of_word, ONE_WORD.finditer(found[0]))))
        for found in WORDS.finditer(text)
    ]
    return [
        ((start, end), digits)
        for (start, end), digits in each
        if len(digits) >= MANY and re.search("[a-z]", text[start:end], re.I)
    ]


def _digits_of_word(word: re.Match[str]) -> str:
    """The digits one word stands for: "double seven" is 77, "sixty two" is 62."""
    part = {name: (found or "").lower() for name, found in word.groupdict().items()}
    if part["tens"]:
        digits = TENS[part["tens"]] + (UNITS.get(part["one"], part["one"]) or "0")
    elif part["teen"]:
        digits = TEENS[part["teen"]]
    else:
        digits = UNITS.get(part["unit"], part["unit"]) * TIMES[part["times"]]
    return digits + NOUGHTS[part["noughts"]]


def _nhs_in_words(text: str) -> Iterator[tuple[int, int]]:
    for (start, end), digits in _in_words(text):
        before = text[max(0, start - 60) : start]
        is_called = CALLED_NHS.search(before) or _is_spoken_of(text, before, text[end : end + 40])
        is_as_long = abs(len(digits) - LENGTH) <= 1 and not digits.startswith("0")
        # Ten digits spoken are one, unless a word of telephones comes before them.
        is_whole = len(digits) == LENGTH and not MOBILE.match(digits) and not _is_for_phone(before)
        is_called = is_called and (is_as_long or len(digits) == LENGTH)
        if is_nhs_number(digits) or is_called or is_whole:
            yield start, end


def _nhs_in_pieces(text: str) -> Iterator[tuple[int, int]]:
    """Ten signs in two to four pieces with words between: "612, then 345, then 67?9"."""
    for match in IN_PIECES.finditer(text):
        signs = re.findall(rf"{BLURRED}{{2,5}}", match["pieces"])
        if sum(map(len, signs)) == LENGTH:
            yield match.span("pieces")


def without_phone_numbers(text: str) -> tuple[str, int]:
    """The text without phone numbers, in digits or words, and how many there were."""
    spans = sorted(_phone_spans(text), reverse=True)
    for start, end in spans:
        extension = EXTENSION.match(text[end:])
        after = end + extension.end() if extension else end
        text = text[:start] + PHONE + text[after:]
    return text, len(spans)


def _phone_spans(text: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []

    def add(start: int, end: int) -> None:
        if all(end <= left or start >= right for left, right in found):
            found.append((start, end))

    for (start, end), digits in _in_words(text):
        is_long = digits.startswith(("0", "44")) or len(digits) >= LENGTH
        if is_long or _is_called_phone(text, start):
            add(start, end)
    undated = WHOLE_DATE.sub(lambda date: "x" * len(date[0]), text)
    for run in LETTERED.finditer(undated):
        add(*run.span())
    digits = digits_for_letters(undated)
    for run in RUN.finditer(digits) if any(map(str.isdigit, text)) else ():
        for span in _phones_in_run(digits, run.start(), run.end()):
            add(*span)
    for match in PHONE_IN_PIECES.finditer(digits):
        whole = _end_of_whole(match)
        if whole and not SEVERAL.search(digits, match.start(), whole):
            add(match.start(), whole)
    return found


def _end_of_whole(pieces: re.Match[str]) -> int | None:
    """Where the groups of digits have as many as a telephone number of this country."""
    total = 0
    for group in GROUP.finditer(pieces[0]):
        total += len(group[0])
        if total == LENGTH + 1:
            return pieces.start() + group.end()
    return None


def _phones_in_run(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    if SERVICES.issuperset(GROUP.findall(text[start:end])):
        return
    digits = re.sub(r"\D", "", text[start:end])
    if len(set(digits)) == 1:
        return
    has_date = DATE_INSIDE.search(text[start:end]) is not None
    called = _is_called_phone(text, start) or CALLED_PHONE_AFTER.search(text[end : end + 40])
    # One digit too many or too few is a slip of the hand, and most of the number all the same.
    may_be = FEWEST <= len(digits) <= MOST and called
    if not has_date and (may_be or IS_PHONE.fullmatch(digits)):
        yield start, end
        return
    for signs in (text[start:end], text[start:end].translate(AS_SPACE)):
        for match in phonenumbers.PhoneNumberMatcher(
            signs, "GB", leniency=phonenumbers.Leniency.POSSIBLE
        ):
            left, right = start + match.start, start + match.end
            part = re.sub(r"\D", "", match.raw_string)
            if DATE_INSIDE.search(text[left:right]):
                continue
            looks = part.startswith("0") or match.raw_string.lstrip(" (").startswith("+")
            mobile = len(part) == LENGTH and part.startswith("7")
            abroad = len(part) == LENGTH + 2 and part.startswith("44")
            if (looks and len(part) >= LENGTH) or mobile or abroad or _is_called_phone(text, left):
                yield left, right


def _is_called_phone(text: str, start: int) -> bool:
    called = CALLED_PHONE.search(text[max(0, start - 40) : start])
    return called is not None and not OTHER_NUMBER.search(text[max(0, start - 40) : start])
