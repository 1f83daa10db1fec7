"""Any file, whole or spoilt, is opened or refused in words: never a traceback, no row lost."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from pathlib import Path

import geopandas as gpd
import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import box

from etl.opening.content import Content, Table, UnreadableFile
from etl.opening.open_file import read_file
from tests.etl.opening.made_files import compound, ods, xls
from tests.etl.opening.opened import knows_columns

pytestmark = pytest.mark.slow

LINES: list[list[str | float | None]] = [
    ["A title"], [], ["code", "name", "value"],
    ["E1", "é", 1.5], ["E2", None, 8.0], ["Total", None, 9.5],
]  # fmt: skip
NAMES = [
    "a.csv", "a.txt", "a.xlsx", "a.xls", "a.xlsb", "a.ods", "a.zip", "a.csv.gz", "a.gpkg",
    "a.geojson", "a.json", "a.parquet", "a.pdf", "a", "~$a.xlsx", "a.dta", "A.SHP", "a.md",
    "a.tmp",
]  # fmt: skip


def frame() -> gpd.GeoDataFrame:
    columns = {"code": ["E1"], "name": ["x"], "value": [1]}
    return gpd.GeoDataFrame(columns, geometry=[box(-3, 53, -2, 54)], crs=4326)


def packed(**members: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, member in members.items():
            archive.writestr(name.replace("_", "."), member)
    return content.getvalue()


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A good file of every kind."""
    folder = tmp_path_factory.mktemp("whole")
    text = "".join(
        ";".join("" if cell is None else str(cell) for cell in line) + "\n" for line in LINES
    )
    book = openpyxl.Workbook()
    for line in LINES:
        book.active.append(line)
    book.active["C4"].number_format = "0%"
    book.active["D4"] = "=C4*2"
    book.save(folder / "a.xlsx")
    frame().to_file(folder / "a.gpkg", driver="GPKG")
    frame().to_file(folder / "a.shp", driver="ESRI Shapefile")
    pd.DataFrame({"code": ["E1"], "value": [1.5]}).to_parquet(folder / "a.parquet")
    xlsx = (folder / "a.xlsx").read_bytes()
    shapefile = {f"a_{end}": (folder / f"a.{end}").read_bytes() for end in ("shp", "shx", "dbf")}
    return {
        "text": text.encode(),
        "utf-16": text.encode("utf-16"),
        "xlsx": xlsx,
        "xls": xls(LINES),
        "ods": ods(LINES),  # type: ignore[arg-type]
        "old": compound("Workbook", b"x" * 5000),
        "gz": gzip.compress(text.encode()),
        "zip": packed(a_csv=text.encode(), b_xlsx=xlsx, c_pdf=b"%PDF"),
        "gpkg": (folder / "a.gpkg").read_bytes(),
        "shapefile": packed(**shapefile),
        "parquet": (folder / "a.parquet").read_bytes(),
        "geojson": frame().to_json().encode(),
        "topojson": json.dumps({"type": "Topology"}).encode(),
        "page": b"<!doctype html><p>",
    }


def opened(folder: Path, content: bytes, name: str) -> list[Content]:
    path = folder / name
    path.write_bytes(content)
    try:
        found = list(read_file(path, name, knows_columns))
    except UnreadableFile as refusal:
        assert str(refusal)
        return []
    assert found  # something is said of every file
    for each in found:
        assert each.path.startswith(name)
        if isinstance(each, Table):
            numbers = [*each.rows.index, *(row.row_number for row in each.broken)]
            assert len(set(numbers)) == len(numbers)
            assert all(number > each.header_row for number in numbers)
            assert len(each.columns) == len(each.rows.columns)
            assert all(isinstance(cell, str) for cell in each.rows.to_numpy().ravel())
    return found


@settings(max_examples=150, deadline=None)
@given(content=st.binary(max_size=400), name=st.sampled_from(NAMES))
def test_any_bytes_by_any_name(
    content: bytes, name: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    opened(tmp_path_factory.mktemp("fuzz"), content, name)


@settings(max_examples=250, deadline=None)
@given(data=st.data(), name=st.sampled_from(NAMES))
def test_spoilt_files_of_every_kind(
    data: st.DataObject,
    name: str,
    whole: dict[str, bytes],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    content = bytearray(whole[data.draw(st.sampled_from(sorted(whole)))])
    for _ in range(data.draw(st.integers(0, 4))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place] = data.draw(st.integers(0, 255))
    end = data.draw(st.integers(0, len(content))) if data.draw(st.booleans()) else len(content)
    opened(tmp_path_factory.mktemp("fuzz"), bytes(content[:end]), name)


@settings(max_examples=150, deadline=None)
@given(
    text=st.text(
        st.sampled_from(
            'code,name;value\t|\n\r"=[]{}<>0123456789.,-% sep=Source:Total\x00éÂ£“\ufeff'
        ),
        max_size=300,
    ),
    encoding=st.sampled_from(["utf-8", "utf-16", "utf-8-sig"]),
)
def test_any_text(text: str, encoding: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    opened(tmp_path_factory.mktemp("fuzz"), text.encode(encoding), "a.csv")


CELLS = st.text("abc é19.,;-%[]", max_size=8)


@settings(max_examples=100, deadline=None)
@given(
    lines=st.lists(st.lists(CELLS, max_size=6), max_size=12),
    separator=st.sampled_from([",", ";", "\t", "|"]),
)
def test_every_line_below_a_header_is_a_row_or_is_named(
    lines: list[list[str]], separator: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Rows, broken rows and the notes that are counted in words are all the lines there are."""
    cells = [[cell.replace(separator, "") for cell in line] for line in lines]
    body = [separator.join(line) for line in [["code", "name", "value"], *cells]]
    content = "".join(line + "\n" for line in body).encode()
    [table] = opened(tmp_path_factory.mktemp("fuzz"), content, "a.csv")
    assert isinstance(table, Table) and table.columns == ("code", "name", "value")
    filled = sum(any(line) for line in cells)
    left_out = int(table.note.split()[0]) if table.note[:1].isdigit() else bool(table.note)
    assert len(table.rows) + len(table.broken) + left_out == filled
