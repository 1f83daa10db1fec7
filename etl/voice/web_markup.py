"""Tags and entities of web forms, which some exports leave among people's words."""

from __future__ import annotations

import html
import re

# What forms and their editors write. '<5 minutes' and '<my street>' are words, and stay.
BLOCKS = r"p|br|div|ul|ol|li|tr|td|th|table|tbody|thead|h[1-6]|hr|blockquote|pre"
INLINE = r"b|i|u|s|em|strong|span|a|font|small|big|sub|sup|img|input|label|code"
HIDDEN = re.compile(r"<(script|style)\b[^>]*>.*?</\1\s*>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
BLOCK = re.compile(rf"(?:\s*</?(?:{BLOCKS})\b[^<>]*>\s*)+", re.IGNORECASE)
TAG = re.compile(rf"</?(?:{INLINE})(?:\s[^<>]*)?/?>", re.IGNORECASE)


def without_markup(text: str) -> str:
    """The words alone: 'Waited &amp; <b>waited</b>.<br/>Nobody rang' → 'Waited & waited. Nobody
    rang'. Text without tags or entities comes back as it was.
    """
    plain = text
    if "<" in plain:
        plain = TAG.sub("", BLOCK.sub(" ", HIDDEN.sub(" ", plain)))
    if "&" in plain:
        plain = html.unescape(plain)
    return text if plain == text else plain.replace("\xa0", " ").strip()
