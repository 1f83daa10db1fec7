"""Workbooks of every make: what a person sees in a cell is what comes out of it."""

from __future__ import annotations

import datetime
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from etl.opening.content import NO_RESULT, Table, Unreadable
from tests.etl.opening.made_files import Cell, compound, ods, xls, xlsb
from tests.etl.opening.opened import contents, refusal, rows, table

HEADER: list[Cell] = ["code", "name", "value"]


def saved(book: openpyxl.Workbook) -> bytes:
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def changed(content: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """A workbook with one of its parts rewritten."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(packed, "w") as after:
        for name in before.namelist():
            text = before.read(name)
            assert name != part or old in text
            after.writestr(name, text.replace(old, new) if name == part else text)
    return packed.getvalue()


def one_sheet(*lines: list[object]) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    for line in lines:
        book.active.append(line)
    return book


@pytest.mark.parametrize("name", ["a.xlsx", "a.xls", "a.xlsb", "a.ods", "a.xlsm", "a.csv"])
def test_every_make_is_read_by_what_it_contains(name: str, tmp_path: Path) -> None:
    lines: list[list[Cell]] = [["A title"], [], HEADER, ["E1", "Café", 1.5], ["E2", None, 2.0]]
    by_hand = {"a.xls": xls, "a.xlsb": xlsb, "a.ods": ods}
    make = by_hand.get(name, lambda cells: saved(one_sheet(*cells)))
    found = table(tmp_path, make(lines), name)
    assert found.path == f"{name} › {'Data' if name in by_hand else 'Sheet'}"
    # Shares shown as percentages are told apart in other makes alone: a note says so of these.
    assert ("shown as a percentage reads as a fraction" in found.note) == (make in (xls, xlsb))
    assert rows(found) == [["E1", "Café", "1.5"], ["E2", "", "2"]]
    assert found.rows.index.tolist() == [4, 5]


def test_a_workbook_in_a_zip_is_read_as_if_it_stood_alone(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("in/a.xlsx", saved(one_sheet(HEADER, ["E1", "a", 1])))
        archive.writestr("in/b.ods", ods([HEADER, ["E2", "b", 2.0]]))
        archive.writestr("in/~$a.xlsx", b"\x04user")
    first, second, lock = contents(tmp_path, packed.getvalue(), "a.zip")
    assert isinstance(first, Table) and isinstance(second, Table) and isinstance(lock, Unreadable)
    assert first.path == "a.zip › in/a.xlsx › Sheet"
    assert rows(first) + rows(second) == [["E1", "a", "1"], ["E2", "b", "2"]]
    assert (lock.path, lock.is_fault) == ("a.zip › in/~$a.xlsx", False)


@pytest.mark.parametrize("number_format", ["0%", "0.0%", "0.00%", '0.0"%"', "General", "0.0"])
def test_shares_come_out_as_they_are_shown(number_format: str, tmp_path: Path) -> None:
    book = one_sheet(HEADER, ["E1", "a", 0.142], ["E2", "b", 0.07], ["E3", "c", "[c]"])
    for row in (2, 3, 4):
        book.active.cell(row, 3).number_format = number_format
    found = table(tmp_path, saved(book), "a.xlsx")
    is_share = number_format in ("0%", "0.0%", "0.00%")
    expected = ["14.2%", "7%", "[c]"] if is_share else ["0.142", "0.07", "[c]"]
    assert found.rows["value"].tolist() == expected


def test_days_have_no_time_and_moments_have(tmp_path: Path) -> None:
    moment = datetime.datetime(2024, 3, 31, 10, 15)
    book = one_sheet(HEADER, [datetime.date(2024, 3, 31), moment, True], ["2024-03-31", "x", 45000])
    found = table(tmp_path, saved(book), "a.xlsx")
    assert rows(found) == [
        ["2024-03-31", "2024-03-31 10:15:00", "True"],
        ["2024-03-31", "x", "45000"],
    ]


def test_a_formula_without_a_result_is_named_and_one_with_a_result_is_its_result(
    tmp_path: Path,
) -> None:
    found = table(tmp_path, saved(one_sheet(HEADER, ["E1", "a", "=1+1"])), "a.xlsx")
    assert rows(found) == [["E1", "a", NO_RESULT]]
    assert found.without_result == ("value",)
    packed = io.BytesIO()
    with xlsxwriter.Workbook(packed) as book:  # this one stores results
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADER)
        sheet.write_row(1, 0, ["E1", "a"])
        sheet.write_formula(1, 2, "=1+1", None, 2)
        sheet.write_formula(2, 0, '=IF(A1="","","")', None, "")
        sheet.write_formula(3, 0, '="E"&1', None, "E1")
        sheet.write_formula(3, 2, "=0", None, 0)
    # Excel says of a blank text that it is a text.
    content = changed(packed.getvalue(), "xl/worksheets/sheet1.xml", b'"A3"', b'"A3" t="str"')
    found = table(tmp_path, content, "b.xlsx")
    assert rows(found) == [["E1", "a", "2"], ["E1", "", "0"]]
    assert found.without_result == ()


def test_errors_are_no_blanks(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with xlsxwriter.Workbook(packed) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADER)
        for row, fault in enumerate(("#N/A", "#DIV/0!", "#REF!"), start=1):
            sheet.write_row(row, 0, [f"E{row}", "a"])
            sheet.write_formula(row, 2, "=1/0", None, fault)
    found = table(tmp_path, packed.getvalue(), "a.xlsx")
    assert found.rows["value"].tolist() == ["#N/A", "#DIV/0!", "#REF!"]


def test_opendocument_cells_say_what_they_are(tmp_path: Path) -> None:
    share = ('office:value-type="percentage" office:value="0.142"', "14.2%", "")
    fault = ('office:value-type="string" calcext:value-type="error"', "#N/A", "")
    formula = ('table:formula="of:=[.A1]*2"', "", "")
    body = [["E1", "a", share], ["E2", "b", fault], ["E3", "c", formula]]
    found = table(tmp_path, ods([HEADER, *body]), "a.ods")  # type: ignore[list-item]
    assert found.rows["value"].tolist() == ["14.2%", "#N/A", NO_RESULT]
    assert found.without_result == ("value",)


def test_an_old_make_says_what_it_does_not_tell(tmp_path: Path) -> None:
    found = table(tmp_path, xls([HEADER, ["E1", "a", 0.142]]), "a.xls")
    assert "save it as XLSX to be sure" in found.note
    assert table(tmp_path, saved(one_sheet(HEADER, ["E1", "a", 1])), "a.xlsx").note == ""


def test_merged_cells_are_carried_to_their_rows_and_headers(tmp_path: Path) -> None:
    book = one_sheet(
        ["Title", None, None, None],
        ["code", "name", "Figures", None],
        [None, None, "value", "limit"],
        ["E1", "Liverpool", 1, 2],
        ["E2", None, 3, 4],
        ["E3", None, 5, 6],
        ["Source: an office", None, None, None],
    )
    for merged in ("A1:D1", "A2:A3", "B2:B3", "C2:D2", "B4:B6", "A7:D7"):
        book.active.merge_cells(merged)
    found = table(tmp_path, saved(book), "a.xlsx")
    assert found.columns == ("code", "name", "value", "limit")
    assert rows(found) == [
        ["E1", "Liverpool", "1", "2"],
        ["E2", "Liverpool", "3", "4"],
        ["E3", "Liverpool", "5", "6"],
    ]
    assert found.note == "Row 7, below the table, is a note and was left out."


def test_hidden_sheets_are_named_and_not_read_and_covers_come_before_the_table(
    tmp_path: Path,
) -> None:
    book = one_sheet(["A cover"])
    for state in ("visible", "hidden", "veryHidden"):
        sheet = book.create_sheet(state)
        sheet.append(HEADER)
        sheet.append([state, "a", 1])
        sheet.sheet_state = state
    book.create_sheet("empty")
    cover, data, hidden, deep = contents(tmp_path, saved(book), "a.xlsx")
    assert isinstance(cover, Table) and isinstance(data, Table)
    assert rows(data) == [["visible", "a", "1"]]
    for each, name in ((hidden, "hidden"), (deep, "veryHidden")):
        assert isinstance(each, Unreadable) and not each.is_fault
        assert each.path == f"a.xlsx › {name}" and "hidden" in each.reason


def test_a_cell_far_away_is_refused_and_does_no_harm(tmp_path: Path) -> None:
    book = one_sheet(HEADER, ["E1", "a", 1])
    book.active.cell(1_048_576, 16_384).value = "x"
    reason, _ = refusal(tmp_path, saved(book), "a.xlsx")
    assert "a cell stands far below or beside its table" in reason


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (compound("EncryptedPackage", b"x" * 5000), "a.xlsx", "the workbook has a password"),
        (compound("Workbook", b"x" * 5000), "a.xls", "the workbook is damaged"),
        (compound("WordDocument", b"x" * 5000), "a.doc", "this is a Word document"),
        (compound("PowerPoint Document", b"x"), "a.ppt", "these are slides"),
        (compound("Else", b"x"), "a.xls", "not a workbook that can be opened"),
        (saved(openpyxl.Workbook()), "a.xlsx", "the workbook holds no rows"),
        (b"PK\x03\x04 cut", "a.xlsb", "open it in Excel and save it as XLSX"),
    ],
    ids=["locked", "damaged", "Word", "slides", "other", "empty", "cut"],
)
def test_what_is_no_open_workbook_says_so(
    content: bytes, name: str, words: str, tmp_path: Path
) -> None:
    assert words in refusal(tmp_path, content, name)[0]


@pytest.mark.parametrize("part", ["xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"])
def test_a_damaged_part_is_never_read_in_part(part: str, tmp_path: Path) -> None:
    packed = io.BytesIO()
    with xlsxwriter.Workbook(packed) as book:
        sheet = book.add_worksheet()
        for row in range(50):
            sheet.write_row(row, 0, [f"code {row}", "name", row])
    with zipfile.ZipFile(packed) as archive:
        whole = archive.read(part)
    content = changed(packed.getvalue(), part, whole, whole[: len(whole) // 2])
    assert "damaged" in refusal(tmp_path, content, "a.xlsx")[0]
