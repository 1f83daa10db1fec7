"""The tables of areas, from small files and from the official ones."""

from __future__ import annotations

import json
import re
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest

from etl.geography import COLUMNS, Parts, Tables, area_types, assemble
from etl.layout import Layout
from etl.opening.content import Boundaries, Table
from etl.opening.open_file import read_file
from insight.store.connection import SCHEMA
from tests.etl.sources.examples import EXAMPLES
from tests.etl.sources.reading import LAYOUTS, catalogue, parts_of, table

SMALL = [name for name in EXAMPLES if name.startswith(("lookup", "msoa_names", "rural", "pop"))]
SMALL += ["deprivation_2025", "deprivation_2019", "census_age"]
OFFICIAL = ("geography", "deprivation", "census2021", "population")
U_SHAPE = [[0, 0], [3, 0], [3, 3], [2, 3], [2, 1], [1, 1], [1, 3], [0, 3], [0, 0]]


def small_parts(folder: Path, names: list[str]) -> Parts:
    return parts_of([(LAYOUTS[name], table(folder, EXAMPLES[name])) for name in names])


def by_code(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.set_index("area_code")


@pytest.fixture
def tables(tmp_path: Path) -> Tables:
    return assemble(small_parts(tmp_path, SMALL), catalogue())


def test_columns_are_those_of_the_schema() -> None:
    schema = SCHEMA.read_text(encoding="utf-8")
    for name, columns in COLUMNS.items():
        [body] = re.findall(rf"CREATE TABLE {name} \((.*?)\n\);", schema, flags=re.DOTALL)
        written = re.findall(r"^ {4}([a-z_0-9]+) ", body, flags=re.MULTILINE)
        assert written == [column for column in columns.split() if column != "source_file_id"]


def test_without_files_there_are_the_areas_of_the_catalogue() -> None:
    empty = assemble({}, catalogue())
    assert set(empty["area"]["area_code"]) == set(catalogue().areas)
    assert all(empty[name].empty for name in empty if name != "area")
    for name, columns in COLUMNS.items():
        assert list(empty[name].columns) == columns.split()


def test_each_area_is_listed_once_as_the_newest_kind_it_is(tables: Tables) -> None:
    area = tables["area"]
    assert area["area_code"].is_unique
    kinds = by_code(area)["area_type"]
    assert kinds["E01012367"] == "lsoa21"  # has the same code in both years
    assert kinds["E01006830"] == "lsoa11"  # ended
    assert kinds["E08000001"] == "authority"
    assert "E01004766" not in kinds  # a neighbourhood of Bolton


@pytest.mark.slow
def test_a_code_that_ended_with_2011_is_of_2011_whatever_a_file_lists_it_as(
    tmp_path: Path, tables: Tables
) -> None:
    before, after = tables["area_change"]["lsoa11_code"], tables["area_change"]["lsoa21_code"]
    old = next(code for code in before if code not in set(after))
    row = {"area_code": old, "area_name": "Old", "area_type": "lsoa21"}
    parts = small_parts(tmp_path, SMALL)
    parts["area"] = [pd.DataFrame([row]), *parts["area"]]
    listed = assemble(parts, catalogue())
    assert by_code(listed["area"]).loc[old, "area_type"] == "lsoa11"
    assert len(listed["neighbourhood"]) == len(tables["neighbourhood"])


def test_place_and_the_area_one_step_up(tables: Tables) -> None:
    area = by_code(tables["area"])
    steps = area[["place_code", "parent_code"]]
    assert steps.loc["E01012367"].tolist() == ["E06000006", "E02002580"]
    assert steps.loc["E01034501"].tolist() == ["E08000013", "E02006936"]
    assert steps.loc["E01006830"].tolist() == ["E08000013", "E02001424"]
    assert steps.loc["E02002580"].tolist() == ["E06000006", "E06000006"]
    assert steps.loc["E05013176"].tolist() == ["E06000006", "E06000006"]
    assert steps.loc["E06000006"].tolist() == ["E06000006", "E54000008"]
    assert steps.loc["E08000001"].isna().all()
    assert steps.loc["E92000001"].isna().all()


def test_middle_layer_areas_have_their_everyday_names(tables: Tables) -> None:
    names = by_code(tables["area"])["area_name"]
    assert names["E02006936"] == "Nutgrove & Lea Green"
    assert names["E02001381"] == "Liverpool 035"  # not in the list of names
    assert names["E08000013"] == "St Helens"  # the catalogue's spelling, not the file's


def test_residents_are_counted_once_and_never_in_part(tables: Tables) -> None:
    residents = by_code(tables["area"])["population_count"]
    assert residents["E01012367"] == 1500  # the Census, not the estimate of 1,480
    assert residents["E01006830"] == 2100  # ended, so only the estimate knows it
    assert residents["E02002580"] == residents["E06000006"] == 1500
    assert residents["E08000001"] == 288_000
    unknown = ["E01034501", "E02006936", "E08000013", "E54000008", "E02001424"]
    assert residents[unknown].isna().all()


def test_each_edition_of_deprivation_has_its_own_residents(tables: Tables) -> None:
    rows = tables["deprivation"].set_index(["area_code", "edition", "domain"])["population_count"]
    assert rows["E01012367", "2025", "imd"] == 1500
    assert rows["E01012367", "2019", "imd"] == 1480
    assert pd.isna(rows["E01012367", "2025", "income"])


def test_neighbourhoods(tables: Tables) -> None:
    rows = by_code(tables["neighbourhood"])
    assert list(rows.index) == ["E01012367", "E01034401", "E01034501", "E01034502"]
    assert rows.loc["E01034501", ["place_code", "msoa_name", "ward_name"]].tolist() == [
        "E08000013",
        "Nutgrove & Lea Green",
        "Thatto Heath",
    ]
    assert rows.loc["E01034501", "rural_urban"].startswith("Smaller rural")
    assert pd.isna(rows.loc["E01034502", "rural_urban"])


def test_core20_by_the_newest_edition(tables: Tables) -> None:
    flags = by_code(tables["neighbourhood"])["is_core20"]
    assert flags.to_dict() == {
        "E01012367": True,
        "E01034401": False,
        "E01034501": True,
        "E01034502": False,
    }


def test_core20_of_2019_comes_from_the_areas_it_was_made_of(tables: Tables) -> None:
    flags = by_code(tables["neighbourhood"])["is_core20_2019"]
    assert flags["E01012367"]  # unchanged
    assert flags[["E01034501", "E01034502"]].all()  # both parts of one that was split
    assert pd.isna(flags["E01034401"])  # merged from deciles 2 and 7


def test_merged_areas_that_agree_say_so(tmp_path: Path) -> None:
    parts = small_parts(tmp_path, SMALL)
    [old] = [f for f in parts["deprivation"] if (f["edition"] == "2019").all()]
    old.loc[old["area_code"] == "E01006752", "decile"] = 1
    flags = by_code(assemble(parts, catalogue())["neighbourhood"])["is_core20_2019"]
    assert flags["E01034401"]


def test_parent_without_a_decile_leaves_2019_unknown(tmp_path: Path) -> None:
    parts = small_parts(tmp_path, SMALL)
    parts["deprivation"] = [f[f["area_code"] != "E01006752"] for f in parts["deprivation"]]
    flags = by_code(assemble(parts, catalogue())["neighbourhood"])["is_core20_2019"]
    assert pd.isna(flags["E01034401"])


def test_without_deprivation_core20_is_unknown(tmp_path: Path) -> None:
    names = [name for name in SMALL if not name.startswith("deprivation")]
    rows = assemble(small_parts(tmp_path, names), catalogue())["neighbourhood"]
    assert len(rows) == 4
    assert rows[["is_core20", "is_core20_2019"]].isna().all(axis=None)


@pytest.mark.slow
def test_of_two_files_the_first_counts(tmp_path: Path) -> None:
    parts = small_parts(tmp_path, SMALL)
    for name in ("area", "neighbourhood", "population", "deprivation", "area_change"):
        parts[name] = [*parts[name], *(frame.copy() for frame in parts[name])]
    again = parts["population"][-1]
    again["population_count"] = 1
    once = assemble(small_parts(tmp_path, SMALL), catalogue())
    for name, frame in assemble(parts, catalogue()).items():
        pd.testing.assert_frame_equal(frame, once[name])


def test_known_areas_are_all_the_areas(tmp_path: Path) -> None:
    parts = small_parts(tmp_path, SMALL)
    area = assemble(parts, catalogue())["area"]
    expected = dict(zip(area["area_code"], area["area_type"], strict=True))
    assert area_types(parts, catalogue()) == expected


def shapes(folder: Path, column: str, code: str, name: str, ring: list[list[float]]) -> Parts:
    """Boundary parts of one area; the ring is in kilometres from the middle of Halton."""
    metres = [(354_000 + 1000 * x, 382_000 + 1000 * y) for x, y in ring]
    points = gpd.GeoSeries.from_xy(*zip(*metres, strict=True), crs=27700).to_crs(4326)
    corners = [[point.x, point.y] for point in points]
    feature = {
        "type": "Feature",
        "properties": {f"{column}CD": code, f"{column}NM": name},
        "geometry": {"type": "Polygon", "coordinates": [corners]},
    }
    content = json.dumps({"type": "FeatureCollection", "features": [feature]})
    return parts_of([(LAYOUTS[f"boundaries_{column.lower()}"], table(folder, content))])


def test_centre_is_the_centroid_to_ten_metres(tmp_path: Path) -> None:
    square = [[0, 0], [1.013, 0], [1.013, 1], [0, 1], [0, 0]]
    parts = shapes(tmp_path, "LSOA21", "E01012367", "Halton 007A", square)
    tables = assemble(parts, catalogue())
    [row] = tables["centre"].to_dict("records")
    assert row == {
        "area_code": "E01012367",
        "area_type": "lsoa21",
        "easting": 354_510,
        "northing": 382_500,
        "source_file_id": "boundaries_lsoa21",
    }
    [place] = tables["neighbourhood"].to_dict("records")
    assert (place["easting"], place["northing"]) == (354_510, 382_500)


def test_centre_of_a_bent_area_lies_inside_it(tmp_path: Path) -> None:
    parts = shapes(tmp_path, "LSOA21", "E01012367", "Halton 007A", U_SHAPE)
    [row] = assemble(parts, catalogue())["centre"].to_dict("records")
    [shape] = gpd.GeoSeries(parts["boundary"][0].geometry).to_crs(27700)
    assert not shape.contains(shape.centroid)
    assert shape.contains(gpd.points_from_xy([row["easting"]], [row["northing"]])[0])


@pytest.mark.parametrize("column", ["MSOA21", "WD25", "ICB23"])
def test_areas_without_small_area_maps_have_no_centre(column: str, tmp_path: Path) -> None:
    code = {"MSOA21": "E02002580", "WD25": "E05013176", "ICB23": "E54000008"}[column]
    name = "Halton 007"
    parts = shapes(tmp_path, column, code, name, U_SHAPE)
    assert assemble(parts, catalogue())["centre"].empty


@pytest.fixture(scope="module")
def official(open_data: Path) -> Tables:
    layouts = list(LAYOUTS.values())
    found: list[tuple[Layout, Table | Boundaries]] = []
    for folder in OFFICIAL:
        for path in sorted((open_data / folder).rglob("*.*")):
            for content in read_file(path, path.name, lambda c: any(x.fits(c) for x in layouts)):
                fitting = [layout for layout in layouts if layout.fits(content.columns)]
                found.append((max(fitting, key=lambda layout: len(layout.columns)), content))
    return assemble(parts_of(found), catalogue())


@pytest.mark.data
def test_official_areas(official: Tables, open_data: Path) -> None:
    area = official["area"]
    counts = area["area_type"].value_counts()
    assert counts.to_dict() == {
        "country": 1,
        "region": 1,
        "system": 1,
        "place": 9,
        "sub_icb": 1,
        "authority": 287,
        "ward": 278,
        "msoa": 327,  # 323 of 2011 and 325 of 2021, of which 321 are both
        "lsoa21": 1601,
        "lsoa11": 44,  # 1,562, of which 1,518 are neighbourhoods of 2021 too
    }
    inside = area[area["area_type"].isin(["ward", "msoa", "lsoa21", "lsoa11"])]
    assert inside[["place_code", "parent_code"]].notna().all(axis=None)
    lookup = pd.read_csv(open_data / "geography/lookups/lookup_lsoa11_lsoa21_ltla22_cm.csv")
    places = by_code(area)["place_code"]
    for year in ("lsoa11", "lsoa21"):
        codes = lookup[f"{year}_code"]
        assert (places[codes].to_numpy() == lookup["ltla22_code"].to_numpy()).all()


@pytest.mark.data
def test_official_residents_add_up(official: Tables, open_data: Path) -> None:
    naive = pd.read_csv(open_data / "census2021/population_age_bands_lsoa21_cm.csv")
    naive["place_code"] = naive["lsoa21_code"].map(by_code(official["area"])["place_code"])
    residents = by_code(official["area"])["population_count"]
    expected = naive.groupby("place_code")["usual_residents"].sum()
    assert len(expected) == 9
    assert residents[expected.index].tolist() == expected.tolist()
    assert residents["E54000008"] == naive["usual_residents"].sum()
    kinds = official["area"].groupby("area_type")["population_count"].sum()
    assert kinds["msoa"] == kinds["lsoa21"] == residents["E54000008"]


@pytest.mark.data
def test_official_neighbourhoods_are_complete(official: Tables, open_data: Path) -> None:
    rows = official["neighbourhood"]
    assert len(rows) == 1601
    assert rows.notna().all(axis=None)
    [path] = (open_data / "deprivation").glob("*IoD2025*")
    imd = pd.read_csv(path).set_index("LSOA code (2021)").filter(like="(IMD) Decile").iloc[:, 0]
    assert rows["is_core20"].tolist() == (imd[rows["area_code"]] <= 2).tolist()
    parents = by_code(official["area"])["parent_code"][rows["area_code"]]
    assert parents.nunique() == 325
    names = pd.read_csv(open_data / "geography/lookups/msoa11_msoa21_hocl_names_cm.csv")
    names = names.set_index("MSOACD")["MSOAHCLNM"]
    assert rows["msoa_name"].tolist() == names[parents].tolist()


@pytest.mark.data
def test_official_2019_best_fit(official: Tables, open_data: Path) -> None:
    """By plain loops over the lookup."""
    [path] = (open_data / "deprivation").glob("*IoD2019*")
    imd = pd.read_csv(path).set_index("LSOA code (2011)").filter(like="(IMD) Decile").iloc[:, 0]
    lookup = pd.read_csv(open_data / "geography/lookups/lookup_lsoa11_lsoa21_ltla22_cm.csv")
    for row in official["neighbourhood"].itertuples():
        parents = lookup.loc[lookup["lsoa21_code"] == row.area_code, "lsoa11_code"]
        flags = {bool(imd[parent] <= 2) for parent in parents}
        assert flags == {row.is_core20_2019} if len(flags) == 1 else pd.isna(row.is_core20_2019)


@pytest.mark.data
def test_official_deprivation_has_every_resident(official: Tables, open_data: Path) -> None:
    rows = official["deprivation"].query("domain == 'imd'")
    sums = rows.groupby("edition")["population_count"].agg(["sum", "count"])
    estimates = pd.read_csv(open_data / "population/mye2020_single_year_age_lsoa11_cm.csv")
    assert sums.loc["2019"].tolist() == [estimates["total_population"].sum(), 1562]
    system = by_code(official["area"]).loc["E54000008", "population_count"]
    assert sums.loc["2025"].tolist() == [system, 1601]


@pytest.mark.data
def test_official_centres_lie_in_their_areas(official: Tables, open_data: Path) -> None:
    centre = official["centre"]
    counts = centre["area_type"].value_counts().to_dict()
    assert counts == {"lsoa21": 1601, "lsoa11": 44, "msoa": 323, "place": 9}
    assert not (centre[["easting", "northing"]] % 10).any(axis=None)
    path = open_data / "geography" / "boundaries" / "lsoa_2021.geojson"
    areas = gpd.read_file(path).set_index("LSOA21CD").to_crs(27700).buffer(10)
    mine = centre[centre["area_type"] == "lsoa21"]
    points = gpd.GeoSeries.from_xy(
        mine["easting"], mine["northing"], index=mine["area_code"], crs=27700
    )
    assert areas.loc[points.index].contains(points).all()
