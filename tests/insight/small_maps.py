"""A map layer for the small store: its 36 neighbourhoods as squares in a row."""

from __future__ import annotations

from pathlib import Path

from insight.visual.maps import MapLayer, PlaceOutline
from tests.insight.small_store import small_tables

FILE = "b.json"  # as the small store's list of layers names it


def write_layer(folder: Path) -> None:
    """Write the layer where `settings.MAPS` may point."""
    (folder / FILE).write_text(small_layer().to_json(), encoding="utf-8")


def small_layer() -> MapLayer:
    """The layer, areas by code."""
    area = small_tables()["area"]
    rows = area[area["area_type"] == "lsoa21"].sort_values("area_code")
    places = sorted(rows["place_code"].unique())
    box = (0, 0, 10, 10)
    return MapLayer(
        area_type="lsoa21",
        shape="hexagon",
        width=400,
        height=10,
        area_codes=tuple(rows["area_code"]),
        area_names=tuple(rows["area_name"]),
        place_numbers=tuple(places.index(code) for code in rows["place_code"]),
        paths=tuple(f"M{10 * n} 0l10 0 0 10-10 0z" for n in range(len(rows))),
        centres=tuple((10 * n + 5, 5) for n in range(len(rows))),
        outlines=tuple(PlaceOutline(code, code, "M0 0l10 0 0 10z", (5, 5), box) for code in places),
        attribution="Made here",
    )
