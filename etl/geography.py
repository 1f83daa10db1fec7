"""The tables of areas, put together from what the readers of geography found.

Readers hand over parts: rows of `area` that know a thing or two each, attributes of
neighbourhoods, everyday names, residents, changes, deprivation and boundaries. Of two files
that know the same thing, the first counts. The embedded figures are parts like any other, and
come last (see etl.merge_embedded): so sums are made of all the parts there are.
"""

from __future__ import annotations

import pandas as pd

from insight.reference.catalogue import Catalogue
from insight.reference.vocabulary import AREA_TYPES

Parts = dict[str, list[pd.DataFrame]]
Tables = dict[str, pd.DataFrame]

BRITISH_GRID = "EPSG:27700"
CENTRE_STEP_METRES = 10
CORE20_DECILES = (1, 2)  # the most deprived fifth of England

CENTRE_TYPES = ("place", "lsoa21", "lsoa11", "msoa")
CENTRE_MSOA_VINTAGE = 2011  # the one that has figures
TABLE_KEYS = {
    "area_change": ["lsoa11_code", "lsoa21_code"],
    "deprivation": ["area_code", "edition", "domain"],
    "practice_deprivation": ["area_code", "edition"],
}
# With the schema's columns, the file that a row comes from, which the store leaves out.
COLUMNS = {
    "area": "area_code area_name area_type place_code parent_code population_count source_file_id",
    "neighbourhood": "area_code place_code msoa_name ward_name rural_urban easting northing"
    " population_count is_core20 is_core20_2019",
    "centre": "area_code area_type easting northing source_file_id",
    "area_change": "lsoa11_code lsoa21_code change_code source_file_id",
    "deprivation": "area_code edition domain score rank decile population_count source_file_id",
    "practice_deprivation": "area_code edition score quintile source_file_id",
}


def assemble(parts: Parts, catalogue: Catalogue) -> Tables:
    """Return area, neighbourhood, centre, area_change, deprivation and practice_deprivation.

    parts: by name, the frames readers returned. Each table has the schema's columns and the file
    its rows come from; what no file told is missing (None or NA). Called again with more parts, it
    knows more.
    """
    tables = {name: _first_of_each(parts, name, key) for name, key in TABLE_KEYS.items()}
    tables["deprivation"] = _with_residents(tables["deprivation"], parts)
    tables["centre"] = _centres(parts)
    tables["area"] = _areas(parts, catalogue)
    tables["neighbourhood"] = _neighbourhoods(parts, tables)
    return {name: tables[name][columns.split()] for name, columns in COLUMNS.items()}


def area_types(parts: Parts, catalogue: Catalogue) -> dict[str, str]:
    """Every area the parts know, code → area_type."""
    area = _areas(parts, catalogue)
    return dict(zip(area["area_code"], area["area_type"], strict=True))


def stack(parts: Parts, name: str, columns: list[str]) -> pd.DataFrame:
    """All frames of one name, one below the other, with at least `columns`; blanks are None."""
    frames = [frame for frame in parts.get(name, []) if len(frame)]
    if not frames:
        return pd.DataFrame(columns=columns)
    together = pd.concat([pd.DataFrame(frame) for frame in frames], ignore_index=True)
    lacking = [column for column in columns if column not in together]
    return together.reindex(columns=[*together.columns, *lacking]).replace("", None)


def _first_of_each(parts: Parts, name: str, key: list[str]) -> pd.DataFrame:
    """One row for each key; what the first file leaves blank, the next may tell."""
    rows = stack(parts, name, COLUMNS[name].split())
    if not rows.duplicated(key).any():
        return rows.sort_values(key, ignore_index=True)
    return rows.groupby(key).first().reset_index()


def ranked_deprivation(deprivation: pd.DataFrame) -> pd.DataFrame:
    """The rows with a rank and a decile. A file of scores alone adds to those, and is none."""
    rows = deprivation.dropna(subset=["rank", "decile"])
    return rows.astype({"rank": "int64", "decile": "int64"}).reset_index(drop=True)


def _with_residents(deprivation: pd.DataFrame, parts: Parts) -> pd.DataFrame:
    """Each edition's own residents: the Census for 2025, estimates for 2019. Once, on imd."""
    rows = _population_parts(parts)
    edition = rows["area_type"].map({"lsoa21": "2025", "lsoa11": "2019"})
    rows = rows.assign(edition=edition, domain="imd").drop(columns="area_type")
    known = deprivation.drop(columns="population_count")
    known = known.merge(rows, on=["area_code", "edition", "domain"], how="left")
    return known.astype({"population_count": "Int64"})


def _areas(parts: Parts, catalogue: Catalogue) -> pd.DataFrame:
    named = pd.DataFrame(
        [(a.area_code, a.area_name, a.area_type, a.parent_code) for a in catalogue.areas.values()],
        columns=["area_code", "area_name", "area_type", "parent_code"],
    )
    named["place_code"] = named["area_code"].where(named["area_type"] == "place")
    columns = ["area_code", "area_name", "area_type", "place_code", "parent_code"]
    columns += ["settled_parent", "source_file_id"]
    found = stack(parts, "area", columns)[columns]
    found = found[~found["area_code"].isin(named["area_code"])]
    named = named.reindex(columns=columns)
    rows = pd.concat([named.replace("", None)[columns], found], ignore_index=True).astype(object)
    # A code that ended with 2011 is of 2011, whatever a file lists it as.
    changes = stack(parts, "area_change", ["lsoa11_code", "lsoa21_code"])
    is_old = rows["area_code"].isin(set(changes["lsoa11_code"]) - set(changes["lsoa21_code"]))
    rows["area_type"] = rows["area_type"].mask(is_old & rows["area_type"].eq("lsoa21"), "lsoa11")
    # A neighbourhood unchanged since 2011 has one code in both years: it is listed once, as a
    # neighbourhood of 2021, which comes first among the types.
    rows["order"] = rows["area_type"].map({kind: i for i, kind in enumerate(AREA_TYPES)})
    rows = rows.sort_values("order", kind="stable")
    area = rows.groupby("area_code", sort=False).first().reset_index()
    area = area.sort_values(["order", "area_code"], ignore_index=True)
    area["area_name"] = area["area_name"].fillna(area["area_code"])
    area["parent_code"] = _parents(area)
    area["population_count"] = _population(parts, area)
    everyday = stack(parts, "msoa_name", ["area_code", "msoa_name"])
    names = everyday.drop_duplicates("area_code").set_index("area_code")["msoa_name"]
    area["area_name"] = area["area_code"].map(names).astype(object).fillna(area["area_name"])
    return area


def _parents(area: pd.DataFrame) -> pd.Series:
    """The area one step up.

    A neighbourhood is named after its middle-layer area ('Halton 007A' is in 'Halton
    007'). That is exact; the lookup of middle-layer areas drops parts of those that were split.
    """
    msoa = area[area["area_type"] == "msoa"].drop_duplicates("area_name", keep=False)
    msoa = msoa.set_index("area_name")["area_code"]
    by_name = area["area_name"].str.replace(r"[A-Z]+$", "", regex=True).map(msoa)
    is_small = area["area_type"].isin(["lsoa21", "lsoa11"])
    parent = area["parent_code"].mask(is_small & by_name.notna(), by_name)
    # What the embedded figures know was worked out from every name; a new file has some of them.
    parent = area["settled_parent"].where(area["settled_parent"].notna(), parent)
    return parent.fillna(area["place_code"].where(area["area_type"] != "place"))


def _population(parts: Parts, area: pd.DataFrame) -> pd.Series:
    """Residents as counted; sums of neighbourhoods for the areas these make up exactly."""
    keys = ["area_code", "area_type"]
    counted = area[keys].merge(_population_parts(parts), on=keys, how="left")
    counted = counted["population_count"].astype("Float64")
    small = area.assign(count=counted)[area["area_type"] == "lsoa21"]
    for kind, within in (("msoa", "parent_code"), ("place", "place_code")):
        sums = complete_sums(small.groupby(within)["count"])
        counted = counted.mask(area["area_type"] == kind, area["area_code"].map(sums))
    places = counted[area["area_type"] == "place"]
    system = places.sum() if places.notna().all() else pd.NA
    return counted.mask(area["area_type"] == "system", system).astype("Int64")


def _population_parts(parts: Parts) -> pd.DataFrame:
    columns = ["area_code", "area_type", "population_count"]
    return stack(parts, "population", columns)[columns].drop_duplicates(columns[:2])


def complete_sums(groups: pd.api.typing.SeriesGroupBy) -> pd.Series:
    """Sums, missing where any part is missing, since a part sum would pass for the whole."""
    return groups.sum().where(groups.count() == groups.size())


def _centres(parts: Parts) -> pd.DataFrame:
    """Middle of each area in metres, of its boundary or as the embedded figures have it.

    A neighbourhood drawn in both years stands where it does in 2021, whoever drew that.
    """
    columns = COLUMNS["centre"].split()
    drawn = _middles([frame for frame in parts.get("boundary", []) if len(frame)])
    rows = stack({"centre": [drawn, *parts.get("centre", [])]}, "centre", columns)[columns]
    order = rows["area_type"].map({kind: i for i, kind in enumerate(CENTRE_TYPES)})
    rows = rows.loc[order.sort_values(kind="stable").index].drop_duplicates("area_code")
    return rows.sort_values("area_code", ignore_index=True)


def _middles(boundaries: list[pd.DataFrame]) -> pd.DataFrame:
    """The centroid of each area, or a point inside where that lies outside."""
    columns = COLUMNS["centre"].split()
    if not boundaries:
        return pd.DataFrame(columns=columns)
    import geopandas as gpd  # slow to load, and few builds have boundaries

    shapes = gpd.GeoDataFrame(pd.concat(boundaries, ignore_index=True))
    shapes = shapes.sort_values("vintage", ascending=False, kind="stable")
    other_msoa = (shapes["area_type"] == "msoa") & (shapes["vintage"] != CENTRE_MSOA_VINTAGE)
    chosen = shapes[shapes["area_type"].isin(CENTRE_TYPES) & ~other_msoa]
    # Newest first: of an area drawn twice the newest counts, so lsoa21 comes before lsoa11.
    chosen = chosen.drop_duplicates("area_code").to_crs(BRITISH_GRID)
    inside = chosen.contains(chosen.centroid)
    middle = chosen.centroid.where(inside, chosen.representative_point())
    for column, values in (("easting", middle.x), ("northing", middle.y)):
        steps = (values / CENTRE_STEP_METRES).round() * CENTRE_STEP_METRES
        chosen[column] = steps.astype("int64")
    return pd.DataFrame(chosen.reindex(columns=columns))


def _neighbourhoods(parts: Parts, tables: Tables) -> pd.DataFrame:
    area = tables["area"]
    names = area[area["area_type"] == "msoa"].set_index("area_code")["area_name"]
    rows = area[(area["area_type"] == "lsoa21") & area["place_code"].notna()]
    rows = rows.assign(msoa_name=rows["parent_code"].map(names))
    known = stack(parts, "neighbourhood", ["area_code", "ward_name", "rural_urban"])
    known = known.groupby("area_code")[["ward_name", "rural_urban"]].first()
    centres = tables["centre"].set_index("area_code")[["easting", "northing"]].astype("Int64")
    rows = rows.join(known, on="area_code").join(centres, on="area_code")
    core20 = _core20(tables["deprivation"], "2025")
    rows["is_core20"] = rows["area_code"].map(core20).astype("boolean")
    rows["is_core20_2019"] = rows["area_code"].map(_core20_2019(tables)).astype("boolean")
    return rows.reset_index(drop=True)


def _core20(deprivation: pd.DataFrame, edition: str) -> pd.Series:
    """True or False by code, for the areas of one edition."""
    imd = deprivation[(deprivation["edition"] == edition) & (deprivation["domain"] == "imd")]
    return imd.set_index("area_code")["decile"].isin(CORE20_DECILES)


def _core20_2019(tables: Tables) -> pd.Series:
    """The same by 2021 code: known only where all the 2011 neighbourhoods it came from agree."""
    links = tables["area_change"]
    flags = links["lsoa11_code"].map(_core20(tables["deprivation"], "2019"))
    parents = flags.astype("boolean").groupby(links["lsoa21_code"])
    agree = (parents.min() == parents.max()) & (parents.count() == parents.size())
    return parents.min().where(agree)
