"""Maps: shapes from a layer file and colour classes in, one small payload or one SVG out."""

from __future__ import annotations

from pathlib import Path

from insight.visual.maps.classes import (
    Classes,
    LegendEntry,
    class_deciles,
    class_numbers,
    class_verdicts,
)
from insight.visual.maps.layer import MapLayer, PlaceOutline, read_layer
from insight.visual.maps.payload import in_order, map_payload
from insight.visual.maps.svg import Drawing, draw_svg

__all__ = [
    "Classes",
    "Drawing",
    "LegendEntry",
    "MapLayer",
    "PlaceOutline",
    "class_deciles",
    "class_numbers",
    "class_verdicts",
    "component_code",
    "draw_svg",
    "in_order",
    "map_payload",
    "read_layer",
]


def component_code() -> dict[str, str]:
    """Return what registers the map: `st.components.v2.component("area_map", **component_code())`.

    Mounted with a payload as `data`, it sets the trigger `selected` to the code of the area
    chosen, or to '' when the choice is cleared.
    """
    folder = Path(__file__).parent
    return {
        "js": (folder / "map.js").read_text(encoding="utf-8"),
        "css": (folder / "map.css").read_text(encoding="utf-8"),
    }
