"""Opening files: good ones whole, broken ones with a reason, and no cell lost in between."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.opening import content as limits
from etl.opening.content import Boundaries, Table, Unreadable, UnreadableFile
from etl.opening.header import LABELLED, NOTE, TOTAL
from etl.opening.open_file import read_file
from etl.opening.text import mended

HEADER = "code,name,value"


def any_header(cells: object) -> bool:
    return True


def knows_code(cells: object) -> bool:
    return "code" in cells  # type: ignore[operator]


def only(path: Path, is_header=any_header) -> Table:
    (table,) = read_file(path, path.name, is_header)
    assert isinstance(table, Table)
    return table


def write(folder: Path, content: str | bytes, name: str = "file.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_cells_stay_text_and_rows_keep_their_numbers(tmp_path: Path) -> None:
    table = only(write(tmp_path, f"{HEADER}\nE1,NA,007\n\nE2,,1.50\n"))
    assert table.columns == ("code", "name", "value")
    assert table.rows.to_dict("split") == {
        "index": [2, 4],
        "columns": ["code", "name", "value"],
        "data": [["E1", "NA", "007"], ["E2", "", "1.50"]],
    }


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + f"{HEADER}\nE1,Caf\u00e9,1\n".encode(),
        f"{HEADER}\nE1,Caf\u00e9,1\n".encode("utf-16"),
        f"{HEADER}\nE1,Caf\u00e9,1\n".encode("cp1252"),
        f"{HEADER}\r\nE1,Caf\u00e9,1\r\n".encode(),
        f"{HEADER}\rE1,Caf\u00e9,1\r".encode(),
    ],
    ids=["utf-8 with mark", "utf-16", "windows", "carriage returns", "carriage returns alone"],
)
def test_encodings_of_real_exports_read_alike(tmp_path: Path, content: bytes) -> None:
    table = only(write(tmp_path, content))
    assert table.rows.to_numpy().tolist() == [["E1", "Café", "1"]]


def test_rows_too_long_or_too_short_are_set_aside_with_their_number(tmp_path: Path) -> None:
    table = only(write(tmp_path, f"{HEADER}\nE1,a,1\nE2,b,2,extra\nE3,c\nE4,d,4\n"))
    assert table.rows.index.tolist() == [2, 5]
    assert [(row.row_number, row.raw_text) for row in table.broken] == [
        (3, "E2,b,2,extra"),
        (4, "E3,c"),
    ]
    assert "more" in table.broken[0].reason and "fewer" in table.broken[1].reason


def test_a_file_that_breaks_off_inside_quotation_marks_loses_that_row_alone(tmp_path: Path) -> None:
    table = only(write(tmp_path, f'{HEADER}\nE1,"a",1\nE2,b,"2'))
    assert table.rows.index.tolist() == [2]
    [row] = table.broken
    assert (row.row_number, row.raw_text) == (3, "E2,b,2")
    assert "breaks off here" in row.reason


def test_a_line_break_inside_a_cell_is_one_row(tmp_path: Path) -> None:
    table = only(write(tmp_path, f'{HEADER}\nE1,"two\nlines",1\nE2,b,2\n'))
    assert table.rows.index.tolist() == [2, 3]
    assert table.rows.loc[2, "name"] == "two\nlines"


def test_a_header_pasted_in_again_is_not_a_row(tmp_path: Path) -> None:
    table = only(write(tmp_path, f"{HEADER}\nE1,a,1\n{HEADER}\nE2,b,2\n"))
    assert table.rows.index.tolist() == [2, 4]


def test_titles_above_the_header_are_skipped(tmp_path: Path) -> None:
    content = f"Table 1: something\nPublished 2025\n{HEADER}\nE1,a,1\n"
    table = only(write(tmp_path, content), knows_code)
    assert table.columns == ("code", "name", "value")
    assert table.header_row == 3
    assert table.rows.index.tolist() == [4]


def test_a_header_alone_is_a_table_without_rows(tmp_path: Path) -> None:
    assert len(only(write(tmp_path, HEADER)).rows) == 0
    assert len(only(write(tmp_path, HEADER + "\n")).rows) == 0


def test_a_zip_named_csv_is_read_by_its_content(tmp_path: Path) -> None:
    path = tmp_path / "download.csv"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("inside/one.csv", f"{HEADER}\nE1,a,1\n")
        archive.writestr("readme.txt", "not a table")
    table, beside = read_file(path, "download.csv", knows_code)
    assert isinstance(table, Table) and isinstance(beside, Table)
    assert table.path == "download.csv › inside/one.csv"
    assert table.rows["code"].tolist() == ["E1"]
    assert (beside.path, beside.columns) == ("download.csv › readme.txt", ("not a table",))


def test_every_sheet_of_a_workbook_is_a_table(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Notes"
    book.active.append(["About this file"])
    sheet = book.create_sheet("Data")
    for row in (
        ["Title"],
        [],
        ["code", "name", "value", None],
        ["E1", "a", 1.0],
        ["E2", None, 2.5],
    ):
        sheet.append(row)
    path = tmp_path / "book.xlsx"
    book.save(path)
    notes, data = read_file(path, "book.xlsx", knows_code)
    assert isinstance(data, Table) and isinstance(notes, Table)
    assert data.path == "book.xlsx › Data"
    assert data.rows.to_dict("index") == {
        4: {"code": "E1", "name": "a", "value": "1"},
        5: {"code": "E2", "name": "", "value": "2.5"},
    }


def test_a_bad_file_in_a_zip_does_not_hide_the_next(tmp_path: Path) -> None:
    path = tmp_path / "download.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("1.csv", f"{HEADER}\nE1,a,1\n")
        archive.writestr("2.csv", "")
        archive.writestr("3.csv", f"{HEADER}\nE3,c,3\n")
    first, bad, last = read_file(path, "download.zip", any_header)
    assert isinstance(first, Table) and isinstance(last, Table)
    assert bad == Unreadable("download.zip › 2.csv", "the file holds no rows")
    assert last.rows["code"].tolist() == ["E3"]


def workbook(path: Path, rows: int = 3) -> Path:
    book = openpyxl.Workbook()
    for row in range(rows):
        book.active.append([f"code {row}", "name", row])
    book.save(path)
    return path


def changed_part(path: Path, part: str, old: bytes, new: bytes) -> None:
    """Rewrite one file inside a workbook."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert old in parts[part]
    parts[part] = parts[part].replace(old, new)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def test_a_sheet_that_misstates_its_size_is_read_whole(tmp_path: Path) -> None:
    path = workbook(tmp_path / "book.xlsx")
    changed_part(path, "xl/worksheets/sheet1.xml", b'ref="A1:C3"', b'ref="A1"')
    assert only(path).rows.to_numpy().tolist() == [["code 1", "name", "1"], ["code 2", "name", "2"]]


def test_a_damaged_sheet_makes_the_workbook_unreadable(tmp_path: Path) -> None:
    path = workbook(tmp_path / "book.xlsx")
    changed_part(path, "xl/worksheets/sheet1.xml", b"</row>", b"</raw>")
    with pytest.raises(UnreadableFile, match="workbook is damaged"):
        list(read_file(path, "book.xlsx", any_header))


def test_a_workbook_that_unpacks_too_large_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = workbook(tmp_path / "book.xlsx", rows=2000)
    monkeypatch.setattr(limits, "LARGEST_TABLE_BYTES", 100_000)
    assert path.stat().st_size < 100_000
    with pytest.raises(UnreadableFile, match="workbook unpacks to more than"):
        list(read_file(path, "book.xlsx", any_header))


@pytest.mark.parametrize(
    "features", ["null", "true", "{}", '"text"', "[null]", "[1]", '[{"properties": [1]}]', "[]"]
)
def test_features_that_are_none_have_no_property_names(tmp_path: Path, features: str) -> None:
    content = f'{{"features": {features}}}'
    (found,) = read_file(write(tmp_path, content), "a.geojson", any_header)
    assert isinstance(found, Boundaries) and found.columns == ()


def test_geojson_gives_its_property_names(tmp_path: Path) -> None:
    feature = {"type": "Feature", "properties": {"LSOA21CD": "E01000001"}, "geometry": None}
    content = json.dumps({"type": "FeatureCollection", "features": [feature]})
    (found,) = read_file(write(tmp_path, content, "a.geojson"), "a.geojson", any_header)
    assert isinstance(found, Boundaries)
    assert found.columns == ("LSOA21CD",)


def _bad_zip() -> bytes:
    """The packed bytes of its one file make no sense."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("one.csv", HEADER * 20)
    content = bytearray(buffer.getvalue())
    start = content.index(b"one.csv") + len("one.csv")
    content[start : start + 8] = b"\xff" * 8
    return bytes(content)


def _encrypted_zip() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("one.csv", HEADER)
    content = bytearray(buffer.getvalue())
    content[6] |= 1  # the "encrypted" bit, in the local header and in the directory
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"\n\n\n", "no rows"),
        (b"PK\x03\x04 and then nothing", "damaged"),
        (_bad_zip(), "damaged"),
        (_encrypted_zip(), "password"),
        (b"\x89PNG\x0d\x0a\x1a\x0a\x00\x00\x00\x0dIHDR", "a picture, not a table"),
        (b"code\x00\x01\x02", "not a text file"),
        (b'{"type": "FeatureCollection", "features": [', "cut short"),
        (b"[" * 100_000, "cut short"),
        (b"a,b\n\x81\x8d\x8f,1\n", "not UTF-8"),
    ],
    ids=[
        "empty",
        "blank lines",
        "cut zip",
        "bad zip",
        "locked zip",
        "picture",
        "machine code",
        "cut json",
        "bottomless json",
        "odd bytes",
    ],
)
def test_unreadable_files_say_why(tmp_path: Path, content: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFile, match=reason):
        list(read_file(write(tmp_path, content), "file.csv", any_header))


def test_a_zip_that_unpacks_too_large_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "LARGEST_TABLE_BYTES", 10_000)
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("big.csv", b"0" * 100_000)
    assert path.stat().st_size < 10_000
    with pytest.raises(UnreadableFile, match="unpacks to more than"):
        list(read_file(path, "bomb.zip", any_header))


def test_a_file_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LARGEST_TABLE_BYTES", 100)
    with pytest.raises(UnreadableFile, match="larger than"):
        list(read_file(write(tmp_path, "a,b\n" * 100), "file.csv", any_header))


# What says that it is a note, or a total, is one at the foot of a table.
CELL = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=12).filter(
    lambda cell: not any(rule.match(cell.strip()) for rule in (LABELLED, NOTE, TOTAL))
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(CELL, CELL, CELL), max_size=15))
def test_whatever_the_cells_hold_comes_back(tmp_path_factory, rows) -> None:
    frame = pd.DataFrame(rows, columns=["code", "name", "value"], dtype=str)
    path = tmp_path_factory.mktemp("fuzz") / "file.csv"
    frame.to_csv(path, index=False)
    kept = [row for row in rows if any(row) and row[0::2] != ("code", "value")]
    expected = [[mended(cell) for cell in row] for row in kept]
    assert only(path).rows.to_numpy().tolist() == expected


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_never_a_crash(tmp_path_factory, content: bytes) -> None:
    path = write(tmp_path_factory.mktemp("fuzz"), content)
    try:
        list(read_file(path, "file.csv", any_header))
    except UnreadableFile as refusal:
        assert str(refusal)
