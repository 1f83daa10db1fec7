"""Tables to take away: nothing in them runs, nothing is blank, everything is explained."""

from __future__ import annotations

import csv
import io
import math
import re
import unicodedata
import zipfile
from typing import Any

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from insight.analysis.comparisons import latest_comparison
from insight.export.caption import Caption, caption, citation
from insight.export.files import LEADING, csv_file, safe_cell, self_naming, xlsx_file
from insight.store.connection import Store

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


def cells_of(file: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(file.decode("utf-8-sig"), newline="")))


def test_csv_opens_in_excel_and_names_columns_in_words(frame: pd.DataFrame, words: Caption) -> None:
    file = csv_file(frame, words)
    assert file.startswith(b"\xef\xbb\xbf")
    header, first, second = cells_of(file)
    assert header == [
        "Area code", "Area", "Figure", "Source", "Vintage", "Build",
        "Counted", "Note", "Is core20", "Period ends",
    ]  # fmt: skip
    assert first[1] == "'=1+1" and first[2] == "12.25"
    assert second[2] == "" and second[7] == "too few to show"
    assert second[3:6] == [words.source, words.vintage, words.build_id]


def test_labels_choose_columns_and_name_those_without_a_heading_of_their_own(
    frame: pd.DataFrame, words: Caption
) -> None:
    header, *_ = cells_of(csv_file(frame, words, {"is_core20": "In Core20?", "value": "Share"}))
    assert header == ["Figure", "Source", "Vintage", "Build", "In Core20?"]


def test_a_file_names_itself(frame: pd.DataFrame, words: Caption) -> None:
    constants = {
        "build_id": "another", "confidence": 99.8, "benchmark_name": "England", "unit": "%",
        "indicator_id": "smoking", "indicator_name": "Smoking prevalence", "area_name": "not this",
    }  # fmt: skip
    header, first, second = cells_of(csv_file(frame, words, constants=constants))
    assert header[:9] == [
        "Indicator id", "Indicator", "Unit", "Area code", "Area", "Figure",
        "Confidence of limits (%)",
        "Compared with", "Source",
    ]  # fmt: skip
    assert first[:3] == second[:3] == ["smoking", "Smoking prevalence", "%"]
    assert [first[4], second[4]] == ["'=1+1", "Wirral"]
    assert first[6] == "99.8" and first[header.index("Build")] == "another"
    book_header, *_ = rows_of(xlsx_file(frame, words, constants=constants))
    assert list(book_header) == header


def test_the_headings_of_a_file_are_its_contract() -> None:
    """Programs rely on these, in this order: a change here breaks theirs."""
    assert list(LEADING.values()) == [
        "Indicator id", "Indicator", "Unit", "Area code", "Area", "Group", "Sex", "Age", "Period",
        "Figure", "Lower limit", "Upper limit", "Confidence of limits (%)", "Interval method",
        "Compared with", "Figure compared with", "Comparison",
        "Confidence of comparison (%)", "Source", "Vintage", "Build",
    ]  # fmt: skip


columns_of_a_file = st.lists(
    st.sampled_from([*LEADING, "reason", "value_note", "trend", "numerator_count"]), unique=True
)


@given(columns_of_a_file, st.dictionaries(st.sampled_from(list(LEADING)), st.text()))
def test_constants_fill_absent_columns_and_nothing_is_lost(
    columns: list[str], about: dict[str, str]
) -> None:
    frame = pd.DataFrame({name: [f"{name} 1", None] for name in columns}, index=[0, 1])
    named = self_naming(frame, about)
    assert set(named) == set(columns) | set(about)
    assert [name for name in named if name in LEADING] == [
        name for name in LEADING if name in named
    ]
    assert list(named)[: len(set(LEADING) & set(named))] == [n for n in named if n in LEADING]
    assert [name for name in named if name not in LEADING] == [
        name for name in columns if name not in LEADING
    ]
    for name in named:
        if name in columns:
            pd.testing.assert_series_equal(named[name], frame[name])
        else:
            assert list(named[name]) == [about[name]] * 2
    assert list(frame) == columns  # what was given is left as it was


def test_a_constant_nobody_knows_is_refused(frame: pd.DataFrame) -> None:
    with pytest.raises(ValueError, match="benchmark"):
        self_naming(frame, {"benchmark": "England"})


def test_no_two_columns_have_the_same_heading(frame: pd.DataFrame, words: Caption) -> None:
    twice = frame.assign(area=["a", "b"], build=[1, 2])
    header, *_ = cells_of(csv_file(twice, words))
    assert len({name.lower() for name in header}) == len(header)
    assert {"Area", "Area (area)", "Build", "Build (build)"} <= set(header)
    assert len(rows_of(xlsx_file(twice, words))[0]) == len(header)


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
    assert notes["Edition or years covered"] == words.vintage
    assert notes["Take care"] == words.caveat
    assert notes["Build"] == words.build_id
    assert notes["Link that brings this view back"] == words.link
    assert "[x]" in notes and "[z]" in notes


SIGNS = "=+-@＝＋－＠﹢﹣﹦﹫"
risky_texts = st.builds(
    "{}{}{}".format,
    st.text(" \t\r\n\u00a0\u200b\u2003\x00\x0b\ufeff", max_size=3),
    st.sampled_from(["", *SIGNS]),
    st.text(st.sampled_from("=+-@1.aZ ,;'\"\n\r\t(é＝"), max_size=8),
)
anything = st.one_of(
    risky_texts, st.none(), st.integers(-99, 99), st.floats(-9, 9), st.booleans(),
    st.dates().map(pd.Timestamp), st.timedeltas(), st.just(float("nan")), st.text(max_size=5),
)  # fmt: skip
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?(e-?[0-9]+)?")


def runs(cell: str) -> bool:
    """Whether a spreadsheet might run a cell: an oracle that shares nothing with the writer."""
    seen = unicodedata.normalize("NFKC", cell).strip().strip("\u200b\ufeff\x00").strip()
    return seen[:1] in tuple("=+-@") and not NUMBER.fullmatch(cell)


def test_the_oracle_knows_a_formula() -> None:
    assert all(map(runs, ["=1", " =1", "\t@a", "＝1", "\n\u200b+1", "-1+1", "+44", "- 1"]))
    assert not any(map(runs, ["", "-1", "-1.5", "'=1", "a=1", "1-2", "−5"]))


@given(
    st.dictionaries(risky_texts, st.lists(anything, min_size=2, max_size=2), max_size=5),
    st.sampled_from([None, "str", "category"]),
)
def test_no_cell_of_a_csv_file_can_run(columns: dict[str, list[Any]], kind: str | None) -> None:
    words = Caption("", "", "", "=source", "", "", "", "-build", "", "", "@vintage")
    frame = pd.DataFrame({name: pd.Series(cells, dtype=object) for name, cells in columns.items()})
    if kind:
        frame = frame.astype(kind)
    for row in cells_of(csv_file(frame, words, dict(zip(frame, frame, strict=True)))):
        assert [cell for cell in row if runs(cell)] == []


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        (" =1", "' =1"),
        ("\n=1", "'\n=1"),
        ("\tplain", "'\tplain"),
        ("\rplain", "'\rplain"),
        ("＝1", "'＝1"),
        ("－cmd", "'－cmd"),
        ("-1+cmd", "'-1+cmd"),
        ("-5", "-5"),
        ("-5.25", "-5.25"),
        ("−5", "−5"),
        ("a=b", "a=b"),
        ("'quoted'", "'quoted'"),
        ("", ""),
    ],
)
def test_text_is_marked_only_where_it_could_run(text: str, written: str) -> None:
    assert safe_cell(text) == written


def test_numbers_stay_numbers_and_absent_cells_stay_empty(words: Caption) -> None:
    frame = pd.DataFrame(
        {
            "value": [-1.5, math.nan],
            "mixed": pd.Series([-5, None], dtype=object),
            "note": ["-5", None],
            "code": pd.Series(["=1", None], dtype=object),
        }
    )
    header, first, second = cells_of(csv_file(frame, words))
    one, other = dict(zip(header, first, strict=True)), dict(zip(header, second, strict=True))
    assert [one[name] for name in ("Figure", "Mixed", "Note", "Code")] == [
        "-1.5", "-5", "-5", "'=1"
    ]  # fmt: skip
    assert {other[name] for name in ("Figure", "Mixed", "Note", "Code")} == {""}


@pytest.mark.slow
@given(
    st.sampled_from(["=", "+", "-", "@"]), st.text(st.characters(codec="ascii", categories=["L"]))
)
def test_no_workbook_has_a_formula(lead: str, text: str) -> None:
    words = Caption(lead + text, "", "", "", "", "", "", "", lead + text, "")
    frame = pd.DataFrame({"area_name": [lead + text], "mixed": pd.Series([lead], dtype=object)})
    file = xlsx_file(frame, words, {"area_name": "", "mixed": lead})
    with zipfile.ZipFile(io.BytesIO(file)) as parts:
        sheets = [parts.read(name) for name in parts.namelist() if "worksheets/" in name]
    assert not any(b"<f>" in sheet for sheet in sheets)
    assert rows_of(file) == [("Area", lead), (lead + text, lead)]


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
