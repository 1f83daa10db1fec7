"""Files that hold files: zip and gzip. What is inside is bounded by what it says and what it is."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator

from etl.opening import content as limits
from etl.opening.content import NoTable, UnreadableFile, too_large
from etl.opening.file_kind import is_leftover

WORKBOOK_MARK = "[Content_Types].xml"  # in every file of Microsoft Office
WORKBOOK, SHAPEFILE, FILES = "workbook", "shapefile", "files"
OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."
MOST_MEMBERS = 5_000


def zip_kind(content: bytes) -> str:
    """What a zip is: a workbook, a Shapefile, or plain files. Raises UnreadableFile.

    Raises NoTable for documents and slides, which are zips as well.
    """
    with _open(content) as archive:
        names = archive.namelist()
        if len(names) > MOST_MEMBERS:
            raise UnreadableFile(f"the zip file holds more than {MOST_MEMBERS:,} files")
        total = sum(member.file_size for member in archive.infolist())
        if WORKBOOK_MARK in names:
            if any(name.startswith("word/") for name in names):
                raise NoTable("this is a Word document: copy its table into a workbook")
            if any(name.startswith("ppt/") for name in names):
                raise NoTable("these are slides, not a table")
            if total > limits.LARGEST_TABLE_BYTES:
                raise too_large("the workbook")
            return WORKBOOK
        if names and names[0] == "mimetype":
            kind = _unpack(archive, archive.infolist()[0])
            if kind.startswith(OPEN_DOCUMENT):
                return _open_document(kind, total)
        if any(name.startswith("Index/") and name.endswith(".iwa") for name in names):
            raise UnreadableFile("this is an Apple document: in Numbers, export it as CSV or XLSX")
        if any(name.lower().endswith(".shp") for name in names if not is_leftover(name)):
            if total > limits.LARGEST_TABLE_BYTES:
                raise too_large("the Shapefile")
            return SHAPEFILE
        return FILES


def _open_document(kind: bytes, total: int) -> str:
    if not kind.startswith(OPEN_DOCUMENT + b"spreadsheet"):
        raise NoTable("this is a document, not a workbook: copy its table into one")
    if total > limits.LARGEST_TABLE_BYTES:
        raise too_large("the workbook")
    return WORKBOOK


def members(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Name and content of each file in a zip. Raises UnreadableFile."""
    with _open(content) as archive:
        for member in archive.infolist():
            if not member.is_dir():
                yield member.filename, _unpack(archive, member)


def _open(content: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(content))
    except Exception as error:  # zipfile raises whatever the damage leads it to
        raise UnreadableFile("the zip file is damaged or cut short") from error


def _unpack(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    # The declared size can lie, so the reading itself is bounded as well.
    largest = limits.LARGEST_TABLE_BYTES
    try:
        with archive.open(member) as file:
            content = file.read(largest + 1)
    except RuntimeError as error:  # zipfile's way of saying "encrypted"
        raise UnreadableFile("the zip file has a password") from error
    except Exception as error:  # zipfile raises whatever the damage leads it to
        raise UnreadableFile("the zip file is damaged or cut short") from error
    if member.file_size > largest or len(content) > largest:
        raise too_large(member.filename)
    return content


def gunzip(content: bytes) -> bytes:
    """What a gzip file holds. Raises UnreadableFile."""
    try:
        with gzip.open(io.BytesIO(content)) as file:
            unpacked = file.read(limits.LARGEST_TABLE_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadableFile("the gzip file is damaged or cut short") from error
    if len(unpacked) > limits.LARGEST_TABLE_BYTES:
        raise too_large("the file")
    return unpacked
