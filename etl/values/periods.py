"""Periods: first and last day, and one spelling in words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from etl.values.dates import last_of_month
from etl.values.numbers import FLAGS

LONGEST_SPAN_YEARS = 20
# Words around a year that say which kind of year it is.
KINDS_OF_YEAR = {
    "financial": re.compile(r"^(?:FY|financial year) ?(?=\d\d)| financial year$", re.IGNORECASE),
    "school": re.compile(
        r"^(?:AY|(?:academic|school) year) ?(?=\d{4})| (?:academic|school) year$", re.IGNORECASE
    ),
    "calendar": re.compile(r"^calendar year (?=\d{4})", re.IGNORECASE),
}
SHORT_YEARS = re.compile(r"(\d\d)/(\d\d)")  # FY24/25
AS_AT = re.compile(r"^(?:as )?at (?=\d)", re.IGNORECASE)
YEAR_MONTH = r"(\d{4})-(\d{2})"
YEAR_MONTH_TEXT = r"(\d{4})\s*[-–]\s*(\d{2})"
STANDING = re.compile(
    r"\s*[\[(](?P<flag>[A-Za-z. ]{1,20}|notes? [\d, ]+|\d[- ]years?[a-z ]{0,10})[\])]$|\s*\*+$"
    r"|(?<=\d)\s?(?P<letter>[pre])$|\s+(?P<word>provisional|prov|revised|rev)$",
    re.IGNORECASE,
)
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip


class Period(NamedTuple):
    """First and last day (both included) and the period in words."""

    start: date
    end: date
    label: str


@lru_cache(maxsize=4096)
def period(text: str, year_kind: str = "calendar", *, months: bool = False) -> Period:
    """Read a publisher's period.

    year_kind says what "2021" or "2021-23" means where the text alone does not: calendar,
    financial (April to March) or school (September to August); for the last two a single year
    is the year it ends in. months: "2010-12" is December 2010 and not 2010 to 2012 (see
    `are_months`). What stands behind a period, such as "(provisional)", is passed over (see
    `period_flag`). Raises ValueError when nothing fits.
    """
    plain, year_kind = _bare_period(text, year_kind, months)
    if months and (found := re.fullmatch(YEAR_MONTH, plain)):
        return _month_of(found[1], found[2], year_kind)
    for pattern, make in _PATTERNS:
        found = pattern.fullmatch(plain)
        if found:
            return make(*found.groups(), year_kind)
    raise ValueError(f"'{text}' is not a period this project knows")


def are_months(texts: Iterable[str]) -> bool:
    """Whether the texts such as "2010-12" among these are months of a year.

    "2024-03" can be nothing else: a span of years that long is never published. Where nothing of
    the kind is there, they are spans of years. Raises ValueError when both kinds are there.
    """
    pairs = [found for text in texts if (found := re.fullmatch(YEAR_MONTH_TEXT, text.strip()))]
    longest = [
        _full_year(int(first), last) - int(first) for first, last in (p.groups() for p in pairs)
    ]
    has_months = any(years > LONGEST_SPAN_YEARS for years in longest)
    is_span = [not 1 <= int(pair[2]) <= 12 for pair in pairs]
    if has_months and any(is_span):
        raise ValueError("both months and spans of years")
    return has_months


def period_flag(text: str) -> str:
    """What is said behind a period: "provisional" for "2022/23 (provisional)"; else ""."""
    found = STANDING.search(text.strip())
    word = next((group for group in found.groups() if group), "") if found else ""
    return FLAGS.get(word.lower(), "")


def _bare_period(text: str, year_kind: str, months: bool) -> tuple[str, str]:
    """A period without the words around it, and which kind of year it is."""
    plain = " ".join(text.replace("\u00a0", " ").split())
    plain = AS_AT.sub("", STANDING.sub("", plain))
    is_said = False
    for kind, words in KINDS_OF_YEAR.items():
        plain, found = words.subn("", plain)
        if found:
            year_kind, is_said = kind, True
    if is_said and SHORT_YEARS.fullmatch(plain):
        plain = f"20{plain}"
    plain = re.sub(r"(?<=^\d{4})\.0+$", "", plain)  # 2024.0, as programs write 2024
    # "2023-24" written close is one year, as an analyst types 2023/24; "2016 - 17" is two.
    close = re.fullmatch(r"(\d{4})[-–](\d{2}|\d{4})", plain)
    if close and not months and (is_said or year_kind == "calendar"):
        first = int(close[1])
        is_one = _full_year(first, close[2]) == first + 1
        if is_one or (is_said and year_kind != "calendar"):
            plain = f"{close[1]}/{close[2]}"
    plain = re.sub(r"(?<=\d{4}-\d\d-\d\d)[T ]00:00(?::00)?(?:\.0+)?Z?", "", plain)
    return re.sub(r"\s*[-–—]\s*|\s+to\s+", "-", plain), year_kind


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
    elif start.day == 1 and end == _add_months(start, 1) - timedelta(days=1):
        label = f"{start:%B %Y}"
    else:
        label = f"{start:%b %Y} to {end:%b %Y}"
    return Period(start, end, label)


def _calendar(first: str, last: str | None, year_kind: str) -> Period:
    start_year = int(first)
    end_year = start_year if last is None else _full_year(start_year, last)
    if end_year < start_year:
        raise ValueError(f"'{first}-{last}' runs backwards")
    if end_year - start_year > LONGEST_SPAN_YEARS:
        return _month_of(first, str(last), year_kind)
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


def _split_range(first: str, first_end: str, second: str, second_end: str, _: str) -> Period:
    start_year, end_year = int(first), _full_year(int(first), second) + 1
    if _full_year(start_year, first_end) != start_year + 1:
        raise ValueError(f"'{first}/{first_end}' is not one year")
    if (end_year - _full_year(int(first), second_end)) % 100:
        raise ValueError(f"'{second}/{second_end}' is not one year")
    return _labelled(date(start_year, 4, 1), date(end_year, 3, 31))


def _quarter(first: str, last: str, quarter: str, _: str) -> Period:
    year = _split_years(first, last, "financial")
    start = _add_months(year.start, 3 * (int(quarter) - 1))
    end = _add_months(start, 3) - timedelta(days=1)
    return Period(start, end, f"{year.label} Q{quarter}")


def _month_of(year: str, month: str, _: str) -> Period:
    if not 1 <= int(month) <= 12 or len(month) > 2:
        raise ValueError(f"'{year}-{month}' is neither a month nor a span of years")
    start = date(int(year), int(month), 1)
    return _labelled(start, last_of_month(start))


def _word_month(month: str, year: str, year_kind: str) -> Period:
    return _month_of(_year_of_two(year), str(_month_number(month)), year_kind)


def _year_word_month(year: str, month: str, year_kind: str) -> Period:
    return _word_month(month, year, year_kind)


def _word_months(first: str, first_year: str | None, last: str, year: str, _: str) -> Period:
    end = date(int(_year_of_two(year)), _month_number(last), 1)
    start_year = int(_year_of_two(first_year)) if first_year else end.year
    start = date(start_year, _month_number(first), 1)
    return _between(start, last_of_month(end))


def _calendar_quarter(year: str, quarter: str, _: str) -> Period:
    start = date(int(year), 3 * int(quarter) - 2, 1)
    return _labelled(start, _add_months(start, 3) - timedelta(days=1))


def _quarter_first(quarter: str, year: str, year_kind: str) -> Period:
    return _calendar_quarter(year, quarter, year_kind)


def _financial_quarter_first(quarter: str, first: str, last: str, year_kind: str) -> Period:
    return _quarter(first, last, quarter, year_kind)


def _year_ending(day: str | None, month: str, year: str, _: str) -> Period:
    end = last_of_month(date(int(_year_of_two(year)), _month_number(month), 1))
    if day:
        end = end.replace(day=int(day))
    start = end + timedelta(days=1)
    return _labelled(start.replace(year=start.year - 1), end)


def _financial_year_ending(year: str, _: str) -> Period:
    return _calendar(year, None, "financial")


def _days(first: str, last: str, _: str) -> Period:
    return _between(_day(first), _day(last))


def _single_day(text: str, _: str) -> Period:
    found = _day(text)
    return Period(found, found, f"{found:%-d %B %Y}")


def _between(start: date, end: date) -> Period:
    if end < start:
        raise ValueError("the period runs backwards")
    if end.day == start.day and end != start:  # the first moment after it
        end -= timedelta(days=1)
    return _labelled(start, end)


def _day(text: str) -> date:
    if found := re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text):
        day, month, year = found.groups()
        if int(month) <= 12 and int(day) <= 12 and day != month and int(day) != 1:
            raise ValueError(f"'{text}' may be day or month first")
        return date(int(year), int(month), int(day))
    if found := re.fullmatch(_WRITTEN_DAY, text):
        return date(int(found[3]), _month_number(found[2]), int(found[1]))
    return date.fromisoformat(text)


def _month_number(text: str) -> int:
    if text.isdecimal():
        return int(text)
    for number, name in enumerate(MONTHS, start=1):
        if name.startswith(text.lower()):
            return number
    raise ValueError(f"'{text}' is no month")


def _year_of_two(text: str) -> str:
    return text if len(text) == 4 else f"20{text}"


def _quarters(
    first: str, last: str, quarter: str, end_first: str, end_last: str, end_quarter: str, kind: str
) -> Period:
    start = _quarter(first, last, quarter, kind).start
    return _between(start, _quarter(end_first, end_last, end_quarter, kind).end)


def _full_year(start_year: int, short: str) -> int:
    if len(short) == 4:
        return int(short)
    century = start_year - start_year % 100
    year = century + int(short)
    return year if year >= start_year else year + 100


_MONTH = rf"((?i:{'|'.join(name[:3] for name in MONTHS)})[A-Za-z]{{0,6}})\.?"
_YEAR = r"(\d{4}|\d{2})"
_WRITTEN_DAY = r"(\d{1,2})(?:st|nd|rd|th)? ?([A-Za-z]{3,9}) ?(\d{4})"
_A_DAY = re.sub(r"\((?!\?)", "(?:", _WRITTEN_DAY)
_DAY = rf"(\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}/\d{{1,2}}/\d{{4}}|{_A_DAY})"
_ENDING = r"(?:(?:year|12 months)(?: (?:ending|ended|to) |-)|YE )"
_PATTERNS: tuple[tuple[re.Pattern[str], Callable[..., Period]], ...] = (
    (re.compile(r"(\d{4}-\d{2}-\d{2})(?:/P(?:(\d+)Y)?(?:(\d+)M)?)?"), _iso),
    (re.compile(rf"{_DAY}[-/]{_DAY}"), _days),
    (re.compile(rf"({_A_DAY})"), _single_day),
    (re.compile(r"(\d{4})(?:-(\d{4}|\d{2}))?"), _calendar),
    (re.compile(r"(\d{4})/(\d{2}|\d{4})"), _split_years),
    (re.compile(r"(\d{4})/(\d{2})-(\d{2}|\d{4})/(\d{2})"), _split_range),
    (re.compile(r"(\d{4})[/-](\d{2})-(\d{4})[/-](\d{2})"), _split_range),
    (re.compile(r"(\d{4})[-/](\d{2}|\d{4}),? ?Q(?:uarter|tr)? ?([1-4])", re.I), _quarter),
    (
        re.compile(r"Q(?:uarter|tr)? ?([1-4]),? ?(\d{4})[-/](\d{2}|\d{4})", re.I),
        _financial_quarter_first,
    ),
    (re.compile(r"(\d{4})[-, ]*Q(?:uarter|tr)? ?([1-4])", re.I), _calendar_quarter),
    (re.compile(r"Q(?:uarter|tr)? ?([1-4])[-, ]*(\d{4})", re.I), _quarter_first),
    (re.compile(r"(\d{4})/(\d{2}) Q([1-4])-(\d{4})/(\d{2}) Q([1-4])"), _quarters),
    (
        re.compile(r"(?:FYE|financial year ending) ?(?:March )?(\d{4})", re.I),
        _financial_year_ending,
    ),
    (re.compile(r"(\d{4})M(\d{2})", re.I), _month_of),
    (re.compile(r"(0?[1-9]|1[0-2])/(\d{4})"), _word_month),
    (re.compile(rf"{_MONTH}[-, ]*{_YEAR}"), _word_month),
    (re.compile(rf"(\d{{4}})[-, ]*{_MONTH}"), _year_word_month),
    (re.compile(rf"{_MONTH}(?:[- ]{_YEAR})?-{_MONTH}[- ]{_YEAR}"), _word_months),
    (re.compile(rf"{_ENDING}(?:(\d{{1,2}}) )?{_MONTH}[- ]{_YEAR}", re.I), _year_ending),
)
