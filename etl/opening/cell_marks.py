"""What the cells of a workbook are beside their values: percentages, months, errors, formulas.

Only XLSX, XLSM and ODS say so in a way that is read here. As what reads the cells passes over
damage without a word, this is where a damaged part is found as well.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import IO, NamedTuple
from xml.etree.ElementTree import Element, iterparse
from xml.parsers.expat import ParserCreate

from etl.opening.content import NO_RESULT, UnreadableFile

SHARE, MONTH = "share", "month"
# Numbers of Excel's own formats that show a fraction as a percentage, or a day as its month alone.
FORMATS_IN_EXCEL = {"9": SHARE, "10": SHARE, "17": MONTH}
MONTH_ALONE = re.compile(r"[A-Za-z]{3,9}[ -]\d{2}(?:\d{2})?")
CELL = re.compile(r"([A-Z]{1,3})(\d+)")
UNUSUAL = (b"<f", b":f>", b":f ", b'"e"', b"'e'")  # a formula, or an error
MOST_REPEATED_ROWS, MOST_REPEATED_CELLS = 10_000, 1_000  # more is no table, but its empty rest
DAMAGED = "the workbook is damaged or not a real workbook: open it in Excel and save it anew"


class Mark(NamedTuple):
    """What a cell is. text: what it should hold; shows: SHARE for a fraction, MONTH for a day, that
    is shown so."""

    text: str = ""
    shows: str = ""


Marks = dict[tuple[int, int], Mark]


def sheet_marks(content: bytes) -> dict[str, Marks] | None:
    """Marks by sheet and cell (row and column from 0); None where the make does not say.

    Raises UnreadableFile when the workbook is damaged.
    """
    if not content.startswith(b"PK"):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            if "xl/workbook.xml" in names:
                return dict(_excel(archive, names))
            if "content.xml" in names:
                with archive.open("content.xml") as part:
                    return _open_document(part)
            if archive.testzip():
                raise UnreadableFile(DAMAGED)
    except Exception as error:  # zipfile raises whatever the damage leads it to
        raise UnreadableFile(DAMAGED) from error
    return None


def _name(element: Element) -> str:
    return element.tag.rsplit("}", 1)[-1]


def _attribute(element: Element, name: str) -> str:
    """An attribute, whatever its namespace; "" where there is none."""
    found = (text for key, text in element.items() if key.rsplit("}", 1)[-1] == name)
    return next(found, "")


def _elements(archive: zipfile.ZipFile, part: str, *wanted: str) -> Iterator[Element]:
    """Elements of these names, whole; what has been looked at is forgotten."""
    with archive.open(part) as file:
        for _, element in iterparse(file):
            if _name(element) in wanted:
                yield element
                element.clear()


def _excel(archive: zipfile.ZipFile, names: set[str]) -> Iterator[tuple[str, Marks]]:
    styles = _styles(archive) if "xl/styles.xml" in names else {}
    relations = "xl/_rels/workbook.xml.rels"
    targets = {
        _attribute(each, "Id"): "xl/" + _attribute(each, "Target").removeprefix("/xl/")
        for each in (_elements(archive, relations, "Relationship") if relations in names else ())
    }
    if "xl/sharedStrings.xml" in names:
        _mentions(archive, "xl/sharedStrings.xml", ())
    sheets = [
        (_attribute(each, "name"), targets.get(each.get(RELATION_ID, ""), ""))
        for each in _elements(archive, "xl/workbook.xml", "sheet")
    ]
    for name, part in sheets:
        if part in names:
            yield name, dict(_cells(archive, part, styles))


RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def _styles(archive: zipfile.ZipFile) -> dict[str, str]:
    """Number of each cell style that shows a share or a month → which of the two."""
    formats = dict(FORMATS_IN_EXCEL)
    styles: dict[str, str] = {}
    with archive.open("xl/styles.xml") as file:
        for _, element in iterparse(file):
            if _name(element) == "numFmt":
                formats[element.get("numFmtId", "")] = _shows(element.get("formatCode", ""))
            elif _name(element) == "cellXfs":
                for number, style in enumerate(element):
                    if shows := formats.get(style.get("numFmtId", ""), ""):
                        styles[str(number)] = shows
    return styles


def _shows(code: str) -> str:
    plain = _shown(code).lower()
    if "%" in plain:
        return SHARE
    return MONTH if {"m", "y"} <= {*plain} and not {"d", "h", "s"} & {*plain} else ""


def _shown(code: str) -> str:
    """A number format without what it quotes."""
    return re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", code)


def _cells(
    archive: zipfile.ZipFile, part: str, styles: dict[str, str]
) -> Iterator[tuple[tuple[int, int], Mark]]:
    if not _mentions(archive, part, UNUSUAL) and not styles:
        return
    row, column = -1, -1
    with archive.open(part) as file:
        for event, element in iterparse(file, events=("start", "end")):
            name = _name(element)
            if event == "start":
                if name == "row":
                    row, column = int(element.get("r", row + 2)) - 1, -1
                continue
            if name == "c":
                place = CELL.fullmatch(element.get("r", ""))
                row, column = (
                    (int(place[2]) - 1, _column(place[1])) if place else (max(row, 0), column + 1)
                )
                mark = _mark(element, styles)
                if mark:
                    yield (row, column), mark
            if name in ("c", "row"):
                element.clear()


def _mentions(archive: zipfile.ZipFile, part: str, words: tuple[bytes, ...]) -> bool:
    """Whether any of the words is in a part: most sheets hold none, and need no closer look.

    Raises ExpatError where the part is damaged.
    """
    end, found = b"", False
    parser = ParserCreate()
    with archive.open(part) as file:
        while block := file.read(1_000_000):
            parser.Parse(block, False)
            found = found or any(word in end + block for word in words)
            end = block[-8:]
    parser.Parse(b"", True)
    return found


def _mark(cell: Element, styles: dict[str, str]) -> Mark | None:
    parts = {_name(part): part.text or "" for part in cell}
    if cell.get("t") == "e":
        return Mark(parts.get("v") or "#ERROR")
    if "f" in parts and not parts.get("v") and cell.get("t") != "str":
        return Mark(NO_RESULT)
    if cell.get("t", "n") == "n" and parts.get("v") and (shows := styles.get(cell.get("s", ""))):
        return Mark(shows=shows)
    return None


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number - 1


def _open_document(file: IO[bytes]) -> dict[str, Marks]:
    """Marks of an OpenDocument spreadsheet, where cells and rows may be repeated."""
    found: dict[str, Marks] = {}
    marks: Marks = {}
    row = 0
    for event, element in iterparse(file, events=("start", "end")):
        name = _name(element)
        if event == "start":
            if name == "table":
                marks, row = found.setdefault(_attribute(element, "name"), {}), 0
            continue
        if name == "table-row":
            repeated = int(_attribute(element, "number-rows-repeated") or 1)
            own = list(_row_marks(element))
            if own and repeated <= MOST_REPEATED_ROWS:
                for place in range(row, row + repeated):
                    marks |= {(place, column): mark for column, mark in own}
            row += repeated
            element.clear()
    return found


def _row_marks(row: Element) -> Iterator[tuple[int, Mark]]:
    column = 0
    for cell in row:
        if _name(cell) not in ("table-cell", "covered-table-cell"):
            continue
        repeated = int(_attribute(cell, "number-columns-repeated") or 1)
        # Two attributes share this name; the office's own comes before the newer of LibreOffice.
        kinds = {text for key, text in cell.items() if key.endswith("}value-type")}
        mark: Mark | None = None
        if "error" in kinds:
            mark = Mark("".join(cell.itertext()).strip() or "#ERROR")
        elif "percentage" in kinds:
            mark = Mark(shows=SHARE)
        elif "date" in kinds and MONTH_ALONE.fullmatch("".join(cell.itertext()).strip()):
            mark = Mark(shows=MONTH)
        elif _attribute(cell, "formula") and not kinds:
            mark = Mark(NO_RESULT)
        if mark and repeated <= MOST_REPEATED_CELLS:
            yield from ((place, mark) for place in range(column, column + repeated))
        column += repeated
