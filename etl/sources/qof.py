"""NHS England QOF registers: one row is one GP practice and one condition, or England.

The figure is the register as a share of the practice's list; both counts are there. The file
does not say which year it is, so the year is taken from its name, else from the catalogue.
"""

from __future__ import annotations

import re

import pandas as pd

from etl.layout import Layout, Reading, Reference
from etl.match_indicators import indicator_claims, match_rows, reading_from_claims
from etl.read import Table
from etl.row_checks import RowChecks, area_rows
from insight.reference.areas import ENGLAND
from insight.reference.catalogue import Catalogue

COLUMNS = {
    "area_code": "PRACTICE_CODE",
    "numerator_count": "REGISTER",
    "denominator_count": "PRACTICE_LIST_SIZE",
}
PRACTICE_SHAPE = r"[A-Z]\d{5}"
YEAR_IN_NAME = r"(?<!\d)(?:20)?(\d{2})[-_ ]?(\d{2})(?!\d)"


def read_practices(table: Table, reference: Reference) -> Reading:
    """Claims about our practices, and the practices themselves as areas."""
    checks = RowChecks(table.rows)
    checks.tidy_codes("PRACTICE_CODE", PRACTICE_SHAPE)
    nhs_areas = _nhs_areas(reference.catalogue)
    checks.rows = checks.rows.assign(nhs_code=checks.rows["CCG_ODS_CODE"].str.strip())
    checks.keep_areas("nhs_code", nhs_areas)
    year, note = _year(table.path, reference.catalogue)
    reading = _reading(checks.rows, checks.rows["PRACTICE_CODE"], year, note, reference)
    practices = checks.rows.drop_duplicates("PRACTICE_CODE")
    parent = practices["nhs_code"].map(nhs_areas)
    types = parent.map({code: area.area_type for code, area in reference.catalogue.areas.items()})
    reading.tables["area"] = area_rows(
        "practice",
        practices["PRACTICE_CODE"],
        practices["PRACTICE_NAME"].str.strip(),
        place=parent.where(types == "place", ""),
        parent=parent,
    )
    reading.outside_count += checks.outside_count
    reading.rejections.extend(checks.rejections)
    return reading


def read_england(table: Table, reference: Reference) -> Reading:
    """Claims about England as a whole."""
    rows = RowChecks(table.rows).rows
    year, note = _year(table.path, reference.catalogue)
    return _reading(rows, pd.Series(ENGLAND, index=rows.index), year, note, reference)


def _reading(
    rows: pd.DataFrame, area_code: pd.Series, year: str, note: str, reference: Reference
) -> Reading:
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
    return reading_from_claims(claims, rows, COLUMNS, note)


def _nhs_areas(catalogue: Catalogue) -> dict[str, str]:
    """NHS area code → the Place, or the area of several Places, it is part of."""
    return {
        code: area.area_code
        for area in catalogue.areas.values()
        if area.area_type in ("place", "sub_icb")
        for code in area.nhs_codes
    }


def _year(path: str, catalogue: Catalogue) -> tuple[str, str]:
    """The year such as '2020/21', and a note where the file's name does not give it.

    Names hold it as 'qof_2020_21', '2020-21' or, in NHS England's own files, '2021'. In a zip
    the name of the file inside, which comes last, tells more.
    """
    name = path.rsplit("/", 1)[-1]
    for first, second in reversed(re.findall(YEAR_IN_NAME, name)):
        if int(second) == int(first) + 1:
            return f"20{first}/{second}", ""
    year = next(s.vintage for s in catalogue.sources.values() if s.layout == "qof")
    return year, f"Neither the file nor its name gives the year; it is taken to be {year}."


LAYOUTS: tuple[Layout, ...] = (
    Layout(
        "qof",
        (
            "PRACTICE_CODE",
            "GROUP_CODE",
            "REGISTER",
            "PRACTICE_LIST_SIZE",
            "CCG_ODS_CODE",
            "PRACTICE_NAME",
        ),
        read_practices,
        is_geography=True,  # it names the practices, which other files speak of
        source_id="qof",
    ),
    Layout(
        "qof_england",
        ("GROUP_CODE", "REGISTER", "PRACTICE_LIST_SIZE", "prevalence"),
        read_england,
        source_id="qof",
    ),
)
