"""The tables behind gaps and gradients: groups, sizes, periods and areas."""

from __future__ import annotations

from html import escape
from typing import Any

import pandas as pd

from insight.language import number_format
from insight.language.number_format import Row
from insight.language.sentences.gradient import is_slope_clear
from insight.language.sentences.inequality import is_clear
from insight.language.sentences.sizes import ratio_words, relative_words, size_words
from insight.store.rows import tuples
from pages.ui import markup, tables
from pages.ui.tables import Column

# What is counted in the last column, by unit_of_analysis.
UNITS = {
    "people": "Neighbourhoods",
    "neighbourhoods": "Neighbourhoods",
    "patients": "GP practices",
    "practices": "GP practices",
    "areas": "Small areas",
}


def groups(rows: pd.DataFrame, about: Row, caption: str, with_area: bool = False) -> str:
    """One period: a group a row, with the reason where a figure is refused."""
    unit, places = about["unit"], about["decimal_places"]

    def figure(row: Any) -> str:
        if pd.isna(row.value):
            return number_format.capital(row.refusal or number_format.NO_FIGURE)
        return number_format.figure(row.value, unit, places)

    def group(row: Any) -> str:
        return f"{row.area_name}: {row.group_name}" if with_area else str(row.group_name)

    columns = [
        Column("Group", group),
        Column("Figure", figure, is_number=True),
        Column(
            "Range (95%)",
            lambda row: number_format.interval(row.lower_ci, row.upper_ci, unit, places),
            is_number=True,
        ),
        Column("People", lambda row: _count(row.population_count), is_number=True),
    ]
    if rows["unit_count"].notna().any():
        named = UNITS.get(str(rows["unit_of_analysis"].iloc[0]), "Units")
        columns.append(Column(named, lambda row: _count(row.unit_count), is_number=True))
    return tables.table(tuples(rows), columns, caption)


def sizes(row: Row, about: Row) -> str:
    """One gap in every way it can be told, each with its 95% range or the reason it has none."""
    gap = "" if pd.isna(row["absolute_gap"]) else _size(row, "absolute_gap", "absolute", about)
    slope = "" if pd.isna(row["slope"]) else _size(row, "slope", "slope", about)
    index = ratio_words(
        row["relative_index"], row["relative_index_lower"], row["relative_index_upper"]
    )
    why_gap = str(row["gap_refusal"] or "a ratio has no meaning here")
    why_slope = str(row["slope_refusal"] or "a ratio has no meaning here")
    facts = [
        ("Gap as a difference", "one group's figure minus the other's", gap, why_gap),
        (
            "Gap as a ratio",
            "one group's figure divided by the other's",
            relative_words(row),
            why_gap,
        ),
        ("Slope", "least minus most deprived end of the line", slope, why_slope),
        ("Slope as a ratio", "least divided by most deprived end", index, why_slope),
    ]
    columns = [
        Column("Measure", _fact, is_markup=True),
        Column("Size (95% range)", lambda fact: fact[2] or f"Not given: {fact[3]}"),
    ]
    return tables.table(facts, columns, "The gap in numbers", "sizes")


def periods(rows: pd.DataFrame, about: Row, caption: str) -> str:
    """One area's gap: a period a row, newest first."""
    newest = rows.sort_values(["period_end_date", "period_start_date"], ascending=False)
    columns = [Column("Period", lambda row: str(row.period_label)), *_pair_columns(about)]
    return tables.table(tuples(newest), columns, caption)


def areas(rows: pd.DataFrame, about: Row, caption: str) -> str:
    """One period's gap: an area a row."""
    columns = [Column("Area", lambda row: str(row.area_name)), *_pair_columns(about)]
    return tables.table(tuples(rows), columns, caption)


def difference(row: Any, about: Row) -> str:
    """A gap as a difference with its range, or why there is none."""
    if pd.isna(row.absolute_gap):
        return number_format.capital(row.gap_refusal or number_format.NO_FIGURE)
    return _size(row._asdict(), "absolute_gap", "absolute", about)


def _pair_columns(about: Row) -> list[Column]:
    def figure(name: str, value: str) -> Any:
        def cell(row: Any) -> str:
            if pd.isna(getattr(row, value)):
                return markup.quiet(number_format.NO_FIGURE)
            shown = number_format.shown(getattr(row, value), about)
            return f"{escape(shown)}<small>{escape(str(getattr(row, name)))}</small>"

        return cell

    return [
        Column("Figure", figure("group_name", "value"), is_markup=True),
        Column("Set against", figure("reference_group_name", "reference_value"), is_markup=True),
        Column("Difference (95% range)", lambda row: difference(row, about)),
        Column("Ratio (95% range)", lambda row: relative_words(row._asdict()) or "not given"),
    ]


def _size(row: Row, value: str, ends: str, about: Row) -> str:
    """'higher by 7.1 percentage points (5.9 to 8.3)'; which way only where that is clear."""
    size = size_words(row[value], row[f"{ends}_lower"], row[f"{ends}_upper"], about)
    if not (is_clear(row) if value == "absolute_gap" else is_slope_clear(row)):
        return f"{size}, not clear"
    return f"{'higher' if row[value] > 0 else 'lower'} by {size}"


def _fact(fact: tuple[str, str, str, str]) -> str:
    return f"{escape(fact[0])}<small>{escape(fact[1])}</small>"


def _count(count: float) -> str:
    return "not given" if pd.isna(count) else number_format.number(count)
