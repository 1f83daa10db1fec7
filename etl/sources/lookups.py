"""Lookups: which area became, lies in, or is called what (ONS Open Geography and others).

Each lookup becomes parts of the tables `area`, `neighbourhood` and `area_change`, which
`etl.geography` puts together. The readers know the columns by readable names (lsoa21_code);
ONS_SPELLING says what the same columns are called in a download from the Open Geography portal.
"""

from __future__ import annotations

import pandas as pd

from etl.layout import Layout, Reading, Reference, respell
from etl.read import Table
from etl.row_checks import (
    GSS_SHAPE,
    LSOA_SHAPE,
    MSOA_SHAPE,
    RowChecks,
    area_rows,
    place_codes,
    place_from_name,
)

CHANGE_CODES = ["U", "S", "M", "X"]  # unchanged, split, merged, irregular


def _in_places(table: Table, reference: Reference, place: str, **shapes: str) -> RowChecks:
    """The rows whose column `place` names one of our Places, codes checked against `shapes`."""
    checks = RowChecks(table.rows)
    for column, shape in shapes.items():
        checks.tidy_codes(column, shape)
    checks.tidy_codes(place, GSS_SHAPE)
    checks.keep_areas(place, dict.fromkeys(place_codes(reference.catalogue), "place"))
    return checks


def _read_lsoa_change(table: Table, reference: Reference) -> Reading:
    checks = _in_places(
        table, reference, "ltla22_code", lsoa11_code=LSOA_SHAPE, lsoa21_code=LSOA_SHAPE
    )
    unknown = ~checks.rows["change_code"].isin(CHANGE_CODES)
    checks.refuse(unknown, "change_code", "a change is one of U, S, M and X")
    checks.refuse_repeats(["lsoa11_code", "lsoa21_code"])
    rows, place = checks.rows, checks.rows["ltla22_code"]
    areas = [
        area_rows("lsoa11", rows["lsoa11_code"], rows["lsoa11_name"], place),
        area_rows("lsoa21", rows["lsoa21_code"], rows["lsoa21_name"], place),
    ]
    changes = rows[["lsoa11_code", "lsoa21_code", "change_code"]]
    return checks.reading(tables={"area": pd.concat(areas), "area_change": changes})


def _read_lsoa11_msoa11(table: Table, reference: Reference) -> Reading:
    checks = RowChecks(table.rows)
    checks.tidy_codes("lsoa11_code", LSOA_SHAPE)
    checks.tidy_codes("msoa11_code", MSOA_SHAPE)
    if "OA11CD" in table.columns:  # a row for each output area: a neighbourhood's first is enough
        names = ["lsoa11_code", "lsoa11_name", "msoa11_code", "msoa11_name"]
        checks.set_aside(checks.rows.duplicated(names))
        checks.rows = checks.rows[names]
    checks.set_aside(place_from_name(checks.rows["lsoa11_name"], reference.catalogue) == "")
    checks.refuse_repeats(["lsoa11_code"])
    rows = checks.rows
    place = place_from_name(rows["lsoa11_name"], reference.catalogue)
    msoa = rows["msoa11_code"]
    areas = [
        area_rows("lsoa11", rows["lsoa11_code"], rows["lsoa11_name"], place, parent=msoa),
        area_rows("msoa", msoa, rows["msoa11_name"], place, parent=place),
    ]
    return checks.reading(tables={"area": pd.concat(areas)})


def _read_lsoa11_sub_icb(table: Table, reference: Reference) -> Reading:
    checks = _in_places(table, reference, "ltla22_code", lsoa11_code=LSOA_SHAPE)
    checks.refuse_repeats(["lsoa11_code"])
    rows = checks.rows
    areas = area_rows("lsoa11", rows["lsoa11_code"], rows["lsoa11_name"], rows["ltla22_code"])
    return checks.reading(tables={"area": areas})


def _read_lsoa21_ward(table: Table, reference: Reference) -> Reading:
    checks = _in_places(
        table, reference, "ltla24_code", lsoa21_code=LSOA_SHAPE, ward24_code=GSS_SHAPE
    )
    checks.refuse_repeats(["lsoa21_code"])
    rows, place = checks.rows, checks.rows["ltla24_code"]
    areas = [
        area_rows("lsoa21", rows["lsoa21_code"], rows["lsoa21_name"], place),
        area_rows("ward", rows["ward24_code"], rows["ward24_name"], place, parent=place),
    ]
    wards = rows[["lsoa21_code", "ward24_name"]].set_axis(["area_code", "ward_name"], axis=1)
    return checks.reading(tables={"area": pd.concat(areas), "neighbourhood": wards})


def _read_msoa_change(table: Table, reference: Reference) -> Reading:
    checks = _in_places(
        table, reference, "ltla22_code", msoa11_code=MSOA_SHAPE, msoa21_code=MSOA_SHAPE
    )
    checks.refuse_repeats(["msoa11_code", "msoa21_code"])
    rows, place = checks.rows, checks.rows["ltla22_code"]
    areas = [
        area_rows("msoa", rows[f"{year}_code"], rows[f"{year}_name"], place, parent=place)
        for year in ("msoa11", "msoa21")
    ]
    return checks.reading(tables={"area": pd.concat(areas)})


def _read_msoa_names(table: Table, reference: Reference) -> Reading:
    checks = _in_places(table, reference, "LADCD_ACTIVE", MSOACD=MSOA_SHAPE)
    nameless = checks.rows["MSOAHCLNM"].str.strip() == ""
    checks.refuse(nameless, "MSOAHCLNM", "the everyday name is blank")
    checks.refuse_repeats(["MSOACD"])
    rows, place = checks.rows, checks.rows["LADCD_ACTIVE"]
    areas = area_rows("msoa", rows["MSOACD"], rows["MSOANM"], place, parent=place)
    names = rows[["MSOACD", "MSOAHCLNM"]].set_axis(["area_code", "msoa_name"], axis=1)
    return checks.reading(tables={"area": areas, "msoa_name": names})


def _read_rural_urban(table: Table, reference: Reference) -> Reading:
    checks = RowChecks(table.rows)
    checks.tidy_codes("lsoa21_code", LSOA_SHAPE)
    checks.keep_areas("lsoa21_code", reference.area_types, "lsoa21")
    unnamed = checks.rows["classification"].str.strip() == ""
    checks.refuse(unnamed, "classification", "the class is blank")
    checks.refuse_repeats(["lsoa21_code"])
    kinds = checks.rows[["lsoa21_code", "classification"]]
    kinds = kinds.set_axis(["area_code", "rural_urban"], axis=1)
    return checks.reading(tables={"neighbourhood": kinds})


READABLE: tuple[Layout, ...] = (
    Layout(
        "lookup_lsoa11_lsoa21",
        (
            "lsoa11_name",
            "lsoa11_code",
            "change_code",
            "lsoa21_name",
            "lsoa21_code",
            "ltla22_code",
        ),
        _read_lsoa_change,
        is_geography=True,
        source_id="ons-lsoa-change",
    ),
    Layout(
        "lookup_lsoa11_msoa11",
        ("lsoa11_name", "lsoa11_code", "msoa11_name", "msoa11_code"),
        _read_lsoa11_msoa11,
        is_geography=True,
        source_id="ons-lsoa-msoa",
    ),
    Layout(
        "lookup_lsoa11_sub_icb",
        ("lsoa11_name", "lsoa11_code", "sicbl22_code", "ltla22_code"),
        _read_lsoa11_sub_icb,
        is_geography=True,
        source_id="ons-lsoa-sub-icb",
    ),
    Layout(
        "lookup_lsoa21_ward",
        ("lsoa21_name", "lsoa21_code", "ward24_name", "ward24_code", "ltla24_code"),
        _read_lsoa21_ward,
        is_geography=True,
        source_id="ons-lsoa-ward",
    ),
    Layout(
        "lookup_msoa",
        ("msoa11_name", "msoa11_code", "msoa21_name", "msoa21_code", "ltla22_code"),
        _read_msoa_change,
        is_geography=True,
        source_id="ons-msoa-change",
    ),
    Layout(
        "msoa_names",
        ("MSOACD", "MSOANM", "MSOAHCLNM", "LADCD_ACTIVE"),
        _read_msoa_names,
        is_geography=True,
        source_id="msoa-names",
    ),
    Layout(
        "rural_urban",
        ("lsoa21_code", "ruc21_code", "classification"),
        _read_rural_urban,
        source_id="ons-rural-urban",
    ),
)

# From the descriptions of the downloads on the portal. Its change of middle-layer areas has an
# indicator of change too, which nobody here needs; sub-ICBs were still "locations" in July 2022.
ONS_SPELLING = {
    "lsoa11_code": "LSOA11CD",
    "lsoa11_name": "LSOA11NM",
    "lsoa21_code": "LSOA21CD",
    "lsoa21_name": "LSOA21NM",
    "msoa11_code": "MSOA11CD",
    "msoa11_name": "MSOA11NM",
    "msoa21_code": "MSOA21CD",
    "msoa21_name": "MSOA21NM",
    "ward24_code": "WD24CD",
    "ward24_name": "WD24NM",
    "ltla22_code": "LAD22CD",
    "ltla24_code": "LAD24CD",
    "sicbl22_code": "LOC22CD",
    "change_code": "CHGIND",
    "ruc21_code": "RUC21CD",
    "classification": "RUC21NM",
}

LAYOUTS: tuple[Layout, ...] = (
    *READABLE,
    *(
        respell(layout, f"{layout.name}_ons", ONS_SPELLING)
        for layout in READABLE
        if layout.name != "msoa_names"  # the Library's own names are known already
    ),
)
