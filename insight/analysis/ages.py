"""How old a figure is on the day of its build: past three years it says so, and leads no list
while something newer is on it."""

from __future__ import annotations

from datetime import date

import pandas as pd

from insight.store import Store, cached, queries

OLD_YEARS, VERY_OLD_YEARS = 3, 6


def years_old(period_end_date: date, today: date) -> int:
    """Whole years from the end of a period to a day."""
    return (today - period_end_date).days // 365


def with_ages(store: Store, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with age_years: whole years from the end of a row's period to the day of the build.

    rows: figures with period_end_date; one without a period is not old.
    """
    days = (_today(store) - rows["period_end_date"]).dt.days
    return rows.assign(age_years=(days // 365).fillna(0).astype(int))


def newer_first(rows: pd.DataFrame) -> pd.DataFrame:
    """The same rows, the old ones last; otherwise in the order they stand in."""
    if "age_years" not in rows:
        return rows
    return rows.iloc[(rows["age_years"] >= OLD_YEARS).argsort(kind="stable")]


def _today(store: Store) -> pd.Timestamp:
    return pd.Timestamp(cached(store, queries.build)["built_at"].iloc[0]).normalize()
