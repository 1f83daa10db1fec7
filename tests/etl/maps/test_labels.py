"""Names of Places do not lie on each other, on any kind of map, on the smallest screen."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
import shapely

from etl.maps.geometry import approximate_layer, boundary_layer, hexagon_layer
from etl.maps.labels import label_spots
from insight.visual.maps.layer import MapLayer, name_lines
from tests.etl.maps.mapped_areas import polygons, real_areas, real_centres
from tests.insight.small_store import PLACES

PHONE = 340  # pixels across the map on a phone
TEXT = 11  # pixels


def text_boxes(layer: MapLayer) -> list[shapely.Geometry]:
    """The box of each Place's text in pixels on a phone, letters of Arial bold at 0.56 of it."""
    boxes = []
    for outline in layer.outlines:
        lines = name_lines(outline.place_name) + (layer.area_type == "place") * ["▼ 80.6%"]
        x, y = np.array(outline.label) * PHONE / layer.width
        wide, high = max(map(len, lines)) * 0.56 * TEXT, len(lines) * 1.2 * TEXT
        boxes.append(shapely.box(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2))
    return boxes


@pytest.fixture(scope="module", params=["lsoa21", "place"])
def layers(request: pytest.FixtureRequest, open_data: Path) -> list[MapLayer]:
    centres, areas = real_centres(open_data, "lsoa21"), real_areas(open_data, "lsoa21")
    if request.param == "place":
        centres = centres.assign(area_code=centres["place_code"], area_name=centres["place_code"])
        areas = areas.assign(geometry=areas.geometry.make_valid())
        areas = areas.dissolve("place_code", as_index=False)
        areas = areas.assign(area_code=areas["place_code"], area_name=areas["place_code"])
    return [
        boundary_layer(areas, request.param, PLACES),
        approximate_layer(centres, request.param, PLACES),
        hexagon_layer(centres, request.param, PLACES),
    ]


def test_no_name_lies_on_another(layers: list[MapLayer]):
    for layer in layers:
        for one, other in combinations(text_boxes(layer), 2):
            assert not one.intersects(other)


def test_every_name_stands_in_its_own_place(layers: list[MapLayer]):
    for layer in layers:
        outlines = polygons(tuple(outline.path for outline in layer.outlines))
        labels = shapely.points([outline.label for outline in layer.outlines])
        assert shapely.contains(shapely.make_valid(outlines), labels).all()


def test_a_name_with_room_stays_in_the_middle():
    spots = label_spots([shapely.box(0, 0, 1_000, 1_000)], ["Here"], 1_000, with_figures=True)
    assert spots[0] == pytest.approx([500, 500], abs=5)


def test_names_too_close_move_apart():
    strips = [shapely.box(0, 0, 20, 300), shapely.box(20, 0, 40, 300)]
    one, other = label_spots(strips, ["Liverpool", "Knowsley"], 340, with_figures=False)
    assert abs(one[1] - other[1]) >= 13
