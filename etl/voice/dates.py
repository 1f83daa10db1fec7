"""Dates as people and their tools write them: day first, with or without a time."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class Span(NamedTuple):
    """First and last day, and the date as exactly as it was given."""

    start: date
    end: date
    label: str


@lru_cache(maxsize=8192)
def day(text: str) -> date:
    """A day, with or without a time after it; 03/04/2026 is 3 April. Raises ValueError."""
    return span(text, whole_days=True).start


@lru_cache(maxsize=8192)
def span(text: str, *, whole_days: bool = False) -> Span:
    """A day, a month (2026-03, March 2026) or a year. Raises ValueError when it is none."""
    plain = " ".join(text.strip().split())
    for pattern, order in _DAYS:
        if found := pattern.fullmatch(plain):
            parts = dict(zip(order, found.groups(), strict=True))
            value = date(_year(parts["y"]), _month(parts["m"]), int(parts["d"]))
            return Span(value, value, f"{value:%-d %B %Y}")
    if not whole_days:
        for pattern, order in _MONTHS:
            if found := pattern.fullmatch(plain):
                parts = dict(zip(order, found.groups(), strict=True))
                first = date(int(parts["y"]), _month(parts["m"]), 1)
                return Span(first, _last_day(first), f"{first:%B %Y}")
        if re.fullmatch(r"\d{4}", plain):
            return Span(date(int(plain), 1, 1), date(int(plain), 12, 31), plain)
    raise ValueError("not a date")


_TIME = r"(?:[T ,]+\d{1,2}:\d{2}.*)?"
_DAYS = (
    (re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})" + _TIME), "ymd"),
    (re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})" + _TIME), "dmy"),
    (re.compile(r"(\d{1,2})(?:st|nd|rd|th)? ([A-Za-z]{3,9}),? (\d{4})" + _TIME), "dmy"),
)
_MONTHS = (
    (re.compile(r"(\d{4})-(\d{1,2})"), "ym"),
    (re.compile(r"([A-Za-z]{3,9}) (\d{4})"), "my"),
)


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _month(text: str) -> int:
    return int(text) if text.isdecimal() else MONTHS.index(text[:3].lower()) + 1


def _last_day(first: date) -> date:
    ahead = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return date.fromordinal(ahead.toordinal() - 1)
