"""What the cells of a workbook are beside their values: percentages, errors, formulas.

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

SHARES_IN_EXCEL = (9, 10)  # numbers of Excel's own two percentage formats
CELL = re.compile(r"([A-Z]{1,3})(\d+)")
UNUSUAL = (b"<f", b":f>", b":f ", b'"e"', b"'e'")  # a formula, or an error
MOST_REPEATED_ROWS, MOST_REPEATED_CELLS = 10_000, 1_000  # more is no table, but its empty rest
DAMAGED = "the workbook is damaged or not a real workbook: open it in Excel and save it anew"


class Mark(NamedTuple):
    """What a cell is. text: what it should hold; is_percent: its fraction shows as a share."""

    text: str = ""
    is_percent: bool = False


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
    shares = _percent_styles(archive) if "xl/styles.xml" in names else set()
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
            yield name, dict(_cells(archive, part, shares))


RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def _percent_styles(archive: zipfile.ZipFile) -> set[str]:
    """Numbers of the cell styles that show a fraction as a percentage."""
    formats = {str(number) for number in SHARES_IN_EXCEL}
    styles: set[str] = set()
    with archive.open("xl/styles.xml") as file:
        for _, element in iterparse(file):
            if _name(element) == "numFmt" and "%" in _shown(element.get("formatCode", "")):
                formats.add(element.get("numFmtId", ""))
            elif _name(element) == "cellXfs":
                for number, style in enumerate(element):
                    if style.get("numFmtId", "") in formats:
                        styles.add(str(number))
    return styles


def _shown(code: str) -> str:
    """A number format without what it quotes."""
    return re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", code)


def _cells(
    archive: zipfile.ZipFile, part: str, shares: set[str]
) -> Iterator[tuple[tuple[int, int], Mark]]:
    if not _mentions(archive, part, UNUSUAL) and not shares:
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
                mark = _mark(element, shares)
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


def _mark(cell: Element, shares: set[str]) -> Mark | None:
    parts = {_name(part): part.text or "" for part in cell}
    if cell.get("t") == "e":
        return Mark(parts.get("v") or "#ERROR")
    if "f" in parts and not parts.get("v") and cell.get("t") != "str":
        return Mark(NO_RESULT)
    if cell.get("s") in shares and cell.get("t", "n") == "n" and parts.get("v"):
        return Mark(is_percent=True)
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
            mark = Mark(is_percent=True)
        elif _attribute(cell, "formula") and not kinds:
            mark = Mark(NO_RESULT)
        if mark and repeated <= MOST_REPEATED_CELLS:
            yield from ((place, mark) for place in range(column, column + repeated))
        column += repeated
