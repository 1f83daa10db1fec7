"""NHS England QOF registers: one row is one GP practice and one condition, or England.

The figure is the register as a share of the practice's list; both counts are there. Three makes
of table are read: practices with their NHS area beside them; NHS England's own PREVALENCE file,
which has practices alone and a mapping file beside it; and England's totals. None says which year
it is about unless it has a column for it: else the year stands in the name of the file, of its zip
or of its folder, and where it stands nowhere the file is refused rather than guessed at.
"""

from __future__ import annotations

import re

import pandas as pd

from etl.layout import Layout, Reading, Reference, refused
from etl.match_indicators import (
    indicator_claims,
    match_rows,
    reading_from_claims,
    text_of_counts,
)
from etl.opening.content import Table
from etl.practices import PRACTICE_SHAPE, practice_parts
from etl.row_checks import RowChecks
from etl.values.numbers import numbers
from insight.reference.areas import ENGLAND
from insight.reference.spelling import letters

COLUMNS = {
    "area_code": "PRACTICE_CODE",
    "numerator_count": "REGISTER",
    "denominator_count": "PRACTICE_LIST_SIZE",
}
YEAR_COLUMNS = ("YEAR", "FINANCIAL_YEAR", "ACH_YEAR", "QOF_YEAR")
# Two years in a row, and no part of a date such as 11-12-2024.
YEAR_IN_NAME = r"(?<!\d)(?<!\d[-/.])(?:20)?(\d{2})[-_ /]?(?:20)?(\d{2})(?![-/.]?\d)"
FIRST_YEAR = 4  # QOF began in 2004/05
# England has had more practices than this in every year of QOF; fewer are an extract.
FEWEST_IN_ENGLAND = 5000
NO_YEAR = (
    "nothing says which year this is about: put it in the file's name, such as"
    " PREVALENCE_2425.csv for 2024/25, or keep the file in NHS England's own zip"
)
NO_PRACTICES = (
    "none of these practices is known here: put NHS England's mapping file"
    " (MAPPING_NHS_GEOGRAPHIES) of the same zip beside it, or the list of practices"
    " gp-reg-pat-prac-map"
)


def read_practices(table: Table, reference: Reference) -> Reading:
    """Claims about our practices, and the practices themselves as areas."""
    checks = RowChecks(table.rows)
    year = _year(table)
    if not year:
        return refused(table, NO_YEAR)
    checks.tidy_codes("PRACTICE_CODE", PRACTICE_SHAPE)
    tables = practice_parts(checks, reference.catalogue, "CCG_ODS_CODE", pcn="PCN_ODS_CODE")
    reading = _reading(checks.rows, checks.rows["PRACTICE_CODE"], year, reference)
    reading.tables |= tables
    reading.outside_count += checks.outside_count
    reading.rejections.extend(checks.rejections)
    return reading


def read_prevalence(table: Table, reference: Reference) -> Reading:
    """Claims about practices that other files name, and England's sum where all of them are here.

    Practices nobody has named are elsewhere in England, as far as this file can tell.
    """
    year = _year(table)
    if not year:
        return refused(table, NO_YEAR)
    checks = RowChecks(table.rows)
    checks.tidy_codes("PRACTICE_CODE", PRACTICE_SHAPE)
    everywhere = checks.rows
    checks.keep_areas("PRACTICE_CODE", reference.area_types, "practice")
    if checks.rows.empty:
        return refused(table, NO_PRACTICES)
    reading = _reading(checks.rows, checks.rows["PRACTICE_CODE"], year, reference)
    reading.outside_count += checks.outside_count
    reading.rejections.extend(checks.rejections)
    if everywhere["PRACTICE_CODE"].nunique() >= FEWEST_IN_ENGLAND:
        sums = _england(everywhere)
        england = _reading(sums, pd.Series(ENGLAND, index=sums.index), year, reference)
        reading.claims = pd.concat([reading.claims, england.claims])
    return reading


def read_mapping(table: Table, reference: Reference) -> Reading:
    """The practices of our system as areas, from the mapping file of NHS England's zip."""
    checks = RowChecks(table.rows)
    checks.tidy_codes("PRACTICE_CODE", PRACTICE_SHAPE)
    column = next(c for c in ("SUB_ICB_LOC_ODS_CODE", "CCG_ODS_CODE") if c in checks.rows)
    tables = practice_parts(checks, reference.catalogue, column, pcn="PCN_ODS_CODE")
    has_figures = "register" in map(letters, table.columns)
    return checks.reading(tables=tables, note=FIGURES_ELSEWHERE if has_figures else "")


def read_england(table: Table, reference: Reference) -> Reading:
    """Claims about England as a whole."""
    year = _year(table)
    if not year:
        return refused(table, NO_YEAR)
    rows = RowChecks(table.rows).rows
    return _reading(rows, pd.Series(ENGLAND, index=rows.index), year, reference)


def _reading(rows: pd.DataFrame, area_code: pd.Series, year: str, reference: Reference) -> Reading:
    claims = [
        indicator_claims(
            indicator,
            area_code=area_code[found.index],
            period=year,
            numerator_count=found["REGISTER"],
            denominator_count=found["PRACTICE_LIST_SIZE"],
        )
        for indicator, found in match_rows(rows, reference.catalogue.indicators_from("qof"))
    ]
    return reading_from_claims(claims, rows, COLUMNS)


def _england(rows: pd.DataFrame) -> pd.DataFrame:
    """Registers and lists added up over all practices that have both, as text."""
    columns = ["REGISTER", "PRACTICE_LIST_SIZE"]
    counts = pd.DataFrame({column: numbers(rows[column])[0] for column in columns})
    counts = counts.assign(GROUP_CODE=rows["GROUP_CODE"], row_number=rows.index).dropna()
    groups = counts.groupby("GROUP_CODE")
    sums = groups[columns].sum().apply(text_of_counts)
    return sums.assign(row_number=groups["row_number"].min()).reset_index().set_index("row_number")


def _year(table: Table) -> str:
    """The year such as '2020/21', or '' where nothing gives it.

    A column counts for most, then the name of the file, of the zip it is in and of each folder
    above. Names hold a year as 'qof_2020_21', '2020-21' or, in NHS England's own files, '2021';
    a folder named 2021 may mean any year, so of folders only the longer forms count.
    """
    for column in YEAR_COLUMNS:
        given = set(table.rows[column].str.strip()) if column in table.columns else set()
        found = {_year_in(text) for text in given}
        if len(found) == 1 and "" not in found:
            return found.pop()
    *above, name = re.split(r" › |/", table.path)
    for text in (name, *reversed(above)):
        is_folder = text != name and "." not in text
        if found_year := _year_in(text, is_folder):
            return found_year
    return ""


def _year_in(text: str, is_folder: bool = False) -> str:
    for found in reversed(list(re.finditer(YEAR_IN_NAME, text))):
        first, second = (int(digits) for digits in found.groups())
        is_bare = is_folder and found.group() == "2021"
        if second == first + 1 and first >= FIRST_YEAR and not is_bare:
            return f"20{first:02d}/{second:02d}"
    return ""


FIGURES_ELSEWHERE = (
    "Read for its practices alone, not for its figures: those are in the file PREVALENCE of the zip"
    " of CSV files on the same page."
)
PREVALENCE = ("PRACTICE_CODE", "GROUP_CODE", "REGISTER", "PRACTICE_LIST_SIZE")
LAYOUTS: tuple[Layout, ...] = (
    Layout(
        "qof",
        (*PREVALENCE, "CCG_ODS_CODE", "PRACTICE_NAME"),
        read_practices,
        is_geography=True,  # it names the practices, which other files speak of
        source_id="qof",
    ),
    Layout("qof_prevalence", PREVALENCE, read_prevalence, source_id="qof"),
    Layout(
        "qof_england",
        ("GROUP_CODE", "REGISTER", "PRACTICE_LIST_SIZE", "prevalence"),
        read_england,
        source_id="qof",
    ),
    Layout(
        "qof_england_totals",
        ("GROUP_CODE", "REGISTER", "PRACTICE_LIST_SIZE", "practices"),
        read_england,
        source_id="qof",
    ),
    *(
        Layout(
            f"qof_mapping{end}",
            ("PRACTICE_CODE", "PRACTICE_NAME", column, "PCN_ODS_CODE"),
            read_mapping,
            is_geography=True,
            source_id="qof",
        )
        for end, column in (("", "SUB_ICB_LOC_ODS_CODE"), ("_ccg", "CCG_ODS_CODE"))
    ),
)
