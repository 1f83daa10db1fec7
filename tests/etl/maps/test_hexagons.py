"""The hexagon map keeps its promises: a hexagon each, Places whole and apart, neighbours close."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scipy.spatial import cKDTree
from scipy.stats import spearmanr

from etl.maps.hexagons import NEIGHBOURS, arrange, arrange_few, positions
from tests.etl.maps.mapped_areas import made_up_centres, real_centres

pytestmark = pytest.mark.slow

PLACES = {
    "Halton": "E06000006",
    "Warrington": "E06000007",
    "Cheshire East": "E06000049",
    "Cheshire West": "E06000050",
    "Knowsley": "E08000011",
    "Liverpool": "E08000012",
    "St Helens": "E08000013",
    "Sefton": "E08000014",
    "Wirral": "E08000015",
}


def arranged(centres):
    places = np.unique(centres["place_code"], return_inverse=True)[1]
    points = centres[["easting", "northing"]].to_numpy(float)
    return points, places, arrange(points, places, points, places)


@pytest.fixture(scope="module", params=["made up", "lsoa21", "lsoa11", "msoa"])
def layout(request: pytest.FixtureRequest):
    if request.param == "made up":
        return arranged(made_up_centres())
    return arranged(real_centres(request.getfixturevalue("open_data"), request.param))


def pieces(cells: np.ndarray) -> int:
    """Count the separate pieces that cells form, by flooding each from its first cell."""
    waiting, count = {tuple(cell) for cell in cells.tolist()}, 0
    while waiting:
        count += 1
        flood = {waiting.pop()}
        while flood:
            flood = {(q + dq, r + dr) for q, r in flood for dq, dr in NEIGHBOURS} & waiting
            waiting -= flood
    return count


def test_neighbouring_cells_are_one_apart():
    cells = np.array([(0, 0), *NEIGHBOURS])
    assert np.hypot(*positions(cells)[1:].T) == pytest.approx(1)


def test_every_area_has_a_hexagon_to_itself(layout):
    points, _, cells = layout
    assert len({tuple(cell) for cell in cells.tolist()}) == len(points)


def test_every_place_is_in_one_piece(layout):
    _, places, cells = layout
    assert [pieces(cells[places == place]) for place in np.unique(places)] == [1] * (
        places.max() + 1
    )


def test_places_do_not_touch(layout):
    _, places, cells = layout
    owner = {tuple(cell): place for cell, place in zip(cells.tolist(), places, strict=True)}
    touching = [
        (owner[q, r], owner[q + dq, r + dr])
        for q, r in owner
        for dq, dr in NEIGHBOURS
        if owner.get((q + dq, r + dr), owner[q, r]) != owner[q, r]
    ]
    assert touching == []


def test_neighbours_stay_close(layout):
    points, _, cells = layout
    at = positions(cells)
    nearest = cKDTree(points).query(points, 7)[1][:, 1:]
    apart = np.hypot(*np.moveaxis(at[nearest] - at[:, None], -1, 0))
    # Within two rings of hexagons, which hold 18 others, of the six that were nearest.
    assert (apart < 2.01).mean() > 0.8


def test_far_stays_far_and_directions_hold(layout):
    points, _, cells = layout
    at = positions(cells)
    one, other = np.random.default_rng(0).integers(0, len(points), (2, 20_000))
    before = np.hypot(*(points[one] - points[other]).T)
    after = np.hypot(*(at[one] - at[other]).T)
    assert spearmanr(before, after).statistic > 0.8
    for axis in (0, 1):
        assert spearmanr(points[:, axis], at[:, axis]).statistic > 0.85


def test_the_map_looks_like_cheshire_and_merseyside(open_data: Path):
    centres = real_centres(open_data, "lsoa21")
    _, _, cells = arranged(centres)
    at = positions(cells)
    east = {code: at[(centres["place_code"] == code).to_numpy(), 0] for code in PLACES.values()}
    north = {code: at[(centres["place_code"] == code).to_numpy(), 1] for code in PLACES.values()}
    middle_east = {name: east[code].mean() for name, code in PLACES.items()}
    middle_north = {name: north[code].mean() for name, code in PLACES.items()}
    assert min(middle_east, key=middle_east.get) == "Wirral"
    assert max(middle_east, key=middle_east.get) == "Cheshire East"
    assert max(middle_north, key=middle_north.get) == "Sefton"
    assert middle_east["Sefton"] < middle_east["Liverpool"] < middle_east["Knowsley"]
    assert middle_east["Knowsley"] < middle_east["St Helens"] < middle_east["Warrington"]
    assert middle_north["Halton"] < middle_north["St Helens"]
    assert max(middle_north["Cheshire East"], middle_north["Cheshire West"]) < min(
        middle for name, middle in middle_north.items() if not name.startswith("Cheshire")
    )


def test_nine_hexagons_hang_together_in_the_right_order(open_data: Path):
    centres = real_centres(open_data, "lsoa21")
    codes, places = np.unique(centres["place_code"], return_inverse=True)
    cells = arrange_few(centres[["easting", "northing"]].to_numpy(float), places)
    assert len(cells) == 9
    assert pieces(cells) == 1
    assert len({tuple(cell) for cell in cells.tolist()}) == 9
    at = dict(zip(codes, positions(cells), strict=True))
    assert min(codes, key=lambda code: at[code][0]) == PLACES["Wirral"]
    assert max(codes, key=lambda code: at[code][0]) == PLACES["Cheshire East"]
    assert max(codes, key=lambda code: at[code][1]) == PLACES["Sefton"]
    assert at[PLACES["Liverpool"]][0] < at[PLACES["Halton"]][0] < at[PLACES["Warrington"]][0]


def test_places_all_mixed_up_still_come_out_whole_and_apart():
    points = np.random.default_rng(3).uniform(0, 10_000, (200, 2))
    mixed = np.arange(200) % 2
    cells = arrange(points, mixed, points, mixed)
    assert pieces(cells[mixed == 0]) == pieces(cells[mixed == 1]) == 1
    assert pieces(cells) == 2


def test_areas_that_find_no_room_are_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("etl.maps.hexagons.LEAST_COVER", 2.0)
    with pytest.raises(ValueError, match="do not fit on a honeycomb"):
        arranged(made_up_centres())
