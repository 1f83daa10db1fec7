"""A map layer: the shapes of one kind of area, with no figures in it, ever.

A layer is a small JSON file in `static/maps` that anyone may download. Its name carries a
fingerprint of its content, so browsers may keep it for good and reading it once is enough.

Paths are written on a grid of whole numbers in one fixed form, `M x y l dx dy dx dy … z` for
every ring, so that a few lines of Python or JavaScript can read them back.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise
from pathlib import Path

Point = tuple[int, int]

SHAPES = ("boundary", "approximate", "hexagon")

# Names are laid out for the smallest map, on a phone, where text is largest beside the shapes.
SMALLEST_MAP = 340  # pixels across
SMALLEST_NAME = 11  # pixels, the size of its text
NAME_LETTERS = 13  # to a line of a Place's name
FIGURE_LETTERS = 7  # of a figure under it, such as "▼ 80.6%"

AREA_WORDS = {
    "lsoa21": "neighbourhood",
    "lsoa11": "neighbourhood",
    "msoa": "middle-layer area",
    "place": "Place",
}


@dataclass(frozen=True)
class PlaceOutline:
    """The border of one Place, where to write its name, and the box around it (x, y, w, h)."""

    place_code: str
    place_name: str
    path: str
    label: Point
    box: tuple[int, int, int, int]


@dataclass(frozen=True)
class MapLayer:
    """Shapes of one `area_type` in one `shape`, in order of area code.

    Every tuple of areas has the same length and order. `place_numbers` point into `outlines`.
    `centres` are points well inside each area. Lengths are in grid units, y downwards.
    """

    area_type: str
    shape: str
    width: int
    height: int
    area_codes: tuple[str, ...]
    area_names: tuple[str, ...]
    place_numbers: tuple[int, ...]
    paths: tuple[str, ...]
    centres: tuple[Point, ...]
    outlines: tuple[PlaceOutline, ...]
    attribution: str

    @property
    def layer_id(self) -> str:
        """Area type and shape, such as `lsoa21-hexagon`."""
        return f"{self.area_type}-{self.shape}"

    @property
    def is_approximate(self) -> bool:
        """Whether the shapes are not real boundaries."""
        return self.shape != "boundary"

    @property
    def note(self) -> str:
        """What to tell the reader about the shapes; empty for real boundaries."""
        area = AREA_WORDS[self.area_type]
        if self.shape == "hexagon":
            return (
                f"Each hexagon is one {area}, and all are the same size. Neighbours stay close, "
                "but this is not a true map."
            )
        if self.shape == "approximate":
            return "Approximate areas, grown from neighbourhood centres. Borders are not exact."
        return ""

    def to_json(self) -> str:
        """Return the layer as compact JSON; the same layer always gives the same text."""
        content = vars(self) | {
            "layer_id": self.layer_id,
            "is_approximate": self.is_approximate,
            "note": self.note,
            "centres": [number for point in self.centres for number in point],
            "outlines": [vars(outline) for outline in self.outlines],
        }
        return json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


@lru_cache(maxsize=16)
def read_layer(path: Path) -> MapLayer:
    """Read a layer file. A file's name changes with its content, so each is read once."""
    return layer_of(path.read_text(encoding="utf-8"))


def layer_of(text: str) -> MapLayer:
    """The layer that `MapLayer.to_json` wrote."""
    content = json.loads(text)
    numbers = content["centres"]
    return MapLayer(
        area_type=content["area_type"],
        shape=content["shape"],
        width=content["width"],
        height=content["height"],
        area_codes=tuple(content["area_codes"]),
        area_names=tuple(content["area_names"]),
        place_numbers=tuple(content["place_numbers"]),
        paths=tuple(content["paths"]),
        centres=tuple(zip(numbers[::2], numbers[1::2], strict=True)),
        outlines=tuple(
            PlaceOutline(
                **{**outline, "label": tuple(outline["label"]), "box": tuple(outline["box"])}
            )
            for outline in content["outlines"]
        ),
        attribution=content["attribution"],
    )


def name_lines(name: str) -> list[str]:
    """Break a Place's name between words into lines short enough for the map."""
    return textwrap.wrap(name, NAME_LETTERS, break_long_words=False, break_on_hyphens=False)


def path_text(rings: Iterable[Iterable[Point]]) -> str:
    """Write closed rings of grid points (the last point joins the first) as one path."""
    return "".join(_ring_text(list(ring)) for ring in rings)


def _ring_text(ring: list[Point]) -> str:
    steps = [(x - px, y - py) for (px, py), (x, y) in pairwise(ring)]
    moves = "".join(f" {dx} {dy}" for dx, dy in steps).replace(" -", "-").lstrip()
    return f"M{ring[0][0]} {ring[0][1]}l{moves}z"


def path_rings(path: str) -> list[list[Point]]:
    """Read a path back into its rings of grid points."""
    rings = []
    for ring in path.split("M")[1:]:
        numbers = [int(number) for number in re.findall(r"-?\d+", ring)]
        pairs = zip(numbers[::2], numbers[1::2], strict=True)
        rings.append(list(accumulate(pairs, lambda at, step: (at[0] + step[0], at[1] + step[1]))))
    return rings


def joint_outline(paths: Iterable[str]) -> str:
    """Return the outer border of areas taken together: the edges only one of them has.

    Works because neighbours in a layer share the very same points along their border.
    """
    edges: dict[tuple[Point, Point], tuple[Point, Point]] = {}
    for path in paths:
        for ring in path_rings(path):
            for start, end in zip(ring, ring[1:] + ring[:1], strict=True):
                key = (min(start, end), max(start, end))
                if key in edges:
                    del edges[key]
                else:
                    edges[key] = (start, end)
    return "".join(f"M{x} {y}l{ex - x} {ey - y}" for (x, y), (ex, ey) in edges.values())
