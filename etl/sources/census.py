"""Census 2021 tables of small areas: residents by age, ethnic group, disability and English,
and households by the number of ways they are deprived.

The Census gives counts. Shares are worked out from them, so that they add up exactly to Places.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import pandas as pd

from etl.layout import Layout, Reading, Reference
from etl.match_indicators import indicator_claims, match_rows
from etl.opening.content import Table
from etl.row_checks import LSOA_SHAPE, MSOA_SHAPE, RowChecks
from etl.values.spelling import tidy_code
from insight.reference.catalogue import Indicator

PERIOD = "2021"
LSOA = "lsoa21_code"
MSOA = "msoa21_code"
ENGLISH = "Main language is English (English or Welsh in Wales)"
NOT_ENGLISH = "Main language is not English (English or Welsh in Wales)"
NOT_WELL = f"{NOT_ENGLISH}: Cannot speak English well"
NOT_AT_ALL = f"{NOT_ENGLISH}: Cannot speak English"


@dataclass(frozen=True)
class Breakdown:
    """A table with one row for each neighbourhood and category.

    groups: publisher's category → our group ("" where the catalogue has none for it).
    total: column of the neighbourhood's total, where the file has one.
    """

    layout: str
    category: str
    count: str
    groups: dict[str, str]
    total: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        return (LSOA, self.category, self.count, *([self.total] if self.total else []))


AGE = Breakdown(
    "census_age",
    "age_group",
    "usual_residents",
    {
        "Aged 15 years and under": "age-0-15",
        "Aged 16 to 24 years": "age-16-24",
        "Aged 25 to 34 years": "age-25-34",
        "Aged 35 to 49 years": "age-35-49",
        "Aged 50 to 64 years": "age-50-64",
        "Aged 65 years and over": "age-65-plus",
    },
)
ETHNIC_GROUP = Breakdown(
    "census_ethnic_group",
    "ethnic_group",
    "n",
    {
        "Asian, Asian British or Asian Welsh": "ethnic-asian",
        "Black, Black British, Black Welsh, Caribbean or African": "ethnic-black",
        "Mixed or Multiple ethnic groups": "ethnic-mixed",
        "White": "ethnic-white",
        "Other ethnic group": "ethnic-other",
    },
    total="total_residents",
)
DISABILITY = Breakdown(
    "census_disability",
    "disability",
    "n",
    {
        "Disabled under the Equality Act": "plus-disabled",
        "Not disabled under the Equality Act": "plus-not-disabled",
    },
    total="total_residents",
)
HOUSEHOLD_DEPRIVATION = Breakdown(
    "census_household_deprivation",
    "households_number_deprivation_dimensions",
    "count",
    dict.fromkeys(("0", "1", "2", "3", "4"), ""),
)


def _read_breakdown(table: Table, reference: Reference, breakdown: Breakdown) -> Reading:
    """Claims of each indicator: of its categories together, or of every group when it has none."""
    checks = RowChecks(table.rows)
    checks.tidy_codes(LSOA, LSOA_SHAPE)
    checks.keep_areas(LSOA, reference.area_types, "lsoa21")
    counts = _complete_counts(checks, breakdown)
    rows = checks.rows
    totals = counts.groupby(rows[LSOA]).transform("sum")
    claims = []
    for indicator, found in match_rows(rows, reference.catalogue.indicators_from(breakdown.layout)):
        if indicator.match:
            counted = counts.where(rows.index.isin(found.index), 0)
            counted = counted.groupby(rows[LSOA]).transform("sum")
            # One claim for each neighbourhood; it carries the number of its first row.
            first = ~rows[LSOA].duplicated()
            claims.append(_shares(indicator, rows.loc[first, LSOA], counted, totals))
        else:
            groups = found[breakdown.category].map(breakdown.groups)
            claims.append(_shares(indicator, found[LSOA], counts, totals, groups))
    columns = {
        "area_code": LSOA,
        "group_id": breakdown.category,
        "numerator_count": breakdown.count,
    }
    reading = checks.reading(pd.concat(claims) if claims else None, columns)
    if breakdown is AGE:
        reading.tables["population"] = _residents(rows[LSOA], totals)
    return reading


def _complete_counts(checks: RowChecks, breakdown: Breakdown) -> pd.Series:
    """Whole counts of neighbourhoods that have every category; all other rows are refused."""
    category = breakdown.category
    checks.rows = checks.rows.assign(**{category: tidy_code(checks.rows[category])})
    unknown = ~checks.rows[category].isin(list(breakdown.groups))
    checks.refuse(unknown, category, "this table has no such group")
    checks.refuse_repeats([LSOA, category])
    counts = checks.counts(breakdown.count)
    if breakdown.total:
        totals = checks.counts(breakdown.total)
        counts = counts[checks.rows.index]
        sums = counts.groupby(checks.rows[LSOA]).transform("sum")
        full = checks.rows.groupby(LSOA)[category].transform("size") == len(breakdown.groups)
        wrong = full & (sums != totals)
        checks.refuse(wrong, breakdown.total, "the groups of this area do not add up to its total")
    found = checks.rows.groupby(LSOA)[category].transform("size")
    lacking = found < len(breakdown.groups)
    checks.refuse(lacking, LSOA, "another group of this area is missing or was refused")
    return counts[checks.rows.index]


def _shares(
    indicator: Indicator,
    area_code: pd.Series,
    counts: pd.Series,
    totals: pd.Series,
    group_id: pd.Series | str = "everyone",
) -> pd.DataFrame:
    counts, totals = counts[area_code.index], totals[area_code.index]
    shares = (100 * counts / totals).map("{:.12g}".format).where(totals > 0, "")
    return indicator_claims(
        indicator,
        area_code=area_code,
        group_id=group_id,
        period=PERIOD,
        value=shares,
        numerator_count=counts.astype(str),
        denominator_count=totals.astype(str),
    )


def _residents(area_code: pd.Series, totals: pd.Series) -> pd.DataFrame:
    residents = pd.DataFrame({"area_code": area_code, "population_count": totals})
    return residents.drop_duplicates("area_code").assign(area_type="lsoa21")


def _read_english(table: Table, reference: Reference) -> Reading:
    checks = RowChecks(table.rows)
    checks.tidy_codes(MSOA, MSOA_SHAPE)
    checks.keep_areas(MSOA, reference.area_types, "msoa")
    columns = (ENGLISH, NOT_ENGLISH, NOT_WELL, NOT_AT_ALL)
    english, other, not_well, not_at_all = (checks.counts(column) for column in columns)
    counts = (not_well + not_at_all)[checks.rows.index].astype("int64")
    totals = (english + other)[checks.rows.index].astype("int64")
    claims = [
        _shares(indicator, found[MSOA], counts, totals)
        for indicator, found in match_rows(
            checks.rows, reference.catalogue.indicators_from("census_english")
        )
    ]
    names = {"area_code": MSOA, "numerator_count": NOT_WELL, "denominator_count": ENGLISH}
    return checks.reading(pd.concat(claims) if claims else None, names)


LAYOUTS: tuple[Layout, ...] = (
    *(
        Layout(
            breakdown.layout,
            breakdown.columns,
            partial(_read_breakdown, breakdown=breakdown),
            source_id=breakdown.layout.replace("_", "-"),
        )
        for breakdown in (AGE, ETHNIC_GROUP, DISABILITY, HOUSEHOLD_DEPRIVATION)
    ),
    Layout(
        "census_english",
        (MSOA, ENGLISH, NOT_ENGLISH, NOT_WELL, NOT_AT_ALL),
        _read_english,
        source_id="census-english",
    ),
)
