"""Boundaries of every make end in longitude and latitude."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
from shapely.geometry import Polygon, mapping, shape

from etl.opening.content import Boundaries, NoTable, UnreadableFile
from etl.sources import boundaries as reader
from tests.etl.opening.opened import boundaries, contents, refusal
from tests.etl.sources.reading import reference

DEGREES = Polygon([(-2.99, 53.40), (-2.97, 53.40), (-2.97, 53.42), (-2.99, 53.42)])
FRAME = gpd.GeoDataFrame(
    {"LAD24CD": ["E08000012"], "LAD24NM": ["Liverpool"]}, geometry=[DEGREES], crs=4326
)
GRID = FRAME.to_crs(27700)


def geojson(geometry: Any, **more: object) -> str:
    properties = {"LAD24CD": "E08000012", "LAD24NM": "Liverpool"}
    feature = {"type": "Feature", "properties": properties, "geometry": geometry}
    return json.dumps({"type": "FeatureCollection", "features": [feature], **more})


def packed(frame: gpd.GeoDataFrame, driver: str, folder: Path) -> bytes:
    """The file that the driver writes; of a Shapefile, a zip of its parts."""
    if driver == "GPKG":
        frame.to_file(folder / "made.gpkg", driver=driver)
        return (folder / "made.gpkg").read_bytes()
    (folder / "parts").mkdir()
    frame.to_file(folder / "parts" / "lad.shp", driver=driver)
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for part in sorted((folder / "parts").iterdir()):
            archive.write(part, part.name)
        archive.writestr("__MACOSX/._lad.shp", b"left")
    return content.getvalue()


def without(content: bytes, part: str) -> bytes:
    """A zip without one of its parts."""
    left = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(left, "w") as after:
        assert part in before.namelist()
        for name in before.namelist():
            if name != part:
                after.writestr(name, before.read(name))
    return left.getvalue()


def assert_here(found: Boundaries) -> None:
    """The shape lies where it should, to two metres, and its reader takes it."""
    [feature] = found.collection["features"]
    assert shape(feature["geometry"]).hausdorff_distance(DEGREES) < 0.00003
    [layout] = [each for each in reader.LAYOUTS if each.fits(found.columns)]
    assert layout.read_boundaries is not None
    tables = layout.read_boundaries(found, reference()).tables
    assert tables["boundary"]["area_code"].tolist() == ["E08000012"]


@pytest.mark.parametrize("driver", ["GPKG", "ESRI Shapefile"])
@pytest.mark.parametrize("frame", [FRAME, GRID], ids=["degrees", "grid"])
def test_packages_are_read(frame: gpd.GeoDataFrame, driver: str, tmp_path: Path) -> None:
    name = "lad.gpkg" if driver == "GPKG" else "lad.zip"
    found = boundaries(tmp_path, packed(frame, driver, tmp_path), name)
    assert found.path.startswith(f"{name} › ")
    assert_here(found)
    assert bool(found.note) == (frame is GRID)


def test_a_shapefile_without_a_grid_is_taken_by_where_it_lies(tmp_path: Path) -> None:
    content = without(packed(GRID, "ESRI Shapefile", tmp_path), "lad.prj")
    assert_here(boundaries(tmp_path, content, "lad.zip"))


def test_two_layers_are_two_parts(tmp_path: Path) -> None:
    for layer in ("one", "two"):
        FRAME.to_file(tmp_path / "made.gpkg", layer=layer, driver="GPKG")
    found = contents(tmp_path, (tmp_path / "made.gpkg").read_bytes(), "lad.gpkg")
    assert [each.path for each in found] == ["lad.gpkg › one", "lad.gpkg › two"]


@pytest.mark.parametrize(
    "crs",
    [
        {"crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::27700"}}},
        {"crs": {"type": "name", "properties": {"name": "EPSG:27700"}}},
        {},
    ],
    ids=["urn", "short", "unsaid"],
)
def test_geojson_on_the_british_grid_is_turned(crs: dict[str, Any], tmp_path: Path) -> None:
    found = boundaries(tmp_path, geojson(mapping(GRID.geometry[0]), **crs), "lad.geojson")
    assert_here(found)
    assert found.note == "Its coordinates were turned into longitude and latitude."


@pytest.mark.parametrize(
    "crs",
    [
        {"crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}},
        {"crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4326"}}},
        {"crs": {"type": "name", "properties": {"name": "EPSG:99999"}}},
        {"crs": {"type": "name", "properties": None}},
        {"crs": 7},
        {},
    ],
)
def test_geojson_in_degrees_stays_as_it_is(crs: dict[str, Any], tmp_path: Path) -> None:
    found = boundaries(tmp_path, geojson(mapping(DEGREES), **crs), "lad.geojson")
    assert found.note == "" and isinstance(found.collection["features"][0]["geometry"], dict)
    assert_here(found)


@pytest.mark.parametrize(
    "coordinates", [None, 3, [], [[]], [[[1e6]]], ["x", 300], [[[334000, "y"]]], [334000, None]]
)
def test_shapes_that_are_none_are_left_for_the_reader_to_refuse(
    coordinates: object, tmp_path: Path
) -> None:
    geometry = {"type": "Polygon", "coordinates": coordinates}
    found = boundaries(tmp_path, geojson(geometry), "lad.geojson")
    assert found.collection["features"][0]["geometry"] == geometry


@pytest.mark.parametrize(
    ("content", "words", "kind"),
    [
        ({"type": "Topology", "objects": {}}, "this is TopoJSON: ask for GeoJSON", UnreadableFile),
        ({"error": {"code": 400}}, "an error message of a website", UnreadableFile),
        ({"features": [{"attributes": {"a": 1}}]}, "ArcGIS's own JSON", UnreadableFile),
        ({"data": [{"value": 3}]}, "JSON as an API or a website sends it", NoTable),
        ([1, 2], "JSON as an API or a website sends it", NoTable),
    ],
)
def test_other_json_is_named(
    content: object, words: str, kind: type[UnreadableFile], tmp_path: Path
) -> None:
    reason, found = refusal(tmp_path, json.dumps(content), "a.json")
    assert words in reason and found is kind


def test_a_title_in_brackets_is_no_json(tmp_path: Path) -> None:
    [found] = contents(tmp_path, "[note 1] A title\ncode,name,value\nE1,a,1\n")
    assert not isinstance(found, Boundaries)


@pytest.mark.parametrize("cut", [0.1, 0.5, 0.9])
@pytest.mark.parametrize("driver", ["GPKG", "ESRI Shapefile"])
def test_a_package_cut_short_is_refused(driver: str, cut: float, tmp_path: Path) -> None:
    content = packed(FRAME, driver, tmp_path)
    content = content[: int(cut * len(content))]
    name = "a.gpkg" if driver == "GPKG" else "a.zip"
    assert "download it again" in refusal(tmp_path, content, name)[0]


def test_a_shapefile_that_lacks_a_part_is_refused(tmp_path: Path) -> None:
    content = without(packed(FRAME, "ESRI Shapefile", tmp_path), "lad.shx")
    assert "needs its .shp, .shx and .dbf" in refusal(tmp_path, content, "a.zip")[0]
