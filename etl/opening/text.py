"""Tables in text files: every encoding and every separator that spreadsheets write."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice

import pandas as pd

from etl.opening.content import BrokenRow, IsHeader, Table, UnreadableFile
from etl.opening.decimal_comma import with_points
from etl.opening.header import (
    HEADER_SEARCH_ROWS,
    Header,
    header_in_one_row,
    header_in_several_rows,
    likely_header,
    table_of,
)

SEPARATORS = (",", ";", "\t", "|")
SEPARATOR_LINE = re.compile(r'"?sep=(.)"?\r?\n', re.IGNORECASE)  # Excel's way of naming it
# A CSV file saved from the one column of a sheet it was pasted into: each line is one cell.
LINES_IN_QUOTES = re.compile(r'(?:"(?:[^"\n]|"")*+"(?:\n++|$))++')
SAMPLE = 200_000  # characters; where a table begins shows in far fewer
# UTF-8 that was read as Windows-1252 and saved again: 'Ã©' for 'é', 'â€™' for '’'.
_CONTINUED = "[\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc"
_CONTINUED += (
    "\u2013\u2014\u2018-\u201a\u201c-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]"
)
TWICE = re.compile(
    f"[\u00c2-\u00df]{_CONTINUED}|[\u00e0-\u00ef]{_CONTINUED}{{2}}|ð{_CONTINUED}{{3}}"
)


def text_table(content: bytes, shown_path: str, is_header: IsHeader) -> Table:
    """The table in a text. Raises UnreadableFile."""
    text = decode(content)
    if "\r" in text:  # Excel on a Mac ends lines with it alone
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip(' ,;\t|\n"'):
        raise UnreadableFile("the file holds no rows")
    if LINES_IN_QUOTES.fullmatch(text):
        text = "\n".join(line[1:-1].replace('""', '"') for line in text.split("\n"))
    separator, header = _separator(text, is_header)
    return _table(text, separator, header, shown_path)


def decode(content: bytes) -> str:
    """Text in UTF-8, UTF-16, UTF-32 or Windows-1252; what was decoded twice is mended.

    Two exports that were joined may each have an encoding of their own.
    """
    if content[:4] in (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE):
        try:
            return content.decode("utf-32")
        except UnicodeDecodeError as error:
            raise UnreadableFile("the text begins as UTF-32 and does not go on so") from error
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            return content.decode("utf-16")
        except UnicodeDecodeError as error:
            raise UnreadableFile("the text is neither UTF-8 nor UTF-16") from error
    if b"\x00" in content[:100_000]:
        for start, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
            if not any(content[start : SAMPLE // 100 : 2]):  # Latin letters with a blank byte each
                with suppress(UnicodeDecodeError):
                    return content.decode(encoding)
        raise UnreadableFile("this is not a text file: save it as CSV (UTF-8) and try again")
    try:
        return mended(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        pass
    try:
        return "".join(map(_line, content.removeprefix(codecs.BOM_UTF8).splitlines(keepends=True)))
    except UnicodeDecodeError as error:
        raise UnreadableFile("the text is not UTF-8: save it as CSV (UTF-8)") from error


def _line(content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError:
        return content.decode("cp1252")  # what Excel on Windows writes


def mended(text: str) -> str:
    """The text with letters that were decoded twice put right."""
    if text.isascii():
        return text
    return TWICE.sub(_decoded_again, text)


def _decoded_again(found: re.Match[str]) -> str:
    try:
        codes = b"".join(
            bytes([ord(letter)]) if ord(letter) < 256 else letter.encode("cp1252")
            for letter in found[0]
        )
        return codes.decode("utf-8")
    except UnicodeError:
        return found[0]


def _separator(text: str, is_header: IsHeader) -> tuple[str, Header]:
    """What divides the cells, and where the header stands.

    The separator is the one that shows a header some reader knows, else the one that gives the
    most regular table.
    """
    named = SEPARATOR_LINE.match(text)
    if named:
        separators: tuple[str, ...] = (named[1],)
    else:
        separators = SEPARATORS
    samples: dict[str, list[list[str]]] = {}
    fault: csv.Error | None = None
    for separator in separators:
        try:
            sample = csv.reader(io.StringIO(text[:SAMPLE]), delimiter=separator)
            rows = list(islice(sample, 2 * HEADER_SEARCH_ROWS))
        except (csv.Error, ValueError, TypeError) as error:
            fault = fault or csv.Error(str(error))
            continue
        samples[separator] = [[""], *rows[1:]] if named else rows
        header = header_in_one_row(samples[separator], is_header)
        if header:
            return separator, header
    if not samples:
        raise UnreadableFile(f"this does not read as a table: {fault}")
    best = max(samples, key=lambda each: (_regularity(samples[each]), -separators.index(each)))
    header = header_in_several_rows(samples[best], is_header) or likely_header(samples[best])
    if header is None:
        raise UnreadableFile("the file holds no rows")
    return best, header


def _regularity(rows: list[list[str]]) -> int:
    """How many rows have the commonest number of cells above one."""
    widths = [len(row) for row in rows if len(row) > 1]
    return max(map(widths.count, set(widths)), default=0)


def _table(text: str, separator: str, header: Header, shown_path: str) -> Table:
    width = len(header.columns)
    try:
        widths = set(map(len, _rows(text, separator)))
    except csv.Error as error:
        raise UnreadableFile(f"the table breaks off: {error}") from error
    found: tuple[pd.DataFrame, tuple[BrokenRow, ...], dict[int, BrokenRow]] | None = None
    if header.row == 1 and not widths - {0, width}:
        # Every row fits, so the fast reader cannot lose or shift a cell; but it stops at a
        # quotation mark that is never closed.
        with suppress(pd.errors.ParserError):
            found = _fast_rows(text, separator, width), (), {}
    rows, broken, short = found or _careful_rows(text, separator, header.row, width)
    above = next(islice(_rows(text, separator), header.row - 1, None))
    if len([cell for cell in above[1:] if cell != cell.strip()]) > len(above) / 2:
        rows = rows.apply(lambda cells: cells.str.strip())  # a blank is no part of a code
    return table_of(shown_path, header, with_points(rows, separator), broken, short)


def _rows(text: str, separator: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text), delimiter=separator)


def _fast_rows(text: str, separator: str, width: int) -> pd.DataFrame:
    if text.count("\n", 0, -1) == 0:
        return pd.DataFrame(columns=range(width), dtype=str)
    rows = pd.read_csv(
        io.StringIO(text),
        sep=separator,
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
    text: str, separator: str, header_row: int, width: int
) -> tuple[pd.DataFrame, tuple[BrokenRow, ...], dict[int, BrokenRow]]:
    """Row by row, setting aside rows that are too long or too short. Slow, so a second choice.

    The third part is short rows, which may be notes: they are among the good ones as well.
    """
    good: dict[int, list[str]] = {}
    broken: dict[int, BrokenRow] = {}
    short: dict[int, BrokenRow] = {}
    number = 0
    try:
        for number, cells in enumerate(_rows(text, separator), start=1):
            if number <= header_row or not any(cells):
                continue
            if len(cells) > width and not any(cells[width:]):
                cells = cells[:width]  # separators alone, which spreadsheets add
            if len(cells) == width:
                good[number] = cells
                continue
            size = "fewer" if len(cells) < width else "more"
            reason = f"the row has {len(cells)} cells, {size} than the header's {width}"
            row = BrokenRow(number, reason, separator.join(cells)[:200])
            if len(cells) < width:
                good[number], short[number] = [*cells, *[""] * (width - len(cells))], row
            else:
                broken[number] = row
    except csv.Error as error:
        raise UnreadableFile(f"the table breaks off: {error}") from error
    if number in good and _breaks_off_in_quotes(text, separator):
        reason = "the file breaks off here, inside quotation marks"
        broken[number] = BrokenRow(number, reason, separator.join(good.pop(number))[:200])
        short.pop(number, None)
    frame = pd.DataFrame([*good.values()], columns=range(width), index=[*good], dtype=str)
    return frame, tuple(broken.values()), short


def _breaks_off_in_quotes(text: str, separator: str) -> bool:
    try:
        rows = csv.reader(io.StringIO(text), delimiter=separator, strict=True)
        deque(rows, maxlen=0)
    except csv.Error as error:
        return "unexpected end of data" in str(error)
    return False
