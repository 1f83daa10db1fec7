"""Land goes where centres are, and the Mersey stays open."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import shapely

from etl.maps.land import land_around, land_neighbours, spacing, territories
from tests.etl.maps.mapped_areas import made_up_centres, real_areas, real_centres

# On the Mersey, in deep water by any map: off Otterspool, and mid-estuary off Hale.
MERSEY = ((335_700, 386_300), (344_000, 379_500))


def points_and_places(centres):
    places = np.unique(centres["place_code"], return_inverse=True)[1]
    return centres[["easting", "northing"]].to_numpy(float), places


def test_spacing_is_the_mean_distance_to_the_four_nearest():
    cross = np.array([(0, 0), (100, 0), (-100, 0), (0, 200), (0, -200)], dtype=float)
    assert spacing(cross)[0] == pytest.approx(150)


def test_every_centre_stands_on_land():
    points, places = points_and_places(made_up_centres())
    assert shapely.contains_xy(land_around(points, places), points).all()


def test_a_wide_gap_between_places_is_water_and_within_a_place_it_is_land():
    spots = np.stack(np.meshgrid(np.arange(6) * 500.0, np.arange(6) * 500.0), -1).reshape(-1, 2)
    points = np.vstack([spots, spots + np.array([4_000, 0])])  # 1.5 km between the two blocks
    middle = (3_250, 1_250)
    two_places = land_around(points, np.repeat([0, 1], 36))
    one_place = land_around(points, np.zeros(72, dtype=int))
    assert not shapely.contains_xy(two_places, *middle)
    assert shapely.contains_xy(one_place, *middle)


def test_land_from_real_centres_is_close_to_the_real_land(open_data: Path):
    points, places = points_and_places(real_centres(open_data, "lsoa21"))
    land = land_around(points, places)
    real = shapely.union_all(
        shapely.make_valid(real_areas(open_data, "lsoa21").to_crs(27700).geometry.to_numpy())
    )
    assert land.intersection(real).area / land.union(real).area > 0.9
    assert not shapely.contains_xy(land, MERSEY).any()
    assert not shapely.contains_xy(real, MERSEY).any()


def test_places_meet_where_they_meet_on_land(open_data: Path):
    centres = real_centres(open_data, "lsoa21")
    points, places = points_and_places(centres)
    territory, (west, south, cell) = territories(points, places)
    column, row = np.rint((points[0] - (west, south)) / cell).astype(int)
    assert territory[column, row] == places[0]
    codes = sorted(centres["place_code"].unique())
    meeting = land_neighbours(territory)

    def meet(one: str, other: str) -> bool:
        return bool(meeting[codes.index(one), codes.index(other)])

    liverpool, wirral, sefton, knowsley = "E08000012", "E08000015", "E08000014", "E08000011"
    assert meet(liverpool, sefton) and meet(sefton, liverpool) and meet(liverpool, knowsley)
    assert not meet(liverpool, wirral) and not meet(sefton, wirral)
    assert meeting.diagonal().all()
