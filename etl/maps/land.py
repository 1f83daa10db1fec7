"""Where there is land, as far as neighbourhood centres can tell.

Boundaries may not be copied into the project, but a point inside every neighbourhood may.
Where centres stand close together for their part of the country there is land between
them; where two rows of close neighbours face each other over a wide gap there is water.
"""

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.spatial import Delaunay, cKDTree

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

# A side of a triangle may be this many times longer than its ends' usual spacing. Wide water
# mostly divides Places, so less is allowed there: it keeps the Mersey open between Liverpool
# and Wirral and still joins up rural Cheshire.
LONGEST_SIDE_WITHIN_PLACE = 5.0
LONGEST_SIDE_BETWEEN_PLACES = 2.2
LONGEST_SIDE_METRES = 12_000
# Land reaches this share of the usual spacing beyond the outermost centres.
REACH = 0.6
SMOOTHING_METRES = 2_500  # radius of the bays along a Place's coast that are filled in
# Inland holes below this are thinly settled country, not water.
LARGEST_HOLE_SQUARE_METRES = 45e6

GRID_CELLS = 256  # across the square grid that says which Place is where
GRID_MARGIN = 0.25  # sea on each side, as a share of the map's width
MEETING_CELLS = 3  # Places meet on land when at least so many grid cells touch


def spacing(points: Floats) -> Floats:
    """Return each centre's mean distance to its four nearest others, in metres; shape (n,)."""
    nearest = min(5, len(points))
    return cKDTree(points).query(points, nearest)[0][:, 1:].mean(axis=1)


def land_around(points: Floats, places: Ints) -> shapely.Geometry:
    """Return the land that centres (n, 2; metres, British National Grid, n ≥ 4) stand on.

    `places` (n,) numbers each centre's Place. An alpha shape whose radius follows the local
    spacing: a disc round every centre and the triangles of the Delaunay triangulation with
    no unusually long side. Coasts are smoothed Place by Place, which leaves open the water
    between two Places.
    """
    room = spacing(points)
    discs = shapely.buffer(shapely.points(points), REACH * room, quad_segs=8)
    corners = Delaunay(points).simplices
    ends = np.stack([corners, np.roll(corners, 1, axis=1)])
    side = np.hypot(*np.moveaxis(points[ends[0]] - points[ends[1]], -1, 0))
    usual = np.sqrt(room[ends[0]] * room[ends[1]])
    is_within = places[ends[0]] == places[ends[1]]
    longest = np.where(is_within, LONGEST_SIDE_WITHIN_PLACE, LONGEST_SIDE_BETWEEN_PLACES) * usual
    is_land = (side < np.minimum(longest, LONGEST_SIDE_METRES)).all(axis=1)
    triangles = shapely.polygons(points[corners[is_land]])
    triangle_place = np.where(is_within.all(axis=1), places[corners[:, 0]], -1)[is_land]
    smoothed = [
        shapely.union_all(
            np.concatenate([discs[places == place], triangles[triangle_place == place]])
        )
        .buffer(SMOOTHING_METRES, quad_segs=4)
        .buffer(-SMOOTHING_METRES, quad_segs=4)
        for place in np.unique(places)
    ]
    land = shapely.union_all(np.concatenate([smoothed, triangles[triangle_place < 0]]))
    return shapely.union_all([_without_small_holes(part) for part in shapely.get_parts(land)])


def _without_small_holes(part: shapely.Polygon) -> shapely.Polygon:
    holes = [
        ring for ring in part.interiors if shapely.Polygon(ring).area > LARGEST_HOLE_SQUARE_METRES
    ]
    return shapely.Polygon(part.exterior, holes)


def territories(centres: Floats, centre_places: Ints) -> tuple[Ints, tuple[float, float, float]]:
    """Return which Place each grid cell is in (-1 is water) and where the grid lies."""
    low, high = centres.min(axis=0), centres.max(axis=0)
    cell = (high - low).max() * (1 + 2 * GRID_MARGIN) / GRID_CELLS
    west, south = (low + high) / 2 - cell * (GRID_CELLS - 1) / 2
    row = np.arange(GRID_CELLS) * cell
    x, y = np.meshgrid(west + row, south + row, indexing="ij")
    nearest = cKDTree(centres).query(np.column_stack([x.ravel(), y.ravel()]))[1]
    is_land = shapely.contains_xy(land_around(centres, centre_places), x.ravel(), y.ravel())
    territory = np.where(is_land, centre_places[nearest], -1)
    return territory.reshape(GRID_CELLS, GRID_CELLS), (west, south, cell)


def land_neighbours(territory: Ints) -> NDArray[np.bool_]:
    """Return for each pair of Places whether they meet on land (a Place meets itself)."""
    count = np.zeros((territory.max() + 1,) * 2)
    for one, other in ((territory[1:], territory[:-1]), (territory[:, 1:], territory[:, :-1])):
        both = (one >= 0) & (other >= 0)
        np.add.at(count, (one[both], other[both]), 1)
    return (count + count.T >= MEETING_CELLS) | np.eye(len(count), dtype=bool)
