"""Check what a file claims, row by row, before anything is loaded.

A refused row keeps its number, its column and the reason in words; every other row becomes an
observation with parsed numbers and periods. Nothing is dropped: every row with a claim has an
observation, a refusal or is outside.
"""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from etl import parse_values
from etl.layout import CLAIM_COLUMNS, REJECTION_COLUMNS, Reading, Reference, rejection
from insight.statistics import byar_interval, wilson_interval

NUMBER_COLUMNS = ("value", "lower_ci", "upper_ci", "numerator_count", "denominator_count")
OBSERVATION_COLUMNS = (
    "indicator_id",
    "area_code",
    "group_id",
    "sex",
    "age",
    "period_start_date",
    "period_end_date",
    "period_label",
    *NUMBER_COLUMNS,
    "value_note",
)
KEY_COLUMNS = ["indicator_id", "area_code", "group_id", "period_start_date", "period_end_date"]
EARLIEST_PERIOD = date(1980, 1, 1)
# GSS codes of the United Kingdom, ODS codes of practices and of NHS organisations.
CODE_SHAPE = r"^(?:[EKNSW]\d{8}|[A-Z]\d{5}|[A-Z0-9]{3})$"
LARGEST_VALUE = {"percentage": 100.0, "years": 120.0}
RATE_MULTIPLIER = {"per 100,000": 100_000, "per 10,000": 10_000, "per 1,000": 1_000}


class Refusals:
    """Collects refusals; a row is refused once, for the first reason found."""

    def __init__(self, rows: pd.DataFrame) -> None:
        self.rows = rows
        self.frames: list[pd.DataFrame] = []
        self.refused = pd.Series(False, index=rows.index)

    def refuse(self, faulty: pd.Series, column: str, name: str, reason: str) -> None:
        fresh = faulty & ~self.refused
        if fresh.any():
            numbers = pd.Index(self.rows.loc[fresh, "row_number"])
            raw = self.rows.loc[fresh, column].to_numpy() if column in self.rows else ""
            self.frames.append(rejection(numbers, name, reason, raw))
            self.refused |= fresh

    def frame(self) -> pd.DataFrame:
        if not self.frames:
            return pd.DataFrame(columns=list(REJECTION_COLUMNS))
        return pd.concat(self.frames, ignore_index=True)


def check_claims(
    reading: Reading, reference: Reference, today: date
) -> tuple[pd.DataFrame, pd.DataFrame, int]:
    """Turn claims into observations.

    Returns (observations with the schema's columns but source_file_id, indexed by row number,
    refusals with REJECTION_COLUMNS, number of rows about nothing but areas that are not ours).
    """
    assert reading.claims is not None
    claims = reading.claims.copy()
    for column in CLAIM_COLUMNS:
        if column not in claims:
            claims[column] = ""
    year_kinds = claims.get("year_kind", "calendar")
    # One file row may make several claims, so row numbers can repeat and are no index.
    rows = claims.assign(year_kind=year_kinds).reset_index(names="row_number")
    refusals = Refusals(rows)
    names = {column: reading.columns.get(column, column) for column in CLAIM_COLUMNS}

    ours = rows["area_code"].isin(list(reference.area_types))
    refusals.refuse(
        ~ours & ~rows["area_code"].str.match(CODE_SHAPE),
        "area_code",
        names["area_code"],
        "this is not an area code",
    )
    parsed = _parse_numbers(rows, refusals, names, ours)
    _parse_periods(rows, parsed, refusals, names["period"], ours, today)
    parsed = parsed.join(_indicator_facts(reference), on="indicator_id")
    parsed = _from_counts(parsed)
    _check_ranges(parsed, refusals, names, ours)
    kept = _explain_missing(parsed[ours & ~refusals.refused])
    kept = _drop_repeats(kept, refusals)
    numbers = rows["row_number"]
    used = numbers.isin(numbers[refusals.refused]) | numbers.isin(numbers[kept.index])
    outside = numbers[~used].nunique()
    return _observations(kept, numbers), refusals.frame(), outside


def _parse_numbers(
    rows: pd.DataFrame, refusals: Refusals, names: dict[str, str], ours: pd.Series
) -> pd.DataFrame:
    parsed = rows[["indicator_id", "area_code", "group_id", "sex", "age", "value_note"]].copy()
    for column in NUMBER_COLUMNS:
        values, reasons, is_text = parse_values.numbers(rows[column])
        refusals.refuse(is_text & ours, column, names[column], "this is not a number")
        parsed[column] = values
        if column == "value":
            parsed["missing_reason"] = reasons
    return parsed


def _parse_periods(
    rows: pd.DataFrame,
    parsed: pd.DataFrame,
    refusals: Refusals,
    name: str,
    ours: pd.Series,
    today: date,
) -> None:
    known = {}
    for text, kind in set(zip(rows["period"], rows["year_kind"], strict=True)):
        try:
            found = parse_values.period(text, kind)
        except ValueError:
            continue
        known[(text, kind)] = found
    periods = [known.get(pair) for pair in zip(rows["period"], rows["year_kind"], strict=True)]
    unknown = pd.Series([found is None for found in periods], index=rows.index)
    refusals.refuse(unknown & ours, "period", name, "this is not a period this project knows")
    for position, column in enumerate(("period_start_date", "period_end_date", "period_label")):
        parsed[column] = [None if found is None else found[position] for found in periods]
    latest = date(today.year + 1, 12, 31)
    far = pd.Series(
        [f is not None and not (EARLIEST_PERIOD <= f.start <= latest) for f in periods],
        index=rows.index,
    )
    refusals.refuse(far & ours, "period", name, f"the period is before 1980 or after {latest.year}")


def _indicator_facts(reference: Reference) -> pd.DataFrame:
    facts = [
        (i.indicator_id, i.unit, i.value_type, i.ci_method, i.decimal_places)
        for i in reference.catalogue.indicators.values()
    ]
    columns = ["indicator_id", "unit", "value_type", "ci_method", "decimal_places"]
    return pd.DataFrame(facts, columns=columns).set_index("indicator_id")


def _check_ranges(
    parsed: pd.DataFrame, refusals: Refusals, names: dict[str, str], ours: pd.Series
) -> None:
    def refuse(faulty: pd.Series, column: str, reason: str) -> None:
        refusals.refuse(faulty & ours, column, names[column], reason)

    largest = parsed["value_type"].map(LARGEST_VALUE).fillna(np.inf)
    never_negative = parsed["value_type"].isin(["percentage", "rate", "years", "count", "ratio"])
    count, among = parsed["numerator_count"], parsed["denominator_count"]
    refuse(count < 0, "numerator_count", "a count cannot be below zero")
    refuse(among < 0, "denominator_count", "a count cannot be below zero")
    refuse((among == 0) & (count > 0), "denominator_count", "counted among nobody")
    part = (count > among + 1e-9) & (parsed["value_type"] == "percentage")
    refuse(part, "numerator_count", "more counted than there are")
    refuse((parsed["value"] < 0) & never_negative, "value", "the figure is below zero")
    for column in ("value", "lower_ci", "upper_ci"):
        refuse(parsed[column] > largest + 1e-9, column, "the figure is above what is possible")
    # Published ends and values are rounded on their own, so allow half a last decimal.
    slack = 0.5 * 10.0 ** -parsed["decimal_places"].fillna(0) + 1e-9
    above, below = parsed["lower_ci"] - slack, parsed["upper_ci"] + slack
    refuse(parsed["value"] < above, "lower_ci", "the interval lies above the figure")
    refuse(parsed["value"] > below, "upper_ci", "the interval lies below the figure")


def _from_counts(rows: pd.DataFrame) -> pd.DataFrame:
    """Value and interval from counts, where the publisher gives counts and no interval."""
    rows = rows.copy()
    count, among = rows["numerator_count"], rows["denominator_count"]
    possible = (count >= 0) & (among > 0)
    no_interval = rows["lower_ci"].isna() & rows["upper_ci"].isna()
    wilson = rows.index[possible & (rows["ci_method"] == "wilson") & (count <= among)]
    byar = rows.index[possible & (rows["ci_method"] == "byar")]
    for index, scale in (
        (wilson, 100.0),
        (byar, rows.loc[byar, "unit"].map(RATE_MULTIPLIER).to_numpy(float)),
    ):
        events, people = count[index].to_numpy(float), among[index].to_numpy(float)
        if index is wilson:
            lower, upper = wilson_interval(events, people)
        else:
            lower, upper = byar_interval(events, people, multiplier=1)
        value = rows.loc[index, "value"].fillna(pd.Series(events / people * scale, index=index))
        rows.loc[index, "value"] = value
        computed = pd.DataFrame({"lower_ci": lower * scale, "upper_ci": upper * scale}, index=index)
        computed = computed[no_interval[index]]
        rows.loc[computed.index, ["lower_ci", "upper_ci"]] = computed
    return rows


def _explain_missing(rows: pd.DataFrame) -> pd.DataFrame:
    """A missing figure always says why, and carries no interval and no counts."""
    rows = rows.copy()
    missing = rows["value"].isna()
    unexplained = missing & (rows["value_note"].fillna("") == "")
    reason = rows["missing_reason"].replace("", "not published")
    rows.loc[unexplained, "value_note"] = reason[unexplained]
    rows.loc[missing, ["lower_ci", "upper_ci", "numerator_count", "denominator_count"]] = np.nan
    return rows


def _drop_repeats(rows: pd.DataFrame, refusals: Refusals) -> pd.DataFrame:
    """One row per key: an exact repeat is refused, and so is every row of a contradiction."""
    repeated = rows.duplicated(KEY_COLUMNS, keep=False)
    if not repeated.any():
        return rows
    same = rows.duplicated([*KEY_COLUMNS, *NUMBER_COLUMNS], keep="first")
    spread = rows[repeated & ~same].groupby(KEY_COLUMNS)["value"].transform("size")
    contradicting = pd.Series(False, index=rows.index)
    contradicting[spread.index[spread > 1]] = True
    faulty = pd.Series(False, index=refusals.rows.index)
    faulty[rows.index[same]] = True
    refusals.refuse(faulty, "area_code", "whole row", "an earlier row says the same")
    faulty[:] = False
    faulty[rows.index[contradicting]] = True
    refusals.refuse(
        faulty, "value", "whole row", "two rows say different things about the same figure"
    )
    return rows[~same & ~contradicting]


def _observations(rows: pd.DataFrame, numbers: pd.Series) -> pd.DataFrame:
    observations = rows[list(OBSERVATION_COLUMNS)].copy()
    observations["value_note"] = observations["value_note"].replace("", None)
    return observations.set_index(pd.Index(numbers[rows.index], name="row_number"))
