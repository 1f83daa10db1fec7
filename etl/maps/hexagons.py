"""Lay areas out as equal hexagons that still look like the map.

Three steps, all deterministic:

1. *Make room.* Places with many small neighbourhoods swell and the others shrink, until
   every neighbourhood has the same room. Method: diffusion cartogram, Gastner and Newman
   (2004), PNAS 101(20): 7499-7504.
2. *Share out hexagons.* On one honeycomb each Place grows over the hexagons that its
   stretched land covers best, one for each of its areas. Empty hexagons stay between Places:
   one where they meet on land, two where there is water between them.
3. *Seat the areas.* Inside each Place areas take the hexagons that move them least in all:
   the linear assignment problem on squared distance.
"""

import heapq
from itertools import pairwise, product

import numpy as np
from numpy.typing import NDArray
from scipy.fft import dctn, idctn
from scipy.ndimage import gaussian_filter, map_coordinates
from scipy.optimize import linear_sum_assignment
from scipy.spatial import cKDTree

from etl.maps.land import land_neighbours, territories

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

DIFFUSION_STEPS = 40
DIFFUSION_TIME = 3000.0  # in grid cells squared; longer evens room out more and distorts more
REACH = 1.4  # hexagons; how far a bit of land counts towards the hexagons round it
LEAST_COVER = 0.2  # of full cover; further out a Place would spill into water or its neighbours
STEPS_APART = np.arange(0.06, 1.5, 0.03)  # how far Places may have to be moved apart

NEIGHBOURS = ((1, 0), (0, 1), (-1, 1), (-1, 0), (0, -1), (1, -1))


def positions(cells: Ints) -> Floats:
    """Return the middles (n, 2) of axial honeycomb cells (n, 2), one apart, north upwards."""
    return np.column_stack([cells[:, 0] + cells[:, 1] / 2, cells[:, 1] * np.sqrt(3) / 2])


def arrange(points: Floats, places: Ints, centres: Floats, centre_places: Ints) -> Ints:
    """Return one axial honeycomb cell (n, 2) for each area.

    `points` (n, 2; metres) are the areas, `places` (n,) the number of each one's Place,
    0 upwards. `centres` and `centre_places` say the same of the neighbourhoods that show
    where land is; they may be the areas themselves.
    """
    territory, frame = territories(centres, centre_places)
    grid = np.argwhere(territory >= 0).astype(float)
    land_place = territory[territory >= 0]
    wanted = np.bincount(places)
    density = wanted / np.bincount(land_place)
    room = _stretch(
        np.where(territory >= 0, density[territory], len(points) / len(grid)),
        np.vstack([(points - frame[:2]) / frame[2], grid]),
    )
    room *= np.sqrt(len(points) / len(grid) * np.sqrt(3) / 2)  # so that a hexagon's width is 1
    room -= room[len(points) :].mean(axis=0)
    return _share_out(
        room[: len(points)], places, room[len(points) :], land_place, land_neighbours(territory)
    )


def _stretch(density: Floats, points: Floats) -> Floats:
    """Let density even out by diffusion and carry points (n, 2; grid cells) along."""
    waves = dctn(gaussian_filter(density, 1.0), norm="ortho")
    squares = (np.pi * np.arange(len(density)) / len(density)) ** 2
    decay = squares[:, None] + squares[None, :]

    def velocity(time: float, at: Floats) -> Floats:
        now = idctn(waves * np.exp(-decay * time), norm="ortho")
        slopes = [map_coordinates(s, at.T, order=1, mode="nearest") for s in np.gradient(now)]
        return (
            -np.column_stack(slopes) / map_coordinates(now, at.T, order=1, mode="nearest")[:, None]
        )

    times = np.geomspace(1, 1 + DIFFUSION_TIME, DIFFUSION_STEPS + 1) - 1
    for start, end in pairwise(times):
        halfway = points + velocity(start, points) * (end - start) / 2
        points = points + velocity((start + end) / 2, halfway) * (end - start)
    return points


def _share_out(
    points: Floats,
    places: Ints,
    land: Floats,
    land_place: Ints,
    meeting: NDArray[np.bool_],
) -> Ints:
    """Move Places apart just far enough for each to find its hexagons; seat the areas."""
    wanted = np.bincount(places)
    middles = np.stack([land[land_place == place].mean(axis=0) for place in range(len(wanted))])
    for apart in STEPS_APART:
        shift = apart * middles
        cells = _honeycomb(land + shift[land_place])
        cover = _cover(cells, land + shift[land_place], land_place, middles + shift)
        owner = _grow(cells, cover, wanted, meeting)
        if (np.bincount(owner[owner >= 0], minlength=len(wanted)) == wanted).all():
            return _seat(points + shift[places], places, cells, owner)
    raise ValueError("these areas do not fit on a honeycomb with their Places apart")


def _honeycomb(land: Floats) -> Ints:
    """Return every axial cell (m, 2) on or near the land."""
    reach = int(np.abs(land).max()) + 4
    q, r = np.meshgrid(np.arange(-2 * reach, 2 * reach + 1), np.arange(-reach * 2, reach * 2 + 1))
    cells = np.column_stack([q.ravel(), r.ravel()])
    near = cKDTree(land).query(positions(cells), distance_upper_bound=4.0)[0] < 4.0
    return cells[near]


def _cover(cells: Ints, land: Floats, land_place: Ints, middles: Floats) -> Floats:
    """Return how well each Place's land covers each cell (m, places); 1 is well inland."""
    at = positions(cells)
    cover = np.empty((len(cells), len(middles)))
    for place, middle in enumerate(middles):
        near = cKDTree(at).sparse_distance_matrix(
            cKDTree(land[land_place == place]), 3 * REACH, output_type="coo_matrix"
        )
        weight = np.bincount(near.row, np.exp(-((near.data / REACH) ** 2) / 2), len(cells))
        cover[:, place] = weight / np.quantile(weight[weight > 0], 0.8)
        # Where no land is near, nearer the middle is better.
        cover[:, place] -= np.hypot(*(at - middle).T) / 1000
    return cover


def _grow(cells: Ints, cover: Floats, wanted: Ints, meeting: NDArray[np.bool_]) -> Ints:
    """Return each cell's Place (-1 is empty), each Place in one piece and apart from others.

    All Places grow at once from their best cell, always by the best-covered cell next to
    one they hold, until each has as many as it wants or no more room.
    """
    number = {tuple(cell): index for index, cell in enumerate(cells.tolist())}
    beside = [
        [number[q + dq, r + dr] for dq, dr in NEIGHBOURS if (q + dq, r + dr) in number]
        for q, r in cells.tolist()
    ]
    owner = np.full(len(cells), -1)
    left = wanted.copy()
    queue: list[tuple[float, int, int]] = [
        (-float(own.max()), int(own.argmax()), place) for place, own in enumerate(cover.T)
    ]
    heapq.heapify(queue)
    while queue:
        _, cell, place = heapq.heappop(queue)
        if owner[cell] >= 0 or left[place] == 0 or cover[cell, place] < LEAST_COVER:
            continue
        ring = {owner[near] for near in beside[cell]} - {-1, place}
        wider = {owner[far] for near in beside[cell] for far in beside[near]} - {-1}
        if ring or not all(meeting[place, other] for other in wider):
            continue
        owner[cell] = place
        left[place] -= 1
        for near in beside[cell]:
            if owner[near] < 0:
                heapq.heappush(queue, (-float(cover[near, place]), near, place))
    return owner


def _seat(points: Floats, places: Ints, cells: Ints, owner: Ints) -> Ints:
    """Give every area one of its Place's cells, moving areas as little as possible in all."""
    seats = np.empty((len(points), 2), dtype=np.int64)
    for place in range(places.max() + 1):
        areas = np.flatnonzero(places == place)
        own = cells[owner == place]
        start, end = points[areas], positions(own)
        # Stretch the areas to their Place's hexagons first, so that only order decides.
        start = (start - start.mean(axis=0)) / _spread(start) * _spread(end)
        apart = start[:, None] - (end - end.mean(axis=0))[None]
        area, cell = linear_sum_assignment((apart**2).sum(axis=2))
        seats[areas[area]] = own[cell]
    return seats


def _spread(points: Floats) -> Floats:
    """Standard deviation along each axis, 1 where all points share a line."""
    deviation = points.std(axis=0)
    return np.where(deviation > 0, deviation, 1.0)


def arrange_few(centres: Floats, centre_places: Ints) -> Ints:
    """Return one axial honeycomb cell (places, 2) for each Place, all in one piece.

    Lays the Places' middles over the honeycomb at many sizes and offsets. Of the layouts
    that hang together it keeps the one that moves the middles least for its size, counting
    every border that is lost heavily.
    """
    territory, _ = territories(centres, centre_places)
    middles = np.stack([np.argwhere(territory == p).mean(axis=0) for p in np.unique(centre_places)])
    middles = (middles - middles.mean(axis=0)) / middles.std()
    borders = np.argwhere(np.triu(land_neighbours(territory), 1))
    reach = range(-len(middles), len(middles) + 1)
    cells = np.array([(q, r) for q in reach for r in reach])
    best, least = None, np.inf
    for size, east, north in product(np.arange(0.5, 2.5, 0.05), *[np.arange(0, 1, 0.125)] * 2):
        apart = middles[:, None] * size + (east, north) - positions(cells)[None]
        seats = linear_sum_assignment((apart**2).sum(axis=2))
        layout = cells[seats[1]]
        ends = positions(layout)[borders]
        lost = (np.hypot(*(ends[:, 0] - ends[:, 1]).T) > 1.1).sum()
        moved = (apart[seats] ** 2).sum() / size**2 * (1 + lost) ** 2
        if moved < least and _is_one_piece(layout):
            best, least = layout, moved
    if best is None:
        raise ValueError("these Places do not fit together on a honeycomb")
    return best


def _is_one_piece(cells: Ints) -> bool:
    waiting = {tuple(cell) for cell in cells.tolist()}
    reached = [waiting.pop()]
    while reached:
        q, r = reached.pop()
        beside = {(q + dq, r + dr) for dq, dr in NEIGHBOURS} & waiting
        waiting -= beside
        reached.extend(beside)
    return not waiting
