"""ONS mid-year population estimates: residents of neighbourhoods of 2011 and of authorities.

Of any year, in the headings of the publisher's workbooks (`LAD 2023 Code`, `All ages`, `0` to
`90+`, or `F0` to `M90`) and of extracts. How many people live in a neighbourhood of 2021 is left to
the Census, so that shares and their denominators rest on one count: estimates of these are
recognised and not loaded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial

import pandas as pd

from etl.layout import Layout, Reading, Reference, rejection
from etl.opening.content import Table
from etl.row_checks import GSS_SHAPE, LSOA_SHAPE, RowChecks
from etl.sources.headings import first_match, plain
from etl.values.numbers import numbers
from etl.values.spelling import tidy_area_code, tidy_code

TOTAL = "total_population"
YEAR_OF_AGE = re.compile(r"\d{1,2}|90\+")


SPELLINGS = {
    "lsoa21_code": re.compile(r"lsoa ?(?:20)?21 ?(?:cd|code)|lsoa code 2021"),
    "lsoa11_code": re.compile(r"lsoa ?(?:(?:20)?11)? ?(?:cd|code)|lsoa code 2011|area codes"),
    "ltla21_code": re.compile(
        r"(?:lad|ltla|la) ?(?:\d\d|20\d\d)? ?(?:cd|code)(?: ?\d\d)?|code|area code"
        r"|(?:local authority|la) code(?: .*)?|ladcode\d\d"
    ),
    TOTAL: re.compile(r"total(?: population)?|all ages|all persons"),
}
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d")
NO_YEAR = (
    "Neither its name nor its headings say of which year it is; it is read all the same: put the"
    " year in the file's name, such as population_2024.xlsx."
)
AGE_AND_SEX = re.compile(r"(?:[fm]|females? |males? )(\d{1,2})(?: ?plus|\+)?")


@lru_cache(maxsize=64)
def spelling(header: tuple[str, ...]) -> dict[str, str]:
    """Our names of columns → the file's headings, for the kinds of area and the total."""
    return first_match(header, SPELLINGS)


@dataclass(frozen=True)
class EstimateLayout(Layout):
    """Estimates with a column of codes, a total and years of age, however they are headed."""

    def missing(self, header: Iterable[str]) -> tuple[str, ...]:
        header = tuple(header)
        found = spelling(header)
        absent = tuple(column for column in self.columns if column not in found)
        if any(layout.fits(header) for layout in OWN_NAMES):
            return absent or self.columns
        has_ages = any(YEAR_OF_AGE.fullmatch(h) or AGE_AND_SEX.fullmatch(plain(h)) for h in header)
        return absent if has_ages else (*absent, "0")

    def distance(self, header: Iterable[str]) -> float:
        """Near a file only if it has years of age: a code and a total are in many."""
        absent = self.missing(header)
        return 1.0 if "0" in absent else len(absent) / (len(self.columns) + 1)

    def repeats(self, header: Sequence[str]) -> tuple[str, ...]:
        found = [spelling(tuple(header))[column] for column in self.columns]
        return tuple(heading for heading in found if list(header).count(heading) > 1)


def _read_estimates(
    table: Table, reference: Reference, code: str, code_shape: str, area_type: str
) -> Reading:
    """As `_read`, with the file's headings, and the sexes of a year of age added up."""
    found = spelling(table.columns)
    own = {column: found[column] for column in (code, TOTAL)}
    rows = table.rows.loc[:, ~table.rows.columns.duplicated()]
    by_age: dict[str, list[str]] = {}
    for heading in rows:
        if age := AGE_AND_SEX.fullmatch(plain(heading)):
            by_age.setdefault(age[1], []).append(heading)
    sums = {
        age: sum(numbers(rows[heading])[0] for heading in headings).map("{:.0f}".format)
        for age, headings in by_age.items()
    }
    rows = rows.rename(columns={theirs: ours for ours, theirs in own.items()}).assign(**sums)
    reading = _read(replace(table, rows=rows), reference, code, code_shape, area_type)
    if not any(map(YEAR.search, (table.path, *table.columns))):
        reading.note = NO_YEAR
    for refused in reading.rejections:
        refused["column_name"] = refused["column_name"].replace(own)
    return reading


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


@dataclass(frozen=True)
class LongEstimateLayout(Layout):
    """A row for each authority, sex and year of age, and a column of residents for each year."""

    def missing(self, header: Iterable[str]) -> tuple[str, ...]:
        header = tuple(header)
        absent = tuple(column for column in self.columns if column not in _long_spelling(header))
        return absent if _years(header) else (*absent, "population_2024")

    def repeats(self, header: Sequence[str]) -> tuple[str, ...]:
        used = [*_long_spelling(tuple(header)).values(), *_years(tuple(header))]
        return tuple(heading for heading in used if list(header).count(heading) > 1)


def _long_spelling(header: tuple[str, ...]) -> dict[str, str]:
    return first_match(header, LONG_SPELLINGS)


def _years(header: tuple[str, ...]) -> list[str]:
    """Columns of residents, the oldest year first."""
    return sorted(heading for heading in header if YEAR_OF_RESIDENTS.fullmatch(plain(heading)))


def _read_long(table: Table, reference: Reference) -> Reading:
    """As `_read_estimates`, of the newest year in the file, with sexes added up."""
    found = _long_spelling(table.columns)
    rows = table.rows.loc[:, ~table.rows.columns.duplicated()]
    code = tidy_area_code(rows[found["ltla21_code"]])
    known = code.map(reference.area_types).isin(["authority", "place"])
    age = tidy_code(rows[found["age"]]).replace({"90": "90+"})
    is_age = age.str.fullmatch(YEAR_OF_AGE.pattern)
    newest = _years(table.columns)[-1]
    people = numbers(rows[newest])[0]
    wrong = known & is_age & people.isna()
    long = pd.DataFrame({"ltla21_code": code, "age": age, "people": people})
    wide = long[known & is_age].pivot_table(
        index="ltla21_code", columns="age", values="people", aggfunc="sum"
    )
    first = pd.Series(rows.index, index=code).groupby(level=0).min()
    wide = wide.assign(**{TOTAL: wide.sum(axis=1)}).map("{:.0f}".format).reset_index()
    wide.index = pd.Index(wide["ltla21_code"].map(first))
    wide = wide[~wide["ltla21_code"].isin(code[wrong])]
    own = Table(table.path, tuple(wide), wide, (), table.header_row)
    reading = _read(own, reference, "ltla21_code", GSS_SHAPE, "authority")
    refusals = rejection(rows.index[wrong], newest, "this is not a whole number", rows[newest])
    outside = int((~known | ~is_age).sum())
    return replace(reading, outside_count=outside, rejections=[*reading.rejections, refusals])


LONG_SPELLINGS = {
    "ltla21_code": SPELLINGS["ltla21_code"],
    "sex": re.compile(r"sex|gender"),
    "age": re.compile(r"age(?: code)?"),
}
YEAR_OF_RESIDENTS = re.compile(r"population (?:20\d\d)")

OWN_NAMES: tuple[Layout, ...] = (
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

LAYOUTS: tuple[Layout, ...] = (
    *OWN_NAMES,
    LongEstimateLayout(
        "population_authority_long",
        ("ltla21_code", "sex", "age"),
        _read_long,
        source_id="ons-population-2020",
    ),
    EstimateLayout(
        "population_lsoa21_estimates",
        ("lsoa21_code", TOTAL, TOTAL),  # a file may name the authority too: this is about the first
        is_reference=True,
        source_id="ons-population-2020",
        note="How many people live in a neighbourhood of 2021 is taken from the Census.",
    ),
    EstimateLayout(
        "population_lsoa11_estimates",
        ("lsoa11_code", TOTAL, TOTAL),
        partial(_read_estimates, code="lsoa11_code", code_shape=LSOA_SHAPE, area_type="lsoa11"),
        source_id="ons-population-2020",
    ),
    EstimateLayout(
        "population_authority_estimates",
        ("ltla21_code", TOTAL),
        partial(_read_estimates, code="ltla21_code", code_shape=GSS_SHAPE, area_type="authority"),
        source_id="ons-population-2020",
    ),
)
