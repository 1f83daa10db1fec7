"""Making look-alike characters alike, so that a pattern need not know all of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

# Not only tidiness: a number with non-breaking or invisible characters in it would be missed.
DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
QUOTES = "\u2018\u2019\u02bc\u2032\u00b4\uff07"
DOTS = "\u2022\u2027\u2219\u22c5\u30fb\u25cf"
ALIKE = str.maketrans(
    {
        **dict.fromkeys(DASHES, "-"),
        **dict.fromkeys(QUOTES, "'"),
        **dict.fromkeys(DOTS, "\u00b7"),
        "\u3002": ".",
        # A pattern that ignores case takes them for an i, and no table of words holds them.
        "\u0130": "I",
        "\u0131": "i",
        "\u2044": "/",
        "\u2028": "\n",
        "\u2800": " ",  # braille without a dot
        "\u2029": "\n",
    }
)
# Signs of good type that a comment keeps: what is seen of them tells nobody anything else.
SIGNS = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014", "-"),
        **dict.fromkeys("\u2018\u2019", "'"),
        "\u2026": "...",
    }
)
# Cyrillic and Greek letters that look like Latin ones, where they stand among Latin letters.
LOOK_ALIKE = str.maketrans(
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u04bb\u0501\u051b\u051d"
    "\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425\u0406\u0408\u0405"
    "\u03b1\u03bf\u03bd\u03c1\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1"
    "\u03a4\u03a5\u03a7",
    "aeopcyxijshdqwABEKMHOPCTYXIJSaovpABEZHIKMNOPTYX",
)
# What makes a digit a key of a telephone, "0\ufe0f\u20e3", or draws a ring around it.
KEYCAP = re.compile(r"\ufe0f?[\u20dd-\u20e4]")
MIXED = re.compile(r"\S*[\u0370-\u052f]\S*")
# Signs that Unicode gives no look of their own, beside those of its category Cf.
UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
# A line struck through a digit, or an accent that no single Latin letter holds.
MARKS = re.compile(r"(?<=[ -~\u00a0-\u024f\u1e00-\u1eff])[\u0300-\u036f\u20d0-\u20f0]+")
# Written from the right by one sign, and read from the left: the eye sees it turned round.
TURNED = re.compile("\u202e([^\u202c\n]*)\u202c")
# White letters in a black circle or square, letters in brackets and small capitals, by Unicode's
# own names: it does not hold them to be the plain letters, or leaves the brackets.
DRAWN = re.compile(
    r"(?:(?:CROSSED )?NEGATIVE (?:CIRCLED|SQUARED) LATIN CAPITAL LETTER "
    r"|LATIN LETTER SMALL CAPITAL "
    r"|PARENTHESIZED LATIN (?:CAPITAL|(?P<small>SMALL)) LETTER )(?P<letter>[A-Z])"
)
HAS_LATIN = re.compile(r"[A-Za-z0-9@]")
# Digits and the letters that people type or a machine reads for them, with one digit at least.
LETTERED = re.compile(r"(?<![^\W_])(?=[OolI]*\d)[\dOolI]+(?![^\W_])")
BESIDE_DIGIT = re.compile(r"\d[OolI]|[OolI]\d|\d[./-][OolI]{1,2}[./-]\d")
IN_DATE = re.compile(r"(?<=\d[./-])[OolI]{1,2}(?=[./-]\d)")
# A star, a face or an inch sign between two digits, but no currency.
DRAWN_BETWEEN = re.compile(r"(?<=\d) ?(?:\"|[^\w\s\u00a3\u20ac\x00-\x7f]){1,3} ?(?=\d)")
FOR_LETTERS = str.maketrans("OolI", "0011")


def plain(text: str) -> str:
    """The text with plain spaces, dashes, apostrophes, letters and digits, nothing invisible."""
    if text.isascii():
        return text
    text, before = TURNED.sub(lambda run: run[1][::-1], KEYCAP.sub("", text)), None
    while text != before:
        before = text
        text = "".join(_plain_letter(letter) for letter in text.translate(ALIKE))
        text = MARKS.sub("", unicodedata.normalize("NFKC", UNSEEN.sub("", text)))
        text = MIXED.sub(_one_script, text)
    return text


def as_written(text: str, given: str) -> str:
    """A plain text with the dashes, apostrophes and dots of what was given to `plain`.

    Word by word: a word comes back as it was written where it was written in one way alone, and
    differs in these signs only. Nothing else comes back, and nothing that was taken out.
    """
    if given.translate(SIGNS) == given:
        return text
    written: dict[str, set[str]] = {}
    for word in given.split():
        written.setdefault(plain(word), set()).add(word)
    own = {alike: words.pop() for alike, words in written.items() if len(words) == 1}
    own = {alike: word for alike, word in own.items() if word.translate(SIGNS) == alike}
    found = re.sub(r"\S+", lambda word: own.get(word[0], word[0]), text)
    return found if plain(found) == text else text


def with_tokens(text: str, spans: Iterable[tuple[int, int]], token: str) -> str:
    """The text with a token in place of each span (start and end); no two of them overlap."""
    for start, end in sorted(spans, reverse=True):
        text = text[:start] + token + text[end:]
    return text


def digits_for_letters(text: str) -> str:
    """The text, as long as it was, with digits for letters typed in their stead: O77OO 9OO123,
    and one sign for whatever is drawn between digits.
    """
    if '"' in text or not text.isascii():
        text = DRAWN_BETWEEN.sub(lambda run: re.sub(r"[^ ]", "\u00b7", run[0]), text)
    if not BESIDE_DIGIT.search(text):
        return text
    text = IN_DATE.sub(lambda run: run[0].translate(FOR_LETTERS), text)
    return LETTERED.sub(lambda run: run[0].translate(FOR_LETTERS), text)


def _plain_letter(letter: str) -> str:
    if letter.isascii():
        return letter
    kind = unicodedata.category(letter)
    if kind == "Zs":
        return " "
    if kind == "Cf":  # without a width
        return ""
    drawn = DRAWN.fullmatch(unicodedata.name(letter, ""))
    if drawn:
        return drawn["letter"].lower() if drawn["small"] else drawn["letter"]
    return str(unicodedata.digit(letter)) if letter.isdigit() else letter


def _one_script(word: re.Match[str]) -> str:
    return word[0].translate(LOOK_ALIKE) if HAS_LATIN.search(word[0]) else word[0]
