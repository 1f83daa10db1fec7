"""What opening a file gives: tables of text, boundaries, or the reason why there are none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

LARGEST_TABLE_BYTES = 400_000_000  # unpacked; ten times the largest official file we know

IsHeader = Callable[[Sequence[str]], bool]


class UnreadableFile(Exception):
    """A file, or a part of one, that cannot be read as a table. The message says why."""


class NoTable(UnreadableFile):
    """What nobody would take for a table, such as a letter or a picture: left alone, no fault."""


@dataclass(frozen=True)
class BrokenRow:
    """A row that does not fit its header: its number, the reason and the start of its text."""

    row_number: int
    reason: str
    raw_text: str


@dataclass(frozen=True)
class Table:
    """One table of text.

    path: path inside the raw folder, with ` › part` for a zip member or a sheet.
    rows: every cell a str; the index is the row number, the header standing in `header_row`.
    broken: rows that do not fit the header; they are in no other place.
    without_result: columns with cells that hold NO_RESULT.
    note: what was done to the table on the way, in words.
    """

    path: str
    columns: tuple[str, ...]
    rows: pd.DataFrame
    broken: tuple[BrokenRow, ...] = ()
    header_row: int = 1
    without_result: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Boundaries:
    """One collection of shapes in longitude and latitude, as GeoJSON says it.

    columns: names of the features' properties. A feature's geometry is parsed JSON or a shape.
    """

    path: str
    columns: tuple[str, ...]
    collection: dict[str, Any]
    note: str = ""


@dataclass(frozen=True)
class Unreadable:
    """A part of a file that is not read, with the reason. is_fault: it was meant to be."""

    path: str
    reason: str
    is_fault: bool = True


Content = Table | Boundaries | Unreadable

# What a cell holds whose formula was never worked out: no number, so nobody can take it for one.
NO_RESULT = "#NO RESULT"


def too_large(what: str) -> UnreadableFile:
    """The refusal of what is larger, unpacked, than any table should be."""
    return UnreadableFile(f"{what} unpacks to more than {LARGEST_TABLE_BYTES // 1_000_000} MB")
