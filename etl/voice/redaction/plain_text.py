"""Making look-alike characters alike, so that a pattern need not know all of them."""

from __future__ import annotations

import unicodedata

# Not only tidiness: a number with non-breaking or invisible characters in it would be missed.
SPACES = (
    "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000"
)
INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
ALIKE = str.maketrans(
    {
        **dict.fromkeys(SPACES, " "),
        **dict.fromkeys(INVISIBLE, None),
        **dict.fromkeys(DASHES, "-"),
        "\u2018": "'",
        "\u2019": "'",
        "\u02bc": "'",
        "\uff07": "'",
        "\uff20": "@",
        "\uff0e": ".",
        "\uff0b": "+",
    }
)


def plain(text: str) -> str:
    """The text with plain spaces, dashes, apostrophes and digits, and nothing invisible."""
    if text.isascii():
        return text
    text = unicodedata.normalize("NFC", text).translate(ALIKE)
    return "".join(
        str(unicodedata.digit(letter)) if letter.isdigit() and not letter.isascii() else letter
        for letter in text
    )
