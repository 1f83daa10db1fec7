"""How many people figures without counts are about, from figures and tables that say so.

Under 18: those among whom alcohol admissions of under-18s are counted over three years. Under 16:
those among whom children in low-income families are. Births: those the fertility rate counts. Ages
in five-year bands: ONS mid-year estimates. Aged 10 to 17: the band 10 to 14, and of the under-18s
those who are not 0 to 14. Aged 16 to 64: the bands 20 to 64, and four fifths of 15 to 19.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from etl.geography import Parts, stack
from insight.statistics.intervals import normal_quantile

COLUMNS = ["population_id", "area_code", "year", "people_count"]
KEY = ["population_id", "area_code", "year"]
# population → the indicator and its count, and how many years of people that is.
COUNTED = {
    "under-18": ("alcohol-admissions-under-18", "denominator_count", 3),
    "under-16": ("low-income-children", "denominator_count", 1),
    "births": ("general-fertility-rate", "numerator_count", 1),
}
UP_TO_14 = ("0-4 yrs", "5-9 yrs", "10-14 yrs")
WORKING = tuple(f"{age}-{age + 4} yrs" for age in range(20, 65, 5))
TEN_TO_14 = "aged-10-14"  # a step on the way to 10 to 17, and no population of its own
BANDS = ["area_code", "year", "sex", "age", "people_count"]
MOST_YEARS = 3
WORDS = {
    "under-18": "children under 18",
    "under-16": "children under 16",
    "births": "births",
    "aged-0-14": "children under 15",
    "aged-10-17": "children aged 10 to 17",
    "aged-16-64": "people aged 16 to 64",
}


def denominators(
    parts: Parts, observation: pd.DataFrame, before: pd.DataFrame | None = None
) -> pd.DataFrame:
    """The table denominator: COLUMNS, one row for each population, area and year.

    parts: uses resident_population (area_code, year, sex, age, people_count). observation: the
    figures that say how many people they are about. before: the table as it was; what is not
    said anew is kept.
    """
    counted = [_from_figures(observation, name) for name in COUNTED]
    bands = _from_bands(stack(parts, "resident_population", BANDS))
    told = pd.concat([*counted, bands], ignore_index=True)
    before = pd.DataFrame(columns=COLUMNS) if before is None else before[COLUMNS]
    older = pd.concat([told, before], ignore_index=True).drop_duplicates(KEY, keep="first")
    every = pd.concat([_aged_10_to_17(older), older], ignore_index=True)
    every = every[every["population_id"].isin(list(WORDS))].drop_duplicates(KEY, keep="first")
    every = every.astype({"year": "int64", "people_count": "float64"})
    return every.sort_values(KEY, ignore_index=True)


def nearest(known: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """For each of the rows the count of the nearest year, of two as near the earlier.

    known and rows: area_code and year, known also people_count. Returns people_count and
    people_year by the index of rows, NaN where no year within MOST_YEARS is known.
    """
    paired = (
        rows[["area_code", "year"]]
        .reset_index(names="row")
        .merge(known, on="area_code", suffixes=("", "_known"))
    )
    apart = (paired["year"] - paired["year_known"]).abs()
    order = paired.assign(apart=apart).sort_values(["apart", "year_known"])
    best = order[order["apart"] <= MOST_YEARS].drop_duplicates("row").set_index("row")
    named = best.rename(columns={"year_known": "people_year"})[["people_count", "people_year"]]
    return named.reindex(rows.index).astype("float64")


def middle_year(rows: pd.DataFrame) -> pd.Series:
    """The year in which the middle of each period lies."""
    start, end = (pd.to_datetime(rows[f"period_{end}_date"]) for end in ("start", "end"))
    return (start + (end - start) / 2).dt.year


def implied_people(rows: pd.DataFrame) -> pd.Series:
    """Among how many people a percentage was counted whose 95% interval is Wilson's.

    rows: value, lower_ci, upper_ci, in percent. Solves the width of Wilson's interval for n:
    W²(n + z²)² = z²(z² + 4np(1 - p)), W the width. NaN without an interval.
    """
    p = rows["value"].to_numpy(float) / 100
    width = (rows["upper_ci"] - rows["lower_ci"]).to_numpy(float) / 100
    with np.errstate(divide="ignore", invalid="ignore"):
        z2 = normal_quantile(0.95) ** 2
        a, b, c = width**2, 2 * width**2 * z2 - 4 * z2 * p * (1 - p), (width**2 - 1) * z2**2
        count = (-b + np.sqrt(b * b - 4 * a * c)) / (2 * a)
    return pd.Series(np.where(np.isfinite(count), count, np.nan), rows.index)


def _from_figures(observation: pd.DataFrame, population_id: str) -> pd.DataFrame:
    indicator_id, column, years = COUNTED[population_id]
    rows = observation[
        (observation["indicator_id"] == indicator_id)
        & (observation["group_id"] == "everyone")
        & observation[column].notna()
    ]
    counts = {
        "population_id": population_id,
        "area_code": rows["area_code"],
        "year": middle_year(rows),
        "people_count": rows[column].astype("float64") / years,
    }
    return pd.DataFrame(counts)


def _from_bands(rows: pd.DataFrame) -> pd.DataFrame:
    """Persons by population from bands of women and men; none where a band is missing."""
    bands = rows[rows["sex"].isin(["female", "male"])].astype({"people_count": "float64"})
    wide = bands.pivot_table("people_count", ["area_code", "year"], ["age", "sex"], aggfunc="first")

    def people(*ages: str) -> pd.Series:
        columns = [(age, sex) for age in ages for sex in ("female", "male")]
        return wide.reindex(columns=columns).sum(axis=1, skipna=False)

    found = {
        "aged-0-14": people(*UP_TO_14),
        TEN_TO_14: people("10-14 yrs"),
        "aged-16-64": people(*WORKING) + 0.8 * people("15-19 yrs"),
    }
    told = [
        counts.dropna().rename("people_count").reset_index().assign(population_id=population_id)
        for population_id, counts in found.items()
    ]
    return pd.concat(told, ignore_index=True)[COLUMNS]


def _aged_10_to_17(known: pd.DataFrame) -> pd.DataFrame:
    def of(population_id: str) -> pd.DataFrame:
        rows = known[known["population_id"] == population_id]
        return rows.drop(columns="population_id").reset_index(drop=True)

    rows = of(TEN_TO_14).merge(of("aged-0-14"), on=["area_code", "year"], suffixes=("", "_0_14"))
    if rows.empty:
        return rows.reindex(columns=COLUMNS)
    under_18 = nearest(of("under-18"), rows)["people_count"]
    count = rows["people_count"] + under_18 - rows["people_count_0_14"]
    made = rows.assign(people_count=count, population_id="aged-10-17").dropna()
    return made[COLUMNS]
