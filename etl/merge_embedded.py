"""Lay what new files say over the embedded figures: add or replace exactly what they hold.

The embedded figures are files like any other, and come last. Their tables go back to the parts
that tables are made of, so that whatever is worked out from parts (a Place's residents, Core20, a
share, a sum) is worked out again from all the parts there are, and never stands beside parts it no
longer equals.
"""

from __future__ import annotations

import pandas as pd

from etl.checks import KEY_COLUMNS, NUMBER_COLUMNS
from etl.geography import Parts
from etl.similar_areas import AGES, COUNTED, DEPRIVATION
from etl.values.numbers import MISSING_MARKS
from insight.reference.catalogue import Catalogue

Tables = dict[str, pd.DataFrame]

SUMMED_TYPES = ("msoa", "place", "system")  # their residents are added up (see etl.geography)
TOLD_IF_THE_SAME = ("numerator_count", "denominator_count", "value_note")
INTERVAL = ["lower_ci", "upper_ci"]
PROVENANCE = (
    "observation",
    "area",
    "area_change",
    "centre",
    "deprivation",
    "practice_deprivation",
    "counted",
)


def with_embedded(parts: Parts, base: Tables) -> Parts:
    """The parts of new files, and after them those of the embedded tables `base`."""
    found = {name: list(frames) for name, frames in parts.items()}
    for name, frame in _embedded_parts(base).items():
        found.setdefault(name, []).append(frame)
    return found


def _embedded_parts(base: Tables) -> Tables:
    """Parts by name, of those tables there are."""
    as_they_are = ("centre", "area_change", "practice_deprivation", "counted")
    found = {name: base[name] for name in as_they_are if name in base}
    if "area" in base:
        area = base["area"]
        settled = area["parent_code"].where(area["parent_code"] != area["place_code"], None)
        found["area"] = area.drop(columns="population_count").assign(settled_parent=settled)
        names = area.loc[area["area_type"] == "msoa", ["area_code", "area_name"]]
        found["msoa_name"] = names.rename(columns={"area_name": "msoa_name"})
        found["population"] = _population(base)
    if "neighbourhood" in base:
        known = ["area_code", "ward_name", "rural_urban"]
        found["neighbourhood"] = base["neighbourhood"][known]
    if "deprivation" in base:
        found["deprivation"] = base["deprivation"].drop(columns="population_count")
    if "authority_profile" in base:
        profile = base["authority_profile"]
        means = ["area_code", *DEPRIVATION, *COUNTED]
        found["authority_deprivation"] = profile.reindex(columns=means)
        found["authority_ages"] = profile[["area_code", *AGES]].dropna()
    return found


def _population(base: Tables) -> pd.DataFrame:
    """Residents as they were counted, by code and vintage: no sums of them."""
    columns = ["area_code", "area_type", "population_count"]
    area = base["area"]
    rows = [area.loc[~area["area_type"].isin(SUMMED_TYPES), columns]]
    if "deprivation" in base:  # a neighbourhood of both years has residents of each there
        imd = base["deprivation"]
        vintage = imd["edition"].map({"2025": "lsoa21", "2019": "lsoa11"})
        rows.insert(0, imd.assign(area_type=vintage)[columns])
    counted = pd.concat(rows, ignore_index=True).dropna(subset=["population_count"])
    return counted.astype({"population_count": "Int64"})


def lay_over(fresh: pd.DataFrame, base: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """Observations of new files over those the embedded figures hold as files gave them.

    A new figure replaces the one of its key. Where it says the same, what its file leaves out
    (counts, a note, an interval) is kept, because it is of the same figure; a blank without a
    reason says nothing, and replaces no figure.

    Figures of measures that the catalogue no longer lists are left out.

    fresh: with `has_interval`, whether its file gives intervals at all (others are our own).
    base: without the figures worked out here, which are made again afterwards.
    """
    decimals = {i.indicator_id: i.decimal_places for i in catalogue.indicators.values()}
    base = base[base["indicator_id"].isin(list(decimals))]
    if fresh.empty:
        return base
    told = [*NUMBER_COLUMNS, "value_note"]
    before = fresh[KEY_COLUMNS].merge(base[[*KEY_COLUMNS, *told]], on=KEY_COLUMNS, how="left")
    before.index = fresh.index
    is_silent = fresh["value"].isna() & (fresh["value_note"] == MISSING_MARKS[""])
    is_silent &= before["value"].notna()
    step = 10.0 ** -fresh["indicator_id"].map(decimals).astype("float64")
    is_same = (fresh["value"] - before["value"]).abs() <= 0.5 * step
    laid = fresh.drop(columns="has_interval")
    for column in TOLD_IF_THE_SAME:
        laid[column] = laid[column].where(laid[column].notna() | ~is_same, before[column])
    told_none = ~fresh["has_interval"].astype(bool) | fresh[INTERVAL].isna().all(axis=1)
    is_kept = told_none & is_same & before[INTERVAL].notna().all(axis=1)
    for column in INTERVAL:
        laid[column] = laid[column].mask(is_kept, before[column])
    together = pd.concat([base, laid[~is_silent]], ignore_index=True)
    return together.drop_duplicates(KEY_COLUMNS, keep="last", ignore_index=True)


def files_in_use(tables: Tables, base: Tables) -> Tables:
    """source_file and rejected_row, with the embedded figures' files that something comes from.

    tables: as they are now, those of PROVENANCE with source_file_id. A loaded file that no row of
    `base` is put down to told things about areas (names, wards): nobody takes these back.
    """
    files, refused = base["source_file"], base["rejected_row"]
    before, now = _sources(base), _sources(tables)
    told_of_areas = ~files["source_file_id"].isin(before) & (files["loaded_count"] > 0)
    used = files["source_file_id"].isin(now) | told_of_areas
    own = set(tables["source_file"]["source_file_id"])
    kept = files[used & ~files["source_file_id"].isin(own)]
    faults = refused[refused["source_file_id"].isin(kept["source_file_id"])]
    return {
        "source_file": pd.concat([kept, tables["source_file"]], ignore_index=True),
        "rejected_row": pd.concat([faults, tables["rejected_row"]], ignore_index=True),
    }


def _sources(tables: Tables) -> set[str]:
    frames = (tables[name] for name in PROVENANCE if name in tables)
    columns = [frame["source_file_id"] for frame in frames if "source_file_id" in frame]
    return set().union(*(column.dropna().unique() for column in columns))


def without_computed(observations: pd.DataFrame) -> pd.DataFrame:
    """The figures that files gave: those worked out here are made again from them."""
    if "is_computed" not in observations:
        return observations
    is_computed = observations["is_computed"].astype("boolean").fillna(value=False)
    return observations[~is_computed.to_numpy(bool)].drop(columns="is_computed")
