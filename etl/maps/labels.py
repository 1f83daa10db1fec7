"""Find room for the name of every Place, so that no name lies on another.

Done once, for the smallest map: on a wider one the same text takes less of the paper.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray

from insight.visual.maps.layer import FIGURE_LETTERS, SMALLEST_MAP, SMALLEST_NAME, name_lines

LETTER = 0.58  # mean width of a bold letter, as a share of the text size
LINE = 1.2
STEP = 3.0  # pixels between the spots tried
ROUNDS = 30


def label_spots(
    places: Sequence[shapely.Geometry], names: Sequence[str], width: float, with_figures: bool
) -> NDArray[np.int64]:
    """Return the middle (n, 2; grid units) of each Place's text, inside the Place.

    `places` are polygons on a grid `width` units wide. `with_figures` leaves a line for a
    figure under each name. As near to the roomiest spot of each Place as the others allow.
    """
    pixel = width / SMALLEST_MAP
    sizes = np.array([_size(name, with_figures) for name in names]) * pixel
    tried = [_spots(place, STEP * pixel) for place in places]
    astray = [
        _outside(place, spots, size)
        for place, spots, size in zip(places, tried, sizes, strict=True)
    ]
    at = np.array([spots[0] for spots in tried])
    # The price of an overlap rises, so that texts first drift apart and then settle.
    for price in np.geomspace(0.1, 1e4, ROUNDS):
        for this, spots in enumerate(tried):
            others = np.arange(len(at)) != this
            apart = np.abs(spots[:, None] - at[others])
            covered = np.clip((sizes[this] + sizes[others]) / 2 - apart, 0, None).prod(axis=2)
            moved = ((spots - spots[0]) ** 2).sum(axis=1)
            at[this] = spots[np.argmin(moved + astray[this] + price * covered.sum(axis=1))]
    return at


def _size(name: str, with_figures: bool) -> tuple[float, float]:
    """Width and height of a Place's text on the smallest map, in pixels."""
    lines = name_lines(name) + with_figures * [FIGURE_LETTERS * "0"]
    letters = max(len(line) for line in lines)
    return letters * LETTER * SMALLEST_NAME, len(lines) * LINE * SMALLEST_NAME


def _outside(
    place: shapely.Geometry, spots: NDArray[np.int64], size: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return how much of a text of this size lies outside its Place at each spot, as an area."""
    boxes = shapely.box(*(spots - size / 2).T, *(spots + size / 2).T)
    return np.asarray(shapely.area(boxes) - shapely.area(shapely.intersection(boxes, place)))


def _spots(place: shapely.Geometry, step: float) -> NDArray[np.int64]:
    """Return the spots (m, 2) inside a Place where its name may stand, the roomiest first."""
    largest = max(shapely.get_parts(place), key=shapely.area)
    home = shapely.maximum_inscribed_circle(largest, tolerance=5).coords[0]
    west, north, east, south = largest.bounds
    x, y = np.meshgrid(np.arange(west, east, step), np.arange(north, south, step))
    spots = np.rint(np.column_stack([x.ravel(), y.ravel()]))
    spots = spots[shapely.contains_xy(largest, spots)]
    return np.vstack([np.rint([home]), spots]).astype(np.int64)
