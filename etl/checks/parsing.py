"""From what a file says of a figure to numbers and periods."""

from __future__ import annotations

from datetime import date

import pandas as pd

from etl.checks.columns import COUNTS, FIGURES
from etl.checks.refusals import Refusals
from etl.values.dates import (
    DAY_OR_MONTH_FIRST,
    SLASHED,
    Doubtful,
    may_be_month_first,
    with_iso_days,
)
from etl.values.numbers import NOT_PUBLISHED, TOO_FEW, marked_numbers
from etl.values.periods import YEAR_MONTH_TEXT, are_months, period, period_flag

EARLIEST_PERIOD = date(1980, 1, 1)
MONTHS_OR_YEARS = (
    "a month or a span of years: in a column of both, 2010-12 may be December 2010 or 2010 to 2012"
)


def parse_numbers(
    rows: pd.DataFrame, refusals: Refusals, names: dict[str, str], ours: pd.Series
) -> pd.DataFrame:
    """The rows with numbers, missing_reason and is_marked_missing; notes say what was marked.

    names: claim column → the file's heading. ours: rows about areas that are known here.
    """
    parsed = rows[["indicator_id", "area_code", "group_id", "sex", "age", "value_note"]].copy()
    flags = []
    shows_decimal_commas = False
    for columns in (FIGURES, COUNTS):  # of one kind, so written alike
        stacked = pd.concat([rows[column] for column in columns], ignore_index=True)
        found = marked_numbers(stacked, may_be_decimal=shows_decimal_commas)
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
                is_blank = parsed["missing_reason"] == NOT_PUBLISHED
                held_back = is_blank & (reasons == TOO_FEW)
                parsed["missing_reason"] = parsed["missing_reason"].mask(held_back, reasons)
    flags.append(rows["period"].map({t: period_flag(t) for t in rows["period"].unique()}))
    for flag in flags:
        parsed["value_note"] = _with_flag(parsed["value_note"], flag.where(parsed["value"].notna()))
    return parsed


def _with_flag(notes: pd.Series, flags: pd.Series) -> pd.Series:
    """Notes of figures, with what is marked beside them where the notes do not say it already."""
    flags = flags.fillna("")
    is_new = flags.ne("").to_numpy(copy=True)  # by position, as an index may repeat
    if not is_new.any():
        return notes
    pairs = zip(flags[is_new], notes[is_new], strict=True)
    is_new[is_new] = [flag not in note.lower() for flag, note in pairs]
    return notes.mask(is_new, (notes + "; " + flags).str.removeprefix("; "))


def parse_periods(
    rows: pd.DataFrame,
    parsed: pd.DataFrame,
    refusals: Refusals,
    name: str,
    ours: pd.Series,
    today: date,
) -> None:
    """Add period_start_date, period_end_date and period_label to `parsed`.

    name: the file's heading. ours: as in `parse_numbers`. today: no period ends long after it.
    """
    known = {}
    texts = rows["period"]
    try:
        texts = with_iso_days(texts, today)
    except Doubtful:
        is_day = texts.str.strip().str.fullmatch(SLASHED)
        refusals.refuse(is_day & ours, "period", name, DAY_OR_MONTH_FIRST)
    try:
        months = are_months(texts.unique())
    except ValueError:
        doubtful = texts.str.strip().str.fullmatch(YEAR_MONTH_TEXT)
        refusals.refuse(doubtful & ours, "period", name, MONTHS_OR_YEARS)
        months = False
    pairs = list(zip(texts.tolist(), rows["year_kind"].tolist(), strict=True))
    for text, kind in set(pairs):
        try:
            found = period(text, kind, months=months)
        except ValueError:
            continue
        known[(text, kind)] = found
    periods = [known.get(pair) for pair in pairs]
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


def read_day_first(texts: pd.Series) -> list[str]:
    """What to say of a column of days that nothing but custom makes day first."""
    example = may_be_month_first(texts.unique())
    return [f"Days such as {example} are read day first."] if example else []
