"""What a file is, by its first bytes; and, of kinds nobody reads here, what to do about it."""

from __future__ import annotations

import re
from pathlib import Path

from etl.opening.content import NoTable, UnreadableFile

ZIP, GZIP, OLE, SQLITE, PARQUET = (
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"SQLite format 3\x00",
    b"PAR1",
)
AS_CSV = "save it as CSV (UTF-8) or XLSX"
PICTURE = "this is a picture, not a table"

# First bytes of what may hold figures, but not as a table that can be opened here.
CLOSED_TABLES: tuple[tuple[bytes, str], ...] = (
    (b"$FL", f"this is an SPSS file: in SPSS or R, {AS_CSV}"),
    (b"<stata_dta>", f"this is a Stata file: in Stata or R, {AS_CSV}"),
    (b"RDX", f"this is a file of R: in R, {AS_CSV}"),
    (b"RDA", f"this is a file of R: in R, {AS_CSV}"),
    (b"X\n\x00\x00\x00", f"this is a file of R: in R, {AS_CSV}"),
    (b"\x00" * 12 + b"\xc2\xea\x81\x60", f"this is a SAS file: in SAS or R, {AS_CSV}"),
    (b"HEADER RECORD*******", f"this is a SAS file: in SAS or R, {AS_CSV}"),
    (b"ARROW1", f"this is an Arrow or Feather file: {AS_CSV} or Parquet"),
    (b"FEA1", f"this is a Feather file: {AS_CSV} or Parquet"),
    (b"\x00\x01\x00\x00Standard", "this is an Access database: export its table as XLSX"),
    (b"7z\xbc\xaf\x27\x1c", "this is a 7-Zip archive: unpack it and put the files here"),
    (b"Rar!", "this is a RAR archive: unpack it and put the files here"),
    (b"BZh", "this is packed with bzip2: unpack it and put the file here"),
    (b"\xfd7zXZ", "this is packed with xz: unpack it and put the file here"),
    (b"\x28\xb5\x2f\xfd", "this is packed with Zstandard: unpack it and put the file here"),
    (b"version https://git-lfs", "this says where a file is, and is not the file: download it"),
    (b"\x00\x00\x27\x0a", "this is one part of a Shapefile: put all its parts in one zip"),
)
# First bytes of what is no table at all.
NO_TABLES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "this is a PDF, not a table: ask the publisher for the figures as CSV or XLSX"),
    (b"{\\rtf", "this is a text document, not a table: its table must be saved as CSV or XLSX"),
    (b"\x89PNG", PICTURE),
    (b"\xff\xd8\xff", PICTURE),
    (b"GIF8", PICTURE),
    (b"BM", PICTURE),
    (b"II*\x00", PICTURE),
    (b"MM\x00*", PICTURE),
    (b"RIFF", "this is a picture or a recording, not a table"),
    (b"ID3", "this is a recording, not a table"),
    (b"\x00\x05\x16\x07", "a Mac left this beside a file; it holds no table and can be deleted"),
)
# What a file is called when it was meant as data; and what to do when it is damaged.
DATA_ENDINGS = {
    ".csv": "download it again",
    ".tsv": "download it again",
    ".tab": "download it again",
    ".zip": "download it again",
    ".gz": "download it again, or unpack it and put the file here",
    ".geojson": "download it again",
    ".xlsx": "open it in Excel and save it anew as XLSX or CSV",
    ".xlsm": "open it in Excel and save it as XLSX",
    ".xlsb": "open it in Excel and save it as XLSX",
    ".xls": "open it in Excel and save it as XLSX",
    ".ods": "open it and save it as XLSX",
    ".parquet": "download it again, or ask for CSV",
    ".gpkg": "download it again, or ask for GeoJSON",
}
STATA_ENDING = ".dta"  # old Stata files begin with a number, as anything may
SHAPEFILE_PARTS = (".dbf", ".shx", ".prj", ".cpg", ".sbn", ".sbx", ".qix", ".qmd")
# Texts that explain, run or describe: recognised by their ending alone.
PLAIN_NOTES = (".md", ".rst", ".log", ".py", ".r", ".sql", ".toml", ".yaml", ".yml", ".ini", ".sh")
WEB_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body|table|script)\b", re.IGNORECASE)
MARKUP = re.compile(rb"<(?:\?xml|[a-z][\w:.-]*[\s>])", re.IGNORECASE)


def refuse_by_name(name: str) -> None:
    """Raise for files that are known by their names alone: leftovers and notes."""
    lower = name.lower()
    if is_leftover(name):
        raise NoTable(
            "a Mac, Windows or an office program left this beside the files; it holds no table"
        )
    if lower.endswith((".tmp", ".crdownload", ".part", ".download")):
        raise UnreadableFile("this download is not finished: download it again")
    if lower.endswith(PLAIN_NOTES):
        raise NoTable("this is a note or a program, not a table")
    if lower.endswith(SHAPEFILE_PARTS):
        raise NoTable("this is one part of a Shapefile: put all its parts in one zip")
    if lower.endswith(STATA_ENDING):
        raise UnreadableFile(f"this is a Stata file: in Stata or R, {AS_CSV}")


def by_ending(name: str, fault: UnreadableFile) -> UnreadableFile:
    """The fault, in the light of what the file is called.

    What is called a data file was meant as one; and what it is called tells what to do about it.
    """
    ending = Path(name).suffix.lower()
    if ending not in DATA_ENDINGS or is_leftover(name):
        return fault
    words, advice = str(fault), DATA_ENDINGS[ending]
    if words.endswith("damaged or cut short"):
        words = f"{words}: {advice}"
    return UnreadableFile(words)


def is_leftover(name: str) -> bool:
    """Whether a Mac, Windows or an office program left a file beside the real ones."""
    base = name.rsplit("/", 1)[-1]
    lost = base.startswith(("~$", ".~lock.", "._")) or base in (".DS_Store", "Thumbs.db")
    return lost or "__MACOSX/" in name


def refuse_by_content(content: bytes) -> None:
    """Raise for kinds of files that nobody reads here, saying what each is and what to do."""
    for start, reason in CLOSED_TABLES:
        if content.startswith(start):
            raise UnreadableFile(reason)
    for start, reason in NO_TABLES:
        if content.startswith(start):
            raise NoTable(reason)
    if content[4:8] == b"ftyp":
        raise NoTable("this is a picture or a recording, not a table")
    if content[257:262] == b"ustar":
        raise UnreadableFile("this is a tar archive: unpack it and put the files here")
    text = content[:4000].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if text.startswith(b"<"):
        _refuse_markup(text)


def _refuse_markup(text: bytes) -> None:
    lower = text.lower()
    if b"office:spreadsheet" in lower or b"office:excel" in lower:
        raise UnreadableFile(
            "this is a workbook saved as a web page or as XML: open it in Excel and save it as XLSX"
        )
    if b"<table" in lower and WEB_PAGE.search(text):
        raise UnreadableFile(
            "this is a web page, not a table: if the table you want is on it, open it in Excel and"
            " save it as XLSX; if not, download the file again"
        )
    if WEB_PAGE.search(text):
        raise UnreadableFile(
            "this is a web page, not a table (often a page that asks to sign in or says that "
            "something went wrong): download the file again"
        )
    if b"<kml" in lower:
        raise UnreadableFile("this is KML: ask for GeoJSON or GeoPackage")
    if b"<svg" in lower:
        raise NoTable(PICTURE)
    if MARKUP.match(text):
        raise UnreadableFile("this is XML, not a table: ask the publisher for CSV or XLSX")


def refuse_ole(content: bytes) -> None:
    """Raise for files of Microsoft's old container that are no workbook that can be opened."""

    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in content

    if holds("EncryptedPackage"):
        raise UnreadableFile(
            "the workbook has a password: open it in Excel, take the password off and save it"
        )
    if holds("WordDocument"):
        raise NoTable("this is a Word document: copy its table into a workbook")
    if holds("PowerPoint Document"):
        raise NoTable("these are slides, not a table")
    if holds("__substg1.0_"):
        raise NoTable("this is an e-mail: save the file that is attached to it")
    if not holds("Workbook") and not holds("Book"):
        raise UnreadableFile("this is not a workbook that can be opened: save it as XLSX")
