"""What a page does about texts that nobody has read yet: they are left out, and it says so."""

from __future__ import annotations

import pandas as pd

from insight.language import number_format
from insight.reference.free_text import HELD, NOT_SHOWN


def without_held(rows: pd.DataFrame, column: str) -> tuple[pd.DataFrame, str]:
    """Rows whose leading words may be shown, and a sentence on those that wait ('' for none).

    column: the words without which a row says nothing.
    """
    kept = rows[~rows[column].isin(NOT_SHOWN)]
    return kept, held_sentence(int((rows[column] == HELD).sum()))


def held_sentence(count: int) -> str:
    """How many more are held; '' for none."""
    if not count:
        return ""
    more = number_format.capital(number_format.number(count))
    is_, it = ("is", "it") if count == 1 else ("are", "them")
    return f"{more} more {is_} held until a person has read {it}."
