"""Files that publishers offer as XLSX come out as their CSV does, title rows and all."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from etl.gather import gather
from tests.etl.sources.examples import EXAMPLES
from tests.etl.sources.figures import SHIPPED
from tests.etl.sources.test_broken_indicator_files import EXAMPLES as INDICATORS
from tests.etl.sources.test_lookups import in_ons_spelling

TITLES = [["English Indices of Deprivation"], ["Contact: the statistics team"], [None], []]
# MHCLG and ONS offer these as workbooks, and practice figures are often handed round as one.
TEXTS = {
    "deprivation_2025": EXAMPLES["deprivation_2025"],
    "deprivation_2019": EXAMPLES["deprivation_2019"],
    "lookup_lsoa11_sub_icb_ons": in_ons_spelling("lookup_lsoa11_sub_icb").removeprefix("\ufeff"),
    "qof": INDICATORS["qof"],
}


def as_excel_keeps_it(cell: str) -> str | float | None:
    """Numbers are numbers in a spreadsheet, and an empty cell is nothing."""
    try:
        return float(cell) if cell else None
    except ValueError:
        return cell


def save(text: str, path: Path) -> None:
    """A workbook with a sheet of notes, and the table below title rows on the second sheet."""
    book = openpyxl.Workbook()
    book.active.title = "Notes"
    for line in (["About this workbook"], ["Ranks", "1 is most deprived"]):
        book.active.append(line)
    sheet = book.create_sheet("Data")
    for row in TITLES:
        sheet.append(row)
    for row in csv.reader(io.StringIO(text)):
        sheet.append([as_excel_keeps_it(cell) for cell in row])
    book.save(path)


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(TEXTS))
def test_a_workbook_gives_what_the_csv_gives(name: str, tmp_path: Path) -> None:
    for kind in ("csv", "xlsx"):
        (tmp_path / kind).mkdir()
    (tmp_path / "csv" / "figures_2020-21.csv").write_text(TEXTS[name], encoding="utf-8")
    save(TEXTS[name], tmp_path / "xlsx" / "figures_2020-21.xlsx")
    plain, packed = (gather(tmp_path / kind, SHIPPED).tables for kind in ("csv", "xlsx"))
    for table in plain.keys() - {"source_file", "rejected_row"}:
        frames = (
            each[table].drop(columns="source_file_id", errors="ignore") for each in (plain, packed)
        )
        pd.testing.assert_frame_equal(*frames)
    files = packed["source_file"].set_index("path")
    notes, data = (files.loc[f"figures_2020-21.xlsx › {sheet}"] for sheet in ("Notes", "Data"))
    assert (notes["state"], data["state"], data["layout"]) == ("unrecognised", "loaded", name)
    assert data["read_count"] == len(TEXTS[name].splitlines()) - 1
    counts = ["read_count", "loaded_count", "outside_count", "rejected_count"]
    assert list(data[counts]) == list(plain["source_file"].loc[0, counts])
    assert data["loaded_count"] > 0


@pytest.mark.slow
def test_a_faulty_cell_is_refused_by_its_row_in_the_sheet(tmp_path: Path) -> None:
    text = EXAMPLES["deprivation_2025"].replace(",812,1,", ",812,2,")
    save(text, tmp_path / "File_7.xlsx")
    refused = gather(tmp_path, SHIPPED).tables["rejected_row"]
    [fault] = refused[refused["row_number"] > 0].itertuples()
    assert fault.row_number == len(TITLES) + 2
    assert fault.reason == "the decile does not fit the rank"
