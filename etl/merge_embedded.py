"""Lay what new files say over the tables they add to.

A user who drops in one new file keeps everything else: new rows win over old rows of the same
key, and what a new row leaves blank is kept.
"""

from __future__ import annotations

import pandas as pd

from etl.checks import KEY_COLUMNS
from insight.reference.catalogue import Catalogue

KEYS = {
    "area": ["area_code"],
    "neighbourhood": ["area_code"],
    "centre": ["area_code"],
    "area_change": ["lsoa11_code", "lsoa21_code"],
    "deprivation": ["area_code", "edition", "domain"],
    "practice_deprivation": ["area_code", "edition"],
    "authority_profile": ["area_code"],
}


def merge(fresh: dict[str, pd.DataFrame], base: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Fresh cells win over base cells of the same key; what fresh rows leave blank is kept."""
    merged = dict(fresh)
    for name, key in KEYS.items():
        if name not in base or base[name].empty:
            continue
        if fresh[name].empty:
            merged[name] = base[name]
            continue
        columns = list(base[name].columns)
        both = fresh[name].set_index(key).combine_first(base[name].set_index(key))
        merged[name] = both.reset_index()[columns].sort_values(key, ignore_index=True)
    return merged


def merge_observations(
    fresh: pd.DataFrame, base: pd.DataFrame, catalogue: Catalogue
) -> pd.DataFrame:
    """As overlay, but sums made from replaced parts go with the parts."""
    if fresh.empty:
        return base
    period = ["indicator_id", "period_start_date", "period_end_date"]
    summed = {i.indicator_id for i in catalogue.indicators.values() if i.combine}
    renewed = fresh.loc[fresh["indicator_id"].isin(summed), period].drop_duplicates()
    stale = base.merge(renewed.assign(stale=True), on=period, how="left")["stale"].notna()
    kept = base[~stale.to_numpy()]
    return pd.concat([kept, fresh], ignore_index=True).drop_duplicates(KEY_COLUMNS, keep="last")


def merge_files(
    tables: dict[str, pd.DataFrame], base: dict[str, pd.DataFrame]
) -> dict[str, pd.DataFrame]:
    """source_file and rejected_row with the base's files that still have figures in use."""
    files, refused = base["source_file"], base["rejected_row"]
    used = files["source_file_id"].isin(tables["observation"]["source_file_id"])
    kept = refused["source_file_id"].isin(files["source_file_id"][used])
    return {
        "source_file": pd.concat(
            [files[used], tables["source_file"]], ignore_index=True
        ).drop_duplicates("source_file_id", keep="last"),
        "rejected_row": pd.concat(
            [refused[kept], tables["rejected_row"]], ignore_index=True
        ).drop_duplicates(),
    }
