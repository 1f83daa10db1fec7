"""The tables behind gaps and gradients: groups, sizes, periods and areas."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from insight.findings.table import Cell, Column, DataTable, cell, data_table, quiet
from insight.language import number_format
from insight.language.number_format import Row
from insight.language.sentences.gradient import is_slope_clear
from insight.language.sentences.inequality import is_clear
from insight.language.sentences.sizes import ratio_words, relative_words, size_words
from insight.store.rows import tuples

# What is counted in the last column, by unit_of_analysis.
UNITS = {
    "people": "Neighbourhoods",
    "neighbourhoods": "Neighbourhoods",
    "patients": "GP practices",
    "practices": "GP practices",
    "areas": "Small areas",
}


def groups(rows: pd.DataFrame, about: Row, caption: str, with_area: bool = False) -> DataTable:
    """One period: a group a row, with the reason where a figure is refused.

    rows: `queries.group_figures` with area_name.
    """
    unit, places = str(about["unit"]), int(about["decimal_places"])

    def figure(row: Any) -> str:
        if pd.isna(row.value):
            return number_format.capital(row.refusal or number_format.NO_FIGURE)
        return number_format.figure(row.value, unit, places)

    def group(row: Any) -> str:
        return f"{row.area_name}: {row.group_name}" if with_area else str(row.group_name)

    def interval(row: Any) -> str:
        return number_format.interval(row.lower_ci, row.upper_ci, unit, places)

    columns = [
        Column("Group", group),
        Column("Figure", figure, is_number=True),
        Column("Range (95%)", interval, is_number=True),
        Column("People", lambda row: _count(row.population_count), is_number=True),
    ]
    if rows["unit_count"].notna().any():
        named = UNITS.get(str(rows["unit_of_analysis"].iloc[0]), "Units")
        columns.append(Column(named, lambda row: _count(row.unit_count), is_number=True))
    return data_table(caption, columns, tuples(rows), rows)


def sizes(row: Row, about: Row) -> DataTable:
    """One gap in every way it can be given, each with its 95% range or the reason it has none."""
    gap = "" if pd.isna(row["absolute_gap"]) else difference_words(row, about)
    is_steep = is_slope_clear(row)
    slope = "" if pd.isna(row["slope"]) else _size(row, "slope", "slope", about, is_steep)
    index = ratio_words(
        row["relative_index"], row["relative_index_lower"], row["relative_index_upper"]
    )
    why_gap = str(row["gap_refusal"] or "a ratio has no meaning here")
    why_slope = str(row["slope_refusal"] or "a ratio has no meaning here")
    one_group = "one group's figure"
    facts = [
        ("Gap as a difference", f"{one_group} minus the other's", gap, why_gap),
        ("Gap as a ratio", f"{one_group} divided by the other's", relative_words(row), why_gap),
        ("Slope", "least minus most deprived end of the line", slope, why_slope),
        ("Slope as a ratio", "least divided by most deprived end", index, why_slope),
    ]
    columns = [
        Column("Measure", lambda fact: cell(fact[0], notes=[fact[1]])),
        Column("Size (95% range)", lambda fact: fact[2] or f"Not given: {fact[3]}"),
    ]
    return data_table("The gap in numbers", columns, facts, pd.DataFrame([dict(row)]))


def periods(rows: pd.DataFrame, about: Row, caption: str) -> DataTable:
    """One area's gap: a period a row, newest first. rows: of `queries.inequalities`."""
    newest = rows.sort_values(["period_end_date", "period_start_date"], ascending=False)
    columns = [Column("Period", lambda row: str(row.period_label)), *_pair_columns(about)]
    return data_table(caption, columns, tuples(newest), newest)


def areas(rows: pd.DataFrame, about: Row, caption: str, values: pd.DataFrame) -> DataTable:
    """Each area's latest gap: an area a row. rows: of `queries.inequalities`; values: the rows of
    every period, for files."""
    columns = [Column("Area", lambda row: str(row.area_name)), *_pair_columns(about)]
    return data_table(caption, columns, tuples(rows), values)


def difference_words(row: Row, about: Row) -> str:
    """'higher by 7.1 percentage points (5.9 to 8.3)'; which way only where that is clear."""
    return _size(row, "absolute_gap", "absolute", about, is_clear(row))


def _size(row: Row, value: str, ends: str, about: Row, is_clear: bool) -> str:
    lower, upper = row[f"{ends}_lower"], row[f"{ends}_upper"]
    size = size_words(row[value], lower, upper, about)
    if pd.isna(lower) or pd.isna(upper):
        return f"{size}, not tested"
    if not is_clear:
        return f"{size}, not clear"
    return f"{'higher' if row[value] > 0 else 'lower'} by {size}"


def _pair_columns(about: Row) -> list[Column]:
    """Both figures of a gap, and the gap both ways."""

    def figure(name: str, value: str) -> Callable[[Any], Cell]:
        def form(row: Any) -> Cell:
            if pd.isna(getattr(row, value)):
                return cell(quiet(number_format.NO_FIGURE))
            shown = number_format.shown(getattr(row, value), about)
            return cell(shown, notes=[str(getattr(row, name))])

        return form

    def difference(row: Any) -> str:
        if pd.isna(row.absolute_gap):
            return number_format.capital(row.gap_refusal or number_format.NO_FIGURE)
        return difference_words(row._asdict(), about)

    return [
        Column("Figure", figure("group_name", "value")),
        Column("Set against", figure("reference_group_name", "reference_value")),
        Column("Difference (95% range)", difference),
        Column("Ratio (95% range)", lambda row: relative_words(row._asdict()) or "not given"),
    ]


def _count(count: float) -> str:
    return "not given" if pd.isna(count) else number_format.number(count)
