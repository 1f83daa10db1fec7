"""Open any file a user drops into the raw folder, and hand over its tables as plain text.

No meaning is added here: every cell is text, every row keeps its number, and a file that
cannot be read says why. Files are opened by what they contain, not by how they are named.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd

LARGEST_TABLE_BYTES = 400_000_000  # unpacked; ten times the largest official file we know
HEADER_SEARCH_ROWS = 20  # publishers put titles and notes above the header
WORKBOOK_MARK = "[Content_Types].xml"  # in every XLSX, and in no other zip

IsHeader = Callable[[Sequence[str]], bool]


class UnreadableFile(Exception):
    """A file, or a part of one, that cannot be read as a table. The message says why."""


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
    """

    path: str
    columns: tuple[str, ...]
    rows: pd.DataFrame
    broken: tuple[BrokenRow, ...] = ()
    header_row: int = 1


@dataclass(frozen=True)
class Boundaries:
    """One GeoJSON feature collection, still as parsed JSON. columns: names of its properties."""

    path: str
    columns: tuple[str, ...]
    collection: dict[str, Any]


@dataclass(frozen=True)
class Unreadable:
    """A file inside a zip that cannot be read as a table, with the reason."""

    path: str
    reason: str


Content = Table | Boundaries | Unreadable


def read_file(path: Path, shown_path: str, is_header: IsHeader) -> Iterator[Content]:
    """Yield every table in a CSV, zip, XLSX or GeoJSON file.

    is_header says whether a row of cells is a header some reader knows; it lets titles above
    a header be skipped. Raises UnreadableFile with a reason a user can act on; of a zip with
    some good files, the others are yielded as Unreadable.
    """
    size = path.stat().st_size
    if size == 0:
        raise UnreadableFile("the file is empty")
    if size > LARGEST_TABLE_BYTES:
        raise UnreadableFile(f"the file is larger than {LARGEST_TABLE_BYTES // 1_000_000} MB")
    with path.open("rb") as file:
        start = file.read(4)
    if start == b"PK\x03\x04":
        yield from _zip_tables(path, shown_path, is_header)
    else:
        yield _read_bytes(path.read_bytes(), shown_path, is_header)


def _read_bytes(content: bytes, shown_path: str, is_header: IsHeader) -> Table | Boundaries:
    if content[:1] in (b"{", b"[") or content[:4] == b"\xef\xbb\xbf{":
        return _boundaries(content, shown_path)
    text = _decode(content)
    if "\r" in text:  # Excel on a Mac ends lines with it alone
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _csv_table(text, shown_path, is_header)


def _zip_tables(path: Path, shown_path: str, is_header: IsHeader) -> Iterator[Content]:
    for name, content in _members(path):
        if name == WORKBOOK_MARK:
            yield from _xlsx_tables(path, shown_path, is_header)
            return
        shown_name = f"{shown_path} › {name}"
        try:
            yield _read_bytes(content, shown_name, is_header)
        except UnreadableFile as fault:
            yield Unreadable(shown_name, str(fault))


def _members(path: Path) -> Iterator[tuple[str, bytes]]:
    """Name and content of each table in a zip; of a workbook, only the file that marks it."""
    try:
        with zipfile.ZipFile(path) as archive:
            if WORKBOOK_MARK in archive.namelist():
                if sum(member.file_size for member in archive.infolist()) > LARGEST_TABLE_BYTES:
                    raise _too_large("the workbook")
                yield WORKBOOK_MARK, b""
                return
            for member in archive.infolist():
                if member.filename.lower().endswith((".csv", ".geojson", ".json")):
                    yield member.filename, _unpack(archive, member)
    except UnreadableFile:
        raise
    except RuntimeError as error:  # zipfile's way of saying "encrypted"
        raise UnreadableFile("the zip file has a password") from error
    except Exception as error:  # zipfile raises whatever the damage leads it to
        raise UnreadableFile("the zip file is damaged or cut short") from error


def _unpack(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    # The declared size can lie, so the reading itself is bounded as well.
    with archive.open(member) as file:
        content = file.read(LARGEST_TABLE_BYTES + 1)
    if member.file_size > LARGEST_TABLE_BYTES or len(content) > LARGEST_TABLE_BYTES:
        raise _too_large(member.filename)
    return content


def _too_large(what: str) -> UnreadableFile:
    return UnreadableFile(f"{what} unpacks to more than {LARGEST_TABLE_BYTES // 1_000_000} MB")


def _decode(content: bytes) -> str:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            return content.decode("utf-16")
        except UnicodeDecodeError as error:
            raise UnreadableFile("the text is neither UTF-8 nor UTF-16") from error
    if b"\x00" in content[:100_000]:
        raise UnreadableFile("this is not a text file: save it as CSV (UTF-8) and try again")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("cp1252")  # what Excel on Windows writes
    except UnicodeDecodeError as error:
        raise UnreadableFile("the text is not UTF-8: save it as CSV (UTF-8)") from error


def _csv_table(text: str, shown_path: str, is_header: IsHeader) -> Table:
    header_row, columns = _find_header(csv.reader(io.StringIO(text)), is_header)
    try:
        widths = set(map(len, csv.reader(io.StringIO(text))))
    except csv.Error as error:
        raise UnreadableFile(f"the table breaks off: {error}") from error
    if header_row == 1 and not widths - {0, len(columns)}:
        # Every row fits, so the fast reader cannot lose or shift a cell; but it stops at a
        # quotation mark that is never closed.
        with suppress(pd.errors.ParserError):
            rows = _fast_rows(text, len(columns))
            return _table(shown_path, columns, rows, (), header_row)
    rows, broken = _careful_rows(text, header_row, len(columns))
    return _table(shown_path, columns, rows, broken, header_row)


def _fast_rows(text: str, width: int) -> pd.DataFrame:
    if text.count("\n", 0, -1) == 0:
        return pd.DataFrame(columns=range(width), dtype=str)
    rows = pd.read_csv(
        io.StringIO(text),
        dtype=str,
        header=None,
        names=range(width),
        skiprows=1,
        keep_default_na=False,
        skip_blank_lines=False,
        low_memory=False,
    ).fillna("")
    rows.index = pd.RangeIndex(2, 2 + len(rows))
    return rows


def _careful_rows(
    text: str, header_row: int, width: int
) -> tuple[pd.DataFrame, tuple[BrokenRow, ...]]:
    """Row by row, setting aside rows that are too long or too short. Slow, so a second choice."""
    good: dict[int, list[str]] = {}
    broken: dict[int, BrokenRow] = {}
    reader = csv.reader(io.StringIO(text))
    try:
        for number, cells in enumerate(reader, start=1):
            if number <= header_row or not any(cells):
                continue
            if len(cells) == width:
                good[number] = cells
                continue
            size = "fewer" if len(cells) < width else "more"
            reason = f"the row has {len(cells)} cells, {size} than the header's {width}"
            broken[number] = BrokenRow(number, reason, ",".join(cells)[:200])
    except csv.Error as error:
        raise UnreadableFile(f"the table breaks off: {error}") from error
    if number in good and _breaks_off_in_quotes(text):
        reason = "the file breaks off here, inside quotation marks"
        broken[number] = BrokenRow(number, reason, ",".join(good.pop(number))[:200])
    frame = pd.DataFrame([*good.values()], columns=range(width), index=[*good], dtype=str)
    return frame, tuple(broken.values())


def _breaks_off_in_quotes(text: str) -> bool:
    try:
        deque(csv.reader(io.StringIO(text), strict=True), maxlen=0)
    except csv.Error as error:
        return "unexpected end of data" in str(error)
    return False


def _find_header(reader: Iterator[list[str]], is_header: IsHeader) -> tuple[int, tuple[str, ...]]:
    first: tuple[int, tuple[str, ...]] | None = None
    try:
        for number, cells in enumerate(reader, start=1):
            names = tuple(cell.strip() for cell in cells)
            if not any(names):
                continue
            if first is None:
                first = (number, names)
            if is_header(names):
                return number, names
            if number >= HEADER_SEARCH_ROWS:
                break
    except csv.Error as error:
        raise UnreadableFile(f"this does not read as a table: {error}") from error
    if first is None:
        raise UnreadableFile("the file holds no rows")
    return first


def _xlsx_tables(path: Path, shown_path: str, is_header: IsHeader) -> Iterator[Table]:
    for title, rows in _sheets(path):
        header_row, columns = _find_header(iter(rows), is_header)
        while columns and not columns[-1]:
            columns = columns[:-1]
        width = len(columns)
        body = [(row + [""] * width)[:width] for row in rows[header_row:]]
        index = pd.RangeIndex(header_row + 1, header_row + 1 + len(body))
        frame = pd.DataFrame(body, columns=range(width), index=index, dtype=str)
        yield _table(f"{shown_path} › {title}", columns, frame, (), header_row)


def _sheets(path: Path) -> Iterator[tuple[str, list[list[str]]]]:
    """Title and rows of every sheet that has any."""
    try:
        with closing(openpyxl.load_workbook(path, read_only=True, data_only=True)) as workbook:
            for sheet in workbook.worksheets:
                sheet.reset_dimensions()  # some programs note a wrong size, which hides cells
                cells = sheet.iter_rows(values_only=True)
                rows = [[_cell_text(cell) for cell in row] for row in cells]
                if any(any(row) for row in rows):
                    yield sheet.title, rows
    except Exception as error:  # openpyxl raises whatever its parsers raise
        raise UnreadableFile("the workbook is damaged or not a real XLSX file") from error


def _cell_text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _table(
    shown_path: str,
    columns: tuple[str, ...],
    rows: pd.DataFrame,
    broken: tuple[BrokenRow, ...],
    header_row: int,
) -> Table:
    # A header repeated among the rows is what pasting two downloads together leaves behind.
    if len(rows):
        empty = (rows == "").all(axis=1)
        repeated = (rows.iloc[:, 0] == columns[0]) & (rows.iloc[:, -1] == columns[-1])
        rows = rows[~(empty | repeated)]
    rows.columns = pd.Index(columns, dtype=str)
    return Table(shown_path, columns, rows, broken, header_row)


def _boundaries(content: bytes, shown_path: str) -> Boundaries:
    try:
        collection = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise UnreadableFile("the JSON is damaged or cut short") from error
    features = collection.get("features") if isinstance(collection, dict) else None
    if not isinstance(features, list):
        return Boundaries(shown_path, (), {})
    properties = (feature["properties"] for feature in features if _has_properties(feature))
    return Boundaries(shown_path, tuple(next(properties, ())), collection)


def _has_properties(feature: object) -> bool:
    return isinstance(feature, dict) and isinstance(feature.get("properties"), dict)
