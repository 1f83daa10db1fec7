"""Boundaries of any year are read; broken shapes are refused one by one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest

from etl.layout import Reading
from etl.opening.content import Boundaries
from etl.opening.open_file import read_file
from tests.etl.sources.reading import LAYOUTS, read, reference, refused, rows_kept

SQUARE = [[[-2.7, 53.3], [-2.6, 53.3], [-2.6, 53.4], [-2.7, 53.4], [-2.7, 53.3]]]
BOW_TIE = [[[-2.7, 53.3], [-2.6, 53.4], [-2.6, 53.3], [-2.7, 53.4], [-2.7, 53.3]]]
FILES = {
    "boundaries_lsoa21": ("lsoa_2021.geojson", 1601, 0),
    "boundaries_lsoa11": ("lsoa_2011.geojson", 1562, 0),
    "boundaries_msoa21": ("msoa_2021.geojson", 325, 0),
    "boundaries_msoa11": ("msoa_2011.geojson", 323, 0),
    "boundaries_wd25": ("ward_2025.geojson", 278, 0),
    "boundaries_lad24": ("lad_2024_bsc.geojson", 9, 0),
    "boundaries_sicbl23": ("sub_icb_2023_bsc.geojson", 1, 8),
    "boundaries_icb23": ("icb_2023_bsc.geojson", 1, 0),
}


def feature(code: str = "E01012367", name: str = "Halton 007A", **changes: Any) -> dict[str, Any]:
    properties = {"LSOA21CD": code, "LSOA21NM": name, **changes.pop("properties", {})}
    geometry = {"type": "Polygon", "coordinates": SQUARE}
    return {"type": "Feature", "properties": properties, "geometry": geometry, **changes}


def read_features(folder: Path, *features: Any, name: str = "boundaries_lsoa21") -> Reading:
    return read(folder, name, json.dumps({"type": "FeatureCollection", "features": features}))


def polygon(coordinates: Any, kind: str = "Polygon") -> dict[str, Any]:
    return {"type": kind, "coordinates": coordinates}


def test_shape_with_its_place_and_year(tmp_path: Path) -> None:
    reading = read_features(tmp_path, feature(), feature("E01004766", "Bolton 001A"))
    [row] = reading.tables["boundary"].itertuples()
    assert (row.area_code, row.area_type, row.place_code) == ("E01012367", "lsoa21", "E06000006")
    assert row.vintage == 2021
    assert row.geometry.bounds == (-2.7, 53.3, -2.6, 53.4)
    assert reading.tables["boundary"].crs == "EPSG:4326"
    assert list(reading.tables["area"]["area_code"]) == ["E01012367"]
    assert (reading.outside_count, refused(reading)) == (1, {})


def test_properties_in_small_letters_and_of_other_years(tmp_path: Path) -> None:
    named = {"lad13cd": "E06000006", "lad13nm": "Halton"}
    one = {"type": "Feature", "properties": named, "geometry": polygon(SQUARE)}
    reading = read_features(tmp_path, one, name="boundaries_lad13")
    [row] = reading.tables["boundary"].itertuples()
    assert (row.area_code, row.area_name, row.vintage) == ("E06000006", "Halton", 2013)


@pytest.mark.parametrize("column", ["LAD_CODE", "LAD25CD", "LAD22CD"])
def test_authority_code_goes_before_the_name(column: str, tmp_path: Path) -> None:
    moved = feature(properties={column: "E08000012"})
    reading = read_features(tmp_path, moved)
    assert list(reading.tables["boundary"]["place_code"]) == ["E08000012"]


@pytest.mark.parametrize(
    ("geometry", "reason"),
    [
        (None, "the feature has no shape"),
        (polygon([]), "the feature has no shape"),
        (polygon([[[-2.7, 53.3]]]), "the shape is damaged"),
        (polygon("oops"), "the shape is damaged"),
        (polygon([[[-2.7, "x"], [0, 0], [1, 1], [2, 2]]]), "the shape is damaged"),
        ({"type": "Blob"}, "the shape is damaged"),
        (polygon([-2.7, 53.3], "Point"), "the shape is a Point, not an area"),
        (
            polygon([[[354000, 382000], [355000, 382000], [355000, 383000], [354000, 382000]]]),
            "the shape does not lie in the United Kingdom: ask for longitude and latitude",
        ),
        (
            polygon([[[-2.7, 53.3], [-2.7, 53.3], [-2.7, 53.3], [-2.7, 53.3]]]),
            "the shape is damaged",
        ),
    ],
)
def test_broken_shape_is_refused_with_its_reason(
    geometry: Any, reason: str, tmp_path: Path
) -> None:
    reading = read_features(
        tmp_path, feature("E01012368", "Halton 003A"), feature(geometry=geometry)
    )
    assert refused(reading) == {2: reason}
    assert list(reading.tables["boundary"]["area_code"]) == ["E01012368"]


def test_file_of_broken_shapes_alone_gives_none(tmp_path: Path) -> None:
    reading = read_features(tmp_path, feature(geometry=None))
    assert refused(reading) == {1: "the feature has no shape"}
    assert reading.tables["boundary"].empty


def test_shape_that_crosses_itself_is_mended(tmp_path: Path) -> None:
    reading = read_features(tmp_path, feature(geometry=polygon(BOW_TIE)))
    [shape] = reading.tables["boundary"].geometry
    assert shape.is_valid
    assert shape.area == pytest.approx(0.005)
    assert refused(reading) == {}


@pytest.mark.parametrize("odd", ["text", None, {}, {"properties": None}, {"properties": {}}])
def test_feature_that_is_none_is_refused(odd: Any, tmp_path: Path) -> None:
    reading = read_features(tmp_path, feature(), odd)
    assert refused(reading) == {2: "this is not an area code of the kind expected here"}


def test_feature_said_twice_is_refused_once(tmp_path: Path) -> None:
    reading = read_features(tmp_path, feature(), feature())
    assert refused(reading) == {2: "an earlier row says the same"}


def test_two_shapes_of_one_area_are_both_refused(tmp_path: Path) -> None:
    other = feature(geometry=polygon(BOW_TIE))
    assert set(refused(read_features(tmp_path, feature(), other))) == {1, 2}


@pytest.mark.parametrize("year", [22, 23, 24, 25])
def test_other_years_of_the_same_columns_are_read(year: int, tmp_path: Path) -> None:
    place = feature(properties={f"LAD{year}CD": "E06000006", f"LAD{year}NM": "Halton"})
    reading = read_features(tmp_path, place, name=f"boundaries_lad{year}")
    [row] = reading.tables["boundary"].itertuples()
    assert (row.area_code, row.area_type, row.vintage) == ("E06000006", "place", 2000 + year)


def test_file_of_other_areas_says_so(tmp_path: Path) -> None:
    reading = read_features(tmp_path, feature("E01004766", "Bolton 001A"))
    assert reading.note == "No shape lies in one of our Places."
    assert reading.outside_count == 1


def test_columns_of_the_smaller_area_come_first() -> None:
    """A ward file names its authority too, and must be read as wards."""
    names = list(LAYOUTS)
    assert names.index("boundaries_wd25") < names.index("boundaries_lad25")


@pytest.mark.data
@pytest.mark.parametrize("name", sorted(FILES))
def test_official_boundaries(name: str, open_data: Path) -> None:
    file_name, loaded_count, outside_count = FILES[name]
    path = open_data / "geography" / "boundaries" / file_name
    [found] = read_file(path, path.name, LAYOUTS[name].fits)
    assert isinstance(found, Boundaries)
    assert LAYOUTS[name].fits(found.columns)
    read_shapes = LAYOUTS[name].read_boundaries
    assert read_shapes is not None
    reading = read_shapes(found, reference())
    shapes = reading.tables["boundary"]
    assert isinstance(shapes, gpd.GeoDataFrame)
    assert len(rows_kept(reading)) == len(shapes) == loaded_count
    assert (reading.outside_count, refused(reading)) == (outside_count, {})
    assert shapes.geometry.is_valid.all()
    naive = gpd.read_file(path)
    if outside_count == 0:
        assert shapes.to_crs(27700).area.sum() == pytest.approx(naive.to_crs(27700).area.sum())
    if "LAD_CODE" in naive:
        expected = dict(zip(naive.iloc[:, 0], naive["LAD_CODE"], strict=True))
        assert dict(zip(shapes["area_code"], shapes["place_code"], strict=True)) == expected
