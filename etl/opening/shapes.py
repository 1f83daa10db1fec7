"""Boundaries: GeoJSON, GeoPackage and zipped Shapefile, turned into longitude and latitude."""

from __future__ import annotations

import json
import math
import re
import warnings
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pandas as pd
import shapely
from shapely.geometry import shape

from etl.opening.content import Boundaries, NoTable, UnreadableFile

LONGITUDE_LATITUDE = 4326
BRITISH_GRID = 27700
GRID_BOX = (0, 0, 700_000, 1_300_000)  # eastings and northings of Great Britain, in metres
REPROJECTED = "Its coordinates were turned into longitude and latitude."
ASK_FOR = "ask for GeoJSON (in ArcGIS, the address with f=geojson)"


def is_json(content: bytes) -> bool:
    """Whether a file is JSON by how it begins; a title such as '[note 1]' is not."""
    start = content[:200].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"{"):
        return True
    inside = start[1:].lstrip()[:1]
    return start.startswith(b"[") and (not inside or inside in b'[]{"-0123456789')


def geojson(content: bytes, shown_path: str) -> Boundaries:
    """A GeoJSON file. Raises UnreadableFile, for other kinds of JSON as well."""
    try:
        collection = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise UnreadableFile("the JSON is damaged or cut short") from error
    if not isinstance(collection, dict) or "features" not in collection:
        _refuse_json(collection)
    features = collection["features"]
    if not isinstance(features, list):
        return Boundaries(shown_path, (), {})
    if any(isinstance(each, dict) and "attributes" in each for each in features[:1]):
        raise UnreadableFile(f"this is ArcGIS's own JSON: {ASK_FOR}")
    properties = (feature["properties"] for feature in features if _has_properties(feature))
    columns = tuple(next(properties, ()))
    return _in_degrees(Boundaries(shown_path, columns, collection))


def _refuse_json(found: Any) -> None:
    if isinstance(found, dict) and found.get("type") == "Topology":
        raise UnreadableFile("this is TopoJSON: ask for GeoJSON, or turn it into GeoJSON first")
    if isinstance(found, dict) and "error" in found:
        raise UnreadableFile("this is an error message of a website, not data: download it again")
    raise NoTable("this is JSON as an API or a website sends it, not a table: ask for CSV")


def _has_properties(feature: object) -> bool:
    return isinstance(feature, dict) and isinstance(feature.get("properties"), dict)


def _in_degrees(found: Boundaries) -> Boundaries:
    """The same shapes in longitude and latitude, where the file says or shows that they are not."""
    features = found.collection["features"]
    grid = _named_grid(found.collection) or _shown_grid(features)
    if grid is None:
        return found
    import pyproj  # slow to load, and few builds have boundaries

    try:
        turn = pyproj.Transformer.from_crs(grid, LONGITUDE_LATITUDE, always_xy=True).transform
    except pyproj.exceptions.CRSError:
        return found
    turned = [
        {**each, "geometry": _turned(each["geometry"], turn)}
        if isinstance(each, dict) and each.get("geometry")
        else each
        for each in features
    ]
    collection = {**found.collection, "features": turned}
    return Boundaries(found.path, found.columns, collection, REPROJECTED)


def _turned(geometry: Any, turn: Any) -> Any:
    """A shape turned; what is no shape, or leaves the world, stays for the reader to refuse."""
    try:
        made = shapely.transform(
            shapely.force_2d(shape(geometry)),
            lambda points: np.column_stack(turn(points[:, 0], points[:, 1])),
        )
    except Exception:  # shapely raises whatever the damaged list leads it to
        return geometry
    return made if all(map(math.isfinite, made.bounds)) else geometry


def _named_grid(collection: dict[str, Any]) -> int | None:
    """The EPSG number of the grid a collection names; None for longitude and latitude."""
    crs = collection.get("crs")
    named = crs.get("properties") if isinstance(crs, dict) else None
    name = named.get("name") if isinstance(named, dict) else None
    number = re.search(r"EPSG:+(?:[\d.]*:)?(\d{4,6})$", name) if isinstance(name, str) else None
    if number is None or int(number[1]) == LONGITUDE_LATITUDE:
        return None
    return int(number[1])


def _shown_grid(features: list[Any]) -> int | None:
    """The British grid, where the first point can lie nowhere else."""
    point: Any = next(
        (
            each["geometry"].get("coordinates")
            for each in features
            if isinstance(each, dict) and isinstance(each.get("geometry"), dict)
        ),
        None,
    )
    while isinstance(point, list) and point and isinstance(point[0], list):
        point = point[0]
    if not isinstance(point, list) or len(point) < 2:
        return None
    if not all(isinstance(each, int | float) for each in point[:2]):
        return None
    east, north = point[:2]
    in_box = GRID_BOX[0] <= east <= GRID_BOX[2] and GRID_BOX[1] <= north <= GRID_BOX[3]
    return BRITISH_GRID if in_box and (east > 180 or north > 90) else None


def layers(content: bytes, shown_path: str) -> Iterator[Boundaries]:
    """Every layer of shapes in a GeoPackage or a zipped Shapefile. Raises UnreadableFile."""
    import pyogrio  # slow to load, and few builds have boundaries

    ending = ".zip" if content.startswith(b"PK") else ".gpkg"
    with TemporaryDirectory() as folder:
        file = Path(folder, f"boundaries{ending}")  # GDAL knows its drivers by endings
        file.write_bytes(content)
        try:
            with warnings.catch_warnings(action="ignore"):  # of oddities it reads all the same
                found = [
                    _boundaries(pyogrio.read_dataframe(file, layer=name), shown_path, name)
                    for name, kind in pyogrio.list_layers(file)
                    if kind
                ]
        except Exception as error:  # GDAL raises whatever its drivers lead it to
            raise UnreadableFile("the boundaries are damaged or cut short") from error
    if not found:
        raise UnreadableFile(
            "this holds no layer of shapes (a Shapefile needs its .shp, .shx and .dbf in one zip)"
        )
    yield from found


def _boundaries(frame: Any, shown_path: str, layer: str) -> Boundaries:
    path, note = f"{shown_path} › {layer}", ""
    grid = frame.crs
    if grid is None and len(frame) and frame.total_bounds[0] > 180:
        frame = frame.set_crs(BRITISH_GRID)
        grid = frame.crs
    if grid is not None and grid.to_epsg() != LONGITUDE_LATITUDE:
        frame, note = frame.to_crs(LONGITUDE_LATITUDE), REPROJECTED
    names = tuple(str(column) for column in frame.columns if column != frame.geometry.name)
    properties = pd.DataFrame(frame.drop(columns=frame.geometry.name)).astype(object)
    properties = properties.where(properties.notna(), None)
    shapes = shapely.force_2d(frame.geometry.to_numpy())
    features = [
        {"type": "Feature", "properties": dict(zip(names, row, strict=True)), "geometry": each}
        for row, each in zip(properties.itertuples(index=False), shapes, strict=True)
    ]
    return Boundaries(path, names, {"type": "FeatureCollection", "features": features}, note)
