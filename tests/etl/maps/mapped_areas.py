"""Areas to draw in tests: a small made-up country, and the real centres and boundaries."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

REAL_FILES = {
    "lsoa21": ("lsoa_2021", "LSOA21CD", "LSOA21NM"),
    "lsoa11": ("lsoa_2011", "LSOA11CD", "LSOA11NM"),
    "msoa": ("msoa_2021", "MSOA21CD", "MSOA21NM"),
}
PLACE_COUNT = 9
MADE_UP_NAMES = {"P1": "West", "P2": "East", "P3": "South"}


def made_up_centres() -> pd.DataFrame:
    """Three Places of 60, 40 and 30 neighbourhoods side by side, in no helpful order."""
    random = np.random.default_rng(11)
    parts = []
    for place, count, (east, north) in (
        ("P1", 60, (0, 0)),
        ("P2", 40, (10_000, 0)),
        ("P3", 30, (5_000, -10_000)),
    ):
        spots = random.choice(100, count, replace=False)
        jitter = random.uniform(-300, 300, (count, 2))
        parts.append(
            pd.DataFrame(
                {
                    "area_code": [f"{place}A{number:03}" for number in range(count)],
                    "area_name": [f"{MADE_UP_NAMES[place]} {number}" for number in range(count)],
                    "place_code": place,
                    "easting": 330_000 + east + spots % 10 * 1_000 + jitter[:, 0],
                    "northing": 380_000 + north + spots // 10 * 1_000 + jitter[:, 1],
                }
            )
        )
    return pd.concat(parts).sample(frac=1, random_state=5, ignore_index=True)


def real_areas(open_data: Path, area_type: str) -> gpd.GeoDataFrame:
    """Return the official areas of one type, as `boundary_layer` takes them."""
    file_name, code, name = REAL_FILES[area_type]
    found = gpd.read_file(open_data / "geography" / "boundaries" / f"{file_name}.geojson")
    columns = {code: "area_code", name: "area_name", "LAD_CODE": "place_code"}
    return found.rename(columns=columns)[[*columns.values(), "geometry"]]


def real_centres(open_data: Path, area_type: str) -> pd.DataFrame:
    """Return the middles of the official areas, as the other two layers take them."""
    areas = real_areas(open_data, area_type).to_crs(27700)
    middles = areas.geometry.centroid
    return pd.DataFrame(areas.drop(columns="geometry")).assign(
        easting=middles.x.round(-1), northing=middles.y.round(-1)
    )


def place_names(areas: pd.DataFrame) -> dict[str, str]:
    """Return a name to print for every Place code, which is all the tests need."""
    return {code: f"Place {code}" for code in areas["place_code"].unique()}


def polygons(paths: tuple[str, ...]) -> np.ndarray:
    """Return the shapes that paths describe, read without the product's own reader."""
    shapes = []
    for path in paths:
        shape = shapely.Polygon()
        for ring in path.split("M")[1:]:
            start, steps = ring.rstrip("z").replace("-", " -").split("l")
            moves = np.array([start.split(), *np.array(steps.split()).reshape(-1, 2)], dtype=int)
            # A ring inside another is a hole, one outside is another part.
            ring_shape = shapely.make_valid(shapely.Polygon(moves.cumsum(axis=0)))
            shape = shape.symmetric_difference(ring_shape)
        shapes.append(shape)
    return np.array(shapes)
