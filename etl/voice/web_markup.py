"""Tags and entities of web forms, which some exports leave among people's words."""

from __future__ import annotations

import html
import re

# What forms and their editors write. '<5 minutes' and '<my street>' are words, and stay.
BLOCKS = r"p|br|div|ul|ol|li|tr|td|th|table|tbody|thead|h[1-6]|hr|blockquote|pre"
INLINE = r"b|i|u|s|em|strong|span|a|font|small|big|sub|sup|img|input|label|code"
HIDDEN = re.compile(
    r"<(script|style)\b[^<>]*>.{0,5000}?</\1>|<!--.{0,5000}?-->", re.IGNORECASE | re.DOTALL
)
BLOCK = re.compile(rf"</?(?:{BLOCKS})\b[^<>]*>", re.IGNORECASE)
TAG = re.compile(rf"</?(?:{INLINE})(?:\s[^<>]*)?/?>", re.IGNORECASE)


def without_markup(text: str) -> str:
    """The words alone: 'Waited &amp; <b>waited</b>.<br/>Nobody rang' → 'Waited & waited. Nobody
    rang'. Text without tags or entities comes back as it was.
    """
    plain = text
    if "<" in plain:
        plain = TAG.sub("", BLOCK.sub(" ", HIDDEN.sub(" ", plain)))
        if plain != text:  # on a web page, line breaks and runs of spaces are one space
            plain = " ".join(plain.split())
    return html.unescape(plain).replace("\xa0", " ") if "&" in plain else plain
