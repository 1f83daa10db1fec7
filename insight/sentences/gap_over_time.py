"""Whether a gap has changed, in one area or several.

`row` is a row of the `gap_change` table with area_name.
"""

from __future__ import annotations

import pandas as pd

from insight.judgements import UNKNOWN
from insight.sentences.groups import groups_words
from insight.wording import Row, counted, listed

MEASURES = {"absolute_word": "As a difference", "relative_word": "As a ratio"}
MOVING = ("widening", "narrowing")


def gap_change_sentence(row: Row, indicator: Row) -> str:
    """The gap's change as a difference and as a ratio, also where the two disagree."""
    where = f"{indicator['plain_name']}, {row['area_name']}, {groups_words(row['group_kind'])}"
    absolute, relative = row["absolute_word"], row["relative_word"]
    if absolute == relative == UNKNOWN:
        return f"{where}: no change in the gap is given ({row['reason']})."
    start = f"{where}, {row['from_period_label']} to {row['to_period_label']}"
    if absolute == relative == "no clear change":
        finding = "no clear change in the gap, as a difference or as a ratio."
    elif absolute == relative:
        finding = f"the gap is {absolute}, both as a difference and as a ratio."
    else:
        finding = f"as a difference {_said(absolute)}; as a ratio {_said(relative)}."
    if {absolute, relative} == set(MOVING):
        finding += " Both can be true at once: they measure the gap in two ways."
    return f"{start}: {finding}{_edition(row)}"


def gap_changes_sentence(changes: pd.DataFrame, indicator: Row) -> str:
    """Several areas: where the gap is widening, where narrowing, where neither can be said."""
    if changes.empty:
        return f"{indicator['plain_name']}: no change in a gap is given."
    first = changes.iloc[0]
    start = f"{indicator['plain_name']}, {groups_words(first['group_kind'])}"
    same = changes[["from_period_label", "to_period_label"]].nunique().max() == 1
    if same:
        start += f", {first['from_period_label']} to {first['to_period_label']}"
    if (changes[list(MEASURES)] == UNKNOWN).all(axis=None) and changes["reason"].nunique() == 1:
        return f"{start}: no change in a gap is given ({first['reason']})."
    parts = [f"{name}: {_by_word(changes, column)}." for column, name in MEASURES.items()]
    return f"{start}. {' '.join(parts)}{_edition(first)}"


def _by_word(changes: pd.DataFrame, column: str) -> str:
    clauses = []
    for word in (*MOVING, "no clear change", UNKNOWN):
        found = changes[changes[column] == word]
        if found.empty:
            continue
        names = list(found["area_name"])
        few = word in MOVING or len(names) <= 2
        where = listed(names) if few else counted(len(names), "area")
        clauses.append(f"{'not given' if word == UNKNOWN else word} in {where}")
    return "; ".join(clauses)


def _said(word: str) -> str:
    if word in MOVING:
        return f"the gap is {word}"
    return "there is no clear change" if word != UNKNOWN else "no change can be given"


def _edition(row: Row) -> str:
    return "" if row["edition"] == "none" else f" Deprivation edition {row['edition']}."
