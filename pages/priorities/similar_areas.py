"""The areas of England most like a Place, and how they were found."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from insight.language import number_format
from insight.store.rows import tuples
from pages.ui import tables
from pages.ui.tables import Column

METHOD = (
    "Every English council area is described by five figures: its share of neighbourhoods in the"
    " most deprived fifth, its mean deprivation score (both 2025 edition), its share of residents"
    " under 16 and of 65 and over (mid-2020), and the minutes it takes to reach work by public"
    " transport or on foot, which stands in for how rural it is. Each figure is set on one scale."
    " The ten areas outside Cheshire and Merseyside that differ least over all five are shown. The"
    " benchmark is the plain mean of their figures for the same period."
)
SOURCES = ("deprivation-2025", "ons-population-2020", "explore-local-statistics")
NOT_FOUND = "This build holds no list of areas like this Place."


def table(rows: pd.DataFrame, place: str) -> str:
    """`queries.similar_areas` as a table, the most alike first."""
    columns = [
        Column("Area", lambda row: str(row.area_name)),
        Column("In Core20: share of neighbourhoods", _pct("core20_neighbourhood_pct"), True),
        Column("Mean deprivation score", _number("imd_score"), True),
        Column("Under 16", _pct("aged_under_16_pct"), True),
        Column("65 and over", _pct("aged_65_plus_pct"), True),
        Column("Minutes to work", _number("travel_minutes"), True),
        Column("How far from alike", _number("distance", 2), True),
    ]
    ordered = rows.sort_values("similarity_rank")
    caption = f"The {number_format.counted(len(rows), 'area')} most like {place}"
    return tables.table(tuples(ordered), columns, caption, "stacked alike")


def _pct(name: str) -> Callable[[Any], str]:
    return lambda row: number_format.figure(getattr(row, name), "%", 1)


def _number(name: str, places: int = 1) -> Callable[[Any], str]:
    return lambda row: number_format.number(getattr(row, name), places)
