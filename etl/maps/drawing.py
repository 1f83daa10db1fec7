"""Decide which map layers a build needs, and have them drawn.

Real boundaries where the raw folder holds them, else areas grown from centres; a hexagon map
in both cases. Drawing takes seconds, so a layer is taken as it is where it was drawn from the same
input before: here, by an earlier build, or for the project, among the embedded figures.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from etl.maps.geometry import (
    LayerFile,
    approximate_layer,
    boundary_layer,
    hexagon_layer,
    write_layer,
)
from insight.store.disk import write_whole
from insight.visual.maps.layer import MapLayer, layer_of

if TYPE_CHECKING:
    import geopandas as gpd

LAYER_TYPES = ("place", "lsoa21", "lsoa11", "msoa")
DRAWN = "drawn.json"  # remembers which layers were drawn from which input


def draw_layers(
    tables: dict[str, pd.DataFrame],
    boundaries: list[pd.DataFrame],
    folder: Path,
    embedded: Mapping[str, str] | None = None,
) -> list[LayerFile]:
    """Write every layer the tables call for into `folder`, and return one LayerFile each.

    tables: area, centre and area_change of the store. boundaries: frames of the readers of
    boundaries, none when the raw folder has none. embedded: layers as JSON text that come with the
    project, by the fingerprint of what they were drawn from. A layer whose input has not changed
    since it was last drawn, or since the embedded one was, is not drawn again.
    """
    desk = _Desk(folder, embedded or {})
    place_names = _place_names(tables["area"])
    for area_type in LAYER_TYPES:
        centres = _centres(tables, area_type)
        if centres.empty:
            continue
        # Middle-layer areas lie too far apart to tell water from land; neighbourhoods can.
        land = _centres(tables, "lsoa21") if area_type == "msoa" else None
        shapes = _shapes(boundaries, area_type, set(centres["area_code"]))
        if shapes is not None:
            desk.draw(boundary_layer, shapes, area_type, place_names)
        else:
            desk.draw(approximate_layer, centres, area_type, place_names, land)
        desk.draw(hexagon_layer, centres, area_type, place_names, land)
    desk.tidy()
    return desk.layers


def layers_by_input(folder: Path) -> dict[str, str]:
    """Layers drawn into `folder` as JSON text, by the fingerprint of what they were drawn from."""
    return {
        key: (folder / layer["file_name"]).read_text(encoding="utf-8")
        for key, layer in _remembered(folder).items()
    }


class _Desk:
    """Draws layers, or takes them as they are when they were drawn from the same input."""

    def __init__(self, folder: Path, embedded: Mapping[str, str]) -> None:
        self.folder = folder
        self.embedded = embedded
        self.layers: list[LayerFile] = []
        self.now: dict[str, dict[str, object]] = {}
        self.before = _remembered(folder)

    def draw(
        self,
        how: Callable[..., MapLayer],
        areas: pd.DataFrame,
        area_type: str,
        place_names: dict[str, str],
        land_from: pd.DataFrame | None = None,
    ) -> None:
        """Draw one layer with one of the functions of etl.maps.geometry, unless it is there."""
        key = _fingerprint(how.__name__, areas, area_type, place_names, land_from)
        known = self.before.get(key)
        if known and (self.folder / known["file_name"]).is_file():
            layer = LayerFile(**known)
        elif key in self.embedded:
            layer = write_layer(layer_of(self.embedded[key]), self.folder)
        else:
            more = {} if land_from is None else {"land_from": land_from}
            layer = write_layer(how(areas, area_type, place_names, **more), self.folder)
        self.layers.append(layer)
        self.now[key] = vars(layer)

    def tidy(self) -> None:
        """Remember what was drawn, with what went before: older stores may still show it."""
        kept = dict(list({**self.before, **self.now}.items())[-64:])
        self.folder.mkdir(parents=True, exist_ok=True)
        text = json.dumps({"code": _code(), "layers": kept}, indent=1)
        write_whole(self.folder / DRAWN, text.encode())


def _remembered(folder: Path) -> dict[str, Any]:
    """What the same code has drawn into `folder` before: fingerprint of its input → LayerFile."""
    try:
        before = json.loads((folder / DRAWN).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return dict(before["layers"]) if before.get("code") == _code() else {}


@cache
def _code() -> str:
    """A fingerprint of the code that draws: other code may draw other layers of the same input."""
    code = "".join(
        (Path(__file__).parent / f"{module}.py").read_text(encoding="utf-8")
        for module in ("geometry", "hexagons", "labels", "land")
    )
    return hashlib.sha256(code.encode()).hexdigest()[:16]


def _fingerprint(
    how: str,
    areas: pd.DataFrame,
    area_type: str,
    names: dict[str, str],
    land_from: pd.DataFrame | None,
) -> str:
    plain = areas
    if "geometry" in areas:
        plain = pd.DataFrame(areas.drop(columns="geometry")).assign(
            shape=areas.to_wkb()["geometry"]
        )
    land = "" if land_from is None else land_from.to_csv(index=False)
    text = f"{how} {area_type} {names} {plain.to_csv(index=False)} {land}"
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _place_names(area: pd.DataFrame) -> dict[str, str]:
    places = area[area["area_type"] == "place"]
    return dict(zip(places["area_code"], places["area_name"], strict=True))


def _centres(tables: dict[str, pd.DataFrame], area_type: str) -> pd.DataFrame:
    """area_code, area_name, place_code, easting, northing: all that layers grow from.

    A Place grows from its neighbourhoods, so it has a row for each of them. Most neighbourhoods
    of 2011 still exist under the same code, and have one centre in both layers.
    """
    area, centre = tables["area"], tables["centre"]
    columns = ["area_code", "area_name", "place_code", "easting", "northing"]
    rows = centre[["area_code", "easting", "northing"]].merge(
        area[["area_code", "area_name", "area_type", "place_code"]], on="area_code"
    )
    if area_type == "place":
        rows = rows[rows["area_type"] == "lsoa21"]
        names = _place_names(area)
        rows = rows.assign(area_code=rows["place_code"], area_name=rows["place_code"].map(names))
    elif area_type == "lsoa11":
        rows = rows[rows["area_code"].isin(tables["area_change"]["lsoa11_code"])]
    else:
        rows = rows[rows["area_type"] == area_type]
    return rows[columns].sort_values(["area_code", "easting", "northing"], ignore_index=True)


def _shapes(
    boundaries: list[pd.DataFrame], area_type: str, wanted: set[str]
) -> gpd.GeoDataFrame | None:
    """The newest official boundaries that have exactly the areas wanted, if there are any."""
    for frame in sorted(boundaries, key=lambda frame: -int(frame["vintage"].max() or 0)):
        if set(frame["area_type"]) == {area_type} and set(frame["area_code"]) == wanted:
            import geopandas as gpd  # slow to load, and few builds have boundaries

            columns = ["area_code", "area_name", "place_code", "geometry"]
            return gpd.GeoDataFrame(frame[columns], geometry="geometry", crs=frame.crs)
    return None
