"""Paths read back as written, and the outline of areas together is their outer border."""

from __future__ import annotations

from pathlib import Path

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from insight.visual.maps.layer import joint_outline, path_rings, path_text, read_layer
from tests.insight.visual.maps.small_layer import small_layer, square

points = st.tuples(st.integers(-20_000, 20_000), st.integers(-20_000, 20_000))


@given(st.lists(st.lists(points, min_size=3), min_size=1))
def test_a_path_reads_back_as_written(rings):
    assert path_rings(path_text(rings)) == rings


def test_paths_are_written_short():
    assert path_text([[(5, 5), (15, 5), (15, 0)]]) == "M5 5l10 0 0-5z"


def outline_of(*paths: str) -> shapely.Geometry:
    edges = [shapely.LineString(ring) for ring in path_rings(joint_outline(paths))]
    return shapely.polygonize(edges)


def test_neighbours_together_have_one_outline():
    together = outline_of(square(0), square(100), square(300))
    assert sorted(part.bounds for part in together.geoms) == [
        (0, 10, 200, 110),
        (300, 10, 400, 110),
    ]


def test_a_border_inside_the_outline_is_left_out():
    assert "M100 10" not in joint_outline([square(0), square(100)]).replace("M100 10l100 0", "")
    assert joint_outline([]) == ""


def test_a_layer_reads_back_the_same(tmp_path: Path):
    file = tmp_path / "small-1.json"
    file.write_text(small_layer().to_json(), encoding="utf-8")
    assert read_layer(file) == small_layer()


@pytest.mark.parametrize(
    ("area_type", "shape", "words"),
    [
        ("lsoa21", "hexagon", "Each hexagon is one neighbourhood"),
        ("place", "hexagon", "Each hexagon is one Place"),
        ("msoa", "approximate", "Approximate areas"),
    ],
)
def test_shapes_that_are_not_real_say_so(area_type: str, shape: str, words: str):
    layer = small_layer(area_type, shape)
    assert layer.note.startswith(words)
    assert layer.is_approximate


def test_real_boundaries_need_no_note():
    assert small_layer("lsoa21", "boundary").note == ""
