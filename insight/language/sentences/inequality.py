"""The gap between two groups, in one period.

`row` is a row of the `inequality` table with area_name, group_name and reference_group_name.
"Clear" is said only where the row's own test passed (`is_clear`). Nothing here is a cause.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from insight.language.number_format import (
    MOST_NAMES,
    Row,
    capital,
    difference,
    few,
    listed,
    people,
    shown,
)
from insight.language.sentences.groups import (
    base_words,
    between_words,
    groups_words,
    pair_words,
)
from insight.language.sentences.position import dated
from insight.language.sentences.sizes import absolute_words, relative_words
from insight.reference.vocabulary import NO_RANGE, SO_NOT_TESTED
from insight.store.rows import records

# The meaning of a figure that is (lower, higher) than another, as a clause.
MEANINGS = {
    "high_is_good": (" (worse)", " (better)"),
    "low_is_good": (" (better)", " (worse)"),
    "no_judgement": ("", ""),
}
MOST_PAIRS = 1  # of groups named in a sentence; the table names them all
# Only among ethnic groups is the group that differs most picked out of several.
PICKED = "Every group was tested, and the test allows for having picked the one furthest away."


def gap_sentence(row: Row, indicator: Row) -> str:
    """Two groups: both figures, and the gap as a difference and as a ratio with intervals."""
    if not has_gap(row):
        return f"{where(row, indicator)}: no gap is given. {capital(row['gap_refusal'])}."
    group, reference = pair_words(row)
    start = (
        f"{where(row, indicator)}. The figure is {shown(row['value'], indicator)} for {group} and"
        f" {shown(row['reference_value'], indicator)} for {reference}."
    )
    size, ratio = absolute_words(row, indicator), relative_words(row)
    if is_clear(row):
        finding = f"The first is clearly {direction_words(row, indicator)}, by {size}."
    elif not is_tested(row):
        finding = f"The difference is {size}. {capital(NO_RANGE)}{SO_NOT_TESTED}."
    else:
        finding = f"There is no clear gap: a difference of {size} could be chance."
    as_ratio = f"As a ratio it is {ratio}." if ratio else "It cannot be given as a ratio."
    base = base_words(str(row["edition"]), str(row["unit_of_analysis"]))
    picked = f" {PICKED}" if row["group_kind"] == "ethnic_group" else ""
    return f"{start} {finding} {as_ratio}{picked} {base}"


def gap_title(row: Row, indicator: Row) -> str:
    """The finding in a heading: 'Clear gap of 7.1 percentage points between Core20 and other
    neighbourhoods'."""
    if not has_gap(row):
        return "No gap is given"
    between = between_words(row)
    if is_tested(row) and not is_clear(row):
        return f"No clear gap between {between}"
    apart = difference(
        row["absolute_gap"], str(indicator["unit"]), int(indicator["decimal_places"])
    )
    said = f"{apart} between {between}"
    return f"Clear gap of {said}" if is_clear(row) else f"Gap of {said}, not tested"


def people_sentence(row: Row, indicator: Row) -> str:
    """The gap in people: arithmetic, not a forecast. '' where there is no gap to speak of."""
    if not has_gap(row):
        return ""
    if pd.isna(row["people_count"]):
        return "This gap cannot be given in people, only as figures."
    if not is_clear(row):
        why = "is not clear" if is_tested(row) else "was not tested"
        return f"The gap {why}, so it is not given in people."
    group, reference = pair_words(row)
    count, low, high = row["people_count"], row["people_lower"], row["people_upper"]
    word = "fewer" if count > 0 else "more"
    if count < 0:
        count, low, high = -count, -high, -low
    noun = "households" if "household" in str(indicator["plain_name"]).lower() else "people"
    return (
        f"Suppose {group} in {row['area_name']} had had the same figure as {reference} in"
        f" {row['period_label']}. Then about {_about(count)} {word} {noun} (from {_about(low)} to"
        f" {_about(high)}) would have been counted. This is a sum, not a forecast."
    )


def gaps_sentence(rows: pd.DataFrame, indicator: Row) -> str:
    """One period, several areas: where the gap is clear and which way, where not, where none."""
    if rows.empty:
        return f"{indicator['plain_name']}: no gaps are given."
    every = records(rows)
    known = [row for row in every if has_gap(row)]
    clauses = _clear_clauses(known, indicator)
    unclear = [row["area_name"] for row in known if is_tested(row) and not is_clear(row)]
    untested = [row["area_name"] for row in known if not is_tested(row)]
    for names, words in ((unclear, "no clear gap"), (untested, "a gap, not tested,")):
        if names:
            clauses.append(f"There is {words} in {few(names, 'area')}")
    said = "".join(f" {clause}." for clause in clauses)
    first = rows.iloc[0]
    between = groups_words(first["group_kind"])
    base = base_words(str(first["edition"]), str(first["unit_of_analysis"]))
    start = f"{indicator['plain_name']}, {_periods(known or every)}, {between}"
    return f"{start}.{said}{_missing(every)} {base}"


def has_gap(row: Row) -> bool:
    """Whether the row has a gap, or a reason why not."""
    return not pd.isna(row["absolute_gap"])


def is_tested(row: Row) -> bool:
    """Whether the gap has an interval to be judged by."""
    return not (pd.isna(row["absolute_lower"]) or pd.isna(row["absolute_upper"]))


def is_clear(row: Row) -> bool:
    """Whether the gap passed its test; a gap without an interval did not."""
    return is_tested(row) and bool(row["is_clear"])


def direction_words(row: Row, indicator: Row) -> str:
    """'higher (worse)': the group's figure beside the reference's, with what that means."""
    is_higher = row["absolute_gap"] > 0
    meaning = MEANINGS[str(indicator["polarity"])][int(is_higher)]
    return f"{'higher' if is_higher else 'lower'}{meaning}"


def where(row: Row, indicator: Row) -> str:
    """What, where and when: the start of every sentence here."""
    return f"{indicator['plain_name']}, {row['area_name']}, {dated(row)}"


def _about(count: float) -> str:
    """A number of people that is not known to the last one."""
    return people(round(count, -1) if count >= 100 else count)


def _clear_clauses(known: list[dict[str, Any]], indicator: Row) -> list[str]:
    """Where the gap is clear, for each direction."""
    clear = [row for row in known if is_clear(row)]
    subject = pair_words(known[0])[0] if _one_pair(known) else "one group"
    clauses = []
    for meaning in dict.fromkeys(direction_words(row, indicator) for row in clear):
        rows = [row for row in clear if direction_words(row, indicator) == meaning]
        pairs = len(rows) <= MOST_PAIRS
        areas = [f"{row['area_name']}{_pair_in_brackets(row, known) * pairs}" for row in rows]
        holds = ". That holds" * (len(areas) > MOST_NAMES)
        clauses.append(f"It is clearly {meaning} for {subject}{holds} in {few(areas, 'area')}")
    return clauses


def _periods(records: list[dict[str, Any]]) -> str:
    """The one period of all, or that each area has its own."""
    labels = list(dict.fromkeys(str(row["period_label"]) for row in records))
    return labels[0] if len(labels) == 1 else f"latest period of each ({listed(labels)})"


def _missing(records: list[dict[str, Any]]) -> str:
    """' No gap for Halton: no practices here.', each reason once; '' when nothing is missing."""
    by_reason: dict[str, list[str]] = {}
    for row in records:
        if not has_gap(row):
            by_reason.setdefault(str(row["gap_refusal"]), []).append(str(row["area_name"]))
    return "".join(f" No gap for {few(names, 'area')}: {why}." for why, names in by_reason.items())


def _one_pair(rows: list[dict[str, Any]]) -> bool:
    return len({(row["group_id"], row["reference_group_id"]) for row in rows}) == 1


def _pair_in_brackets(row: Row, rows: list[dict[str, Any]]) -> str:
    if _one_pair(rows):
        return ""
    group, reference = pair_words(row)
    return f" ({group} beside {reference})"
