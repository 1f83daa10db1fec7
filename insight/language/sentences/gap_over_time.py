"""Whether a gap has changed, in one area or several.

`row` is a row of the `gap_change` table with area_name.
"""

from __future__ import annotations

import pandas as pd

from insight.language.number_format import Row, capital, few, span
from insight.language.sentences.groups import groups_words
from insight.reference.vocabulary import MOVING, TESTED_CHANGES
from insight.statistics.verdicts import UNKNOWN

MEASURES = {"absolute_word": "As a difference", "relative_word": "As a ratio"}


def gap_change_sentence(row: Row, indicator: Row) -> str:
    """The gap's change as a difference and as a ratio, also where the two disagree."""
    where = f"{indicator['plain_name']}, {row['area_name']}, {groups_words(row['group_kind'])}"
    absolute, relative = row["absolute_word"], row["relative_word"]
    if absolute == relative == UNKNOWN:
        return f"{where}. No change in the gap is given. {capital(row['reason'])}."
    start = f"{where}, {span(row['from_period_label'], row['to_period_label'])}"
    if absolute == relative == "no clear change":
        finding = "No clear change in the gap, as a difference or as a ratio."
    elif absolute == relative:
        finding = f"The gap is {absolute}, both as a difference and as a ratio."
    else:
        finding = f"As a difference {_said(absolute)}. As a ratio {_said(relative)}."
    if {absolute, relative} == set(MOVING):
        finding += " Both can be true at once: they measure the gap in two ways."
    return f"{start}. {finding}{_edition(row)}"


def gap_changes_sentence(changes: pd.DataFrame, indicator: Row) -> str:
    """Several areas: where the gap is widening, where narrowing, where neither can be said."""
    if changes.empty:
        return f"{indicator['plain_name']}: no change in a gap is given."
    start = f"{indicator['plain_name']}, {groups_words(changes['group_kind'].iloc[0])}"
    known = changes[(changes[list(MEASURES)] != UNKNOWN).any(axis=1)]
    missing = changes.drop(known.index)
    if known.empty:
        said = ": no change in a gap is given."
    else:
        spans = known[["from_period_label", "to_period_label"]].drop_duplicates().to_numpy()
        when = f", {span(*spans[0])}" if len(spans) == 1 else ""
        parts = [f"{name}: {_by_word(known, column)}." for column, name in MEASURES.items()]
        said = f"{when}. {' '.join(parts)}"
    return f"{start}{said}{_missing(missing, len(changes))}{_edition(changes.iloc[0])}"


def _by_word(changes: pd.DataFrame, column: str) -> str:
    clauses = []
    for word in (*TESTED_CHANGES, UNKNOWN):
        names = list(changes.loc[changes[column] == word, "area_name"])
        if names:
            said = "not given" if word == UNKNOWN else word
            clauses.append(f"{said} in {few(names, 'area')}")
    return "; ".join(clauses)


def _missing(missing: pd.DataFrame, of_all: int) -> str:
    """Why areas have no change, each reason once; no names where it is true of all."""
    parts = []
    for reason, found in missing.groupby("reason", sort=False):
        names = few(list(found["area_name"]), "area")
        everyone = len(found) == of_all
        parts.append(f" {capital(reason)}." if everyone else f" None given for {names}: {reason}.")
    return "".join(parts)


def _said(word: str) -> str:
    if word in MOVING:
        return f"the gap is {word}"
    return "there is no clear change" if word != UNKNOWN else "no change can be given"


def _edition(row: Row) -> str:
    return "" if row["edition"] == "none" else f" Deprivation edition {row['edition']}."
