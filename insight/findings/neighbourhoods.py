"""The neighbourhoods of a Place as a list: ranked, or those that match some words."""

from __future__ import annotations

from typing import Any

import pandas as pd

from insight.findings.finding import Finding
from insight.findings.search import search
from insight.findings.table import Cell, Column, Link, cell, data_table, linked, quiet, strong
from insight.language import number_format
from insight.reference.areas import areas
from insight.store import Store, queries
from insight.store.rows import tuples
from insight.visual import style

SOURCES = ("deprivation-2025", "deprivation-2019", "census-age", "msoa-names", "ons-rural-urban")
NAMES = ["area_name", "msoa_name", "ward_name", "area_code"]


def neighbourhoods(
    store: Store, place_code: str, rank: str = "most", words: str = ""
) -> Finding | None:
    """Name, deprivation, residents and kind of each neighbourhood.

    rank: 'most' or 'least' deprived first, or by 'name'. words: those whose name, ward or code
    has every word. None where there are none.
    """
    everyone = queries.neighbourhoods(store, place_code)
    found = search(_ordered(everyone, rank), NAMES, words)
    if found.empty:
        return None
    place = areas()[place_code].area_name
    title = f"Neighbourhoods of {place}"
    counted = number_format.capital(number_format.counted(len(found), "neighbourhood"))
    choices = {"place": place_code, "rank": rank} | ({"find": words} if words else {})
    return Finding(
        finding_id="neighbourhoods",
        title=title,
        sentence=f"{counted} of {len(everyone)} in {place}.",
        table=data_table(title, COLUMNS, tuples(found), found),
        source_ids=SOURCES,
        caveat="About 1,500 people each; decile 1 is most deprived.",
        link=Link.to("neighbourhoods", **choices),
    )


def _ordered(frame: pd.DataFrame, rank: str) -> pd.DataFrame:
    if rank == "name":
        return frame
    return frame.sort_values("imd_rank_2025", ascending=rank == "most")


def _name(row: Any) -> Cell:
    under = ", ".join(part for part in (row.area_name, row.ward_name) if part)
    name = linked(row.msoa_name or row.area_name, "neighbourhood", area=row.area_code)
    return cell(name, notes=(under,))


def _decile(row: Any) -> Cell:
    if pd.isna(row.imd_decile_2025):
        return cell(quiet(number_format.NO_FIGURE))
    decile = int(row.imd_decile_2025)
    square = style.Mark("", "■", style.decile_colour(decile), "square")
    is_core20 = pd.notna(row.is_core20) and bool(row.is_core20)
    return cell(square, strong(str(decile)), notes=("Core20",) if is_core20 else ())


def _before(row: Any) -> str:
    if pd.isna(row.imd_decile_2019):
        return "areas redrawn"
    return number_format.number(row.imd_decile_2019)


COLUMNS = [
    Column("Neighbourhood", _name),
    Column("Decile 2025", _decile),
    Column("Rank in England", lambda row: number_format.number(row.imd_rank_2025), is_number=True),
    Column("Decile 2019", _before, is_number=True),
    Column("Residents", lambda row: number_format.number(row.population_count), is_number=True),
    Column("Kind", lambda row: str(row.rural_urban)),
]
