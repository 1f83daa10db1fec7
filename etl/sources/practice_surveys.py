"""Percentages by GP practice, one row a practice and one column a measure.

CVDPREVENT, the Friends and Family Test and the GP Patient Survey come as such extracts. The
catalogue says which column is which indicator.
"""

from __future__ import annotations

import re

import pandas as pd

from etl.layout import Layout, Reading, Reference, refused
from etl.match_indicators import indicator_claims, reading_from_claims, text_of_counts
from etl.opening.content import Table
from etl.practices import PRACTICE_SHAPE
from etl.row_checks import RowChecks
from etl.values.dates import MONTHS
from etl.values.numbers import numbers

CODE = "gp_code"
RESPONSES, POSITIVE = "fft_responses", "fft_pct_positive"
WORKBOOK = ("Practice Code", "Total Responses", "Very Good", "Good")
NEAREST = 0.01  # of a person: how far responses times percentage may lie from a whole number
NOT_WHOLE = "this percentage of the responses is not a whole number of people"
HIDDEN = "hidden, or not sent: the file does not say which"
MONTH_IN_NAME = rf"(?<![a-z])({'|'.join(MONTHS)})[a-z]*[-_ ]?(?:20)?(\d{{2}})(?!\d)"
NO_MONTH = (
    "nothing says which month this is about: put it in the file's name, such as"
    " fft_gp_feb26.csv for February 2026"
)


def read_cvdprevent(table: Table, reference: Reference) -> Reading:
    """Claims of the twelve months to the month in the file's name, or else in the catalogue."""
    checks = _ours(table, reference)
    month, note = _month(table.path), ""
    if month is None:
        vintage = next(
            s.vintage for s in reference.catalogue.sources.values() if s.layout == "cvdprevent"
        )
        month = _month(vintage)
        note = f"Neither the file nor its name says when it ends; it is taken to be {vintage}."
    assert month is not None, "the catalogue says when CVDPREVENT ends"
    year, number = month
    start = f"{year}-01-01" if number == 12 else f"{year - 1}-{number + 1:02d}-01"
    claims = [
        indicator_claims(
            indicator,
            area_code=checks.rows[CODE],
            period=f"{start}/P1Y",
            value=checks.rows[indicator.column],
        )
        for indicator in reference.catalogue.indicators_from("cvdprevent")
        if indicator.column in checks.rows
    ]
    columns = {"area_code": CODE}
    return _with_refusals(checks, reading_from_claims(claims, checks.rows, columns, note))


def read_gp_patient_survey(table: Table, reference: Reference) -> Reading:
    """Claims of each year there is a column for: g25_… is the survey of 2025."""
    checks = _ours(table, reference)
    claims = [
        indicator_claims(
            indicator,
            area_code=checks.rows[CODE],
            period=f"20{found.group(1)}",
            value=checks.rows[column],
        )
        for indicator in reference.catalogue.indicators_from("gp_patient_survey")
        for column in checks.rows
        if (found := re.fullmatch(rf"g(\d{{2}})_{re.escape(indicator.column)}", column))
    ]
    return _with_refusals(checks, reading_from_claims(claims, checks.rows, {"area_code": CODE}))


def read_friends_and_family(table: Table, reference: Reference) -> Reading:
    """Claims with exact counts: the percentage of the responses is a whole number of people."""
    month = _month(table.path)
    if month is None:
        return refused(table, NO_MONTH)
    checks = _ours(table, reference)
    responses, _, _ = numbers(checks.rows[RESPONSES])
    share, _, _ = numbers(checks.rows[POSITIVE])
    positive = responses * share / 100
    checks.refuse((positive - positive.round()).abs() > NEAREST, POSITIVE, NOT_WHOLE)
    rows = checks.rows
    is_blank = (rows[[RESPONSES, POSITIVE]] == "").all(axis=1)
    claims = [
        indicator_claims(
            indicator,
            area_code=rows[CODE],
            period=f"{month[0]}-{month[1]:02d}-01/P1M",
            value=rows[POSITIVE],
            numerator_count=text_of_counts(positive[rows.index].round()),
            denominator_count=rows[RESPONSES],
            value_note=is_blank.map({True: HIDDEN, False: ""}),
        )
        for indicator in reference.catalogue.indicators_from("fft_gp")
    ]
    columns = {
        "area_code": CODE,
        "value": POSITIVE,
        "numerator_count": POSITIVE,
        "denominator_count": RESPONSES,
    }
    return _with_refusals(checks, reading_from_claims(claims, rows, columns))


def read_friends_and_family_workbook(table: Table, reference: Reference) -> Reading:
    """NHS England's own table, of which very good and good together are positive."""
    total, *positive = (numbers(table.rows[column])[0] for column in WORKBOOK[1:])
    share = 100 * sum(positive) / total.where(total > 0)
    own = {
        CODE: table.rows[WORKBOOK[0]],
        RESPONSES: text_of_counts(total.where(share.notna())),
        POSITIVE: share.map("{:.12g}".format).where(share.notna(), ""),
    }
    rows = pd.DataFrame(own, index=table.rows.index, dtype=str)
    rows = rows[rows[CODE].str.strip().str.fullmatch(PRACTICE_SHAPE)]  # NHS areas have rows too
    found = Table(table.path, tuple(rows), rows, table.broken, table.header_row)
    reading = read_friends_and_family(found, reference)
    reading.columns = dict.fromkeys(reading.columns, WORKBOOK[1]) | {"area_code": WORKBOOK[0]}
    reading.outside_count += len(table.rows) - len(rows)
    return reading


def _month(path: str) -> tuple[int, int] | None:
    """Year and month in the name of the file, of its zip or of a folder above it, if any."""
    for text in reversed(re.split(r" › |/", path.lower())):
        if found := re.search(MONTH_IN_NAME, text):
            return 2000 + int(found.group(2)), MONTHS.index(found.group(1)) + 1
    return None


def _ours(table: Table, reference: Reference) -> RowChecks:
    checks = RowChecks(table.rows)
    checks.tidy_codes(CODE, PRACTICE_SHAPE)
    checks.keep_areas(CODE, reference.area_types, "practice")
    checks.refuse_repeats([CODE])
    return checks


def _with_refusals(checks: RowChecks, reading: Reading) -> Reading:
    reading.outside_count += checks.outside_count
    reading.rejections.extend(checks.rejections)
    return reading


LAYOUTS: tuple[Layout, ...] = (
    Layout(
        "cvdprevent",
        (CODE, "CVDP004HYP", "CVDP007HYP", "CVDP002AF", "CVDP012CHOL"),
        read_cvdprevent,
        source_id="cvdprevent",
    ),
    Layout(
        "cvdprevent_metadata",
        ("indicator_code", "short_name", "full_description", "n_practices_valued"),
        is_reference=True,
        source_id="cvdprevent",
    ),
    Layout("fft_gp_workbook", WORKBOOK, read_friends_and_family_workbook, source_id="fft-gp"),
    Layout("fft_gp", (CODE, RESPONSES, POSITIVE), read_friends_and_family, source_id="fft-gp"),
    Layout(
        "gp_patient_survey",
        (CODE, "g25_overall_good_pct", "g25_contact_good_pct"),
        read_gp_patient_survey,
        source_id="gp-patient-survey",
    ),
)
