"""Where a table begins and ends: its header below titles, and the notes and totals below it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from etl.opening.content import BrokenRow, IsHeader, Table

HEADER_SEARCH_ROWS = 30  # publishers put titles and notes above the header
MOST_HEADER_ROWS = 3
TAIL_SEARCH_ROWS = 60
TOTAL = re.compile(
    r"(grand|overall|sub-?)?\s*totals?\s*(all|of .*|(number of )?(responses|comments|rows))?:?"
    r"|sum:?|n ?= ?\d+",
    re.IGNORECASE,
)
NOTE = re.compile(
    r"(data\s+)?(sources?|notes?|footnotes?|contact|copyright|published|downloaded|produced|last"
    r" updated|released?|key|symbols|caveats?|for (more|further) information)\b|©\s*\w|\(c\) |https?://"
    r"|in order to protect|this (table|data|file|release)",
    re.IGNORECASE,
)
NUMBERED = re.compile(r"[\[(]?(?:\d{1,2}|[a-z]|\*+)[.)\]:] ?[A-Z]")  # a note, by its number
LABELLED = re.compile(r"(data )?(sources?|(foot)?notes?)\s*:", re.IGNORECASE)
SENTENCE_LENGTH = 25  # a line this long, alone in its row, is no cell of a table


class Header(NamedTuple):
    """row: number of the row the header ends in, counted from 1. columns: its names."""

    row: int
    columns: tuple[str, ...]


def header_in_one_row(rows: Sequence[Sequence[str]], is_header: IsHeader) -> Header | None:
    """The first of the rows that some reader knows as a header."""
    for number, names in _candidates(rows):
        if is_header(names):
            below = _stripped(rows[number]) if number < len(rows) else ()
            if _fills_gaps(names, below):  # names merged downwards stand above the others
                return Header(number + 1, _lowest([names], below))
            return Header(number, names)
    return None


def _fills_gaps(names: tuple[str, ...], below: tuple[str, ...]) -> bool:
    """Whether the row below has text under no name, but under several blanks."""
    under = [name for name, cell in zip(names, below, strict=False) if cell]
    return len(under) > 1 and not any(under)


def header_in_several_rows(rows: Sequence[Sequence[str]], is_header: IsHeader) -> Header | None:
    """A header spread over two or three rows, where bands stand above the names of columns."""
    for number, _ in _candidates(rows):
        for last in range(number + 1, number + MOST_HEADER_ROWS):
            if last > len(rows):
                break
            names = _stripped(rows[last - 1])
            if not any(names):
                break
            bands = [_stripped(row) for row in rows[number - 1 : last - 1]]
            for joined in (_lowest(bands, names), _all_words(bands, names)):
                if is_header(joined):
                    return Header(last, joined)
    return None


def likely_header(rows: Sequence[Sequence[str]]) -> Header | None:
    """Of rows nobody knows, the first that is nearly as full as any; None where all are blank."""
    found = list(_candidates(rows))
    if not found:
        return None
    fullest = max(sum(map(bool, names)) for _, names in found)
    return next(Header(n, names) for n, names in found if sum(map(bool, names)) >= 0.6 * fullest)


def _candidates(rows: Sequence[Sequence[str]]) -> Iterator[tuple[int, tuple[str, ...]]]:
    for number, cells in enumerate(rows[:HEADER_SEARCH_ROWS], start=1):
        names = _stripped(cells)
        if any(names):
            yield number, names


def _stripped(cells: Sequence[str]) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in cells)


def _lowest(bands: list[tuple[str, ...]], names: tuple[str, ...]) -> tuple[str, ...]:
    """The lowest name of each column: a cell merged downwards has its name on top."""
    width = max(map(len, (*bands, names)))
    padded = [(*row, *[""] * (width - len(row))) for row in (names, *reversed(bands))]
    return tuple(next(filter(None, cells), "") for cells in zip(*padded, strict=True))


def _all_words(bands: list[tuple[str, ...]], names: tuple[str, ...]) -> tuple[str, ...]:
    """Bands and names joined: a band merged to the right stands over the columns below it."""
    carried = []
    for band in bands:
        last = ""
        row = []
        for place in range(len(names)):
            last = (band[place] if place < len(band) else "") or last
            row.append(last)
        carried.append(row)
    return tuple(" ".join(filter(None, cells)) for cells in zip(*carried, names, strict=True))


def table_of(
    path: str,
    header: Header,
    rows: pd.DataFrame,
    broken: tuple[BrokenRow, ...] = (),
    short: dict[int, BrokenRow] | None = None,
) -> Table:
    """The table below a header, without blank lines, repeated headers, notes and totals.

    rows: text, with columns numbered from 0, indexed by row number.
    short: rows among them that were filled up: they are broken unless they are notes.
    """
    note = ""
    if len(rows):
        filled = rows.to_numpy() != ""
        # A header repeated among the rows is what pasting two downloads together leaves behind.
        named = [place for place, name in enumerate(header.columns) if name]
        repeated = [rows[place] == header.columns[place] for place in (named[0], named[-1])]
        kept = filled.any(axis=1) & ~(repeated[0] & repeated[1]).to_numpy()
        rows, filled = rows[kept], filled[kept]
        notes, totals = _below(rows, filled, set(short or ()), {row.row_number for row in broken})
        broken += tuple(
            BrokenRow(n, "a total below the table, not a row of it", ",".join(rows.loc[n])[:200])
            for n in totals
        )
        note = _words(notes)
        left = [row for number, row in (short or {}).items() if number in rows.index]
        left = [row for row in left if row.row_number not in {*notes, *totals}]
        broken = tuple(sorted((*broken, *left), key=lambda row: row.row_number))
        rows = rows.drop(index=[*notes, *totals, *(row.row_number for row in left)])
    rows.columns = pd.Index(header.columns, dtype=str)
    return Table(path, header.columns, rows, broken, header.row, note=note)


def _below(
    rows: pd.DataFrame, filled: np.ndarray, short: set[int], broken: set[int]
) -> tuple[list[int], list[int]]:
    """Row numbers of the notes, and of the totals, that stand at the very end of a table.

    A total, or a note, lacks what every row of the table has. A note says what it is, or is a
    sentence below a blank line; in a text file it may hold commas, and so have several cells.
    """
    if len(rows.columns) < 3:
        return [], []
    counts = filled.sum(axis=1)
    is_short = rows.index.isin(list(short))
    table = np.logical_and.accumulate(filled | ((counts <= 1) | is_short)[:, None])
    notes: list[int] = []
    totals: list[int] = []
    says_so = has_sentence = is_apart = False
    for place in range(len(rows) - 1, max(len(rows) - 1 - TAIL_SEARCH_ROWS, -1), -1):
        number = int(rows.index[place])
        cells = [cell.strip() for cell in rows.iloc[place] if cell.strip()]
        text = (cells or [""])[0]
        at_left = bool(filled[place, :2].any())  # a cell alone further right is a figure, or a mark
        is_note = at_left and bool(NOTE.match(text)) and (counts[place] <= 2 or number in short)
        is_numbered = bool(NUMBERED.match(text)) and number in short
        if place == 0 and not is_note:
            break
        is_note = is_note or bool(LABELLED.match(text))
        if place > 0 and not LABELLED.match(text) and not (table[place - 1] & ~filled[place]).any():
            break
        if TOTAL.fullmatch(text) and place > 0:
            totals.append(number)
        elif is_note or (counts[place] == 1 and filled[place, 0]) or is_numbered:
            notes.append(number)
            says_so |= is_note
            has_sentence |= len(text) >= SENTENCE_LENGTH
            above = int(rows.index[place - 1]) if place else 0
            is_apart = not set(range(above + 1, number)) <= broken
        else:
            break
    is_sure = says_so or (has_sentence and is_apart)
    return (sorted(notes) if is_sure else []), sorted(totals)


def _words(notes: list[int]) -> str:
    if not notes:
        return ""
    if len(notes) == 1:
        return f"Row {notes[0]}, below the table, is a note and was left out."
    return f"{len(notes)} rows below the table, {notes[0]} to {notes[-1]}, are notes and left out."
