"""Layers: every area once, borders shared, the same bytes every time, and no figures."""

from __future__ import annotations

import gzip
import hashlib
import json
from dataclasses import asdict
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely

from etl.maps.geometry import approximate_layer, boundary_layer, hexagon_layer, write_layer
from etl.maps.land import land_around
from insight.visual.maps.layer import MapLayer, read_layer
from tests.etl.maps.mapped_areas import (
    MADE_UP_NAMES,
    PLACE_COUNT,
    made_up_centres,
    place_names,
    polygons,
    real_areas,
    real_centres,
)


def made_up_boundaries() -> gpd.GeoDataFrame:
    """Nine square kilometres in a square, cut into nine areas, with a fault or two."""
    squares = [
        shapely.box(x, y, x + 1_000, y + 1_000)
        for x in (0, 1_000, 2_000)
        for y in (0, 1_000, 2_000)
    ]
    squares[4] = shapely.union(squares[4], shapely.box(990, 1_200, 1_000.4, 1_300))  # overlaps
    return gpd.GeoDataFrame(
        {
            "area_code": [f"A{number}" for number in range(9)],
            "area_name": [f"Area {number}" for number in range(9)],
            "place_code": ["P1"] * 5 + ["P2"] * 4,
        },
        geometry=shapely.transform(np.array(squares), lambda xy: xy + np.array([330_000, 380_000])),
        crs=27700,
    )


@pytest.fixture(scope="module", params=["boundary", "approximate", "hexagon"])
def real_layer(request: pytest.FixtureRequest, open_data: Path) -> MapLayer:
    if request.param == "boundary":
        areas = real_areas(open_data, "lsoa21")
        return boundary_layer(areas, "lsoa21", place_names(areas))
    centres = real_centres(open_data, "lsoa21")
    make = approximate_layer if request.param == "approximate" else hexagon_layer
    return make(centres, "lsoa21", place_names(centres))


@pytest.fixture(scope="module")
def made_up_layer() -> MapLayer:
    return hexagon_layer(made_up_centres(), "lsoa21", MADE_UP_NAMES)


def test_every_area_is_there_once_in_order_of_code(real_layer: MapLayer, open_data: Path):
    expected = real_areas(open_data, "lsoa21").sort_values("area_code")
    assert list(real_layer.area_codes) == expected["area_code"].to_list()
    assert list(real_layer.area_names) == expected["area_name"].to_list()
    codes = [outline.place_code for outline in real_layer.outlines]
    assert [codes[number] for number in real_layer.place_numbers] == expected[
        "place_code"
    ].to_list()
    assert len(codes) == PLACE_COUNT
    lengths = {len(part) for part in (real_layer.paths, real_layer.centres, real_layer.area_codes)}
    assert lengths == {1_601}


def test_areas_share_borders_without_gaps_or_overlaps(real_layer: MapLayer):
    shapes = polygons(real_layer.paths)
    area = shapely.area(shapes)
    # Rounding to the grid may move a corner by half a unit; more would be a fault.
    assert area.sum() == pytest.approx(shapely.union_all(shapes).area, rel=1e-3)
    assert (area > 0).all()
    faults = shapely.coverage_invalid_edges(shapes)
    assert shapely.length(faults).sum() < 0.005 * shapely.length(shapes).sum()


def test_everything_lies_on_the_paper(real_layer: MapLayer):
    west, north, east, south = shapely.total_bounds(polygons(real_layer.paths))
    assert west > 0 and north > 0
    assert east < real_layer.width and south < real_layer.height
    for outline in real_layer.outlines:
        x, y, width, height = outline.box
        assert west <= x and x + width <= east and north <= y and y + height <= south


def test_centres_and_labels_are_inside(real_layer: MapLayer):
    centres = shapely.points(real_layer.centres)
    assert (shapely.distance(polygons(real_layer.paths), centres) <= 1).all()
    outlines = polygons(tuple(outline.path for outline in real_layer.outlines))
    labels = shapely.points([outline.label for outline in real_layer.outlines])
    assert shapely.contains(outlines, labels).all()


def test_place_outlines_enclose_their_areas(real_layer: MapLayer):
    shapes = polygons(real_layer.paths)
    outlines = polygons(tuple(outline.path for outline in real_layer.outlines))
    own = outlines[list(real_layer.place_numbers)]
    shared = shapely.area(shapely.intersection(shapes, own))
    assert shared.sum() == pytest.approx(shapely.area(shapes).sum(), rel=1e-3)


def test_a_layer_is_small(real_layer: MapLayer):
    content = real_layer.to_json().encode()
    assert len(content) < 900_000
    assert len(gzip.compress(content)) < 250_000


def test_real_boundaries_stay_true(open_data: Path):
    areas = real_areas(open_data, "msoa")
    layer = boundary_layer(areas, "msoa", place_names(areas))
    drawn = shapely.area(polygons(layer.paths)) * 25  # a unit is five metres
    true = areas.to_crs(27700).sort_values("area_code").area.to_numpy()
    assert np.abs(drawn / true - 1).max() < 0.1
    assert drawn.sum() == pytest.approx(true.sum(), rel=0.005)


def test_faults_in_boundaries_are_mended():
    layer = boundary_layer(made_up_boundaries(), "lsoa21", {"P1": "One", "P2": "Two"})
    shapes = polygons(layer.paths)
    assert shapely.coverage_is_valid(shapes)
    assert shapely.union_all(shapes).area == pytest.approx(600 * 600, rel=0.01)


@pytest.mark.slow
def test_approximate_areas_hold_their_own_centre():
    centres = made_up_centres().sort_values("area_code")
    points = centres[["easting", "northing"]].to_numpy(float)
    places = np.unique(centres["place_code"], return_inverse=True)[1]
    west, south, east, north = land_around(points, places).bounds
    margin = max(east - west, north - south) * 0.01
    on_grid = (points - np.array([west - margin, north + margin])) / np.array([5, -5])
    shapes = polygons(approximate_layer(centres, "lsoa21", MADE_UP_NAMES).paths)
    # Simplifying may move the edge of the land, and with it the grid, by 30 metres.
    assert (shapely.distance(shapes, shapely.points(on_grid)) < 6).all()


def test_an_area_with_several_centres_covers_what_they_cover(open_data: Path):
    centres = real_centres(open_data, "lsoa21")
    whole = centres.assign(area_code=centres["place_code"], area_name=centres["place_code"])
    layer = approximate_layer(whole, "place", place_names(whole))
    cells = approximate_layer(centres, "lsoa21", place_names(centres))
    assert len(layer.paths) == PLACE_COUNT
    parts = shapely.area(polygons(cells.paths))
    by_place = np.bincount(cells.place_numbers, parts)
    assert shapely.area(polygons(layer.paths)) == pytest.approx(by_place, rel=0.02)


def test_larger_areas_keep_to_the_land_their_neighbourhoods_show(open_data: Path):
    small, large = (real_centres(open_data, kind) for kind in ("lsoa21", "msoa"))
    names = place_names(large)
    places = np.unique(small["place_code"], return_inverse=True)[1]
    land = land_around(small[["easting", "northing"]].to_numpy(float), places).area
    kept = approximate_layer(large, "msoa", names, land_from=small)
    with_water, without = (
        shapely.area(polygons(layer.paths)).sum() * 25  # a unit is five metres
        for layer in (kept, approximate_layer(large, "msoa", names))
    )
    whole = shapely.union_all(polygons(kept.paths))
    assert not any(len(part.interiors) for part in shapely.get_parts(whole))  # no hole in Cheshire
    assert with_water == pytest.approx(land, rel=0.005)
    assert without != pytest.approx(land, rel=0.05)
    assert len(set(hexagon_layer(large, "msoa", names, land_from=small).paths)) == len(large)


@pytest.mark.slow
def test_hexagons_are_equal_and_apart(made_up_layer: MapLayer):
    shapes = polygons(made_up_layer.paths)
    assert np.unique(shapely.area(shapes)).size == 1
    assert (shapely.get_num_coordinates(shapes) == 7).all()
    assert shapely.union_all(shapes).area == shapely.area(shapes).sum()


def test_nine_places_are_nine_hexagons(open_data: Path):
    centres = real_centres(open_data, "lsoa21")
    places = centres.assign(area_code=centres["place_code"], area_name=centres["place_code"])
    layer = hexagon_layer(places, "place", place_names(places))
    assert len(set(layer.paths)) == PLACE_COUNT
    assert shapely.union_all(polygons(layer.paths)).geom_type == "Polygon"


@pytest.mark.slow
@pytest.mark.parametrize("make", [approximate_layer, hexagon_layer])
def test_the_order_of_rows_does_not_matter(make):
    centres = made_up_centres()
    first = make(centres, "lsoa21", MADE_UP_NAMES)
    again = make(centres.sample(frac=1, random_state=1), "lsoa21", MADE_UP_NAMES)
    assert first.to_json() == again.to_json()


@pytest.mark.parametrize("make", [approximate_layer, hexagon_layer])
def test_two_centres_on_one_spot_are_refused(make):
    centres = made_up_centres()
    centres.loc[0, ["easting", "northing"]] = centres.loc[1, ["easting", "northing"]]
    with pytest.raises(ValueError, match="same spot"):
        make(centres, "lsoa21", MADE_UP_NAMES)


@pytest.mark.slow
def test_only_real_boundaries_are_not_approximate(made_up_layer: MapLayer):
    boundary = boundary_layer(made_up_boundaries(), "lsoa21", {"P1": "One", "P2": "Two"})
    approximate = approximate_layer(made_up_centres(), "lsoa21", MADE_UP_NAMES)
    assert [layer.is_approximate for layer in (boundary, approximate, made_up_layer)] == [
        False,
        True,
        True,
    ]
    assert "pproximate" in approximate.note and boundary.note == ""
    for layer in (boundary, approximate, made_up_layer):
        assert "Office for National Statistics" in layer.attribution
        assert "OS data © Crown copyright and database right" in layer.attribution


def test_a_written_layer_reads_back_the_same(made_up_layer: MapLayer, tmp_path: Path):
    written = write_layer(made_up_layer, tmp_path / "maps")
    file = tmp_path / "maps" / written.file_name
    assert read_layer(file) == made_up_layer
    content = file.read_bytes()
    assert written.sha256 == hashlib.sha256(content).hexdigest()
    assert written.file_name == f"lsoa21-hexagon-{written.sha256[:8]}.json"
    assert asdict(written) | {"sha256": "", "file_name": ""} == {
        "layer_id": "lsoa21-hexagon",
        "area_type": "lsoa21",
        "shape": "hexagon",
        "file_name": "",
        "area_count": 130,
        "is_approximate": True,
        "attribution": made_up_layer.attribution,
        "sha256": "",
    }
    assert set(json.loads(content)) == {
        "area_codes",
        "area_names",
        "area_type",
        "attribution",
        "centres",
        "height",
        "is_approximate",
        "layer_id",
        "note",
        "outlines",
        "paths",
        "place_numbers",
        "shape",
        "width",
    }


def test_a_failed_write_leaves_nothing_behind(
    made_up_layer: MapLayer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    kept = write_layer(made_up_layer, tmp_path)

    def fail(self: Path, target: Path) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="no space left"):
        write_layer(made_up_layer, tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == [kept.file_name]
