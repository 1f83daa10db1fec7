"""NHS England's monthly figures of hospitals: A&E and beds.

They are by NHS area or by trust, never by Place: a trust treats people from several Places. Only
the system has a figure, and England where all of its NHS areas are in the file.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from etl.layout import Layout, Reading, Reference, respell
from etl.match_indicators import (
    indicator_claims,
    reading_from_claims,
    text_of_counts,
)
from etl.opening.content import Table
from etl.row_checks import GSS_SHAPE, RowChecks
from etl.values.dates import (
    DAY_OR_MONTH_FIRST,
    SLASHED,
    Doubtful,
    last_of_month,
    span,
    with_iso_days,
)
from etl.values.numbers import numbers
from insight.reference.areas import ENGLAND

ICBS_IN_ENGLAND = 42
ICB = "icb22_code"
LATER_CODES = (*(f"icb{year}_code" for year in range(23, 30)), "icb_code")
# Of an indicator of A&E: what is counted, among what.
PARTS: Mapping[str, tuple[str, str]] = {
    "within_4hours": ("attendances_over_4hours", "total_attendances"),
    "admitted_within_4hours": ("emergency_admissions_over_4hours", "total_emergency_admissions"),
}
BEDS = "do_not_meet_criteria_to_reside"


def read_ae(table: Table, reference: Reference) -> Reading:
    """Claims of our system, and of England in months in which every NHS area has a figure.

    Those within four hours are all less those who took longer.
    """
    checks = RowChecks(table.rows)
    checks.tidy_codes(ICB, GSS_SHAPE)
    _iso_days(checks)
    month = checks.rows["date"].map(month_text)
    checks.refuse(month == "", "date", "this is not a month such as April 2025")
    checks.refuse_repeats([ICB, "date"])
    rows = checks.rows.assign(month=month[checks.rows.index])
    number = rows.groupby("month")[ICB].transform("nunique")
    is_ours = rows[ICB].map(reference.area_types) == "system"
    is_whole = number == ICBS_IN_ENGLAND
    rows = rows[is_ours | is_whole]
    claims = []
    for indicator in reference.catalogue.indicators_from("ae_attendances"):
        late, everyone = PARTS[indicator.column]
        counts = rows.assign(
            among=numbers(rows[everyone])[0],
            within=numbers(rows[everyone])[0] - numbers(rows[late])[0],
        )
        england = counts[is_whole[counts.index]]
        sums = by_first_row(england, ["month"], {"among": "sum", "within": "sum"})
        known = england[["among", "within"]].notna().all(axis=1).groupby(england["month"]).all()
        sums = sums[sums["month"].map(known)].assign(area=ENGLAND)
        ours = counts[is_ours[counts.index]]
        together = pd.concat([ours.assign(area=ours[ICB]), sums])
        claims.append(
            indicator_claims(
                indicator,
                area_code=together["area"],
                period=together["month"],
                numerator_count=text_of_counts(together["within"]),
                denominator_count=text_of_counts(together["among"]),
            )
        )
    columns = {"area_code": ICB, "period": "date", "denominator_count": "total_attendances"}
    reading = reading_from_claims(claims, rows, columns)
    # Rows of every area go into England's sum, so each of them is loaded.
    reading.outside_count = len(checks.rows) - len(rows) + checks.outside_count
    reading.rejections.extend(checks.rejections)
    return reading


def read_criteria_to_reside(table: Table, reference: Reference) -> Reading:
    """Claims of our system: the mean of each month's days that have a return."""
    checks = RowChecks(table.rows)
    checks.tidy_codes(ICB, GSS_SHAPE)
    checks.set_aside(checks.rows[ICB].map(reference.area_types) != "system")
    _iso_days(checks)
    day = pd.to_datetime(checks.rows["date"].str.slice(0, 10), format="%Y-%m-%d", errors="coerce")
    checks.refuse(day.isna(), "date", "this is not a day such as 2025-08-31")
    beds, _, is_text = numbers(checks.rows[BEDS])
    checks.refuse(is_text[checks.rows.index], BEDS, "this is not a count of people")
    checks.refuse_repeats([ICB, "date"])
    rows = checks.rows.assign(beds=beds[checks.rows.index], day=day[checks.rows.index])
    rows["month"] = rows["day"].dt.strftime("%Y-%m-01/P1M")
    rows["beds"] = rows["beds"].where(rows["beds"] > 0)  # nobody at all means no return
    rows = rows.assign(mean=rows["beds"], count=rows["beds"], size=1)
    means = by_first_row(rows, [ICB, "month"], {"mean": "mean", "count": "count", "size": "sum"})
    days_in_month = pd.to_datetime(means["month"].str.slice(0, 10)).dt.days_in_month
    is_whole = means["size"] == days_in_month
    lacking = days_in_month - means["count"]
    note = "the mean of " + means["count"].astype(str) + " of " + days_in_month.astype(str)
    note = (note + " days").where(lacking > 0, "")
    claims = [
        indicator_claims(
            indicator,
            area_code=means[ICB],
            period=means["month"],
            value=text_of_counts(means["mean"].where(is_whole)),
            value_note=note.where(is_whole, "the file ends, or begins, within this month"),
        )
        for indicator in reference.catalogue.indicators_from("criteria_to_reside")
    ]
    columns = {"area_code": ICB, "period": "date", "value": BEDS}
    reading = reading_from_claims(claims, rows, columns)
    # Each day of a month goes into its mean, so each of them is loaded.
    reading.outside_count = checks.outside_count
    reading.rejections.extend(checks.rejections)
    return reading


def by_first_row(rows: pd.DataFrame, key: list[str], how: dict[str, str]) -> pd.DataFrame:
    """Columns put together within each key, indexed by the number of the first row that went in."""
    found = rows.assign(row_number=rows.index).groupby(key).agg({**how, "row_number": "min"})
    return found.reset_index().set_index("row_number")


def _iso_days(checks: RowChecks) -> None:
    """Days in the column `date` as 2025-08-31, however the file writes them."""
    texts = checks.rows["date"].str.strip()
    try:
        checks.rows = checks.rows.assign(date=with_iso_days(texts))
    except Doubtful:
        checks.refuse(texts.str.fullmatch(SLASHED), "date", DAY_OR_MONTH_FIRST)


def month_text(text: str) -> str:
    """A month, or its first or last day, as the period of one month; '' where it is none."""
    try:
        found = span(text)
    except ValueError:
        return ""
    first = found.start.replace(day=1)
    is_month = {found.start, found.end} <= {first, last_of_month(first)}
    return f"{first:%Y-%m-%d}/P1M" if is_month else ""


BY_ICB: tuple[Layout, ...] = (
    Layout(
        "ae_attendances",
        (ICB, "date", *dict.fromkeys(each for pair in PARTS.values() for each in pair)),
        read_ae,
        source_id="ae-attendances",
    ),
    Layout(
        "criteria_to_reside",
        (ICB, "date", BEDS),
        read_criteria_to_reside,
        source_id="criteria-to-reside",
    ),
)
LAYOUTS: tuple[Layout, ...] = (
    *BY_ICB,
    # The column of codes carries the year of its list of areas.
    *(respell(each, f"{each.name}_{code}", {ICB: code}) for each in BY_ICB for code in LATER_CODES),
    # By trust, whose patients come from several Places: recognised, and not loaded.
    Layout(
        "ae_attendances_trusts",
        ("nhs_trust22_code", "date", "total_attendances", "attendances_over_4hours"),
        is_reference=True,
        source_id="ae-attendances",
    ),
    Layout(
        "ae_attendances_trusts_monthly",
        ("Period", "Org Code", "Parent Org", "A&E attendances Type 1"),
        is_reference=True,
        source_id="ae-attendances",
        note="It is by trust, whose patients come from several Places: take the figures by ICB.",
    ),
)
