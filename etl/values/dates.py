"""Dates as people and their tools write them, with or without a time.

Day first, unless a column shows that it is written month first: see `day_order`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

DAY_OR_MONTH_FIRST = (
    "day or month first cannot be told from this column: 04/05/2026 may be 4 May or 5 April;"
    " write dates as 2026-05-04"
)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class Span(NamedTuple):
    """First and last day, and the date as exactly as it was given."""

    start: date
    end: date
    label: str


class Doubtful(Exception):
    """Whether a column's dates are day or month first cannot be told."""


def day_order(texts: Iterable[str], today: date) -> str:
    """ "dmy" or "mdy": how a whole column writes dates such as 04/05/2026.

    One date that can only be read one way decides for all. Without any, day first, as everybody
    here writes, unless the times are American (AM, PM) or a date would lie ahead. Raises Doubtful
    when both kinds are there, or when only such signs speak for month first.
    """
    pairs = [found for text in texts if (found := SLASHED.fullmatch(" ".join(text.split())))]
    day_first = any(int(found[1]) > 12 >= int(found[2]) for found in pairs)
    month_first = any(int(found[2]) > 12 >= int(found[1]) for found in pairs)
    if day_first != month_first:
        return "dmy" if day_first else "mdy"
    if not pairs:
        return "dmy"
    if day_first or any(_looks_american(found, today) for found in pairs):
        raise Doubtful
    return "dmy"


def with_iso_days(texts: pd.Series, today: date = date.max) -> pd.Series:
    """A column with its days such as 31/03/2026 as 2026-03-31; all else as it is.

    today: no date lies far ahead of it. Raises Doubtful (see `day_order`).
    """
    found = {text: SLASHED.fullmatch(" ".join(text.split())) for text in texts.unique()}
    if not any(found.values()):
        return texts
    order = day_order(found, today)
    written: dict[str, str] = {}
    for text, is_day in found.items():
        with suppress(ValueError):  # such as 31/02/2026, which stays for the checks to refuse
            written[text] = day(text, order).isoformat() if is_day else text
    return texts.map(lambda text: written.get(text, text)).astype(str)


def may_be_month_first(texts: Iterable[str]) -> str:
    """A date of a column that nothing proves to be day first, although it reads so; else ""."""
    found = {text: pair for text in texts if (pair := SLASHED.fullmatch(" ".join(text.split())))}
    proves = any(max(int(pair[1]), int(pair[2])) > 12 for pair in found.values())
    return "" if proves else next((t for t, pair in found.items() if pair[1] != pair[2]), "")


def _looks_american(found: re.Match[str], today: date) -> bool:
    if re.search(r"\b[AP]M\b", found[0], re.IGNORECASE):
        return True
    first, second, year = int(found[1]), int(found[2]), _year(found[3])
    if not (1 <= first <= 12 and 1 <= second <= 12):
        return False
    return date(year, first, second) <= today < date(year, second, first)


@lru_cache(maxsize=8192)
def day(text: str, order: str = "dmy") -> date:
    """A day, with or without a time after it; 03/04/2026 is 3 April unless the order is "mdy".

    A number such as 46125 is a day as Excel counts them. Raises ValueError.
    """
    return span(text, whole_days=True, order=order).start


@lru_cache(maxsize=8192)
def span(text: str, *, whole_days: bool = False, order: str = "dmy") -> Span:
    """A day, a month (2026-03, March 2026) or a year. Raises ValueError when it is none."""
    plain = WEEKDAY.sub("", " ".join(text.strip().split()))
    if found := EXCEL_DAY.fullmatch(plain):
        value = EXCEL_START + timedelta(days=int(found[1]))
        return Span(value, value, f"{value:%-d %B %Y}")
    for pattern, parts_order in _DAYS:
        if found := pattern.fullmatch(plain):
            places = order if pattern is SLASHED else parts_order
            parts = dict(zip(places, found.groups(), strict=True))
            value = date(_year(parts["y"]), _month(parts["m"]), int(parts["d"]))
            return Span(value, value, f"{value:%-d %B %Y}")
    if not whole_days:
        for pattern, parts_order in _MONTHS:
            if found := pattern.fullmatch(plain):
                parts = dict(zip(parts_order, found.groups(), strict=True))
                first = date(_year(parts["y"]), _month(parts["m"]), 1)
                return Span(first, last_of_month(first), f"{first:%B %Y}")
        if re.fullmatch(r"\d{4}", plain):
            return Span(date(int(plain), 1, 1), date(int(plain), 12, 31), plain)
    raise ValueError("not a date")


_TIME = r"(?:[T ,]+(?:at )?\d{1,2}[:.]\d{2}.*)?"
SLASHED = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})" + _TIME)
WEEKDAY = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? ", re.IGNORECASE)
# Days since 30 December 1899, from 2000 to 2064, with or without a part of a day.
EXCEL_DAY = re.compile(r"(3652[6-9]|365[3-9]\d|36[6-9]\d\d|3[7-9]\d{3}|[45]\d{4})(?:\.\d+)?")
EXCEL_START = date(1899, 12, 30)
_YEAR = r"(\d{4}|\d{2})"
_DAY_OF_MONTH = r"(\d{1,2})(?:st|nd|rd|th)?"
_DAYS = (
    (re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})" + _TIME), "ymd"),
    (re.compile(r"(20\d{2})(\d{2})(\d{2})"), "ymd"),
    (SLASHED, "dmy"),
    (re.compile(_DAY_OF_MONTH + r"[ /-](?:of )?([A-Za-z]{3,9})\.?,?[ /-]" + _YEAR + _TIME), "dmy"),
    (re.compile(r"([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})" + _TIME), "mdy"),
    (re.compile(r"(\d{4})[ -]([A-Za-z]{3,9})[ -](\d{1,2})" + _TIME), "ymd"),
)  # fmt: skip
_MONTHS = (
    (re.compile(r"(\d{4})-(\d{1,2})"), "ym"),
    (re.compile(r"([A-Za-z]{3,9})[ -](\d{4}|\d{2})"), "my"),
)


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _month(text: str) -> int:
    return int(text) if text.isdecimal() else MONTHS.index(text[:3].lower()) + 1


def last_of_month(day: date) -> date:
    """The last day of the month that a day is in."""
    ahead = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return ahead - timedelta(days=1)
