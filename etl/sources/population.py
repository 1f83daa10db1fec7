"""ONS mid-2020 population estimates: residents of neighbourhoods of 2011 and of authorities."""

from __future__ import annotations

import re
from functools import partial

import pandas as pd

from etl.layout import Layout, Reading, Reference
from etl.parse_values import numbers
from etl.read import Table
from etl.row_checks import GSS_SHAPE, LSOA_SHAPE, RowChecks

TOTAL = "total_population"
YEAR_OF_AGE = re.compile(r"\d{1,2}|90\+")


def _read(
    table: Table, reference: Reference, code: str, code_shape: str, area_type: str
) -> Reading:
    """Residents by area, and shares by age of authorities.

    How many people our Places have is left to the Census; only their ages are read here.
    """
    checks = RowChecks(table.rows)
    checks.tidy_codes(code, code_shape)
    known = ("lsoa11", "lsoa21") if area_type == "lsoa11" else (area_type, "place")
    checks.keep_areas(code, reference.area_types, *known)
    checks.refuse_repeats([code])
    residents = checks.counts(TOTAL)
    ages = [column for column in checks.rows if YEAR_OF_AGE.fullmatch(column)]
    if ages:
        by_age = sum(numbers(checks.rows[column])[0] for column in ages)
        wrong = by_age != residents
        checks.refuse(wrong, TOTAL, "the years of age do not add up to the total")
    areas = checks.rows[[code]].set_axis(["area_code"], axis=1)
    residents = residents[checks.rows.index]
    is_place = areas["area_code"].map(reference.area_types) == "place"
    population = areas.assign(area_type=area_type, population_count=residents)[~is_place]
    tables = {"population": population}
    if area_type == "authority" and ages:
        tables["authority_ages"] = _ages(areas, checks.rows, residents, ages)
    return checks.reading(tables=tables)


def _ages(
    areas: pd.DataFrame, rows: pd.DataFrame, residents: pd.Series, ages: list[str]
) -> pd.DataFrame:
    """Percentages of residents by age. See similar_areas."""
    counts = pd.DataFrame({int(age.rstrip("+")): numbers(rows[age])[0] for age in ages})
    young, old = counts.loc[:, counts.columns < 16], counts.loc[:, counts.columns >= 65]
    return areas.assign(
        aged_under_16_pct=100 * young.sum(axis=1) / residents,
        aged_65_plus_pct=100 * old.sum(axis=1) / residents,
    )


LAYOUTS: tuple[Layout, ...] = (
    Layout(
        "population_lsoa11",
        ("lsoa11_code", TOTAL),
        partial(_read, code="lsoa11_code", code_shape=LSOA_SHAPE, area_type="lsoa11"),
        source_id="ons-population-2020",
    ),
    Layout(
        "population_authority",
        ("ltla21_code", TOTAL),
        partial(_read, code="ltla21_code", code_shape=GSS_SHAPE, area_type="authority"),
        source_id="ons-population-2020",
    ),
)
