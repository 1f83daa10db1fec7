"""ONS boundaries as GeoJSON, of any year that names its columns the ONS way (LSOA21CD …).

Shapes stay in memory: `etl.maps.geometry` draws them and `etl.geography` takes their centres. They
never reach the store.
"""

from __future__ import annotations

import re
from functools import partial
from typing import Any

import pandas as pd
import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from etl.layout import Layout, Reading, Reference
from etl.opening.content import Boundaries
from etl.row_checks import (
    GSS_SHAPE,
    LSOA_SHAPE,
    MSOA_SHAPE,
    RowChecks,
    area_rows,
    place_codes,
    place_from_name,
)

ANY_YEAR = range(9, 40)
# First letters of the code column, what one shape is, what its code looks like, and the years
# it is drawn for. Smaller areas first, because their files may name the larger ones as well.
KINDS = (
    ("LSOA", "lsoa", LSOA_SHAPE, (21, 11)),
    ("MSOA", "msoa", MSOA_SHAPE, (21, 11)),
    ("WD", "ward", GSS_SHAPE, ANY_YEAR),
    ("LAD", "place", GSS_SHAPE, ANY_YEAR),
    ("SICBL", "sub_icb", GSS_SHAPE, ANY_YEAR),
    ("ICB", "system", GSS_SHAPE, ANY_YEAR),
)
NAMED_IN_CATALOGUE = ("place", "sub_icb", "system")
AUTHORITY_COLUMN = re.compile(r"LAD(?:\d\d)?_?(?:CD|CODE)", re.IGNORECASE)
UNITED_KINGDOM = shapely.box(-9.0, 49.0, 3.0, 61.5)  # longitude and latitude


def _read(
    boundaries: Boundaries, reference: Reference, column: str, area_type: str, code_shape: str
) -> Reading:
    code, name = f"{column}CD", f"{column}NM"
    features = [f if isinstance(f, dict) else {} for f in boundaries.collection["features"]]
    checks = RowChecks(_properties(features))
    checks.tidy_codes(code, code_shape)
    if area_type in NAMED_IN_CATALOGUE:
        checks.keep_areas(code, dict.fromkeys(reference.catalogue.areas, area_type))
        place = checks.rows[code] if area_type == "place" else pd.Series("", checks.rows.index)
    else:
        place = _place(checks.rows, name, reference)
        checks.set_aside(place == "")
    checks.rows = checks.rows.assign(place_code=place[checks.rows.index])
    shapes = {number: _shape(features[number - 1]) for number in checks.rows.index}
    faults = {number: found for number, found in shapes.items() if isinstance(found, str)}
    for fault in sorted(set(faults.values())):
        checks.refuse(checks.rows.index.to_series().map(faults) == fault, "geometry", fault)
    checks.rows = checks.rows.assign(geometry=pd.Series(shapes, dtype=object)[checks.rows.index])
    checks.refuse_repeats([code])
    return _hand_over(checks, code, name, area_type, vintage=2000 + int(column[-2:]))


def _properties(features: list[Any]) -> pd.DataFrame:
    """The features' properties as text, their names in capitals, numbered from 1."""
    named = [f.get("properties") for f in features]
    rows = [
        {
            str(k).upper(): "" if v is None else str(v)
            for k, v in (p if isinstance(p, dict) else {}).items()
        }
        for p in named
    ]
    return pd.DataFrame(rows, index=range(1, len(rows) + 1), dtype=str).fillna("")


def _place(rows: pd.DataFrame, name: str, reference: Reference) -> pd.Series:
    """The Place each shape lies in: by the file's authority code, else by the area's name."""
    known = place_codes(reference.catalogue)
    authority = [column for column in rows if AUTHORITY_COLUMN.fullmatch(column)]
    if authority:
        place = rows[authority[0]].str.strip()
        return place.where(place.isin(known), "")
    return place_from_name(rows[name], reference.catalogue)


def _shape(feature: Any) -> BaseGeometry | str:
    """The feature's area, mended where it crosses itself; or, in words, why it has none."""
    if not feature.get("geometry"):
        return "the feature has no shape"
    try:
        found = shape(feature["geometry"])
    except Exception:  # shapely raises whatever the damaged list leads it to
        return "the shape is damaged"
    if found.is_empty:
        return "the feature has no shape"
    if found.geom_type not in ("Polygon", "MultiPolygon"):
        return f"the shape is a {found.geom_type}, not an area"
    if not UNITED_KINGDOM.contains(shapely.box(*found.bounds)):
        return "the shape does not lie in the United Kingdom: ask for longitude and latitude"
    if not found.is_valid:
        found = shapely.make_valid(found, method="structure", keep_collapsed=False)
    if found.is_empty or found.geom_type not in ("Polygon", "MultiPolygon"):
        return "the shape is damaged"
    return found


def _hand_over(checks: RowChecks, code: str, name: str, area_type: str, vintage: int) -> Reading:
    import geopandas as gpd  # slow to load, and few builds have boundaries

    rows = checks.rows
    tables: dict[str, pd.DataFrame] = {
        "boundary": gpd.GeoDataFrame(
            {
                "area_code": rows[code],
                "area_name": rows[name],
                "area_type": area_type,
                "place_code": rows["place_code"],
                "vintage": vintage,
            },
            geometry=gpd.GeoSeries(rows["geometry"], crs="EPSG:4326"),
        )
    }
    if area_type not in NAMED_IN_CATALOGUE:
        parent = None if area_type.startswith("lsoa") else rows["place_code"]
        tables["area"] = area_rows(area_type, rows[code], rows[name], rows["place_code"], parent)
    note = "" if len(rows) else "No shape lies in one of our Places."
    return checks.reading(tables=tables, note=note)


def _layouts() -> list[Layout]:
    layouts: list[Layout] = []
    for prefix, kind, code_shape, years in KINDS:
        for year in years:
            column = f"{prefix}{year:02d}"
            area_type = f"lsoa{year}" if kind == "lsoa" else kind
            read = partial(_read, column=column, area_type=area_type, code_shape=code_shape)
            layout = Layout(
                f"boundaries_{column.lower()}",
                (f"{column}CD", f"{column}NM"),
                read_boundaries=read,
                is_geography=True,
                source_id="ons-boundaries",
            )
            layouts.append(layout)
    return layouts


LAYOUTS: tuple[Layout, ...] = tuple(_layouts())
