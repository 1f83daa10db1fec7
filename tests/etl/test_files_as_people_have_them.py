"""One table, saved in every way people save it, gives the same figures."""

from __future__ import annotations

import csv
import gzip
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from etl.gather import gather
from etl.layout import Reference
from etl.opening.content import NO_RESULT
from etl.voice.intake import intake
from tests.etl.opening.made_files import ods, xls
from tests.etl.sources.examples import EXAMPLES
from tests.etl.sources.figures import SHIPPED
from tests.etl.sources.test_broken_indicator_files import EXAMPLES as INDICATORS

Rows = list[list[str]]
TEXTS = {**EXAMPLES, **INDICATORS}
NAMES = ["deprivation_2025", "fingertips", "explore_local_statistics", "lookup_msoa"]


def rows_of(name: str) -> Rows:
    return list(csv.reader(io.StringIO(TEXTS[name])))


def text(rows: Rows, separator: str = ",") -> str:
    made = io.StringIO()
    csv.writer(made, delimiter=separator).writerows(rows)
    return made.getvalue()


def book(rows: Rows) -> bytes:
    made, packed = openpyxl.Workbook(), io.BytesIO()
    made.active.title = "Cover"
    made.active.append(["About this workbook"])
    sheet = made.create_sheet("Data")
    for row in [["Table 1"], [], *rows]:
        sheet.append(row)
    made.save(packed)
    return packed.getvalue()


def lines_in_quotes(rows: Rows) -> bytes:
    """Each line as one cell, as after pasting a CSV file into one column and saving it."""
    made = io.StringIO()
    csv.writer(made, quoting=csv.QUOTE_ALL).writerows([line] for line in text(rows).splitlines())
    return made.getvalue().encode()


def zipped(content: bytes, name: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(name, content)
        archive.writestr(f"__MACOSX/._{name}", b"\x00\x05\x16\x07")
    return packed.getvalue()


def parquet(rows: Rows) -> bytes:
    packed = io.BytesIO()
    pd.DataFrame(rows[1:], columns=rows[0]).to_parquet(packed)
    return packed.getvalue()


def headed(change: Callable[[str], str]) -> Callable[[Rows], bytes]:
    return lambda rows: text([[change(cell) for cell in rows[0]], *rows[1:]]).encode()


WAYS: dict[str, Callable[[Rows], bytes]] = {
    "semicolons.csv": lambda rows: text(rows, ";").encode(),
    "unicode.txt": lambda rows: text(rows, "\t").encode("utf-16"),
    "bars.txt": lambda rows: text(rows, "|").encode("utf-8-sig"),
    "named.csv": lambda rows: b"sep=;\r\n" + text(rows, ";").encode("cp1252"),
    "notes.csv": lambda rows: (
        f"A title\nand a note, too\n\n{text(rows)}\nSource: an office, 1 May, revised\n".encode()
    ),
    "book.xlsx": book,
    "book.ods": lambda rows: ods(rows),  # type: ignore[arg-type]
    "book.xls": lambda rows: xls(rows),  # type: ignore[arg-type]
    "book.zip": lambda rows: zipped(book(rows), "a.xlsx"),
    "text.zip": lambda rows: zipped(text(rows).encode(), "a.csv"),
    "packed.csv.gz": lambda rows: gzip.compress(text(rows).encode()),
    "table.parquet": parquet,
    "padded.csv": lambda rows: text([[f" {cell} " for cell in row] for row in rows]).encode(),
    "lines.csv": lines_in_quotes,
    "upper.csv": headed(str.upper),
    "lower.csv": headed(str.lower),
    "wide.csv": headed(lambda cell: f"  {cell.replace(' ', '  ')} "),
    "underscores.csv": headed(lambda cell: cell.replace(" ", "_")),
}
# What a heading may be differs from table to table; how a file is packed does not.
HEADINGS = ("upper.csv", "lower.csv", "wide.csv", "underscores.csv")
CASES = [
    (name, way)
    for number, way in enumerate(WAYS)
    for place, name in enumerate(NAMES)
    if way in HEADINGS or number % len(NAMES) == place
]


@pytest.mark.slow
@pytest.mark.parametrize(("name", "way"), CASES)
def test_the_same_table_gives_the_same_figures(
    name: str, way: str, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    (tmp_path / way).write_bytes(WAYS[way](rows_of(name)))
    plain, other = plain_tables(name, tmp_path_factory), gather_one(tmp_path)
    for table in plain.keys() - {"source_file", "rejected_row"}:
        frames = (
            each[table].drop(columns="source_file_id", errors="ignore") for each in (plain, other)
        )
        pd.testing.assert_frame_equal(*frames)
    counts = ["layout", "state", "read_count", "loaded_count", "outside_count", "rejected_count"]
    files = other["source_file"]
    read = files[files["layout"].notna()]
    assert read[counts].to_numpy().tolist() == plain["source_file"][counts].to_numpy().tolist()
    assert read["loaded_count"].tolist() > [0]
    assert set(files.loc[files["layout"].isna(), "state"]) <= {"unrecognised"}


PLAIN: dict[str, dict[str, pd.DataFrame]] = {}


def plain_tables(name: str, folders: pytest.TempPathFactory) -> dict[str, pd.DataFrame]:
    """The tables of the plain file, read once for all the ways to save it."""
    if name not in PLAIN:
        folder = folders.mktemp("plain")
        (folder / "a.csv").write_text(TEXTS[name], encoding="utf-8")
        PLAIN[name] = gather_one(folder)
    return PLAIN[name]


def gather_one(folder: Path) -> dict[str, pd.DataFrame]:
    return gather([folder], SHIPPED).tables


def test_a_refusal_names_the_column_as_the_file_spells_it(tmp_path: Path) -> None:
    rows = rows_of("deprivation_2025")
    rows = [[cell.lower() for cell in rows[0]], *rows[1:]]
    path = tmp_path / "a.csv"
    path.write_text(text(rows).replace(",812,1,", ",812,2,"))
    refused = gather_one(tmp_path)["rejected_row"]
    [fault] = refused[refused["row_number"] > 0].itertuples()
    assert fault.reason == "the decile does not fit the rank"
    assert fault.column_name in rows[0]


def test_a_formula_without_a_result_is_refused_in_words_and_never_not_published(
    tmp_path: Path,
) -> None:
    made = openpyxl.Workbook()
    rows = rows_of("explore_local_statistics")
    place = rows[0].index("observation")
    for number, row in enumerate(rows):
        made.active.append(
            [*row[:place], "=1+1", *row[place + 1 :], "=2"] if number == 1 else [*row, "=3"]
        )
    made.save(tmp_path / "a.xlsx")
    tables = gather_one(tmp_path)
    refused = tables["rejected_row"]
    [fault] = refused[refused["row_number"] == 2].itertuples()
    assert fault.column_name == "observation"
    assert "open the workbook in Excel, save it, try again" in fault.reason
    assert not tables["observation"]["value_note"].eq(NO_RESULT).any()
    plain = len(rows) - 1
    assert tables["source_file"]["read_count"].tolist() == [plain]


def test_what_people_say_goes_through_the_same_opening(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("insight.settings.VOICE", tmp_path / "none")
    monkeypatch.setenv("INSIGHT_DEMONSTRATION", "off")
    header = ["Response ID", "Date submitted", "Which borough do you live in?", "Your comment"]
    body = [
        ["1", "13/04/2026", "Liverpool", "<p>The GP’s ‘callback’ cost £5 &amp; more.<br>Why?</p>"],
        ["2", "14/04/2026", "Wirral", "Under <5 minutes; very kind"],
    ]
    (tmp_path / "a.csv").write_bytes(text([header, *body], ";").encode("cp1252"))
    gathered = gather([tmp_path], SHIPPED)
    heard = intake(gathered.voice, Reference(SHIPPED, {}), lambda *_: None)
    assert heard.rows["feedback"]["original_text"].tolist() == [
        "The GP’s ‘callback’ cost £5 & more. Why?",
        "Under <5 minutes; very kind",
    ]
