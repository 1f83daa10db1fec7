"""The neighbourhoods of a Place as a list to search and rank."""

from __future__ import annotations

from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from insight.language import number_format
from insight.store import Store, queries
from insight.store.rows import tuples
from insight.visual import style
from pages import data
from pages.controls import choices
from pages.ui import panels, tables
from pages.ui.tables import Column

NAMES = ["area_name", "msoa_name", "ward_name", "area_code"]
SOURCES = ("deprivation-2025", "deprivation-2019", "census-age", "msoa-names", "ons-rural-urban")


# A fragment: typing in the search box draws the list again and leaves the page alone.
@st.fragment
def searchable_list(place_code: str, place: str) -> None:
    """A search box, an order, the list and its CSV file."""
    everyone = data.shared(queries.neighbourhoods, place_code=place_code)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        words = choices.search("Search neighbourhoods", "Name, ward or code")
        by = choices.rank()
    whole = data.shared(_list, place_code=place_code, place=place, by=by)
    found, table = whole if not words else _listed(_matching(whole[0], words), place)
    counted = number_format.counted(len(found), "neighbourhood")
    panels.say(f"{number_format.capital(counted)} of {len(everyone)} in {place}.", "subtitle")
    if found.empty:
        panels.empty("Nothing found", "Try fewer letters, or clear the search.")
        return
    st.html(table)
    panels.under("neighbourhoods", found, SOURCES, title=f"Neighbourhoods of {place}")


def _list(store: Store, place_code: str, place: str, by: str) -> tuple[pd.DataFrame, str]:
    """Every neighbourhood of a Place in an order, as a frame and as markup."""
    return _listed(_ordered(queries.neighbourhoods(store, place_code), by), place)


def _listed(found: pd.DataFrame, place: str) -> tuple[pd.DataFrame, str]:
    table = tables.table(tuples(found), COLUMNS, f"Neighbourhoods of {place}", "homes")
    return found, f'<div class="tall">{table}</div>'


def _matching(frame: pd.DataFrame, words: str) -> pd.DataFrame:
    """Rows where every word typed is in a name, ward or code, whatever its letters' case."""
    first, *others = (frame[name].fillna("") for name in NAMES)
    texts = first.str.cat(others, sep=" ").str.lower()
    keep = pd.Series(True, index=frame.index)
    for word in words.lower().split():
        keep &= texts.str.contains(word, regex=False)
    return frame[keep]


def _ordered(frame: pd.DataFrame, by: str) -> pd.DataFrame:
    return frame if by == "name" else frame.sort_values("imd_rank_2025", ascending=by == "most")


def _name(row: Any) -> str:
    under = ", ".join(part for part in (row.area_name, row.ward_name) if part)
    return f"<b>{escape(row.msoa_name or row.area_name)}</b><small>{escape(under)}</small>"


def _decile(row: Any) -> str:
    if pd.isna(row.imd_decile_2025):
        return '<span class="quiet">no figure</span>'
    decile = int(row.imd_decile_2025)
    colour = style.decile_colour(decile)
    core20 = " <small>Core20</small>" if row.is_core20 is True or row.is_core20 == 1 else ""
    return f'<span class="swatch" style="background:{colour}"></span><b>{decile}</b>{core20}'


def _before(row: Any) -> str:
    return "areas redrawn" if pd.isna(row.imd_decile_2019) else f"{row.imd_decile_2019:.0f}"


COLUMNS = [
    Column("Neighbourhood", _name, is_markup=True),
    Column("Decile 2025", _decile, is_markup=True),
    Column("Rank in England", lambda row: number_format.number(row.imd_rank_2025), is_number=True),
    Column("Decile 2019", _before, is_number=True),
    Column("Residents", lambda row: number_format.number(row.population_count), is_number=True),
    Column("Kind", lambda row: str(row.rural_urban)),
]
