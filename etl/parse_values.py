"""One spelling for everything: numbers, periods and reasons for a missing figure."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

# Publishers' marks for "no figure here", and what to tell a reader.
MISSING_MARKS = {
    "": "not published",
    "-": "not published",
    "–": "not published",
    ":": "not available",
    ".": "not available",
    "..": "not available",
    "x": "not available",
    "[x]": "not available",
    "z": "does not apply",
    "[z]": "does not apply",
    "null": "not available",
    "na": "not available",
    "n/a": "not available",
    "nan": "not available",
    "none": "not available",
    "*": "too few to show",
    "c": "too few to show",
    "[c]": "too few to show",
    "u": "too unreliable to show",
    "[u]": "too unreliable to show",
}


class Period(NamedTuple):
    """First and last day (both included) and the period in words."""

    start: date
    end: date
    label: str


def numbers(text: pd.Series) -> tuple[pd.Series, pd.Series, pd.Series]:
    """Read a column of text as numbers.

    Returns (values as float, reason in words where the cell is a mark for "missing", else "",
    True where the cell is neither a number nor such a mark).
    """
    stripped = text.fillna("").str.strip()
    plain = stripped.str.replace(",", "", regex=False).str.removesuffix("%")
    values = pd.to_numeric(plain, errors="coerce").astype("float64")
    values = values.where(values.abs() != float("inf"))
    blank = values.isna()
    reasons = pd.Series("", index=text.index, dtype=str)
    reasons[blank] = stripped[blank].str.lower().map(MISSING_MARKS).fillna("")
    is_text = blank & ~stripped.str.lower().isin(list(MISSING_MARKS))
    return values, reasons, is_text


@lru_cache(maxsize=4096)
def period(text: str, year_kind: str = "calendar") -> Period:
    """Read a publisher's period.

    year_kind says what "2021" or "2021-23" means where the text alone does not: calendar,
    financial (April to March) or school (September to August); for the last two a single year
    is the year it ends in. Raises ValueError when nothing fits.
    """
    plain = re.sub(r"\s*[-–]\s*|\s+to\s+", "-", text.strip())
    for pattern, make in _PATTERNS:
        found = pattern.fullmatch(plain)
        if found:
            return make(*found.groups(), year_kind)
    raise ValueError(f"'{text}' is not a period this project knows")


def _iso(start_text: str, years: str | None, months: str | None, _: str) -> Period:
    start = date.fromisoformat(start_text)
    if not years and not months:
        return Period(start, start, f"{start:%-d %B %Y}")
    end = _add_months(start, int(years or 0) * 12 + int(months or 0)) - timedelta(days=1)
    return _labelled(start, end)


def _add_months(day: date, months: int) -> date:
    index = day.year * 12 + day.month - 1 + months
    return day.replace(year=index // 12, month=index % 12 + 1)


def _labelled(start: date, end: date) -> Period:
    years = end.year - start.year + 1
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        label = str(start.year) if years == 1 else f"{start.year} to {end.year}"
    elif (start.month, start.day) in ((4, 1), (8, 1), (9, 1)) and end == _add_months(
        start, 12
    ) - timedelta(days=1):
        label = f"{start.year}/{end.year % 100:02d}"
    elif (start.month, start.day, end.month, end.day) == (4, 1, 3, 31):
        label = f"{start.year}/{(start.year + 1) % 100:02d} to {end.year - 1}/{end.year % 100:02d}"
    else:
        label = f"{start:%b %Y} to {end:%b %Y}"
    return Period(start, end, label)


def _calendar(first: str, last: str | None, year_kind: str) -> Period:
    start_year = int(first)
    end_year = start_year if last is None else _full_year(start_year, last)
    if end_year < start_year:
        raise ValueError(f"'{first}-{last}' runs backwards")
    if year_kind == "calendar":
        return _labelled(date(start_year, 1, 1), date(end_year, 12, 31))
    # "2023" is the year that ends in 2023, and "2022-23" the year that starts in 2022.
    first_month = 4 if year_kind == "financial" else 9
    if last is None:
        start_year, end_year = start_year - 1, start_year
    start = date(start_year, first_month, 1)
    return _labelled(start, date(end_year, first_month, 1) - timedelta(days=1))


def _split_years(first: str, last: str, year_kind: str) -> Period:
    start, end = int(first), _full_year(int(first), last)
    if end != start + 1:
        raise ValueError(f"'{first}/{last}' is not one year")
    month = 9 if year_kind == "school" else 4
    return _labelled(date(start, month, 1), date(end, month, 1) - timedelta(days=1))


def _split_range(first: str, _first_end: str, second: str, second_end: str, _: str) -> Period:
    start_year, end_year = int(first), _full_year(int(first), second) + 1
    if (end_year - _full_year(int(first), second_end)) % 100:
        raise ValueError(f"'{second}/{second_end}' is not one year")
    return _labelled(date(start_year, 4, 1), date(end_year, 3, 31))


def _quarter(first: str, last: str, quarter: str, _: str) -> Period:
    year = _split_years(first, last, "financial")
    start = _add_months(year.start, 3 * (int(quarter) - 1))
    end = _add_months(start, 3) - timedelta(days=1)
    return Period(start, end, f"{year.label} Q{quarter}")


def _full_year(start_year: int, short: str) -> int:
    if len(short) == 4:
        return int(short)
    century = start_year - start_year % 100
    year = century + int(short)
    return year if year >= start_year else year + 100


_PATTERNS: tuple[tuple[re.Pattern[str], Callable[..., Period]], ...] = (
    (re.compile(r"(\d{4}-\d{2}-\d{2})(?:/P(?:(\d+)Y)?(?:(\d+)M)?)?"), _iso),
    (re.compile(r"(\d{4})(?:-(\d{4}|\d{2}))?"), _calendar),
    (re.compile(r"(\d{4})/(\d{2}|\d{4})"), _split_years),
    (re.compile(r"(\d{4})/(\d{2})-(\d{2}|\d{4})/(\d{2})"), _split_range),
    (re.compile(r"(\d{4})/(\d{2}|\d{4}) Q([1-4])"), _quarter),
)


def tidy_code(text: pd.Series) -> pd.Series:
    """Codes without spaces around them; '91547.0', as spreadsheets write 91547, loses its tail."""
    return text.fillna("").str.strip().str.replace(r"(?<=\d)\.0$", "", regex=True)


def tidy_name(text: str) -> str:
    """A name for comparing: 'St. Helens' and 'ST HELENS ' are one."""
    plain = re.sub(r"[^a-z0-9 ]", "", text.lower().replace("&", " and "))
    return " ".join(plain.split())
