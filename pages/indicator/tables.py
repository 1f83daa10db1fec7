"""The tables behind the Indicator page's figures."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

import pandas as pd

from insight.language import number_format
from insight.reference.vocabulary import INTERVAL_METHODS, SEXES
from insight.store.rows import tuples
from pages.ui import markup, tables
from pages.ui.tables import Column


def areas(values: pd.DataFrame, about: pd.Series, benchmark: str = "") -> str:
    """One period: an area a row, with its verdict when there is a benchmark."""
    columns = [Column("Area", lambda row: str(row.area_name)), *_figure_columns(values, about)]
    if benchmark:
        columns.append(Column(number_format.capital(benchmark), _benchmark(about), is_number=True))
        columns.append(Column(f"Compared with {benchmark}", _verdict, is_markup=True))
    caption = f"{about['plain_name']}, {values['period_label'].iloc[0]}"
    return tables.table(tuples(values), columns, caption)


def periods(series: pd.DataFrame, about: pd.Series) -> str:
    """Every period: a period a row, an area a column."""
    wide = series.pivot_table(
        index=["period_end_date", "period_start_date", "period_label"],
        columns="area_name",
        values="value",
        sort=False,
    ).sort_index(ascending=False)
    columns = [Column("Period", lambda row: str(row.Index[2]))]
    for position, name in enumerate(wide.columns, start=1):
        columns.append(Column(name, _at(position, about["decimal_places"]), is_number=True))
    caption = f"{about['plain_name']} over time ({about['unit']})"
    return tables.table(wide.itertuples(), columns, caption)


def groups(rows: pd.DataFrame, about: pd.Series, area: str) -> str:
    """One area and period: a group a row."""
    columns = [Column("Group", lambda row: str(row.group_name)), *_figure_columns(rows, about)]
    caption = f"{about['plain_name']} in {area} by group, {rows['period_label'].iloc[0]}"
    return tables.table(tuples(rows), columns, caption)


def meaning(about: pd.Series) -> str:
    """What is counted, how sure one can be and whose figure it is, as a list of terms."""
    facts = {
        "What it measures": about["definition"],
        "Official name": about["indicator_name"],
        "Who": f"{SEXES[about['sex']]} {number_format.capital(about['age'])}.",
        "Take care": about["caveat"],
        "Range": INTERVAL_METHODS[about["ci_method"]],
        "Small numbers": about["disclosure_rule"],
        "Source": f"{about['publisher']}, {about['publication']} ({about['vintage']})",
        "Licence": f"{about['licence']}. {about['attribution']}",
    }
    rows = "".join(f"<dt>{name}</dt><dd>{escape(text)}</dd>" for name, text in facts.items())
    return f'<dl class="facts">{rows}</dl>'


def _figure_columns(rows: pd.DataFrame, about: pd.Series) -> list[Column]:
    """Figure, range and counts; a column nobody published is left out."""
    unit, places = about["unit"], about["decimal_places"]

    def figure(row: Any) -> str:
        if pd.isna(row.value):
            return number_format.capital(row.value_note or number_format.NO_FIGURE)
        return number_format.figure(row.value, unit, places)

    def interval(row: Any) -> str:
        return number_format.interval(row.lower_ci, row.upper_ci, unit, places)

    offered = {
        "value": Column("Figure", figure, is_number=True),
        "lower_ci": Column("Range (95%)", interval, is_number=True),
        "numerator_count": Column("Counted", lambda row: _count(row.numerator_count), True),
        "denominator_count": Column("Out of", lambda row: _count(row.denominator_count), True),
    }
    return [column for name, column in offered.items() if name == "value" or rows[name].any()]


def _benchmark(about: pd.Series) -> Callable[[Any], str]:
    return lambda row: number_format.shown(row.benchmark_value, about)


def _verdict(row: Any) -> str:
    return markup.verdict(row.verdict, row.reason)


def _at(position: int, decimal_places: int) -> Callable[[Any], str]:
    """The figure at a position in the row; column names are not always names in Python."""

    def cell(row: Any) -> str:
        return (
            "–" if pd.isna(row[position]) else number_format.number(row[position], decimal_places)
        )

    return cell


def _count(count: float) -> str:
    return "not given" if pd.isna(count) else number_format.number(count)
