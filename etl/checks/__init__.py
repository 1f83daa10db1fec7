"""Check what a file claims, row by row, before anything is loaded.

A refused row keeps its number, its column and the reason in words; every other row becomes an
observation with parsed numbers and periods. Nothing is dropped: every row with a claim has an
observation, a refusal or is outside.
"""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from etl.checks.columns import FIGURES, KEY_COLUMNS, NUMBER_COLUMNS, OBSERVATION_COLUMNS
from etl.checks.parsing import parse_numbers, parse_periods, read_day_first
from etl.checks.refusals import Refusals
from etl.checks.repeats import drop_repeats
from etl.layout import CLAIM_COLUMNS, Reading, Reference
from etl.plausibility import RATE_MULTIPLIER, check_plausibility
from etl.values.spelling import tidy_area_code, without_blank_words
from insight.statistics import byar_interval, wilson_interval

__all__ = [
    "KEY_COLUMNS",
    "NUMBER_COLUMNS",
    "OBSERVATION_COLUMNS",
    "RATE_MULTIPLIER",
    "check_claims",
]

# GSS codes of the United Kingdom, ODS codes of practices and of NHS organisations, ITL and NUTS.
CODE_SHAPE = r"^(?:[EKNSW]\d{8}|[A-Z]\d{5}|[A-Z0-9]{3}|(?:TL|UK)[A-Z]\d{0,2}|R[A-Z0-9]{2}\d{2})$"
LARGEST_VALUE = {"percentage": 100.0, "years": 120.0}


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
    claims["area_code"] = tidy_area_code(claims["area_code"])
    claims["value_note"] = without_blank_words(claims["value_note"])
    # One file row may make several claims, so row numbers can repeat and are no index.
    rows = claims.assign(year_kind=year_kinds).reset_index(names="row_number")
    refusals = Refusals(rows)
    names = {column: reading.columns.get(column, column) for column in CLAIM_COLUMNS}

    ours = reference.is_area(rows["area_code"])
    refusals.refuse(
        ~ours & ~rows["area_code"].str.match(CODE_SHAPE),
        "area_code",
        names["area_code"],
        "this is not an area code",
    )
    parsed = parse_numbers(rows, refusals, names, ours)
    parse_periods(rows, parsed, refusals, names["period"], ours, today)
    reading.remarks += read_day_first(rows.loc[ours, "period"])
    parsed = parsed.join(_indicator_facts(reference), on="indicator_id")
    reading.remarks += _plausible(parsed, reference, refusals, names, ours)
    parsed = _from_counts(parsed)
    _check_ranges(parsed, refusals, names, ours)
    kept = _explain_missing(parsed[ours & ~refusals.refused])
    kept = drop_repeats(kept, refusals)
    numbers = rows["row_number"]
    used = numbers.isin(numbers[refusals.refused]) | numbers.isin(numbers[kept.index])
    outside = numbers[~used].nunique()
    return _observations(kept, numbers), refusals.frame(), outside


def _plausible(
    parsed: pd.DataFrame,
    reference: Reference,
    refusals: Refusals,
    names: dict[str, str],
    ours: pd.Series,
) -> list[str]:
    def refuse(faulty: pd.Series, column: str, reason: str) -> None:
        if faulty.any():
            every = faulty.reindex(parsed.index, fill_value=False)
            refusals.refuse(every, column, names[column], reason)

    rows = parsed[ours & ~refusals.refused].copy()
    note = check_plausibility(rows, reference.usual_figures, refuse)
    parsed.loc[rows.index, list(FIGURES)] = rows[list(FIGURES)]
    return note


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

    largest = parsed["value_type"].map(LARGEST_VALUE).fillna(np.inf).astype("float64")
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
    slack = 0.5 * 10.0 ** -parsed["decimal_places"].fillna(0).astype("float64") + 1e-9
    above, below = parsed["lower_ci"] - slack, parsed["upper_ci"] + slack
    refuse(parsed["value"] < above, "lower_ci", "the interval lies above the figure")
    refuse(parsed["value"] > below, "upper_ci", "the interval lies below the figure")


def _from_counts(rows: pd.DataFrame) -> pd.DataFrame:
    """Value and interval from counts, where the publisher gives counts and no interval."""
    rows = rows.copy()
    count, among = rows["numerator_count"], rows["denominator_count"]
    # What the publisher marks as held back is not worked out from what was left beside it.
    possible = (count >= 0) & (among > 0) & ~rows["is_marked_missing"]
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


def _observations(rows: pd.DataFrame, numbers: pd.Series) -> pd.DataFrame:
    observations = rows[list(OBSERVATION_COLUMNS)].copy()
    observations["value_note"] = observations["value_note"].replace("", None)
    return observations.set_index(pd.Index(numbers[rows.index], name="row_number"))
