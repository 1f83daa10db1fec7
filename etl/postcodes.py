"""The table of postcodes: which middle-layer area of today each lies in."""

from __future__ import annotations

import pandas as pd

from etl.geography import Parts, Tables, stack

COLUMNS = ["postcode", "area_code"]


def postcode_table(parts: Parts, tables: Tables, base: Tables) -> pd.DataFrame:
    """postcode and area_code, of the files read and, for all other postcodes, of `base`.

    parts: `postcode`, with the small areas that a file names. tables: needs `area` and
    `area_change`. A file that knows only neighbourhoods or middle-layer areas of 2011 leads to one
    of 2021 where these did not change or lie in one; where a middle-layer area was cut in two, its
    own code stays, which is still in the right Place.
    """
    found = stack(parts, "postcode", ["postcode", "msoa21", "lsoa21", "lsoa11", "msoa11"])
    area = tables["area"]
    parent = area.set_index("area_code")["parent_code"]
    newest = area.loc[area["area_type"] == "lsoa21", "parent_code"].dropna().unique()
    by_lsoa11 = _one_each(tables["area_change"], parent)
    msoa = area.loc[area["area_type"] == "msoa", "area_code"]
    by_lsoa21 = found["lsoa21"].map(parent)
    ways = [
        found["msoa21"].where(found["msoa21"].isin(newest)),
        by_lsoa21.where(by_lsoa21.isin(newest)),
        found["lsoa11"].map(by_lsoa11),
        found["msoa11"].where(found["msoa11"].isin(msoa)),
    ]
    found["area_code"] = pd.concat(ways, axis=1).astype(object).bfill(axis=1).iloc[:, 0]
    known = found.dropna(subset=["area_code"])[COLUMNS]
    together = pd.concat([known, base.get("postcode", pd.DataFrame(columns=COLUMNS))])
    return together.drop_duplicates("postcode").sort_values("postcode", ignore_index=True)


def _one_each(changes: pd.DataFrame, parent: pd.Series) -> pd.Series:
    """For each neighbourhood of 2011, the middle-layer area all that became of it lies in."""
    became = changes["lsoa21_code"].map(parent).groupby(changes["lsoa11_code"])
    return became.first().where(became.nunique() == 1).dropna()
