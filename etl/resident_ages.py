"""Residents by sex and five-year age band, from ONS mid-year estimates: the newest of each area."""

from __future__ import annotations

import pandas as pd

from etl.geography import Parts, stack

COLUMNS = ["area_code", "year", "sex", "first_age", "people_count"]
BAND = r"(\d+)(?:-\d+|\+) yrs"  # '5-9 yrs', '90+ yrs'
TOLD = ["area_code", "year", "sex", "age", "people_count"]
SEXES = ("female", "male")
FIRST_AGES = range(0, 91, 5)


def resident_ages(parts: Parts, before: pd.DataFrame | None = None) -> pd.DataFrame:
    """The table resident_age: COLUMNS, a row for each sex and band of an area.

    parts: uses resident_population (TOLD). before: the table as it was; an area whose bands are not
    all told anew keeps them.
    """
    told = stack(parts, "resident_population", TOLD)
    rows = told[told["sex"].isin(SEXES)]
    first_age = rows["age"].str.extract(BAND)[0]
    rows = rows.assign(first_age=first_age.astype("Int64")).dropna(subset=["first_age"])
    older = pd.DataFrame(columns=COLUMNS) if before is None else before[COLUMNS]
    every = pd.concat([rows[COLUMNS], older], ignore_index=True)
    every = every[every["first_age"].isin(FIRST_AGES)].drop_duplicates(COLUMNS[:-1], keep="first")
    is_whole = every.groupby(["area_code", "year"])["sex"].transform("size") == (
        len(SEXES) * len(FIRST_AGES)
    )
    whole = every[is_whole].astype(dict.fromkeys(["year", "first_age", "people_count"], "int64"))
    newest = whole["year"] == whole.groupby("area_code")["year"].transform("max")
    return whole[newest].sort_values(COLUMNS[:-1], ignore_index=True)
