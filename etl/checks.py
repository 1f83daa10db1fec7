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
from etl.plausibility import RATE_MULTIPLIER, check_plausibility
from insight.statistics import byar_interval, wilson_interval

FIGURES = ("value", "lower_ci", "upper_ci")
COUNTS = ("numerator_count", "denominator_count")
NUMBER_COLUMNS = (*FIGURES, *COUNTS)
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
# GSS codes of the United Kingdom, ODS codes of practices and of NHS organisations, ITL and NUTS.
CODE_SHAPE = r"^(?:[EKNSW]\d{8}|[A-Z]\d{5}|[A-Z0-9]{3}|(?:TL|UK)[A-Z]\d{0,2}|R[A-Z0-9]{2}\d{2})$"
LARGEST_VALUE = {"percentage": 100.0, "years": 120.0}


MONTHS_OR_YEARS = (
    "a month or a span of years: in a column of both, 2010-12 may be December 2010 or 2010 to 2012"
)


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
    claims["area_code"] = parse_values.tidy_area_code(claims["area_code"])
    claims["value_note"] = parse_values.without_blank_words(claims["value_note"])
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
    reading.remarks += _plausible(parsed, reference, refusals, names, ours)
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
    flags = []
    shows_decimal_commas = False
    for columns in (FIGURES, COUNTS):  # of one kind, so written alike
        stacked = pd.concat([rows[column] for column in columns], ignore_index=True)
        found = parse_values.marked_numbers(stacked, may_be_decimal=shows_decimal_commas)
        shows_decimal_commas = bool((stacked.str.contains(",") & (found.values % 1 != 0)).any())
        for number, column in enumerate(columns):
            part = slice(number * len(rows), (number + 1) * len(rows))
            values, reasons, faults, marks = (
                pd.Series(series.to_numpy()[part], index=rows.index) for series in found
            )
            for fault in faults[faults != ""].unique():
                refusals.refuse((faults == fault) & ours, column, names[column], fault)
            parsed[column] = values
            if column == "value":
                parsed["missing_reason"] = reasons
                is_blank = rows["value"].fillna("").str.strip() == ""
                parsed["is_marked_missing"] = reasons.ne("") & ~is_blank
                flags.append(marks)
            elif column in COUNTS:
                # A count held back says more than a blank figure does.
                is_blank = parsed["missing_reason"] == parse_values.NOT_PUBLISHED
                held_back = is_blank & (reasons == parse_values.TOO_FEW)
                parsed["missing_reason"] = parsed["missing_reason"].mask(held_back, reasons)
    flags.append(
        rows["period"].map({t: parse_values.period_flag(t) for t in rows["period"].unique()})
    )
    for flag in flags:
        parsed["value_note"] = _with_flag(parsed["value_note"], flag.where(parsed["value"].notna()))
    return parsed


def _with_flag(notes: pd.Series, flags: pd.Series) -> pd.Series:
    """Notes of figures, with what is marked beside them where the notes do not say it already."""
    flags = flags.fillna("")
    said = [flag in note.lower() for flag, note in zip(flags, notes, strict=True)]
    is_new = flags.ne("") & ~pd.Series(said, index=flags.index, dtype=bool)
    return notes.mask(is_new, (notes + "; " + flags).str.removeprefix("; "))


def _plausible(
    parsed: pd.DataFrame,
    reference: Reference,
    refusals: Refusals,
    names: dict[str, str],
    ours: pd.Series,
) -> list[str]:
    def refuse(faulty: pd.Series, column: str, reason: str) -> None:
        refusals.refuse(
            faulty.reindex(parsed.index, fill_value=False), column, names[column], reason
        )

    rows = parsed[ours & ~refusals.refused].copy()
    note = check_plausibility(rows, reference.usual_figures, refuse)
    parsed.loc[rows.index, list(FIGURES)] = rows[list(FIGURES)]
    return note


def _parse_periods(
    rows: pd.DataFrame,
    parsed: pd.DataFrame,
    refusals: Refusals,
    name: str,
    ours: pd.Series,
    today: date,
) -> None:
    known = {}
    try:
        months = parse_values.are_months(rows["period"].unique())
    except ValueError:
        doubtful = rows["period"].str.strip().str.fullmatch(parse_values.YEAR_MONTH_TEXT)
        refusals.refuse(doubtful & ours, "period", name, MONTHS_OR_YEARS)
        months = False
    for text, kind in set(zip(rows["period"], rows["year_kind"], strict=True)):
        try:
            found = parse_values.period(text, kind, months=months)
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


def _drop_repeats(rows: pd.DataFrame, refusals: Refusals) -> pd.DataFrame:
    """One row per key: an exact repeat is refused, and so is every row of a contradiction.

    Of rows that say the same, one with fewer counts or rounded elsewhere, the fullest stays and the
    others are outside: publishers repeat an area under each type of area it belongs to.
    """
    repeated = rows.duplicated(KEY_COLUMNS, keep=False)
    if not repeated.any():
        return rows
    same = rows.duplicated([*KEY_COLUMNS, *NUMBER_COLUMNS], keep="first")
    left = rows[repeated & ~same]
    key = left.groupby(KEY_COLUMNS, sort=False).ngroup()
    size = key.groupby(key).transform("size")
    agree = size > 1
    for column in NUMBER_COLUMNS:
        agree &= _agree(left[column], key)
    # A blank says nothing of the figure; a mark in its place contradicts it.
    is_said = left["value"].notna() | left["is_marked_missing"]
    has_value = left["value"].notna()
    agree &= ~(
        has_value.groupby(key).transform("any")
        & (is_said & ~has_value).groupby(key).transform("any")
    )
    fullness = left[list(NUMBER_COLUMNS)].notna().sum(axis=1).rename("fullness")
    order = pd.DataFrame({"key": key, "fullness": -fullness}).sort_values(
        ["key", "fullness"], kind="stable"
    )
    fullest = pd.Series(~order["key"].duplicated(), index=order.index).reindex(left.index)
    less_full, contradicting = left.index[agree & ~fullest], left.index[~agree & (size > 1)]
    faulty = pd.Series(False, index=refusals.rows.index)
    faulty[rows.index[same]] = True
    refusals.refuse(faulty, "area_code", "whole row", "an earlier row says the same")
    faulty[:] = False
    faulty[contradicting] = True
    refusals.refuse(
        faulty, "value", "whole row", "two rows say different things about the same figure"
    )
    return rows[~same].drop(index=contradicting.union(less_full))


def _agree(numbers: pd.Series, key: pd.Series) -> pd.Series:
    """Whether the numbers of a key are one number, rounded to different decimals or left out."""
    decimals = numbers.map(lambda number: len(repr(float(number)).partition(".")[2]))
    decimals = decimals.mask(numbers % 1 == 0, 0).where(numbers.notna())
    coarsest = decimals.groupby(key).transform("min").fillna(0)
    largest = numbers.groupby(key).transform("max")
    spread = largest - numbers.groupby(key).transform("min")
    half_step = 0.5 * 10.0**-coarsest
    # Beside 12.5, a 13 is another figure; beside 61000.4, a 61000 is not.
    half_step = half_step.mask(coarsest == 0, (0.005 * largest.abs()).clip(upper=0.5))
    return ~(spread > half_step + 1e-9)


def _observations(rows: pd.DataFrame, numbers: pd.Series) -> pd.DataFrame:
    observations = rows[list(OBSERVATION_COLUMNS)].copy()
    observations["value_note"] = observations["value_note"].replace("", None)
    return observations.set_index(pd.Index(numbers[rows.index], name="row_number"))
