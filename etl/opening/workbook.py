"""Tables in workbooks of every make: XLSX, XLSM, XLS, XLSB and ODS."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

import pandas as pd

from etl.opening import sheet_reader
from etl.opening.cell_marks import MONTH, SHARE, Mark, sheet_marks
from etl.opening.content import (
    NO_RESULT,
    IsHeader,
    Table,
    Unreadable,
    UnreadableFile,
)
from etl.opening.header import (
    HEADER_SEARCH_ROWS,
    MOST_HEADER_ROWS,
    header_in_one_row,
    header_in_several_rows,
    likely_header,
    table_of,
)
from etl.opening.text import mended

MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384  # of a sheet, in any make of workbook
LONGEST_READING_SECONDS = 600
FAULTS = {
    "password": "the workbook has a password: open it, take the password off and save it",
    "damage": "the workbook is damaged or not a real workbook: open it in Excel and save it anew",
    "size": "the workbook is too large, or a cell stands far below or beside its table: "
    "delete the empty rows and columns around it, and save it",
}
HIDDEN = "this sheet is hidden and was not read: show it in the workbook if it is needed"
OLD_MAKE = (
    "In this make of workbook a share shown as a percentage reads as a fraction, and an error as a "
    "blank: save it as XLSX to be sure."
)


@dataclass
class Sheet:
    """A sheet's cells as text; rows are as long as what they hold.

    merged: first and last cell of each merged range, each as (row, column) counted from 0.
    """

    name: str
    is_hidden: bool
    rows: list[list[str]]
    merged: list[tuple[tuple[int, int], tuple[int, int]]]


def workbook_tables(
    content: bytes, shown_path: str, is_header: IsHeader
) -> Iterator[Table | Unreadable]:
    """A table for every sheet that has any rows. Raises UnreadableFile."""
    marks = sheet_marks(content)
    has_rows = False
    for sheet in _sheets(content):
        _mark(sheet, (marks or {}).get(sheet.name, {}))
        if not any(map(any, sheet.rows)):
            continue
        has_rows = True
        path = f"{shown_path} › {sheet.name}"
        if sheet.is_hidden:
            yield Unreadable(path, HIDDEN, is_fault=False)
            continue
        yield _table(sheet, path, is_header, "" if marks is not None else OLD_MAKE)
    if not has_rows:
        raise UnreadableFile("the workbook holds no rows")


def _sheets(content: bytes) -> list[Sheet]:
    program = [sys.executable, "-P", str(Path(sheet_reader.__file__))]
    try:
        answer = subprocess.run(
            program, input=content, capture_output=True, timeout=LONGEST_READING_SECONDS
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableFile(FAULTS["size"]) from error
    if answer.returncode:
        lack = b"memory" in answer.stderr or b"capacity" in answer.stderr
        raise UnreadableFile(FAULTS["size" if lack else "damage"])
    found = json.loads(answer.stdout)
    if found["fault"]:
        raise UnreadableFile(FAULTS[found["fault"]])
    return [Sheet(**sheet) for sheet in found["sheets"]]


def _mark(sheet: Sheet, marks: dict[tuple[int, int], Mark]) -> None:
    """Say what the reader of cells leaves out, and carry cells merged downwards to every row."""
    for (row, column), mark in marks.items():
        if row >= len(sheet.rows) or column >= len(sheet.rows[row]):
            if mark.shows or row >= MOST_ROWS or column >= MOST_COLUMNS:
                continue
            sheet.rows.extend([] for _ in range(row + 1 - len(sheet.rows)))
            sheet.rows[row] += [""] * (column + 1 - len(sheet.rows[row]))
        if mark.shows == SHARE:
            sheet.rows[row][column] = _percent(sheet.rows[row][column])
        elif mark.shows == MONTH:
            sheet.rows[row][column] = _month(sheet.rows[row][column])
        elif not sheet.rows[row][column] or mark.text != NO_RESULT:
            sheet.rows[row][column] = mark.text
    for (top, left), (bottom, _) in sheet.merged:
        if top >= len(sheet.rows) or left >= len(sheet.rows[top]):
            continue
        for cells in sheet.rows[top + 1 : bottom + 1]:
            cells += [""] * (left + 1 - len(cells))
            cells[left] = cells[left] or sheet.rows[top][left]


def _percent(text: str) -> str:
    try:
        return f"{(Decimal(text) * 100).normalize():f}%"
    except InvalidOperation:
        return text


def _month(text: str) -> str:
    """A first day that is shown as its month: 'Mar 2024'."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text
    return f"{day:%b %Y}" if day.day == 1 else text


def _table(sheet: Sheet, path: str, is_header: IsHeader, note: str) -> Table:
    top = sheet.rows[: HEADER_SEARCH_ROWS + MOST_HEADER_ROWS]
    header = (
        header_in_one_row(top, is_header)
        or header_in_several_rows(top, is_header)
        or likely_header(top)
        or likely_header([row for row in sheet.rows if any(row)])
    )
    assert header is not None  # the sheet has rows
    columns = header.columns
    while columns and not columns[-1]:
        columns = columns[:-1]
    width = len(columns)
    body = [[mended(cell) for cell in row[:width]] for row in sheet.rows[header.row :]]
    body = [row + [""] * (width - len(row)) for row in body]
    index = pd.RangeIndex(header.row + 1, header.row + 1 + len(body))
    frame = pd.DataFrame(body, columns=range(width), index=index, dtype=str)
    table = table_of(path, header._replace(columns=columns), frame)
    lacking = (frame == NO_RESULT).any()
    without_result = tuple(columns[place] for place in lacking.index[lacking])
    is_old = note and is_header(columns)
    return replace(
        table,
        without_result=without_result,
        note=f"{table.note} {note}".strip() if is_old else table.note,
    )
