"""The gap and the gradient between groups, in one period.

`row` is a row of the `inequality` table with area_name, group_name and reference_group_name.
"Clear" is said only where the row's own test passed (`is_clear`: the 95% interval of the
difference leaves out zero; for a slope the same of its interval). Nothing here is a cause.
"""

from __future__ import annotations

import math

import pandas as pd

from insight.sentences.groups import base_words, groups_words, pair_words
from insight.sentences.sizes import absolute_words, ratio_words, relative_words, size_words
from insight.statistics import expected_false_flags
from insight.wording import Row, capital, counted, listed, number, people, shown

# The meaning of a figure that is (lower, higher) than another, as a clause.
MEANINGS = {
    "high_is_good": (" (worse)", " (better)"),
    "low_is_good": (" (better)", " (worse)"),
    "no_judgement": ("", ""),
}
# From this share of the spread left over, a straight line tells too little of the story.
BENT = 0.25
# Only among ethnic groups is the group that differs most picked out of several.
PICKED = "Every group was tested, and the test allows for having picked the one furthest away."
SLOPE_NOTE = (
    "A slope is not set against England's or another area's: where people's neighbourhoods differ"
    " more, the same gaps make a longer slope."
)


def gap_sentence(row: Row, indicator: Row) -> str:
    """Two groups: both figures, and the gap as a difference and as a ratio with intervals."""
    if not has_gap(row):
        return f"{_where(row, indicator)}: no gap is given. {capital(row['gap_refusal'])}."
    group, reference = pair_words(row)
    start = (
        f"{_where(row, indicator)}: {shown(row['value'], indicator)} for {group} and"
        f" {shown(row['reference_value'], indicator)} for {reference}."
    )
    size, ratio = absolute_words(row, indicator), relative_words(row)
    if is_clear(row):
        finding = f"The first is clearly {direction_words(row, indicator)}, by {size}."
    elif not is_tested(row):
        finding = f"The difference is {size}. It has no interval, so it could be chance."
    else:
        finding = f"There is no clear gap: a difference of {size} could be chance."
    as_ratio = f"As a ratio it is {ratio}." if ratio else "It cannot be given as a ratio."
    base = base_words(str(row["edition"]), str(row["unit_of_analysis"]))
    picked = f" {PICKED}" if row["group_kind"] == "ethnic_group" else ""
    return f"{start} {finding} {as_ratio}{picked} {base}"


def gap_title(row: Row, indicator: Row) -> str:
    """The finding in a heading: 'Clear gap: 18.2% against 11.1%'."""
    if not has_gap(row):
        return "No gap is given"
    figures = f"{shown(row['value'], indicator)} against {shown(row['reference_value'], indicator)}"
    tested = "Clear gap" if is_clear(row) else "No clear gap"
    return f"{tested if is_tested(row) else 'Gap not tested'}: {figures}"


def gradient_sentence(row: Row, indicator: Row) -> str:
    """The straight line from the most to the least deprived, and whether it slopes."""
    if pd.isna(row["slope"]):
        return f"{_where(row, indicator)}: no slope is given. {capital(row['slope_refusal'])}."
    most, least = row["intercept"], row["intercept"] + row["slope"]
    start = (
        f"{_where(row, indicator)}: a straight line through the groups runs from"
        f" {shown(most, indicator)} at the most deprived end to {shown(least, indicator)} at the"
        " least deprived end."
    )
    size = size_words(row["slope"], row["slope_lower"], row["slope_upper"], indicator)
    if is_slope_clear(row):
        word = "higher" if row["slope"] > 0 else "lower"
        finding = f"The least deprived end is clearly {word}, by {size}."
    else:
        finding = f"There is no clear slope: a difference of {size} could be chance."
    ratio = ratio_words(
        row["relative_index"], row["relative_index_lower"], row["relative_index_upper"]
    )
    as_ratio = f" Least divided by most deprived, it is {ratio}." if ratio else ""
    base = base_words(str(row["edition"]), str(row["unit_of_analysis"]))
    return f"{start} {finding}{as_ratio}{_fit_words(row, indicator)} {base}"


def people_sentence(row: Row, indicator: Row) -> str:
    """The gap in people: arithmetic, not a forecast. '' where there is no gap to speak of."""
    if not has_gap(row):
        return ""
    if pd.isna(row["people_count"]):
        return "This gap cannot be given in people, only as figures."
    if not is_clear(row):
        return "The gap is not clear, so it is not given in people."
    group, reference = pair_words(row)
    count, low, high = row["people_count"], row["people_lower"], row["people_upper"]
    word = "fewer" if count > 0 else "more"
    if count < 0:
        count, low, high = -count, -high, -low
    noun = "households" if "household" in str(indicator["plain_name"]).lower() else "people"
    return (
        f"In {row['area_name']}, if {group} had had the same figure as {reference} in"
        f" {row['period_label']}, about {_about(count)} {word} {noun} (from {_about(low)} to"
        f" {_about(high)}) would have been counted. This is the arithmetic of the gap, not a"
        " forecast."
    )


def gaps_sentence(rows: pd.DataFrame, indicator: Row) -> str:
    """One period, several areas: where the gap is clear and which way, where not, where none."""
    if rows.empty:
        return f"{indicator['plain_name']}: no gaps are given."
    first = rows.iloc[0]
    start = (
        f"{indicator['plain_name']}, {first['period_label']}, {groups_words(first['group_kind'])}"
    )
    records = rows.to_dict("records")
    known = [row for row in records if has_gap(row)]
    clauses = []
    for meaning in dict.fromkeys(direction_words(row, indicator) for row in known if is_clear(row)):
        where = [
            f"{row['area_name']}{_pair_in_brackets(row, known)}"
            for row in known
            if is_clear(row) and direction_words(row, indicator) == meaning
        ]
        subject = pair_words(known[0])[0] if _one_pair(known) else "one group"
        clauses.append(f"clearly {meaning} for {subject} in {listed(where)}")
    unclear = [row["area_name"] for row in known if is_tested(row) and not is_clear(row)]
    untested = [row["area_name"] for row in known if not is_tested(row)]
    for names, words in ((unclear, "no clear gap"), (untested, "a gap without an interval")):
        if names:
            few = listed(names) if len(names) <= 2 else counted(len(names), "area")
            clauses.append(f"{words} in {few}")
    base = base_words(str(first["edition"]), str(first["unit_of_analysis"]))
    said = f" {_sentence(clauses)}" if clauses else ""
    return f"{start}:{said}{_missing(records)} {base}"


def gap_tests_sentence(made: int, confidence: float = 0.95) -> str:
    """How many differences were tested, and how many would be marked by chance alone."""
    if made == 0:
        return "No differences were tested here."
    by_chance = expected_false_flags(made, confidence)
    about = "fewer than 1" if by_chance < 0.95 else f"about {number(by_chance)}"
    tested = f"{capital(counted(made, 'difference'))} {'was' if made == 1 else 'were'} tested"
    return f"{tested}. If nothing truly differed, chance alone would still mark {about}."


def has_gap(row: Row) -> bool:
    """Whether the row has a gap, or a reason why not."""
    return not pd.isna(row["absolute_gap"])


def is_tested(row: Row) -> bool:
    """Whether the gap has an interval to be judged by."""
    return not (pd.isna(row["absolute_lower"]) or pd.isna(row["absolute_upper"]))


def is_clear(row: Row) -> bool:
    """Whether the gap passed its test; a gap without an interval did not."""
    return is_tested(row) and bool(row["is_clear"])


def is_slope_clear(row: Row) -> bool:
    """Whether the interval of the slope leaves out zero."""
    return bool(row["slope_lower"] > 0 or row["slope_upper"] < 0)


def direction_words(row: Row, indicator: Row) -> str:
    """'higher (worse)': the group's figure beside the reference's, with what that means."""
    is_higher = row["absolute_gap"] > 0
    meaning = MEANINGS[str(indicator["polarity"])][int(is_higher)]
    return f"{'higher' if is_higher else 'lower'}{meaning}"


def _where(row: Row, indicator: Row) -> str:
    return f"{indicator['plain_name']}, {row['area_name']}, {row['period_label']}"


def _fit_words(row: Row, indicator: Row) -> str:
    """When the line alone would mislead: it misses the points, or leaves what is possible."""
    ends = (row["intercept"], row["intercept"] + row["slope"])
    highest = 100 if indicator["unit"] == "%" else math.inf
    if min(ends) < 0 or max(ends) > highest:
        return " The line runs past what is possible, so look at the points as well."
    if row["residual_share"] > BENT:
        return (
            f" The groups do not lie on the line: {number(100 * row['residual_share'])}% of their"
            " spread is left over, so look at the points as well."
        )
    return ""


def _about(count: float) -> str:
    """A number of people that is not known to the last one."""
    return people(round(count, -1) if count >= 100 else count)


def _sentence(clauses: list[str]) -> str:
    return f"{'; '.join(clauses)}."


def _missing(records: list[dict]) -> str:
    """' No gap for Halton: no practices here.', each reason once; '' when nothing is missing."""
    by_reason: dict[str, list[str]] = {}
    for row in records:
        if not has_gap(row):
            by_reason.setdefault(str(row["gap_refusal"]), []).append(str(row["area_name"]))
    return "".join(f" No gap for {listed(names)}: {why}." for why, names in by_reason.items())


def _one_pair(rows: list[dict]) -> bool:
    return len({(row["group_id"], row["reference_group_id"]) for row in rows}) == 1


def _pair_in_brackets(row: Row, rows: list[dict]) -> str:
    if _one_pair(rows):
        return ""
    group, reference = pair_words(row)
    return f" ({group} beside {reference})"
