"""Text files as spreadsheets and people write them."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from etl.opening.text import decode, mended
from tests.etl.opening.opened import refusal, rows, table

LINES = [["code", "name", "value"], ["E1", "Café", "1"], ["E2", "b", "2"]]


def text(separator: str, end: str = "\n") -> str:
    return "".join(separator.join(line) + end for line in LINES)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252"]
)
def test_every_separator_in_every_encoding(separator: str, encoding: str, tmp_path: Path) -> None:
    found = table(tmp_path, text(separator, "\r\n").encode(encoding), "file.txt")
    assert found.columns == ("code", "name", "value")
    assert rows(found) == LINES[1:]
    assert found.rows.index.tolist() == [2, 3]


@pytest.mark.parametrize("line", ["sep=;", "SEP=;", '"sep=;"'])
def test_a_line_that_names_the_separator_is_obeyed_and_is_no_row(line: str, tmp_path: Path) -> None:
    found = table(tmp_path, f"{line}\n{text(';')}")
    assert rows(found) == LINES[1:]
    assert (found.header_row, found.rows.index.tolist()) == (2, [3, 4])


def test_a_packed_file_is_read_as_if_it_stood_alone(tmp_path: Path) -> None:
    found = table(tmp_path, gzip.compress(text(",").encode()), "file.csv.gz")
    assert (found.path, rows(found)) == ("file.csv.gz", LINES[1:])


def test_separators_inside_quotes_and_cells_do_not_mislead(tmp_path: Path) -> None:
    found = table(tmp_path, 'code;name;value\nE1;"a, b; c, d, e";1\nE2;b, c, d, f;2\n')
    assert rows(found) == [["E1", "a, b; c, d, e", "1"], ["E2", "b, c, d, f", "2"]]


def test_columns_nobody_knows_are_still_divided(tmp_path: Path) -> None:
    found = table(tmp_path, "item;price, each\nbread;2\nmilk;1\n")
    assert found.columns == ("item", "price, each")


@pytest.mark.parametrize(
    "words", ["Café – “naïve”", "£5 – it’s 3 °C, ½", "日本 Łódź", "Â £", "plain"]
)
def test_text_that_was_decoded_twice_is_mended_and_other_text_is_left(words: str) -> None:
    assert mended(words) == words
    try:
        twice = words.encode().decode("cp1252")
    except UnicodeDecodeError:  # five bytes have no letter in Windows-1252
        twice = words.encode().decode("latin-1")
    assert decode(twice.encode()) == words


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    reason, _ = refusal(tmp_path, b"code,\x00\x01\x02name\n", "file.csv")
    assert "not a text file" in reason


@pytest.mark.parametrize("header", ["CODE,Name,VALUE", " code ,name , value", "Code,NAME,value"])
def test_a_header_is_found_however_it_is_written(header: str, tmp_path: Path) -> None:
    found = table(tmp_path, f"A title\nand a note\n{header}\nE1,a,1\n")
    assert found.header_row == 3
    assert rows(found) == [["E1", "a", "1"]]


def test_a_header_in_two_rows_is_one(tmp_path: Path) -> None:
    content = "Title,,,\n,,Figures,\ncode,name,,\n,,value,limit\nE1,a,1,2\n"
    found = table(tmp_path, content)
    assert found.columns == ("code", "name", "value", "limit")
    assert (found.header_row, rows(found)) == (4, [["E1", "a", "1", "2"]])


def test_a_header_in_three_rows_is_one(tmp_path: Path) -> None:
    found = table(tmp_path, "code,,\n,name,Figures\n,,value\nE1,a,1\n")
    assert (found.columns, rows(found)) == (("code", "name", "value"), [["E1", "a", "1"]])


def test_bands_are_carried_to_the_columns_below_them(tmp_path: Path) -> None:
    path = tmp_path / "file.csv"
    path.write_text(",,2023,,2024,\ncode,name,count,share,count,share\nE1,a,1,2,3,4\n")
    from etl.opening.open_file import read_file

    wanted = ("code", "name", "2023 count", "2023 share", "2024 count", "2024 share")
    [found] = read_file(path, "file.csv", lambda cells: tuple(cells) == wanted)
    assert found.columns == wanted  # type: ignore[union-attr]


def test_notes_and_totals_below_the_table_are_named_and_no_rows(tmp_path: Path) -> None:
    content = (
        "code,name,value\nE1,a,1\nE2,b,2\nTotal,,3\n\nSource: an office, 1 May 2025, revised\n"
        "* too few\nPublished under the licence\n"
    )
    found = table(tmp_path, content)
    assert rows(found) == [["E1", "a", "1"], ["E2", "b", "2"]]
    assert [(row.row_number, row.reason) for row in found.broken] == [
        (4, "a total below the table, not a row of it")
    ]
    assert found.note == "3 rows below the table, 6 to 8, are notes and left out."


def test_a_sentence_below_a_blank_line_is_a_note(tmp_path: Path) -> None:
    body = "code,name,value\nE1,a,1\n{}In 2024 the figures were counted anew by everybody.\n"
    found = table(tmp_path, body.format("\n"))
    assert (len(found.rows), found.broken) == (1, ())
    assert found.note == "Row 4, below the table, is a note and was left out."
    found = table(tmp_path, body.format(""))
    assert (len(found.rows), found.note) == (1, "")
    assert [row.row_number for row in found.broken] == [3]


@pytest.mark.parametrize(
    "last", ["Total,all,3", "E3,c,", "E3,,3", "short,,", "Totally new,x,1", "Sources of help,c,2"]
)
def test_a_last_row_that_may_be_of_the_table_stays(last: str, tmp_path: Path) -> None:
    found = table(tmp_path, f"code,name,value\nE1,a,1\nE2,b,2\n{last}\n")
    assert rows(found)[-1] == last.split(",")
    assert found.broken == () and found.note == ""


def test_a_total_between_rows_is_for_the_reader_to_judge(tmp_path: Path) -> None:
    found = table(tmp_path, "code,name,value\nE1,a,1\nTotal,,1\nE2,b,2\n")
    assert len(found.rows) == 3


def test_separators_at_the_end_of_rows_are_no_cells(tmp_path: Path) -> None:
    found = table(tmp_path, "code,name,value\nE1,a,1,,\nE2,b,2\n")
    assert rows(found) == [["E1", "a", "1"], ["E2", "b", "2"]]


def values(folder: Path, separator: str, *cells: str, other: str = "a") -> list[str]:
    """A column of cells as it comes out; `other` stands in the column beside it."""
    quote = '"' if separator == "," else ""
    body = "".join(
        f"E{n}{separator}{quote}{other}{quote}{separator}{quote}{cell}{quote}\n"
        for n, cell in enumerate(cells)
    )
    header = separator.join(("code", "name", "value"))
    return table(folder, f"{header}\n{body}").rows["value"].tolist()


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["8,4", "14,25", "", "[c]"], ["8.4", "14.25", "", "[c]"]),
        (["8,4", "1,250"], ["8.4", "1.250"]),
        (["0,125", "12"], ["0.125", "12"]),
        (["1.234,5", "17,0"], ["1234.5", "17.0"]),
        (["-3,5%", "2,0%"], ["-3.5%", "2.0%"]),
        (["1,234", "12,345"], ["1,234", "12,345"]),  # thousands, as far as this column tells
        (["8,4", "8.4"], ["8,4", "8.4"]),  # contradicts itself
        (["8,4", "about 3,5 or so"], ["8,4", "about 3,5 or so"]),
        (["8.4", "1,234.5"], ["8.4", "1,234.5"]),
        (["1,2,3", "2,3,4"], ["1,2,3", "2,3,4"]),
    ],
)
def test_decimal_commas_are_read_where_a_column_is_clear(
    separator: str, cells: list[str], expected: list[str], tmp_path: Path
) -> None:
    assert values(tmp_path, separator, *cells) == expected


@pytest.mark.parametrize(
    ("separator", "other", "expected"),
    [
        (";", "8,4", ["1.234", "12345"]),
        ("\t", "8,4", ["1.234", "12345"]),
        (",", "8,4", ["1,234", "12.345"]),
        (";", "8.4", ["1,234", "12.345"]),
        (";", "a", ["1,234", "12.345"]),
    ],
)
def test_one_clear_column_speaks_for_a_file_that_semicolons_divide(
    separator: str, other: str, expected: list[str], tmp_path: Path
) -> None:
    commas = values(tmp_path, separator, "1,234", other=other)
    points = values(tmp_path, separator, "12.345", other=other)
    assert [*commas, *points] == expected


def test_exports_that_were_joined_each_keep_their_encoding() -> None:
    joined = "a,“Naïve”\n".encode() + "b,“Café”\r\n".encode("cp1252") + b"c,d\n"
    assert decode(joined) == "a,“Naïve”\nb,“Café”\r\nc,d\n"


def test_columns_without_headings_at_both_ends_are_no_repeated_header(tmp_path: Path) -> None:
    lines = [["", *line, ""] for line in LINES]
    found = table(tmp_path, "".join(",".join(line) + "\n" for line in lines).encode(), "file.csv")
    assert rows(found) == lines[1:]
