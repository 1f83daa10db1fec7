"""What cannot be opened is named for what it is, with what to do about it."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from etl.files import open_all
from etl.opening import content as limits
from etl.opening import parquet
from etl.opening.content import NoTable, Unreadable, UnreadableFile
from etl.sources import layouts
from tests.etl.opening.opened import contents, refusal, rows, table
from tests.etl.sources.figures import SHIPPED

PAGE = "<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body>Expired</body></html>"
FAULT, NONE = UnreadableFile, NoTable


def zipped(**members: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/", 1) if name[0] != "_" else name, content)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "words", "kind"),
    [
        ("a.csv", PAGE, "a web page, not a table", FAULT),
        ("a.csv", "\ufeff\n <HTML><body>", "a web page, not a table", FAULT),
        ("a.xls", "<table><tr><td>1</td></tr></table>", "a web page, not a table", FAULT),
        ("a.xls", '<html xmlns:x="urn:microsoft:office:excel">', "save it as XLSX", FAULT),
        ("a.xml", '<?xml version="1.0"?><rows/>', "this is XML", FAULT),
        ("a.kml", '<?xml version="1.0"?><kml xmlns="x"/>', "this is KML: ask for GeoJSON", FAULT),
        ("a.svg", '<svg xmlns="x"/>', "a picture", NONE),
        ("a.pdf", b"%PDF-1.7", "this is a PDF", NONE),
        ("a.csv", b"%PDF-1.7", "this is a PDF", FAULT),
        ("a.png", b"\x89PNG\r\n", "a picture", NONE),
        ("a.jpg", b"\xff\xd8\xff\xe0", "a picture", NONE),
        ("a.heic", b"\x00\x00\x00\x18ftypheic", "a picture", NONE),
        ("a.rtf", b"{\\rtf1 text}", "a text document", NONE),
        ("a.sav", b"$FL2@(#) SPSS", "an SPSS file", FAULT),
        ("a.dta", b"<stata_dta><header>", "a Stata file", FAULT),
        ("a.dta", b"\x73\x02\x01", "a Stata file", FAULT),
        ("a.feather", b"ARROW1\x00\x00", "Feather", FAULT),
        ("a.rds", gzip.compress(b"X\n\x00\x00\x00\x03", mtime=0), "a file of R", FAULT),
        ("a.7z", b"7z\xbc\xaf\x27\x1c", "7-Zip archive: unpack it", FAULT),
        ("a.csv", b"version https://git-lfs.github.com/spec/v1", "not the file", FAULT),
        ("a.rar", b"Rar!\x1a\x07", "a RAR archive: unpack it", FAULT),
        ("a.accdb", b"\x00\x01\x00\x00Standard ACE DB", "an Access database", FAULT),
        ("a.tar", b"x" * 257 + b"ustar", "a tar archive: unpack it", FAULT),
        ("a.shp", b"\x00\x00\x27\x0a" + bytes(96), "put all its parts in one zip", FAULT),
        ("a.dbf", b"\x03", "put all its parts in one zip", NONE),
        ("a.db", b"SQLite format 3\x00" + bytes(100), "no layer of shapes|damaged", FAULT),
        ("~$a.xlsx", b"\x04user", "left this beside the files", NONE),
        ("._a.csv", b"\x00\x05\x16\x07", "left this beside the files", NONE),
        ("Thumbs.db", b"\xd0\xcf", "left this beside the files", NONE),
        ("README.md", "# Notes", "a note or a program", NONE),
        ("a.csv.crdownload", "code,na", "this download is not finished", FAULT),
        ("a.docx", zipped(**{"[Content_Types].xml": b"", "word__document.xml": b""}), "Word", NONE),
        ("a.pptx", zipped(**{"[Content_Types].xml": b"", "ppt__a.xml": b""}), "slides", NONE),
        ("a.odt", zipped(mimetype=b"application/vnd.oasis.opendocument.text"), "document", NONE),
        ("a.numbers", zipped(**{"Index__Document.iwa": b""}), "export it as CSV or XLSX", FAULT),
        ("a.zip", zipped(), "the zip file holds no files", FAULT),
        ("a.csv.gz", gzip.compress(b"code,name" * 99, mtime=0)[:20], "unpack it and put", FAULT),
        ("a.csv.gz", b"\x1f\x8bnot gzip", "damaged or cut short", FAULT),
        ("a.csv.gz", gzip.compress(gzip.compress(b"x", mtime=0), mtime=0), "packed twice", FAULT),
        ("a.parquet", b"PAR1 cut", "ask for CSV", FAULT),
    ],
)  # fmt: skip
def test_it_is_named(
    name: str, content: str | bytes, words: str, kind: type[UnreadableFile], tmp_path: Path
) -> None:
    reason, found = refusal(tmp_path, content, name)
    assert any(word in reason for word in words.split("|")), reason
    assert found is kind


def test_every_file_of_a_zip_is_named_and_the_good_ones_are_read(tmp_path: Path) -> None:
    content = zipped(
        **{
            "in__a.csv": b"code,name,value\nE1,a,1\n",
            "__MACOSX/in/._a.csv": b"\x00\x05\x16\x07",
            "letter.pdf": b"%PDF-1.7",
            "b.zip": zipped(x=b"y"),
            "page.csv": PAGE.encode(),
        }
    )
    good, *others = contents(tmp_path, content, "a.zip")
    assert rows(good) == [["E1", "a", "1"]]  # type: ignore[arg-type]
    named = {
        each.path.removeprefix("a.zip › "): each.is_fault
        for each in others
        if isinstance(each, Unreadable)
    }
    assert named == {
        "__MACOSX/in/._a.csv": False,
        "letter.pdf": False,
        "b.zip": True,
        "page.csv": True,
    }


def test_what_is_no_table_is_mentioned_and_is_no_fault(tmp_path: Path) -> None:
    for name in ("letter.pdf", "~$book.xlsx", "README.md", "notes", "program.exe"):
        (tmp_path / name).write_bytes({"letter.pdf": b"%PDF-1.7"}.get(name, b"words\n"))
    (tmp_path / "page.csv").write_text(PAGE)
    files = open_all(tmp_path, layouts(SHIPPED), lambda *_: None)
    assert {file.path: file.state for file in files} == {
        "README.md": "unrecognised",
        "letter.pdf": "unrecognised",
        "notes": "unrecognised",
        "page.csv": "unreadable",
        "program.exe": "unrecognised",
        "~$book.xlsx": "unrecognised",
    }
    assert all(file.note for file in files)
    assert sum(len(file.rejections) for file in files) == 1


def test_a_parquet_file_is_read_as_text(tmp_path: Path) -> None:
    frame = pd.DataFrame(
        {
            "code": ["E1", None, "E3"],
            "name": pd.Categorical(["a", "b", None]),
            "value": [1.0, 2.5, None],
            "when": pd.to_datetime(["2024-03-31T00:00", None, "2024-03-31T10:00"]),
            "shape": [b"\x01", b"\x02", None],
        }
    )
    frame.to_parquet(tmp_path / "made.parquet")
    found = table(tmp_path, (tmp_path / "made.parquet").read_bytes(), "a.parquet")
    assert rows(found) == [
        ["E1", "a", "1", "2024-03-31", ""],
        ["", "b", "2.5", "", ""],
        ["E3", "", "", "2024-03-31 10:00:00", ""],
    ]


def test_packed_files_that_unpack_too_large_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "LARGEST_TABLE_BYTES", 10_000)
    big = gzip.compress(b"0" * 100_000)
    assert "unpacks to more than" in refusal(tmp_path, big, "a.csv.gz")[0]
    monkeypatch.undo()
    monkeypatch.setattr(parquet, "MOST_CELLS", 100_000)
    pq.write_table(pa.table({"code": pa.array(["x"] * 200_000)}), tmp_path / "made.parquet")
    content = (tmp_path / "made.parquet").read_bytes()
    assert len(content) < 10_000
    assert "unpacks to more than" in refusal(tmp_path, content, "a.parquet")[0]
