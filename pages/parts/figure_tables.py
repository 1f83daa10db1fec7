"""The tables behind the Indicator page's figures."""

from __future__ import annotations

from typing import Any

import pandas as pd

from insight import wording
from pages.parts import marks, tables
from pages.parts.tables import Column


def areas(values: pd.DataFrame, about: pd.Series, benchmark: str) -> str:
    """One period: an area a row, with its verdict when there is a benchmark."""
    columns = [Column("Area", lambda row: str(row.area_name)), *_figure_columns(about)]
    if benchmark:
        columns.append(
            Column(
                f"Compared with {benchmark}",
                lambda row: marks.verdict(row.verdict, row.reason),
                is_markup=True,
            )
        )
    caption = f"{about['plain_name']}, {values['period_label'].iloc[0]}"
    return tables.table(values, columns, caption)


def periods(series: pd.DataFrame, about: pd.Series) -> str:
    """Every period: a period a row, an area a column."""
    wide = series.pivot_table(
        index=["period_end_date", "period_start_date", "period_label"],
        columns="area_name",
        values="value",
        sort=False,
    ).sort_index(ascending=False)
    names = list(wide.columns)
    columns = [Column("Period", lambda row: str(row.Index[2]))] + [
        Column(name, lambda row, at=at: _plain(row[at + 1], about), is_number=True)
        for at, name in enumerate(names)
    ]
    caption = f"{about['plain_name']} over time ({about['unit']})"
    return tables.table(wide, columns, caption)


def groups(rows: pd.DataFrame, about: pd.Series, area: str) -> str:
    """One area and period: a group a row."""
    columns = [Column("Group", lambda row: str(row.group_name)), *_figure_columns(about)]
    caption = f"{about['plain_name']} in {area} by group, {rows['period_label'].iloc[0]}"
    return tables.table(rows, columns, caption)


def groups_in_words(rows: pd.DataFrame, about: pd.Series) -> str:
    """Each group and its figure, for alt text."""
    return wording.listed(
        [f"{row['group_name']} {wording.shown(row['value'], about)}" for _, row in rows.iterrows()]
    )


def span(series: pd.DataFrame) -> str:
    """First and last period of a series."""
    ordered = series.sort_values("period_end_date")["period_label"]
    return f"{ordered.iloc[0]} up to {ordered.iloc[-1]}"


def _figure_columns(about: pd.Series) -> list[Column]:
    unit, places = about["unit"], about["decimal_places"]

    def figure(row: Any) -> str:
        if pd.isna(row.value):
            return wording.capital(row.value_note or wording.NO_FIGURE)
        return wording.figure(row.value, unit, places)

    return [
        Column("Figure", figure, is_number=True),
        Column(
            "Range (95%)",
            lambda row: wording.interval(row.lower_ci, row.upper_ci, unit, places),
            is_number=True,
        ),
        Column("Counted", lambda row: _count(row.numerator_count), is_number=True),
        Column("Out of", lambda row: _count(row.denominator_count), is_number=True),
    ]


def _plain(value: float, about: pd.Series) -> str:
    return "–" if pd.isna(value) else wording.number(value, about["decimal_places"])


def _count(count: float) -> str:
    return "not given" if pd.isna(count) else wording.number(count)
