"""Tables to take away: nothing in them runs, nothing is blank, everything is explained."""

from __future__ import annotations

import csv
import io
import math
import zipfile
from typing import Any

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from insight.analysis.comparisons import latest_comparison
from insight.export.caption import Caption, caption, citation
from insight.export.files import RUNS_IN_A_SPREADSHEET, csv_file, xlsx_file
from insight.store import Store

HEAD = 3  # row of the header, after a title and a subtitle


def rows_of(file: bytes, sheet: str = "Figures") -> list[tuple[Any, ...]]:
    book = openpyxl.load_workbook(io.BytesIO(file))
    return list(book[sheet].iter_rows(min_row=HEAD, values_only=True))


@pytest.fixture
def frame() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "area_code": ["E1", "E2"],
            "area_name": ["=1+1", "Wirral"],
            "value": [12.25, math.nan],
            "numerator_count": [1200.0, 30.0],
            "value_note": ["", "too few to show"],
            "is_core20": [True, False],
            "period_end_date": pd.to_datetime(["2024-12-31", "2024-12-31"]),
            "sort_order": [1, 2],
            "values": [[1, 2], [3]],
        }
    )


def test_csv_opens_in_excel_and_names_columns_in_words(frame: pd.DataFrame) -> None:
    file = csv_file(frame)
    assert file.startswith(b"\xef\xbb\xbf")
    header, first, second = csv.reader(io.StringIO(file.decode("utf-8-sig")))
    assert header[:5] == ["Area code", "Area", "Figure", "Counted", "Note"]
    assert "sort_order" not in header and len(header) == 7
    assert first[1] == "'=1+1" and first[2] == "12.25"
    assert second[2] == "" and second[4] == "too few to show"


def test_labels_choose_and_name_columns(frame: pd.DataFrame) -> None:
    header = csv_file(frame, {"value": "Share (%)"}).decode("utf-8-sig").splitlines()[0]
    assert header == "Share (%)"


def test_workbook_has_one_real_table_to_a_sheet(frame: pd.DataFrame, words: Caption) -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx_file(frame, words)))
    assert book.sheetnames == ["Notes", "Figures"]
    for sheet in book:
        assert len(sheet.tables) == 1 and not sheet.merged_cells.ranges
        assert sheet["A1"].value
        assert sheet.freeze_panes
        for row in sheet.iter_rows(min_row=HEAD):
            assert all(cell.value not in (None, "") for cell in row)
    assert book["Figures"]["A1"].value == words.title
    assert book.properties.title == words.title


def test_workbook_keeps_figures_as_numbers_and_says_what_is_missing(
    frame: pd.DataFrame, words: Caption
) -> None:
    header, first, second = rows_of(xlsx_file(frame, words))
    one, other = dict(zip(header, first, strict=True)), dict(zip(header, second, strict=True))
    assert one["Figure"] == 12.25 and other["Figure"] == "[x]"
    assert one["Note"] == "[z]" and other["Note"] == "too few to show"
    assert one["Area"] == "=1+1"
    assert [one["Is core20"], other["Is core20"]] == ["yes", "no"]


def test_notes_say_whose_figures_they_are(frame: pd.DataFrame, words: Caption) -> None:
    notes = dict(rows_of(xlsx_file(frame, words), "Notes"))
    assert notes["Source"] == words.source
    assert notes["Licence"] == words.licence
    assert notes["Take care"] == words.caveat
    assert notes["Build"] == words.build_id
    assert notes["Link that brings this view back"] == words.link
    assert "[x]" in notes and "[z]" in notes


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=40))
def test_no_text_can_run(text: str) -> None:
    for lead in ("", *RUNS_IN_A_SPREADSHEET):
        frame = pd.DataFrame({"area_name": [lead + text]})
        cell = next(csv.reader(csv_file(frame).decode("utf-8-sig").splitlines()[1:]), [""])[0]
        assert not cell.startswith(RUNS_IN_A_SPREADSHEET)


@given(
    st.sampled_from(["=", "+", "-", "@"]), st.text(st.characters(codec="ascii", categories=["L"]))
)
def test_no_workbook_has_a_formula(lead: str, text: str) -> None:
    words = Caption(lead + text, "", "", "", "", "", "", "b", lead + text, "")
    file = xlsx_file(pd.DataFrame({"area_name": [lead + text]}), words)
    with zipfile.ZipFile(io.BytesIO(file)) as parts:
        sheets = [parts.read(name) for name in parts.namelist() if "worksheets/" in name]
    assert not any(b"<f>" in sheet for sheet in sheets)
    assert rows_of(file)[1] == (lead + text,)


def test_an_empty_table_is_still_a_workbook(frame: pd.DataFrame, words: Caption) -> None:
    assert rows_of(xlsx_file(frame.head(0), words))[0][0] == "Area code"


def test_a_caption_knows_its_sources_and_its_build(small_store: Store) -> None:
    values = latest_comparison(small_store, "smoking")
    words = caption(
        small_store, "Finding", "Smoking (%)", source_ids=("no such source",), link="https://x.test"
    )
    assert words.source == "" and words.source_line == ""
    assert words.build_id == "small" and words.built_on == "21 November 2026"
    cited = citation(words)
    assert cited.startswith("Smoking (%).") and cited.endswith("https://x.test")
    assert "build small, 21 November 2026" in cited
    assert rows_of(xlsx_file(values, words))[1:]
