"""Make map layers: real boundaries where we have them, else shapes of our own.

Every layer is for one area type in one shape: `boundary` (simplified official boundaries),
`approximate` (areas grown from neighbourhood centres) or `hexagon` (all the same size).
Lengths are metres on the British National Grid until a layer puts them on its whole-number
grid. A layer holds shapes and names and no figures.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from etl.maps.labels import label_spots
from insight.visual.maps.layer import MapLayer, PlaceOutline, path_text

if TYPE_CHECKING:
    import geopandas as gpd

Shapes = NDArray[np.object_]

NATIONAL_GRID = 27700
METRES_PER_UNIT = 5
MARGIN = 0.01  # of the map's longer side, as paper round the map
SIMPLIFY_METRES = {"lsoa21": 30, "lsoa11": 30, "msoa": 45, "place": 90}
SNAP_METRES = 1.0  # how far official borders that should meet may lie apart

# A hexagon on whole numbers: 52 across, rows 45 apart, so that neighbours share their corners.
HEXAGON = np.array([(0, -30), (26, -15), (26, 15), (0, 30), (-26, 15), (-26, -15)])
HEXAGON_WIDTH, HEXAGON_ROW = 52, 45

BOUNDARY_ATTRIBUTION = (
    "Source: Office for National Statistics licensed under the Open Government Licence v3.0. "
    "Contains OS data © Crown copyright and database right."
)
CENTRES_ATTRIBUTION = (
    "Shapes drawn for this dashboard from the centres of areas. Source of areas: Office for "
    "National Statistics licensed under the Open Government Licence v3.0. Contains OS data "
    "© Crown copyright and database right."
)


@dataclass(frozen=True)
class LayerFile:
    """A layer as written: one row of the table `map_layer`, and the file's SHA-256."""

    layer_id: str
    area_type: str
    shape: str
    file_name: str
    area_count: int
    is_approximate: bool
    attribution: str
    sha256: str


def boundary_layer(
    areas: gpd.GeoDataFrame, area_type: str, place_names: Mapping[str, str]
) -> MapLayer:
    """Return real boundaries, simplified so that neighbours still share their borders.

    `areas` has one row per area: area_code, area_name, place_code and its geometry in any
    stated coordinate system. `place_names` gives each place_code the name to print.
    """
    areas = areas.to_crs(NATIONAL_GRID).sort_values("area_code", ignore_index=True)
    polygons = shapely.make_valid(areas.geometry.to_numpy(), method="structure")
    polygons = shapely.coverage_clean(polygons, snapping_distance=SNAP_METRES)
    polygons = shapely.coverage_simplify(polygons, SIMPLIFY_METRES[area_type])
    shapes = _on_paper(polygons)
    return _layer(areas, area_type, "boundary", shapes, place_names, BOUNDARY_ATTRIBUTION)


def approximate_layer(
    centres: pd.DataFrame,
    area_type: str,
    place_names: Mapping[str, str],
    land_from: pd.DataFrame | None = None,
) -> MapLayer:
    """Return areas grown from centres: to each the land that lies nearest to it.

    `centres` has area_code, area_name, place_code, easting and northing. An area may have
    several rows, such as a Place with the centres of its neighbourhoods: its shape is then
    all they cover together, and water between them stays water. `land_from` holds centres
    that show where land is, the areas' own unless given: for areas larger than neighbourhoods
    pass the neighbourhoods, or the Mersey is lost between them.
    """
    from etl.maps.land import land_around  # slow to load, and most builds draw nothing

    centres = _in_order(centres)
    known = centres if land_from is None else _in_order(land_from)
    land = land_around(_points(known), _place_numbers(known))
    spots = shapely.multipoints(_points(centres))
    cells = shapely.voronoi_polygons(spots, extend_to=land, ordered=True)
    pieces = shapely.intersection(shapely.get_parts(cells), land)
    pieces = shapely.coverage_clean(pieces, snapping_distance=SNAP_METRES)
    owners = centres["area_code"].to_numpy()
    areas = centres.drop_duplicates("area_code")
    polygons = np.array(
        [shapely.coverage_union_all(pieces[owners == code]) for code in areas["area_code"]]
    )
    polygons = shapely.coverage_simplify(polygons, SIMPLIFY_METRES[area_type])
    shapes = _on_paper(polygons)
    return _layer(areas, area_type, "approximate", shapes, place_names, CENTRES_ATTRIBUTION)


def hexagon_layer(
    centres: pd.DataFrame,
    area_type: str,
    place_names: Mapping[str, str],
    land_from: pd.DataFrame | None = None,
) -> MapLayer:
    """Return one equal hexagon per area, Places in one piece each and apart from each other.

    `centres` and `land_from` as for `approximate_layer`. Where every area is a Place of its
    own, the hexagons hang together instead.
    """
    from etl.maps.hexagons import arrange, arrange_few, positions  # slow to load, like land

    centres = _in_order(centres)
    known = centres if land_from is None else _in_order(land_from)
    points, places = _points(known), _place_numbers(known)
    areas = centres.drop_duplicates("area_code")
    area_places = _place_numbers(areas)
    if areas["place_code"].is_unique:
        cells = arrange_few(points, places)[area_places]
    else:
        middles = _points(centres.groupby("area_code").mean(numeric_only=True))
        cells = arrange(middles, area_places, points, places)
    at = positions(cells) * (HEXAGON_WIDTH, HEXAGON_ROW / (np.sqrt(3) / 2)) * (1, -1)
    corners = np.rint(at).astype(int)[:, None] + HEXAGON[None]
    shapes = _with_margin(shapely.polygons(corners.astype(float)))
    return _layer(areas, area_type, "hexagon", shapes, place_names, CENTRES_ATTRIBUTION)


def write_layer(layer: MapLayer, folder: Path) -> LayerFile:
    """Write a layer into a folder, all or nothing, under a name made from its content."""
    content = layer.to_json().encode("utf-8")
    sha256 = hashlib.sha256(content).hexdigest()
    file_name = f"{layer.layer_id}-{sha256[:8]}.json"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".writing-") as desk:
        part = Path(desk) / file_name
        part.write_bytes(content)
        part.replace(folder / file_name)
    return LayerFile(
        layer_id=layer.layer_id,
        area_type=layer.area_type,
        shape=layer.shape,
        file_name=file_name,
        area_count=len(layer.area_codes),
        is_approximate=layer.is_approximate,
        attribution=layer.attribution,
        sha256=sha256,
    )


def _in_order(centres: pd.DataFrame) -> pd.DataFrame:
    if centres.duplicated(["easting", "northing"]).any():
        raise ValueError("two centres stand on the same spot, so no border can lie between them")
    return centres.sort_values(["area_code", "easting", "northing"], ignore_index=True)


def _points(centres: pd.DataFrame) -> NDArray[np.float64]:
    return centres[["easting", "northing"]].to_numpy(float)


def _place_numbers(areas: pd.DataFrame) -> NDArray[np.int64]:
    return np.unique(areas["place_code"].to_numpy(str), return_inverse=True)[1]


def _on_paper(polygons: Shapes) -> Shapes:
    """Put shapes in metres on the whole-number grid, north at the top."""
    west, _, _, north = shapely.total_bounds(polygons)

    def to_grid(metres: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.rint((metres - (west, north)) / (METRES_PER_UNIT, -METRES_PER_UNIT))

    return _with_margin(shapely.transform(polygons, to_grid))


def _with_margin(shapes: Shapes) -> Shapes:
    """Move shapes on the grid so that paper is left all round; `_layer` adds the far sides."""
    west, north, east, south = shapely.total_bounds(shapes)
    margin = round(max(east - west, south - north) * MARGIN)
    return shapely.transform(shapes, lambda points: points - (west, north) + margin)


def _layer(
    areas: pd.DataFrame,
    area_type: str,
    shape: str,
    shapes: Shapes,
    place_names: Mapping[str, str],
    attribution: str,
) -> MapLayer:
    """Put the parts of a layer together; `shapes` are on the grid, in the order of `areas`."""
    place_codes = sorted(set(areas["place_code"]))
    west, north, east, south = shapely.total_bounds(shapes)
    wholes = [
        shapely.union_all(shapely.make_valid(shapes[(areas["place_code"] == code).to_numpy()]))
        for code in place_codes
    ]
    names = [place_names[code] for code in place_codes]
    labels = label_spots(wholes, names, east + west, with_figures=area_type == "place")
    inside = shapely.point_on_surface(shapely.make_valid(shapes))
    return MapLayer(
        area_type=area_type,
        shape=shape,
        width=int(east + west),
        height=int(south + north),
        area_codes=tuple(areas["area_code"]),
        area_names=tuple(areas["area_name"]),
        place_numbers=tuple(_place_numbers(areas).tolist()),
        paths=tuple(path_text(_rings(area)) for area in shapes),
        centres=tuple((round(point.x), round(point.y)) for point in inside),
        outlines=tuple(
            _outline(code, name, whole, label)
            for code, name, whole, label in zip(
                place_codes, names, wholes, labels.tolist(), strict=True
            )
        ),
        attribution=attribution,
    )


def _outline(
    place_code: str, place_name: str, whole: shapely.Geometry, label: list[int]
) -> PlaceOutline:
    west, north, east, south = (round(bound) for bound in whole.bounds)
    return PlaceOutline(
        place_code=place_code,
        place_name=place_name,
        path=path_text(_rings(whole)),
        label=(label[0], label[1]),
        box=(west, north, east - west, south - north),
    )


def _rings(area: shapely.Geometry) -> list[list[tuple[int, int]]]:
    """Return the rings of an area on the grid, without those that shrank to nothing."""
    rings = []
    for part in shapely.get_parts(area):
        for ring in (part.exterior, *part.interiors):
            points = np.rint(shapely.get_coordinates(ring)).astype(int)
            moved = (points[1:] != points[:-1]).any(axis=1)
            if moved.sum() >= 3 and shapely.Polygon(ring).area > 0:
                rings.append([tuple(point) for point in points[1:][moved].tolist()])
    return rings
