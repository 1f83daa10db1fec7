"""The list of downloads: how it is read, what it refuses, and which areas ours asks for."""

from __future__ import annotations

import sqlite3
import tomllib
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pandas as pd
import pytest

from etl.fetch import Download, downloads
from insight.reference.catalogue import CatalogueError

CATALOGUE = Path(__file__).resolve().parents[3] / "data" / "catalogue"
GOOD = {
    "download_id": "a",
    "source_id": "s",
    "title": "A file",
    "address": "https://one.example/a.csv",
    "file_name": "folder/a.csv",
    "kind": "csv",
}


def written(folder: Path, *entries: dict[str, object], tail: str = "") -> Path:
    lines = []
    for entry in entries:
        lines += ["[[download]]", *(f"{key} = {value!r}" for key, value in entry.items())]
    (folder / "downloads.toml").write_text("\n".join([*lines, tail]), encoding="utf-8")
    return folder


def problems(folder: Path) -> tuple[str, ...]:
    with pytest.raises(CatalogueError) as raised:
        downloads(folder)
    return raised.value.problems


def test_an_entry_becomes_a_download(tmp_path: Path) -> None:
    (download,) = downloads(written(tmp_path, GOOD | {"note": "not tried"}))
    assert download == Download(**GOOD, page_size=None, note="not tried")


def test_parameters_become_the_query(tmp_path: Path) -> None:
    tail = "[download.parameters]\nwhere = \"NM LIKE 'St. Helens %'\"\noutSR = 4326"
    (download,) = downloads(written(tmp_path, GOOD, tail=tail))
    assert download.address.startswith("https://one.example/a.csv?")
    query = parse_qs(urlsplit(download.address).query)
    assert query == {"where": ["NM LIKE 'St. Helens %'"], "outSR": ["4326"]}


def test_each_stands_for_one_file_per_id(tmp_path: Path) -> None:
    entry = GOOD | {"download_id": "a-{id}", "title": "{name}", "file_name": "{id}.csv"}
    tail = '[download.parameters]\nids = "{id}"\n[download.each]\n7 = "Seven"\n8 = "Eight"'
    seven, eight = downloads(written(tmp_path, entry, tail=tail))
    assert (seven.download_id, seven.title, seven.file_name) == ("a-7", "Seven", "7.csv")
    assert eight.address == "https://one.example/a.csv?ids=8"


@pytest.mark.parametrize("key", GOOD)
def test_a_missing_or_empty_key_is_named(tmp_path: Path, key: str) -> None:
    name = "number 1" if key == "download_id" else "a"
    expected = f"downloads.toml: download '{name}': key '{key}' is missing, or is not text"
    without = {known: value for known, value in GOOD.items() if known != key}
    assert problems(written(tmp_path, without)) == (expected,)
    for wrong in ("", 7):
        (problem,) = problems(written(tmp_path, GOOD | {key: wrong}))
        assert f"key '{key}' is missing, or is not text" in problem


@pytest.mark.parametrize(
    ("key", "value", "problem"),
    [
        ("kind", "pdf", "must be one of csv, geojson-pages, not 'pdf'"),
        ("address", "http://one.example/a.csv", "must start with https://"),
        ("address", "https:///a.csv", "must start with https://"),
        ("address", "one.example/a.csv", "must start with https://"),
        ("address", "https://one.example:port/a.csv", "must start with https://"),
        ("file_name", "/etc/a.csv", "must be a path inside data/raw that ends in .csv"),
        ("file_name", "../a.csv", "must be a path inside data/raw"),
        ("file_name", "folder/../../a.csv", "must be a path inside data/raw"),
        ("file_name", "C:\\a.csv", "must be a path inside data/raw"),
        ("file_name", "a.html", "must be a path inside data/raw that ends in .csv"),
        ("page_size", 500, "goes with kind geojson-pages, and only with it"),
        ("note", 7, "must be text"),
        ("titel", "A", "is not a key we know"),
        ("each", 7, "must be a table"),
        ("parameters", "a=b", "must be a table"),
    ],
)
def test_a_wrong_value_is_named(tmp_path: Path, key: str, value: object, problem: str) -> None:
    (found,) = problems(written(tmp_path, GOOD | {key: value}))
    assert found.startswith(f"downloads.toml: download 'a': key '{key}' {problem}")


@pytest.mark.parametrize("page_size", [0, -1, 2.5, "500"])
def test_a_page_size_is_a_whole_number_above_nothing(tmp_path: Path, page_size: object) -> None:
    entry = GOOD | {"kind": "geojson-pages", "file_name": "a.geojson", "page_size": page_size}
    (found,) = problems(written(tmp_path, entry))
    assert "key 'page_size' must be a whole number above 0" in found


def test_boundaries_without_a_page_size_are_refused(tmp_path: Path) -> None:
    entry = GOOD | {"kind": "geojson-pages", "file_name": "a.geojson"}
    (found,) = problems(written(tmp_path, entry))
    assert "key 'page_size' goes with kind geojson-pages" in found


def test_an_empty_each_is_refused(tmp_path: Path) -> None:
    (found,) = problems(written(tmp_path, GOOD, tail="[download.each]"))
    assert found == "downloads.toml: download 'a': key 'each' is empty"


def test_every_mistake_is_reported_at_once(tmp_path: Path) -> None:
    wrong = [GOOD | {"download_id": "b", "kind": "pdf"}, GOOD | {"address": "no"}, GOOD, GOOD]
    found = problems(written(tmp_path, *wrong))
    assert len(found) == 4
    assert "download 'b': key 'kind'" in found[0]
    assert "download 'a': key 'address'" in found[1]
    assert found[2] == "downloads.toml: key 'download_id': 'a' is used 2 times"
    assert found[3] == "downloads.toml: key 'file_name': 'folder/a.csv' is used 2 times"


def test_a_list_that_cannot_be_read_says_so(tmp_path: Path) -> None:
    assert problems(tmp_path) == ("downloads.toml: the file is missing",)
    for content, problem in [
        ("[[download]", "this is not valid TOML"),
        ("", "only [[download]] is allowed, and one is needed"),
        ("download = 3", "only [[download]] is allowed"),
        ("download = [3]", "only [[download]] is allowed"),
        ("[[download]]\n[[upload]]", "only [[download]] is allowed"),
    ]:
        (tmp_path / "downloads.toml").write_text(content)
        (found,) = problems(tmp_path)
        assert found.startswith(f"downloads.toml: {problem}")


# --- our own list ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def ours() -> dict[str, Download]:
    return {download.download_id: download for download in downloads(CATALOGUE)}


def test_every_download_belongs_to_a_source_of_the_catalogue(ours: dict[str, Download]) -> None:
    listed = tomllib.loads((CATALOGUE / "sources.toml").read_text(encoding="utf-8"))
    known = {source["source_id"] for source in listed["source"]}
    assert {download.source_id for download in ours.values()} <= known


def test_a_name_is_either_a_source_or_a_download(ours: dict[str, Download]) -> None:
    assert not {download.source_id for download in ours.values()} & set(ours)


def test_explore_local_statistics_names_several_and_at_most_twenty(
    ours: dict[str, Download],
) -> None:
    found = [d for d in ours.values() if d.source_id == "explore-local-statistics"]
    assert found
    for download in found:
        query = parse_qs(urlsplit(download.address).query)
        assert query["time"] == ["all"]
        assert 2 <= len(set(query["indicator"][0].split(","))) <= 20


def picked(download: Download, column: str, values: pd.Series) -> int:
    """How many of the areas the layer's own where clause picks, counted by SQLite."""
    where = parse_qs(urlsplit(download.address).query)["where"][0]
    with sqlite3.connect(":memory:") as connection:
        values.rename(column).to_frame().to_sql("layer", connection, index=False)
        (count,) = connection.execute(f"SELECT count(*) FROM layer WHERE {where}").fetchone()
    connection.close()
    return int(count)


@pytest.mark.parametrize(
    ("edition", "year", "lsoas", "msoas"), [("2025", 2021, 1601, 325), ("2019", 2011, 1562, 323)]
)
def test_neighbourhood_layers_ask_for_ours_and_no_others_of_england(
    ours: dict[str, Download], open_data: Path, edition: str, year: int, lsoas: int, msoas: int
) -> None:
    (path,) = (open_data / "deprivation").glob(f"File_7_*IoD{edition}*.csv")
    column = f"LSOA name ({year})"
    names = pd.read_csv(path, usecols=[column], encoding="utf-8-sig")[column]
    short = year - 2000
    assert picked(ours[f"boundaries-lsoa-{year}"], f"LSOA{short}NM", names) == lsoas
    larger = names.str[:-1].drop_duplicates()  # 'St. Helens 019A' lies in 'St. Helens 019'
    assert picked(ours[f"boundaries-msoa-{year}"], f"MSOA{short}NM", larger) == msoas


def test_authority_layers_ask_for_the_nine_places(
    ours: dict[str, Download], open_data: Path
) -> None:
    (path,) = (open_data / "deprivation").glob("File_7_*IoD2025*.csv")
    column = "Local Authority District code (2024)"
    codes = pd.read_csv(path, usecols=[column], encoding="utf-8-sig")[column].drop_duplicates()
    assert len(codes) == 296
    assert picked(ours["boundaries-place-2024"], "LAD24CD", codes) == 9
    assert picked(ours["boundaries-ward-2025"], "LAD25CD", codes) == 9
