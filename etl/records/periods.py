"""The days that are counted, and which periods there are to count."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from etl.records.choices import Choices
from etl.stop import Stop
from etl.values.periods import period as parse_period

NEWEST_YEARS = 3  # complete financial years that are counted unless told otherwise


@dataclass(frozen=True)
class Period:
    """Days that are counted, both ends included. label: as a build reads it, such as 2024/25.
    part_of: label of the period that a month was asked for as a part of."""

    label: str
    start: date
    end: date
    part_of: str = ""

    @property
    def middle(self) -> date:
        """The day that ages are told on where events are counted."""
        return self.start + (self.end - self.start) / 2

    def months_before_end(self, months: int) -> date:
        """The first day of so many months that end with the period."""
        day_after = self.end + timedelta(days=1)
        year, month = divmod(day_after.year * 12 + day_after.month - 1 - months, 12)
        return date(year, month + 1, min(day_after.day, 28))


def financial_year(first: int) -> Period:
    """April of the year `first` to March of the next."""
    label = f"{first}/{(first + 1) % 100:02d}"
    return Period(label, date(first, 4, 1), date(first + 1, 3, 31))


def periods(choices: Choices, first: date, last: date) -> list[Period]:
    """The periods asked for, each once, or the newest complete financial years, of records from
    `first` to `last`.

    Raises Stop where the records end before a period does, as what is recorded late would be
    missing without a word, and where two periods overlap, as what lies between may be small.
    """
    if choices.periods:
        found = list(dict.fromkeys(_parsed(text) for text in choices.periods))
    else:
        years = [financial_year(year) for year in range(last.year - NEWEST_YEARS - 1, last.year)]
        complete = [each for each in years if each.end <= last]
        found = [each for each in complete[-NEWEST_YEARS:] if each.start >= first]
    if not found:
        raise Stop("The records hold no complete financial year: name a period with --period.")
    late = [each.label for each in found if each.end > last]
    if late:
        raise Stop(
            f"The records end on {last:%d %B %Y}, before {', '.join(late)} does: what is"
            " still to come in would be missing."
        )
    ordered = sorted(found, key=lambda each: each.start)
    for one, other in pairwise(ordered):
        if other.start <= one.end:
            raise Stop(
                f"{one.label} and {other.label} overlap: ask for one of them, since a small count"
                " could be worked out of both."
            )
    return [month for each in found for month in _months(each)] if choices.is_monthly else found


def _parsed(text: str) -> Period:
    kind = "calendar" if re.fullmatch(r"\d{4}", text) else "financial"
    try:
        found = parse_period(text, kind)
    except ValueError as error:
        raise Stop(f"'{text}' is no period: write 2024/25, 2024 or a month such as 2024-06") from (
            error
        )
    return Period(text, found.start, found.end)


def _months(period: Period) -> list[Period]:
    first = period.start.year * 12 + period.start.month - 1
    last = period.end.year * 12 + period.end.month - 1
    found = []
    for number in range(first, last + 1):
        start = date(number // 12, number % 12 + 1, 1)
        after = date((number + 1) // 12, (number + 1) % 12 + 1, 1)
        last_day = date.fromordinal(after.toordinal() - 1)
        found.append(Period(f"{start:%B %Y}", start, last_day, part_of=period.label))
    return found
