"""Small files of other makes, written by hand: nothing here writes XLS, XLSB or ODS."""

from __future__ import annotations

import io
import struct
import zipfile
from html import escape

Cell = str | float | None
FREE, LAST, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
SECTOR = 512


def ods(rows: list[list[Cell | tuple[str, str, str]]], sheet: str = "Data") -> bytes:
    """An OpenDocument spreadsheet. A tuple is a cell's attributes, and what it shows.

    Such as ('office:value-type="percentage" office:value="0.142"', "14.2%", "").
    """

    def cell(value: Cell | tuple[str, str, str]) -> str:
        if value is None:
            return "<table:table-cell/>"
        if isinstance(value, tuple):
            attributes, shown, _ = value
            return f"<table:table-cell {attributes}><text:p>{shown}</text:p></table:table-cell>"
        if isinstance(value, str):
            return (
                '<table:table-cell office:value-type="string">'
                f"<text:p>{escape(value)}</text:p></table:table-cell>"
            )
        return (
            f'<table:table-cell office:value-type="float" office:value="{value}">'
            f"<text:p>{value}</text:p></table:table-cell>"
        )

    lines = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
    names = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for short, name in (("office", "office"), ("table", "table"), ("text", "text"))
    )
    names += ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {names} '
        'office:version="1.2"><office:body><office:spreadsheet>'
        f'<table:table table:name="{sheet}">{lines}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr("content.xml", content)
        archive.writestr(
            "META-INF/manifest.xml",
            '<?xml version="1.0"?><manifest:manifest xmlns:manifest='
            '"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
            "</manifest:manifest>",
        )
    return packed.getvalue()


def xls(rows: list[list[Cell]], sheet: str = "Data") -> bytes:
    """A workbook as Excel 97 to 2003 wrote it, with one sheet of texts and numbers."""

    def record(kind: int, body: bytes) -> bytes:
        return struct.pack("<HH", kind, len(body)) + body

    def begin(kind: int) -> bytes:
        return record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 0x07CC, 0, 6))

    cells = b""
    for y, row in enumerate(rows):
        for x, value in enumerate(row):
            if isinstance(value, str):
                text = struct.pack("<HB", len(value), 1) + value.encode("utf-16-le")
                cells += record(0x0204, struct.pack("<HHH", y, x, 15) + text)
            elif value is not None:
                cells += record(0x0203, struct.pack("<HHHd", y, x, 15, value))
    formats = b"".join(record(0x00E0, struct.pack("<HH", 0, 0) + bytes(16)) for _ in range(16))
    name = struct.pack("<BB", len(sheet), 0) + sheet.encode("latin-1")
    end = record(0x000A, b"")
    start = begin(0x0005) + record(0x0042, struct.pack("<H", 1200)) + formats
    offset = len(start) + 4 + 6 + len(name) + len(end)
    book = start + record(0x0085, struct.pack("<IBB", offset, 0, 0) + name) + end
    book += begin(0x0010) + cells + end
    return compound("Workbook", book)


def xlsb(rows: list[list[Cell]], sheet: str = "Data") -> bytes:
    """Excel's binary workbook, with one sheet of texts and numbers."""

    def record(kind: int, body: bytes = b"") -> bytes:
        assert len(body) < 128  # longer ones give their length in two bytes
        number = bytes([kind]) if kind < 128 else bytes([kind % 128 + 128, kind // 128])
        return number + bytes([len(body)]) + body

    def text(of: str) -> bytes:
        return struct.pack("<I", len(of)) + of.encode("utf-16-le")

    cells = b""
    for y, row in enumerate(rows):
        cells += record(0, struct.pack("<II", y, 0) + bytes(9))
        for x, value in enumerate(row):
            if isinstance(value, str):
                cells += record(6, struct.pack("<II", x, 0) + text(value))
            elif value is not None:
                cells += record(5, struct.pack("<IId", x, 0, value))
    size = struct.pack("<IIII", 0, len(rows) - 1, 0, max(map(len, rows)) - 1)
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "xl/_rels/workbook.bin.rels",
            '<?xml version="1.0"?><Relationships xmlns='
            '"http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1"'
            f' Type="{relation}" Target="worksheets/sheet1.bin"/></Relationships>',
        )
        # A kind above 127 is two bytes, seven bits of it in each.
        sheets = record(156, struct.pack("<II", 0, 1) + text("r1") + text(sheet))
        archive.writestr(
            "xl/workbook.bin", record(131) + record(143) + sheets + record(144) + record(132)
        )
        archive.writestr(
            "xl/worksheets/sheet1.bin",
            record(129) + record(148, size) + record(145) + cells + record(146) + record(130),
        )
    return packed.getvalue()


def compound(stream: str, content: bytes) -> bytes:
    """Microsoft's old container with one stream in it: what XLS, DOC and locked XLSX files are."""
    content = content.ljust(4096, b"\x00")  # smaller streams are kept in another way
    count = -(-len(content) // SECTOR)
    content = content.ljust(count * SECTOR, b"\x00")

    def entry(name: str, kind: int, child: int, first: int, size: int) -> bytes:
        words = (name + "\x00").encode("utf-16-le") if name else b""
        return (
            words.ljust(64, b"\x00")
            + struct.pack("<HBB", len(words), kind, 1)
            + struct.pack("<III", FREE, FREE, child)
            + bytes(36)
            + struct.pack("<IQ", first, size)
        )

    sectors = [FAT, LAST, *range(3, count + 2), LAST]
    assert len(sectors) <= SECTOR // 4
    table = struct.pack("<128I", *(sectors + [FREE] * (128 - len(sectors))))
    folder = entry("Root Entry", 5, 1, LAST, 0) + entry(stream, 2, FREE, 2, len(content))
    folder += entry("", 0, FREE, 0, 0) * 2
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(16)
        + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
        + bytes(6)
        + struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, LAST, 0, LAST, 0)
        + struct.pack("<109I", 0, *[FREE] * 108)
    )
    return header + table + folder + content
