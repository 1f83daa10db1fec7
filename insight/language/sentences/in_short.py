"""The short lines a page opens with."""

from __future__ import annotations

import pandas as pd

from insight.language.number_format import counted, listed, number

CAVEAT = (
    "Only tested differences are called worse or better. A figure in doubt, or older than three"
    " years, leads no list."
)
WIDEST = (
    "Gaps come in order of about how many times as high one end is as the other. Points do not"
    " count."
)
NO_GAP = "No gap passed its test."
NO_DOUBT = "No latest figure has a sign of doubt."
NONE_WORSE = "No figure is worse by its test."
NONE_WORST = "No other figure stands there."
NONE_MISSING = "Every indicator of them has a figure."
NONE_BETTER = "No figure is better by its test."
NO_CHANGE = "No trend could be named: that takes five separate periods with a range."
NO_COMMENT = "No comment from a real person is loaded yet."
NO_RESPONSE = "No real response is on record yet."


def tested_changes(changes: pd.DataFrame) -> str:
    """'Of 62 other gaps whose change was tested, 4 are widening and 20 narrowing'.

    changes: rows of `queries.gap_history`.
    """
    counts = changes["absolute_word"].value_counts()
    widening, narrowing = (int(counts.get(word, 0)) for word in ("widening", "narrowing"))
    tested = widening + narrowing + int(counts.get("no clear change", 0))
    if not tested:
        return "No change of another gap was tested"
    return (
        f"Of {counted(tested, 'other gap')} whose change was tested, {number(widening)}"
        f" {'is' if widening == 1 else 'are'} widening and {number(narrowing)} narrowing"
    )


def unmeasured(count: int) -> str:
    """'4 stated priorities have no figure at all here'."""
    have = "has" if count == 1 else "have"
    return f"{counted(count, 'stated priority', 'stated priorities')} {have} no indicator here."


def most_said(names: list[str]) -> str:
    """'People speak most of: getting an appointment, waiting and staff'."""
    return f"People speak most of: {listed(names)}"
