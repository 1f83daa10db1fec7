"""NHS England's waiting list of a month, as an extract of ours or its own full one: by trust, so
that only the system has a figure.
"""

from __future__ import annotations

import re

import pandas as pd

from etl.layout import Layout, Reading, Reference
from etl.match_indicators import (
    indicator_claims,
    match_rows,
    reading_from_claims,
    text_of_counts,
)
from etl.opening.content import Table
from etl.row_checks import RowChecks
from etl.sources.nhs_activity import by_first_row, month_text
from insight.reference.spelling import letters

WEEKS_STANDARD = 18
WEEK = re.compile(r"gt(\d+)(?:to\d+)?weekssum")
EXTRACT_COLUMNS = {  # ours → those of NHS England's own extract
    "Filename": "Period",
    "Provider_Code": "Provider Org Code",
    "RTT_Part": "RTT Part Type",
    "Treatment_Function_Code": "Treatment Function Code",
}


def read_waiting_list(table: Table, reference: Reference) -> Reading:
    """Claims of our system: everyone on the lists of the trusts the catalogue names."""
    checks = RowChecks(table.rows)
    month = checks.rows["Filename"].map(_file_month)
    checks.refuse(month == "", "Filename", "this is not a month such as 202406.csv")
    weeks, volume = checks.counts("Weeks"), checks.counts("Volume")
    # Of rows left alone: a frame without rows would take on those of what it is given.
    left = checks.rows.index
    within = volume[left].where(weeks[left] < WEEKS_STANDARD, 0)
    rows = checks.rows.assign(month=month[left], volume=volume[left], within=within)
    columns = {
        "period": "Filename",
        "numerator_count": "Volume",
        "denominator_count": "Volume",
    }
    return _waiting_list(rows, checks, reference, columns)


def _waiting_list(
    rows: pd.DataFrame, checks: RowChecks, reference: Reference, columns: dict[str, str]
) -> Reading:
    """As read_waiting_list. rows: with month, volume (all waiting) and within (the standard)."""
    system = next(
        a.area_code for a in reference.catalogue.areas.values() if a.area_type == "system"
    )
    claims: list[pd.DataFrame] = []
    used: set[int] = set()
    for indicator, found in match_rows(rows, reference.catalogue.indicators_from("waiting_list")):
        sums = by_first_row(found, ["month"], {"volume": "sum", "within": "sum"})
        lacking = set(indicator.match["Provider_Code"]) - set(found["Provider_Code"])
        used |= set(found.index)
        claim = indicator_claims(
            indicator,
            area_code=pd.Series(system, index=sums.index),
            period=sums["month"],
            numerator_count=text_of_counts(sums["within"]),
            denominator_count=text_of_counts(sums["volume"]),
        )
        if lacking:
            note = f"no figure for {', '.join(sorted(lacking))}, which are among its trusts"
            claim = claim.assign(numerator_count="", denominator_count="", value_note=note)
        claims.append(claim)
    reading = reading_from_claims(claims, rows, columns)
    reading.outside_count = len(rows) - len(used) + checks.outside_count
    reading.rejections.extend(checks.rejections)
    return reading


def read_waiting_list_extract(table: Table, reference: Reference) -> Reading:
    """NHS England's own full extract of a month: a column for each week waited."""
    weeks = {name: int(found[1]) for name in table.columns if (found := WEEK.match(letters(name)))}
    own = {theirs: ours for ours, theirs in EXTRACT_COLUMNS.items()}
    checks = RowChecks(table.rows.rename(columns=own))
    checks.rows["RTT_Part"] = checks.rows["RTT_Part"].str.upper()
    month = checks.rows["Filename"].str.strip().str.removeprefix("RTT-").map(month_text)
    checks.refuse(month == "", "Filename", "this is not a month such as RTT-February-2026")
    for name in weeks:
        checks.rows[name] = checks.rows[name].str.strip().replace("", "0")
    counts = pd.DataFrame({name: checks.counts(name) for name in weeks})
    left = checks.rows.index
    within = [name for name, week in weeks.items() if week < WEEKS_STANDARD]
    rows = checks.rows.assign(
        month=month[left],
        volume=counts.loc[left].sum(axis=1),
        within=counts.loc[left, within].sum(axis=1),
    )
    reading = _waiting_list(rows, checks, reference, {"period": "Period"})
    for refused in reading.rejections:
        refused["column_name"] = refused["column_name"].replace(EXTRACT_COLUMNS)
    return reading


def _file_month(text: str) -> str:
    found = re.match(r"(20\d{2})(0[1-9]|1[0-2])(?!\d)", text.strip())
    return f"{found.group(1)}-{found.group(2)}-01/P1M" if found else ""


LAYOUTS: tuple[Layout, ...] = (
    Layout(
        "waiting_list",
        ("Filename", "Provider_Code", "RTT_Part", "Treatment_Function_Code", "Weeks", "Volume"),
        read_waiting_list,
        source_id="waiting-list",
    ),
    Layout(
        "waiting_list_extract",
        (*EXTRACT_COLUMNS.values(), "Gt 00 To 01 Weeks SUM 1", "Gt 17 To 18 Weeks SUM 1"),
        read_waiting_list_extract,
        source_id="waiting-list",
    ),
)
