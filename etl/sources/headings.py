"""Headings for comparing: one column is spelled in many ways."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

MARK_OF_MEASURE = re.compile(r"\s*;\s*measures:?\s*value\s*$", re.IGNORECASE)


@lru_cache(maxsize=8192)
def plain(heading: str) -> str:
    """A heading in small letters and words alone.

    'General health: Bad health; measures: Value' and 'general_health_bad_health' are one; the
    sign of '+1' and '-1' is kept, as it is all that tells these categories apart.
    """
    text = MARK_OF_MEASURE.sub("", heading).lower()
    text = re.sub(r"(?<![a-z0-9])\+(?=\d)", "plus ", text)
    text = re.sub(r"(?<![a-z0-9])[-−–](?=\d)", "minus ", text)
    return " ".join(re.sub(r"[^a-z0-9]+", " ", text).split())


def first_match(header: Iterable[str], spellings: Mapping[str, re.Pattern[str]]) -> dict[str, str]:
    """Our names of columns → the first heading that is spelled as one of them may be."""
    found: dict[str, str] = {}
    for heading in header:
        for ours, pattern in spellings.items():
            if pattern.fullmatch(plain(heading)):
                found.setdefault(ours, heading)
    return found
