"""Percentages by GP practice, one row a practice and one column a measure.

CVDPREVENT, the Friends and Family Test and the GP Patient Survey come as such extracts. The
catalogue says which column is which indicator, and of which period.
"""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from etl.layout import Layout, Reading, Reference
from etl.match_indicators import indicator_claims, reading_from_claims, text_of_counts
from etl.parse_values import numbers
from etl.practices import PRACTICE_SHAPE
from etl.read import Table
from etl.row_checks import RowChecks
from insight.reference.catalogue import Indicator

CODE = "gp_code"
RESPONSES, POSITIVE = "fft_responses", "fft_pct_positive"
NEAREST = 0.01  # of a person: how far responses times percentage may lie from a whole number
NOT_WHOLE = "this percentage of the responses is not a whole number of people"
HIDDEN = "hidden, or not sent: the file does not say which"


def read_measures(layout: str) -> Callable[[Table, Reference], Reading]:
    """A reader of extracts whose columns are percentages of practices, without counts."""

    def read(table: Table, reference: Reference) -> Reading:
        checks = _ours(table, reference)
        claims = [
            _claims(indicator, checks.rows, column, period)
            for indicator in reference.catalogue.indicators_from(layout)
            for column, period in _columns(indicator)
            if column in checks.rows
        ]
        return _with_refusals(checks, reading_from_claims(claims, checks.rows, {"area_code": CODE}))

    return read


def read_friends_and_family(table: Table, reference: Reference) -> Reading:
    """Claims with exact counts: the percentage of the responses is a whole number of people."""
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
            period=period,
            numerator_count=text_of_counts(positive[rows.index].round()),
            denominator_count=rows[RESPONSES],
            value_note=is_blank.map({True: HIDDEN, False: ""}),
        )
        for indicator in reference.catalogue.indicators_from("fft_gp")
        for _, period in _columns(indicator)
    ]
    columns = {
        "area_code": CODE,
        "numerator_count": POSITIVE,
        "denominator_count": RESPONSES,
    }
    return _with_refusals(checks, reading_from_claims(claims, rows, columns))


def _ours(table: Table, reference: Reference) -> RowChecks:
    checks = RowChecks(table.rows)
    checks.tidy_codes(CODE, PRACTICE_SHAPE)
    checks.keep_areas(CODE, reference.area_types, "practice")
    checks.refuse_repeats([CODE])
    return checks


def _columns(indicator: Indicator) -> list[tuple[str, str]]:
    """The columns of an indicator, each with the period it is about."""
    return [(column, period) for column, [period] in indicator.match.items()]


def _claims(indicator: Indicator, rows: pd.DataFrame, column: str, period: str) -> pd.DataFrame:
    return indicator_claims(indicator, area_code=rows[CODE], period=period, value=rows[column])


def _with_refusals(checks: RowChecks, reading: Reading) -> Reading:
    reading.outside_count += checks.outside_count
    reading.rejections.extend(checks.rejections)
    return reading


LAYOUTS: tuple[Layout, ...] = (
    Layout(
        "cvdprevent",
        (CODE, "CVDP004HYP", "CVDP007HYP", "CVDP002AF", "CVDP012CHOL"),
        read_measures("cvdprevent"),
        source_id="cvdprevent",
    ),
    Layout(
        "cvdprevent_metadata",
        ("indicator_code", "short_name", "full_description", "n_practices_valued"),
        is_reference=True,
        source_id="cvdprevent",
    ),
    Layout("fft_gp", (CODE, RESPONSES, POSITIVE), read_friends_and_family, source_id="fft-gp"),
    Layout(
        "gp_patient_survey",
        (CODE, "g25_overall_good_pct", "g25_contact_good_pct"),
        read_measures("gp_patient_survey"),
        source_id="gp-patient-survey",
    ),
)
