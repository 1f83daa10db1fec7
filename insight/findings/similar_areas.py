"""The areas of England most like a Place, and how they were found."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from insight.findings.finding import Finding
from insight.findings.table import Column, data_table
from insight.language import number_format
from insight.reference.areas import SYSTEM_NAME, areas
from insight.store import Store, queries
from insight.store.rows import tuples

METHOD = (
    "Five figures tell how alike two English council areas are. Two are of how deprived they are:"
    " the share of small areas in the most deprived fifth, and the mean score (2025 edition). Two"
    " are the shares of people under 16, and of 65 and over (mid-2020). The fifth is the minutes"
    " it takes to reach work without a car, which tells how rural they are. Each is set on one"
    f" scale. The ten areas outside {SYSTEM_NAME} that differ least over all five are shown. The"
    " benchmark is the plain mean of their figures for the same period."
)
SOURCES = ("deprivation-2025", "ons-population-2020", "explore-local-statistics")


def similar_areas(store: Store, place_code: str) -> Finding | None:
    """The areas most like a Place, the most alike first. None when the build lists none."""
    rows = queries.similar_areas(store, place_code).sort_values("similarity_rank")
    if rows.empty:
        return None
    place = areas()[place_code].area_name
    columns = [
        Column("Area", lambda row: str(row.area_name)),
        Column("In Core20: share of neighbourhoods", _pct("core20_neighbourhood_pct"), True),
        Column("Mean deprivation score", _number("imd_score"), True),
        Column("Under 16", _pct("aged_under_16_pct"), True),
        Column("65 and over", _pct("aged_65_plus_pct"), True),
        Column("Minutes to work", _number("travel_minutes"), True),
        Column("How far from alike", _number("distance", 2), True),
    ]
    caption = f"The {number_format.counted(len(rows), 'area')} most like {place}"
    return Finding(
        finding_id="similar-areas",
        title=f"Areas most like {place}",
        subtitle="Use them as the benchmark: similar areas",
        table=data_table(caption, columns, tuples(rows), rows),
        source_ids=SOURCES,
        caveat=METHOD,
    )


def _pct(name: str) -> Callable[[Any], str]:
    return lambda row: number_format.figure(getattr(row, name), "%", 1)


def _number(name: str, places: int = 1) -> Callable[[Any], str]:
    return lambda row: number_format.number(getattr(row, name), places)
