"""Lookups: which area became, lies in, or is called what (ONS Open Geography and others).

Each lookup becomes parts of the tables `area`, `neighbourhood` and `area_change`, which
`etl.geography` puts together. The readers know the columns by readable names (lsoa21_code);
SPELLINGS says what the same columns are called in a download from the Open Geography portal, of
whatever year.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

import pandas as pd

from etl.layout import Layout, Reading, Reference, respell
from etl.opening.content import Table
from etl.row_checks import (
    GSS_SHAPE,
    LSOA_SHAPE,
    MSOA_SHAPE,
    RowChecks,
    area_rows,
    place_codes,
    place_from_name,
)
from etl.sources import postcodes
from etl.sources.headings import first_match, plain

OUTPUT_AREA = re.compile(r"oa ?(?:20)?[12]1 ?(?:cd|code)|oa code")
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


def _read_lsoa_msoa(table: Table, reference: Reference, year: str) -> Reading:
    lsoa, msoa_code = f"lsoa{year}", f"msoa{year}_code"
    checks = RowChecks(table.rows)
    checks.tidy_codes(f"{lsoa}_code", LSOA_SHAPE)
    checks.tidy_codes(msoa_code, MSOA_SHAPE)
    # A row for each output area or sector: a neighbourhood's first is enough.
    if any(OUTPUT_AREA.fullmatch(plain(heading)) for heading in table.columns):
        names = [f"{lsoa}_code", f"{lsoa}_name", msoa_code, f"msoa{year}_name"]
        checks.set_aside(checks.rows.duplicated(names))
        checks.rows = checks.rows[names]
    checks.set_aside(place_from_name(checks.rows[f"{lsoa}_name"], reference.catalogue) == "")
    checks.refuse_repeats([f"{lsoa}_code"])
    rows = checks.rows
    place = place_from_name(rows[f"{lsoa}_name"], reference.catalogue)
    msoa = rows[msoa_code]
    areas = [
        area_rows(lsoa, rows[f"{lsoa}_code"], rows[f"{lsoa}_name"], place, parent=msoa),
        area_rows("msoa", msoa, rows[f"msoa{year}_name"], place, parent=place),
    ]
    return checks.reading(tables={"area": pd.concat(areas)})


def _read_lsoa_place(table: Table, reference: Reference, year: str, place: str) -> Reading:
    code, name = f"lsoa{year}_code", f"lsoa{year}_name"
    checks = _in_places(table, reference, place, **{code: LSOA_SHAPE})
    checks.rows = checks.rows[[code, name, place]]
    checks.set_aside(checks.rows.duplicated())  # a row for each output area
    checks.refuse_repeats([code])
    rows = checks.rows
    return checks.reading(
        tables={"area": area_rows(f"lsoa{year}", rows[code], rows[name], rows[place])}
    )


def _read_ward(table: Table, reference: Reference) -> Reading:
    checks = _in_places(table, reference, "ltla24_code", ward24_code=GSS_SHAPE)
    checks.rows = checks.rows[["ward24_code", "ward24_name", "ltla24_code"]]
    checks.set_aside(checks.rows.duplicated())
    checks.refuse_repeats(["ward24_code"])
    rows, place = checks.rows, checks.rows["ltla24_code"]
    areas = area_rows("ward", rows["ward24_code"], rows["ward24_name"], place, parent=place)
    return checks.reading(tables={"area": areas})


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
    if "LADCD_ACTIVE" in table.columns:
        checks = _in_places(table, reference, "LADCD_ACTIVE", MSOACD=MSOA_SHAPE)
    else:  # newer editions give the name of the authority alone
        place = place_from_name(table.rows["MSOANM"], reference.catalogue)
        checks = RowChecks(table.rows.assign(LADCD_ACTIVE=place))
        checks.tidy_codes("MSOACD", MSOA_SHAPE)
        checks.set_aside(checks.rows["LADCD_ACTIVE"] == "")
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
        partial(_read_lsoa_msoa, year="11"),
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

# What a column is called on the portal and in other people's copies, in words alone (see
# headings.plain): of any year where the year does not tell what the column is about. Sub-ICBs were
# still "locations" in July 2022.
SPELLINGS = {
    **{
        f"{kind}{year}_{what}": re.compile(rf"{kind} ?(?:20)?{year} ?(?:{ends})")
        for kind in ("lsoa", "msoa")
        for year in ("11", "21")
        for what, ends in (("code", "cd|code"), ("name", "nm|name"))
    },
    "ward24_code": re.compile(r"(?:wd|ward) ?\d\d ?(?:cd|code)"),
    "ward24_name": re.compile(r"(?:wd|ward) ?\d\d ?(?:nm|name)"),
    "ltla22_code": re.compile(r"(?:lad|ltla) ?\d\d ?(?:cd|code)"),
    "ltla24_code": re.compile(r"(?:lad|ltla) ?\d\d ?(?:cd|code)"),
    "sicbl22_code": re.compile(r"(?:sicbl|loc|ccg) ?\d\d ?(?:cd|code)"),
    "change_code": re.compile(r"chn?gind|change (?:code|ind|indicator)"),
    "ruc21_code": re.compile(r"ruc ?(?:20)?21 ?(?:cd|code)"),
    "classification": re.compile(r"ruc ?(?:20)?21 ?(?:nm|name)"),
    "MSOACD": re.compile(r"msoa ?(?:11|21)? ?(?:cd|code)"),
    "MSOANM": re.compile(r"msoa ?(?:11|21)? ?(?:nm|name)"),
    "MSOAHCLNM": re.compile(r"msoa ?(?:11|21)? ?hcl ?(?:nm|name)"),
    "region_code": re.compile(r"(?:rgn|ctry|utla|cty|ctyua|icb|cauth) ?\d\d ?(?:cd|code)"),
}


@lru_cache(maxsize=64)
def spelling(header: tuple[str, ...]) -> dict[str, str]:
    """Our names of columns → the file's headings."""
    return first_match(header, SPELLINGS)


@dataclass(frozen=True)
class AnySpelling(Layout):
    """A lookup whose columns are called otherwise: as on the portal, of any year, in any case.

    own: the layout that reads the same columns under our own names, if there is one.
    """

    own: Layout | None = None

    def missing(self, header: Iterable[str]) -> tuple[str, ...]:
        header = tuple(header)
        is_other = postcodes.LAYOUTS[0].fits(header) or (self.own and self.own.fits(header))
        found = {} if is_other else spelling(header)
        return tuple(column for column in self.columns if column not in found)

    def repeats(self, header: Sequence[str]) -> tuple[str, ...]:
        found = spelling(tuple(header))
        theirs = [found[column] for column in self.columns]
        return tuple(heading for heading in theirs if list(header).count(heading) > 1)


def _any_spelling(layout: Layout, name: str, own: Layout | None = None) -> Layout:
    def read(table: Table, reference: Reference) -> Reading:
        assert layout.read is not None
        found = {ours: theirs for ours, theirs in spelling(table.columns).items()}
        chosen = {column: found[column] for column in layout.columns}
        return respell(layout, name, chosen).read(table, reference)  # type: ignore[misc]

    return AnySpelling(
        name,
        layout.columns,
        read if layout.read else None,
        is_geography=layout.is_geography,
        is_reference=layout.is_reference,
        source_id=layout.source_id,
        note=layout.note,
        own=own,
    )


# Columns of a lookup or of boundaries that say nothing but which area, row or size.
CODE_ALONE = re.compile(
    r"(?:oa|lsoa|msoa|wd|ward|lad|ltla|utla|ctyua|sicbl|loc|ccg|icb|rgn|ctry)"
    r" ?(?:20)?\d\d ?(?:cdh?|code)"
)
BESIDE_CODES = re.compile(
    r"chn?gind|change (?:code|ind)|(?:f|object ?|global ?)id"
    r"|shape (?:area|length)|bng [en]|long|lat"
)


@dataclass(frozen=True)
class CodesAlone(Layout):
    """A lookup or boundaries without a name: nothing but codes of areas."""

    def missing(self, header: Iterable[str]) -> tuple[str, ...]:
        headings = [plain(each) for each in header if each]
        others = [h for h in headings if not CODE_ALONE.fullmatch(h)]
        is_codes = len(others) < len(headings) and all(map(BESIDE_CODES.fullmatch, others))
        return () if is_codes else self.columns


# Lookups that we know in the portal's own spelling alone.
OTHERS: tuple[Layout, ...] = (
    Layout(
        "lookup_lsoa21_msoa21",
        ("lsoa21_code", "lsoa21_name", "msoa21_code", "msoa21_name"),
        partial(_read_lsoa_msoa, year="21"),
        is_geography=True,
        source_id="ons-lsoa-msoa",
    ),
    Layout(
        "lookup_lsoa21_place",
        ("lsoa21_code", "lsoa21_name", "ltla24_code"),
        partial(_read_lsoa_place, year="21", place="ltla24_code"),
        is_geography=True,
        source_id="ons-lsoa-ward",
    ),
    Layout(
        "lookup_lsoa11_place",
        ("lsoa11_code", "lsoa11_name", "ltla22_code"),
        partial(_read_lsoa_place, year="11", place="ltla22_code"),
        is_geography=True,
        source_id="ons-lsoa-sub-icb",
    ),
    Layout(
        "lookup_ward",
        ("ward24_code", "ward24_name", "ltla24_code"),
        _read_ward,
        is_geography=True,
        source_id="ons-lsoa-ward",
    ),
    Layout(
        "msoa_names_alone",
        ("MSOACD", "MSOANM", "MSOAHCLNM"),
        _read_msoa_names,
        is_geography=True,
        source_id="msoa-names",
    ),
    Layout(
        "lookup_large_areas",
        ("ltla24_code", "region_code"),
        is_reference=True,
        note="Which authority lies in which larger area: the catalogue lists those we need.",
    ),
)

CODES_ALONE = CodesAlone(
    "codes_alone",
    ("LSOA21CD",),
    is_reference=True,
    note="These are codes alone, and an area is known here by its name too: download the file with"
    " its columns of names (LSOA21NM and the like).",
)

LAYOUTS: tuple[Layout, ...] = (
    CODES_ALONE,
    *READABLE,
    *(
        _any_spelling(layout, f"{layout.name}_ons", layout)
        for layout in READABLE
        if layout.name != "msoa_names"  # the Library's own names are known already
    ),
    *(
        _any_spelling(layout, layout.name, READABLE[-2] if layout.name.startswith("msoa") else None)
        for layout in OTHERS
    ),
)
