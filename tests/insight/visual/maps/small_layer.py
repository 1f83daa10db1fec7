"""A layer small enough to check by eye: four squares in a row, two Places, a hostile name."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

from insight.visual.maps import Drawing, MapLayer, PlaceOutline
from insight.visual.maps.layer import path_text

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "<script>alert(\"x\")</script> & 'co' ]]>"


def square(left: int, top: int = 10, wide: int = 100) -> str:
    """Return the path of a square, or of a box `wide` across and 100 high."""
    return path_text(
        [[(left, top), (left + wide, top), (left + wide, top + 100), (left, top + 100)]]
    )


def small_layer(area_type: str = "lsoa21", shape: str = "hexagon") -> MapLayer:
    """Areas A to D at 10, 110, 210 and 310; A and B are in Place P, C and D in Place Q."""
    return MapLayer(
        area_type=area_type,
        shape=shape,
        width=420,
        height=120,
        area_codes=("A", "B", "C", "D"),
        area_names=("Alpha", "Beta", HOSTILE, "Delta"),
        place_numbers=(0, 0, 1, 1),
        paths=(square(10), square(110), square(210), square(310)),
        centres=((60, 60), (160, 60), (260, 60), (360, 60)),
        outlines=(
            PlaceOutline(
                "P",
                "Cheshire West and Chester",
                square(10, wide=200),
                (110, 60),
                (10, 10, 200, 100),
            ),
            PlaceOutline("Q", HOSTILE, square(210, wide=200), (310, 60), (210, 10, 200, 100)),
        ),
        attribution=f"Source: {HOSTILE}",
    )


def crowded_layer() -> MapLayer:
    """The four areas again, and 1,996 copies of the last: little room for each."""
    layer, more = small_layer("lsoa21", "approximate"), 1_996
    return replace(
        layer,
        area_codes=layer.area_codes + tuple(f"D{number:04}" for number in range(more)),
        area_names=layer.area_names + layer.area_names[3:] * more,
        place_numbers=layer.place_numbers + (1,) * more,
        paths=layer.paths + layer.paths[3:] * more,
        centres=layer.centres + layer.centres[3:] * more,
    )


def parsed(drawing: Drawing) -> ElementTree.Element:
    """A drawing as the one content of a document."""
    return ElementTree.fromstring(f'<svg xmlns="{SVG[1:-1]}">{drawing.body}</svg>')
