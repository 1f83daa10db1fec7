"""How numbers, units, periods and lists are written. In one place, so pages cannot disagree."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Any

import pandas as pd

from insight.store.rows import Row

NO_FIGURE = "no figure"
MOST_NAMES = 5  # that a sentence bears
# Units written straight after the number; all others follow after a space.
CLOSE_UNITS = ("%",)
MINUS = "−"
SPAN = re.compile(r"(?:[A-Z][a-z]{2} )?(\d{4})(?:/\d\d)? to (?:[A-Z][a-z]{2} )?(\d{4})(?:/(\d\d))?")
DAY = re.compile(r"\d{1,2} ([A-Z][a-z]{2})[a-z]* (\d{4})")


def number(value: float, decimal_places: int = 0) -> str:
    """'12,345' or '3.1', with commas; never '-0.0'. 'no figure' for NaN or nothing."""
    if _is_missing(value):
        return NO_FIGURE
    text = f"{float(value):,.{decimal_places}f}"
    if text.startswith("-"):
        digits = text[1:]
        return MINUS + digits if digits.strip("0.,") else digits
    return text


def figure(value: float, unit: str, decimal_places: int = 0) -> str:
    """A number in its unit: '18.3%', '£23,456', '81.2 years', '312.4 per 100,000'.

    A score drops the ends of its scale: 'score 0–10' is written '7.4 out of 10'. A unit that
    explains a number stands in brackets: '142 (100 = same as everyone)'.
    """
    text = number(value, decimal_places)
    if text == NO_FIGURE:
        return text
    if unit == "£":
        return MINUS + unit + text[1:] if text.startswith(MINUS) else unit + text
    if unit in CLOSE_UNITS:
        return text + unit
    if unit.startswith("score "):
        return f"{text} out of {unit.rsplit('–', 1)[-1]}"
    if unit[:1].isdigit():
        return f"{text} ({unit})"
    return f"{text} {unit}".rstrip()


def difference(value: float, unit: str, decimal_places: int = 0) -> str:
    """How far apart two figures are, without a sign: '3.1 percentage points', '4.0 years'."""
    if _is_missing(value):
        return NO_FIGURE
    return figure(abs(value), difference_unit(unit), decimal_places)


def difference_unit(unit: str) -> str:
    """The unit of a difference of two figures: 'percentage points' for '%', 'points' for scores."""
    if unit.startswith("score ") or unit[:1].isdigit():
        return "points"
    return "percentage points" if unit == "%" else unit


def interval(lower: float, upper: float, unit: str, decimal_places: int = 0) -> str:
    """'17.1% to 19.5%'; units that follow a space are named once: '80.1 to 81.9 years'.

    'no range' when either end is missing.
    """
    if _is_missing(lower) or _is_missing(upper):
        return "no range"
    high = figure(upper, unit, decimal_places)
    is_close = unit == "£" or unit in CLOSE_UNITS
    low = figure(lower, unit, decimal_places) if is_close else number(lower, decimal_places)
    return f"{low} to {high}"


def figure_with_interval(
    value: float, lower: float, upper: float, unit: str, decimal_places: int = 0
) -> str:
    """'15.2% (13.1% to 17.4%)', or the figure alone when it has no interval."""
    text = figure(value, unit, decimal_places)
    if text == NO_FIGURE or _is_missing(lower) or _is_missing(upper):
        return text
    return f"{text} ({interval(lower, upper, unit, decimal_places)})"


def shown(value: float, indicator: Row) -> str:
    """`figure` in the unit and decimals of an indicator."""
    return figure(value, str(indicator["unit"]), int(indicator["decimal_places"]))


def brief(value: float, indicator: Row) -> str:
    """A figure for inside a chart: '39.6', '12.3%' or '£23,456'. Longer units stand beside it."""
    unit = str(indicator["unit"])
    places = int(indicator["decimal_places"])
    return number(value, places) if long_unit(indicator) else figure(value, unit, places)


def long_unit(indicator: Row) -> str:
    """The unit that `brief` leaves out, or ''."""
    unit = str(indicator["unit"])
    return "" if unit == "£" or unit in CLOSE_UNITS else unit


def shown_range(low: float, high: float, indicator: Row) -> str:
    """Two figures of an indicator: '10.2% to 12.5%', '139.5 to 230.8 per 100,000'."""
    return interval(low, high, str(indicator["unit"]), int(indicator["decimal_places"]))


def shown_with_interval(row: Row, indicator: Row) -> str:
    """`figure_with_interval` of a row with value, lower_ci and upper_ci."""
    return figure_with_interval(
        row["value"],
        row["lower_ci"],
        row["upper_ci"],
        str(indicator["unit"]),
        int(indicator["decimal_places"]),
    )


def listed(names: Sequence[str]) -> str:
    """'A', 'A and B', 'A, B and C'; '' for none."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def few(names: Sequence[str], one: str, many: str | None = None) -> str:
    """'A, B and C'; '7 Places' where a sentence cannot bear the names: its chart and table do."""
    return listed(names) if len(names) <= MOST_NAMES else counted(len(names), one, many)


def counted(count: int, one: str, many: str | None = None) -> str:
    """'1 Place', '3 Places', 'no Places'; `many` where adding an s is wrong."""
    plural = many or f"{one}s"
    if count == 0:
        return f"no {plural}"
    return f"{number(count)} {one if count == 1 else plural}"


def few_people(smallest: int) -> str:
    """In place of a number of people too small to show: nobody and a few are one and the same."""
    return f"fewer than {number(smallest)} people, or none"


def ordinal(count: int) -> str:
    """'1st', '2nd', '11th', '123rd'."""
    endings = {1: "st", 2: "nd", 3: "rd"}
    ending = "th" if count % 100 in (11, 12, 13) else endings.get(count % 10, "th")
    return f"{number(count)}{ending}"


def when(period_label: str) -> str:
    """'in 2022 to 2024', but 'on 1 April 2024'."""
    return f"on {period_label}" if DAY.fullmatch(period_label) else f"in {period_label}"


def short_period(label: str) -> str:
    """A period label for a crowded axis; the full label belongs in the table.

    '2022 to 2024' becomes '2022–24', '2013/14 to 2015/16' '2013–16', 'Nov 2015 to Nov 2016'
    '2015–16' and '1 April 2024' 'Apr 2024'; any other label stays as it is.
    """
    if span := SPAN.fullmatch(label):
        first, last, end = span.groups()
        last = last[:2] + end if end else last
        return f"{first}–{last[2:] if first[:2] == last[:2] else last}"
    if day := DAY.fullmatch(label):
        return f"{day[1]} {day[2]}"
    return label


def span(first: str, last: str) -> str:
    """From one period to another: '2015 to 2023', and '2015–17 to 2022–24' where each has an end of
    its own; one label where both are the same."""
    if first == last:
        return first
    if " to " in first or " to " in last:
        first, last = short_period(first), short_period(last)
    return f"{first} to {last}"


def people(count: float) -> str:
    """A count of people as one would say it: '1.2 million', '873,000', '4,500', '120'."""
    if _is_missing(count):
        return NO_FIGURE
    if count >= 999_500:
        return f"{count / 1_000_000:.1f} million"
    if count >= 9_995:
        return number(round(count, -3))
    if count >= 995:
        return number(round(count, -2))
    return number(count)


def capital(text: str) -> str:
    """The text with its first letter as a capital."""
    return text[:1].upper() + text[1:]


def _is_missing(value: Any) -> bool:
    return value is None or value is pd.NA or math.isnan(value)
