"""OHID Fingertips as its successor and its services write it: other columns, the same figures.

Three layouts. The service's own 17 columns name the indicator by number and the period by its
first year alone; how long a period lasts and when a year begins is in the catalogue
(`period_years`, `year_kind`). The file that FingertipsNext takes in has days for a period, and its
number in nothing but its name. The extract of diagnosed dementia has neither number nor period in
its columns: both are in its name.

The 17 columns also bring residents by age and sex (92708), which are people to count others among
and no indicator.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePosixPath

import pandas as pd

from etl.layout import Layout, Reading, Reference, refused, respell
from etl.match_indicators import (
    indicator_claims,
    match_rows,
    optional_column,
    reading_from_claims,
)
from etl.opening.content import Table
from etl.row_checks import RowChecks
from etl.sources import fingertips
from etl.values.numbers import numbers
from etl.values.spelling import tidy_area_code, tidy_code
from insight.reference.catalogue import Indicator

# Column of the 27 → column of the 17.
SPELLING = {
    "Indicator ID": "IndicatorId",
    "Area Code": "AreaCode",
    "Sex": "Sex",
    "Age": "Age",
    "Category Type": "CategoryType",
    "Category": "Category",
    "Time period": "Year",
    "Value": "Value",
    "Lower CI 95.0 limit": "LowerCI",
    "Upper CI 95.0 limit": "UpperCI",
    "Count": "Count",
    "Denominator": "Denominator",
}
SAME_FIGURE = [
    "Indicator ID",
    "Area Code",
    "Sex",
    "Age",
    "Category Type",
    "Category",
    "Time period",
]
NOISE = 1e-6  # what is left of a figure that two programs worked out
RESIDENTS = "92708"
YEAR = r"\d{4}"
NUMBER_IN_NAME = re.compile(r"(?<!\d)(\d{2,6})(?!\d)")
YEAR_IN_NAME = re.compile(r"(?<!\d)(20\d{2})(?!\d)")
NO_NUMBER = (
    "the file does not say which indicator it holds: put the number that Fingertips gives the"
    " indicator into the file's name, such as 92443.csv, and build again"
)
NO_YEAR = (
    "the file does not say which year it is about: put the year into its name, such as"
    " dementia_92949_2026.csv, and build again"
)
DEMENTIA = "92949"


def read(table: Table, reference: Reference) -> Reading:
    """Claims as of the 27 columns, and the table resident_population."""
    rows = RowChecks(table.rows).rows
    is_residents = tidy_code(rows["Indicator ID"]) == RESIDENTS
    residents = rows[is_residents]
    indicators = reference.catalogue.indicators_from("fingertips")
    figures, repeated = _said_once(rows[~is_residents])
    figures = figures.assign(**{"Value note": ""})
    figures = figures.assign(**{"Time period": _periods(figures, indicators)})
    reading = fingertips.read(replace(table, rows=figures), reference)
    counted, outside = _residents(residents, reference)
    if len(counted):
        reading.tables["resident_population"] = counted
    reading.outside_count += outside + repeated
    return reading


def _said_once(rows: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """The rows without those that give a figure again, blank or rounded; and how many these were.

    Rows that contradict each other stay, for the checks to refuse both.
    """
    again = rows.duplicated(SAME_FIGURE, keep=False)
    if not again.any():
        return rows, 0
    texts = rows.loc[again, "Value"].str.strip()
    longest = texts.str.len().sort_values(ascending=False, kind="stable").index
    some = rows.loc[longest].assign(value=numbers(texts)[0][longest])
    first = some.groupby(SAME_FIGURE)["value"].transform("first")
    digits = texts[longest].str.extract(r"\.(\d+)$", expand=False).str.len().fillna(0)
    apart = (first - some["value"]).abs()
    is_same = (apart <= 0.5 * 10.0**-digits) | (apart < NOISE)
    repeats = some.duplicated(SAME_FIGURE) & (some["value"].isna() | is_same)
    gone = repeats.index[repeats]
    return rows.drop(index=gone), len(gone)


def _periods(rows: pd.DataFrame, indicators: list[Indicator]) -> pd.Series:
    """Periods in the words of the 27 columns: 2023, of an indicator counted over three financial
    years, is '2023/24 - 25/26'. What is no year stays as it is, for the checks to refuse."""
    texts = rows["Time period"].str.strip()
    is_year = texts.str.fullmatch(YEAR)
    for indicator, found in match_rows(rows, indicators):
        years = texts[found.index][is_year[found.index]]
        words = {text: _period(int(text), indicator) for text in years.unique()}
        texts = texts.mask(texts.index.isin(years.index), texts.map(words))
        is_year = is_year & ~is_year.index.isin(years.index)
    return texts


def _period(first: int, indicator: Indicator) -> str:
    last = first + max(indicator.period_years, 1) - 1
    if indicator.year_kind == "calendar":
        return str(first) if last == first else f"{first} - {last}"
    begins = f"{first}/{(first + 1) % 100:02d}"
    return begins if last == first else f"{begins} - {last % 100:02d}/{(last + 1) % 100:02d}"


def _residents(rows: pd.DataFrame, reference: Reference) -> tuple[pd.DataFrame, int]:
    """The table resident_population, and how many rows are about other areas or hold no count."""
    code = tidy_area_code(rows["Area Code"])
    people, _, _ = numbers(rows["Value"])
    year = rows["Time period"].str.strip()
    kept = reference.is_area(code) & people.notna() & year.str.fullmatch(YEAR)
    kept &= rows["Category"].str.strip() == ""
    counted = pd.DataFrame(
        {
            "area_code": code[kept],
            "year": year[kept].astype(int),
            "sex": rows.loc[kept, "Sex"].str.strip().str.lower(),
            "age": rows.loc[kept, "Age"].str.strip(),
            "people_count": people[kept].astype("int64"),
        }
    )
    return counted.drop_duplicates(["area_code", "year", "sex", "age"]), int((~kept).sum())


def read_upload(table: Table, reference: Reference) -> Reading:
    """Claims of the file that FingertipsNext takes in; a row by tenth of deprivation is outside."""
    rows = RowChecks(table.rows).rows
    indicators = reference.catalogue.indicators_from("fingertips")
    listed = {number for each in indicators for number in each.match.get("Indicator ID", ())}
    written = [n for n in NUMBER_IN_NAME.findall(PurePosixPath(table.path).name) if n in listed]
    if not written:
        return refused(table, NO_NUMBER)
    is_whole = optional_column(rows, "deprivation_decile").str.strip() == ""
    whole = rows[is_whole]
    as_27 = pd.DataFrame(
        {
            "Indicator ID": written[0],
            "Area Code": whole["area_code"],
            "Sex": whole["sex"].str.strip().str.capitalize(),
            "Age": _ages(whole),
            "Category Type": "",
            "Category": "",
            "Time period": _intervals(whole),
            "Value": whole["value"],
            "Lower CI 95.0 limit": whole["lower_ci_95"],
            "Upper CI 95.0 limit": whole["upper_ci_95"],
            "Count": whole["count"],
            "Denominator": whole["denominator"],
            "Value note": "",
        },
        index=whole.index,
        dtype=str,
    )
    reading = fingertips.read(replace(table, rows=as_27, columns=tuple(as_27)), reference)
    reading.outside_count += int((~is_whole).sum())
    columns = {claim: UPLOAD_NAMES.get(name, name) for claim, name in reading.columns.items()}
    return replace(reading, columns=columns)


UPLOAD_NAMES = {
    "Area Code": "area_code",
    "Time period": "date_from",
    "Value": "value",
    "Lower CI 95.0 limit": "lower_ci_95",
    "Upper CI 95.0 limit": "upper_ci_95",
    "Count": "count",
    "Denominator": "denominator",
}


def _ages(rows: pd.DataFrame) -> pd.Series:
    """'18+ yrs', '<18 yrs', '10-11 yrs' or 'All ages', as the 27 columns write them."""
    first = tidy_code(rows["age_from_years_inclusive"])
    last = tidy_code(rows["age_to_years_inclusive"])
    spans = [_age(*ends) for ends in zip(first, last, strict=True)]
    return pd.Series(spans, index=rows.index, dtype=str)


def _age(first: str, last: str) -> str:
    if not last:
        return f"{first}+ yrs" if first not in ("", "0") else "All ages"
    if first in ("", "0") and last.isdigit():
        return f"<{int(last) + 1} yrs"
    return f"{first}-{last} yrs"


def _intervals(rows: pd.DataFrame) -> pd.Series:
    """ISO intervals from a first and a last day; the first day as it stands where they fail."""
    first = pd.to_datetime(rows["date_from"], format="%Y-%m-%d", errors="coerce")
    after = pd.to_datetime(rows["date_to"], format="%Y-%m-%d", errors="coerce") + pd.Timedelta(
        1, "D"
    )
    months = (after.dt.year - first.dt.year) * 12 + after.dt.month - first.dt.month
    is_whole = (first.dt.day == after.dt.day) & (months > 0)
    words = rows["date_from"].str.strip() + "/P" + months.astype("Int64").astype(str) + "M"
    other = rows["date_from"].str.strip() + " to " + rows["date_to"].str.strip()
    return words.where(is_whole, other).astype(str)


def read_dementia(table: Table, reference: Reference) -> Reading:
    """Claims of the rate of diagnosed dementia: how many are diagnosed among how many expected.

    The number expected is a model's, so the file gives no interval and none may be worked out.
    """
    rows = RowChecks(table.rows).rows
    found = YEAR_IN_NAME.findall(PurePosixPath(table.path).name)
    if not found:
        return refused(table, NO_YEAR)
    rows = rows.assign(code=tidy_area_code(rows["code"]))
    claims = [
        indicator_claims(
            indicator,
            area_code=rows["code"],
            period=pd.Series(found[-1], index=rows.index),
            value=rows["rate"],
            numerator_count=rows["diagnosed"],
            denominator_count=rows["estimated"],
        )
        for indicator in reference.catalogue.indicators_from("fingertips")
        if DEMENTIA in indicator.match.get("Indicator ID", ())
    ]
    return reading_from_claims(claims, rows, DEMENTIA_COLUMNS)


DEMENTIA_COLUMNS = {
    "area_code": "code",
    "value": "rate",
    "numerator_count": "diagnosed",
    "denominator_count": "estimated",
}

LAYOUTS: tuple[Layout, ...] = (
    respell(
        Layout("fingertips_next", tuple(SPELLING), read, source_id="fingertips"),
        "fingertips_next",
        SPELLING,
    ),
    Layout(
        "fingertips_next_upload",
        (
            "area_code",
            "date_from",
            "date_to",
            "period_type",
            "sex",
            "age_from_years_inclusive",
            "age_to_years_inclusive",
            "count",
            "value",
            "denominator",
            "lower_ci_95",
            "upper_ci_95",
        ),
        read_upload,
        source_id="fingertips",
    ),
    Layout(
        "dementia_diagnosis",
        ("area_slug", "code", "rate", "diagnosed", "estimated"),
        read_dementia,
        source_id="fingertips",
    ),
)
