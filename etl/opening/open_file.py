"""Any file, opened: which kind it is by what it contains, and what each kind is opened with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from etl.opening import content as limits
from etl.opening import file_kind, packed
from etl.opening.content import Content, IsHeader, NoTable, Unreadable, UnreadableFile
from etl.opening.parquet import parquet_table
from etl.opening.shapes import geojson, is_json, layers
from etl.opening.text import text_table
from etl.opening.workbook import workbook_tables

ZIP, GZIP = "zip", "gzip"


def read_file(path: Path, shown_path: str, is_header: IsHeader) -> Iterator[Content]:
    """Yield every table and every collection of shapes in a file of any kind.

    is_header says whether a row of cells is a header some reader knows; it lets titles above
    a header be skipped. Raises UnreadableFile with a reason a user can act on; of a zip or a
    workbook with some good parts, the others are yielded as Unreadable.
    """
    size = path.stat().st_size
    if size == 0:
        raise UnreadableFile("the file is empty")
    if size > limits.LARGEST_TABLE_BYTES:
        raise UnreadableFile(
            f"the file is larger than {limits.LARGEST_TABLE_BYTES // 1_000_000} MB"
        )
    try:
        file_kind.refuse_by_name(path.name)
        yield from _open(path.read_bytes(), shown_path, is_header)
    except UnreadableFile as fault:
        raise file_kind.by_ending(path.name, fault) from fault


def _open(
    content: bytes, shown_path: str, is_header: IsHeader, holder: str = ""
) -> Iterator[Content]:
    """holder: the kind of file it lies in, ZIP or GZIP. A zip may hold gzip files, and nothing
    else that is packed is opened inside another."""
    if content.startswith(file_kind.ZIP) or content.startswith(b"PK\x05\x06"):
        yield from _zip(content, shown_path, is_header, holder)
    elif content.startswith(file_kind.GZIP):
        if holder == GZIP:
            raise UnreadableFile("this is packed twice: unpack it and put the file here")
        unpacked = packed.gunzip(content)
        yield from _open(unpacked, shown_path, is_header, GZIP)
    elif content.startswith(file_kind.OLE):
        file_kind.refuse_ole(content)
        yield from workbook_tables(content, shown_path, is_header)
    elif content.startswith(file_kind.SQLITE):
        yield from layers(content, shown_path)
    elif content.startswith(file_kind.PARQUET):
        yield parquet_table(content, shown_path)
    else:
        file_kind.refuse_by_content(content)
        if is_json(content):
            yield geojson(content, shown_path)
        else:
            yield text_table(content, shown_path, is_header)


def _zip(content: bytes, shown_path: str, is_header: IsHeader, holder: str) -> Iterator[Content]:
    kind = packed.zip_kind(content)
    if kind == packed.WORKBOOK:
        yield from workbook_tables(content, shown_path, is_header)
    elif kind == packed.SHAPEFILE:
        yield from layers(content, shown_path)
    elif holder:
        raise UnreadableFile("this is a zip inside another: unpack it and put its files here")
    else:
        yield from _members(content, shown_path, is_header)


def _members(content: bytes, shown_path: str, is_header: IsHeader) -> Iterator[Content]:
    is_empty = True
    for name, inside in packed.members(content):
        is_empty = False
        shown_name = f"{shown_path} › {name}"
        try:
            file_kind.refuse_by_name(name)
            if not inside:
                raise UnreadableFile("the file holds no rows")
            yield from _open(inside, shown_name, is_header, ZIP)
        except UnreadableFile as error:
            fault = file_kind.by_ending(name, error)
            yield Unreadable(shown_name, str(fault), is_fault=not isinstance(fault, NoTable))
    if is_empty:
        raise UnreadableFile("the zip file holds no files")
