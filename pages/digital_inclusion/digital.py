"""Digital inclusion: neighbourhoods by their risk, what helps there, and what people say."""

from __future__ import annotations

from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from insight.analysis import digital_exclusion
from insight.analysis.voices.voice_side import EVERYONE, NOBODY
from insight.language import number_format
from insight.language.sentences import digital_inclusion as words
from insight.language.sentences.voices import SHOWN, hidden_words
from insight.reference.areas import SYSTEM
from insight.store import Store, queries
from insight.visual import style
from insight.visual.charts import strip
from pages import data
from pages.controls import choices
from pages.controls.search import matching
from pages.ui import markup, panels, tables
from pages.ui import voices as voice_parts
from pages.ui.panels import Panel
from pages.ui.tables import Column

SOURCES = ("digital-exclusion", "census-age", "ons-rural-urban")
SHOWN_KINDS = {"all": "All", "core20": "Core20", "older": "Many aged 65+", "rural": "Rural"}
# Which neighbourhoods the map outlines, and what that means.
OUTLINED = {
    "core20": ("is_core20", "Core20: most deprived fifth of England"),
    "older": ("is_older", "A quarter or more aged 65 or over"),
    "rural": ("is_rural", "Rural"),
}
OUTLINED["all"] = OUTLINED["core20"]
RURAL = {True: "rural", False: "urban", None: "not known"}
SEARCHED = ["area_name", "msoa_name", "ward_name", "area_code", "place_name"]
# A page is for reading: a longer list is cut here and whole in the CSV file.
ROWS_SHOWN = 15


def chosen(store: Store, edition: str, area_code: str, kind: str) -> pd.DataFrame:
    """Rows of `digital_exclusion.risk` of an area (all, for the system) and of the kind chosen."""
    frame = digital_exclusion.risk(store, edition)
    if area_code != SYSTEM:
        frame = frame[frame["place_code"] == area_code]
    return frame if kind == "all" else frame[frame[OUTLINED[kind][0]].eq(True)]


# A fragment: typing in the search box draws the list again and leaves the page alone.
@st.fragment
def ranked_list(edition: str, area_code: str, area: str, kind: str) -> None:
    """The twin of the map: the same neighbourhoods as a list, highest score first, to search."""
    everything = data.query(chosen, edition=edition, area_code=area_code, kind=kind)
    typed = choices.search("Search neighbourhoods", "Name, ward, Place or code")
    found = matching(everything, SEARCHED, typed)
    cut = f" The first {ROWS_SHOWN} are shown; all are in the file." * (len(found) > ROWS_SHOWN)
    counted = number_format.counted(len(found), "neighbourhood")
    panels.say(f"{number_format.capital(counted)}, highest score first.{cut}", "subtitle")
    if found.empty:
        panels.empty("Nothing found", "Try fewer letters, or another choice of neighbourhoods.")
        return
    title = f"Risk of being left out online: {words.KINDS[kind]} in {area}"
    rows = found.head(ROWS_SHOWN).itertuples()
    st.html(tables.table(rows, COLUMNS, number_format.capital(words.KINDS[kind]), "homes"))
    deprivation = f"deprivation-{edition}"
    panels.under("digital-exclusion", found, (*SOURCES, deprivation), words.LIMITS, title=title)


def places(store: Store, edition: str, smallest: int) -> Panel | None:
    """Nine Places: risk, help and voice side by side. None without figures."""
    frame = digital_exclusion.side_by_side(store, edition)
    if frame.empty:
        return None
    columns = [
        Column("Place", _place, is_markup=True),
        Column("Neighbourhoods at high risk", _high, is_markup=True),
        Column("What helps, on record", _help, is_markup=True),
        Column("Comments about getting online", lambda row: _said(row, "", smallest), False, True),
        Column("From older people", lambda row: _said(row, "older_", smallest), False, True),
    ]
    return Panel(
        title="Risk, help and voice side by side",
        subtitle="High risk: among the fifth of neighbourhoods here with the highest scores",
        table=tables.table(
            frame.itertuples(), columns, "Getting online, nine Places", "stacked digital"
        ),
        frame=frame,
        source_ids=SOURCES,
        caveat=f"{words.SAID_CAVEAT} {words.HELP_CAVEAT}",
    )


def resources(store: Store, area_code: str, area: str) -> Panel:
    """What people can go to, in an area and in the whole system."""
    frame = queries.resources(store, digital_exclusion.SUBJECT)
    if area_code != SYSTEM:
        frame = frame[frame["area_code"].isin([area_code, SYSTEM])]
    columns = [
        Column("What it is", _resource, is_markup=True),
        Column("Kind", lambda row: number_format.capital(row.kind)),
        Column("Where", _where),
        Column("Run by", lambda row: str(row.run_by)),
    ]
    rows = frame.head(ROWS_SHOWN).itertuples()
    cut = f" The first {ROWS_SHOWN} are shown: choose a Place for its own. All are in the file." * (
        len(frame) > ROWS_SHOWN
    )
    return Panel(
        title=f"What helps people get online: {area}",
        sentence=words.help_sentence(frame, area) + cut,
        table=tables.table(rows, columns, "Resources and initiatives", "stacked"),
        frame=frame,
        caveat=words.HELP_CAVEAT,
    )


def voices(store: Store, area_code: str, area: str, smallest: int) -> Panel | None:
    """What each group said about getting online in an area. None when nobody did."""
    said = queries.theme_voices(store, [digital_exclusion.THEME])
    said = said[(said["area_code"] == area_code) & (said["state"] != NOBODY)]
    if said.empty:
        return None
    names = said["group_name"].where(said["group_name"] != "", said["group_id"])
    plain = {EVERYONE: "Everyone", "not-stated": "No group stated"}
    said = said.assign(who=names.replace(plain), order=said["group_id"] != EVERYONE)
    said = said.sort_values(["order", "comment_count"], ascending=[True, False])
    columns = [
        Column("Who", lambda row: str(row.who)),
        Column("Comments", lambda row: _said(row, "", smallest), is_markup=True),
    ]
    return Panel(
        title=f"What people say about getting online: {area}",
        subtitle="Comments on digital exclusion: apps, online forms, no internet, no device",
        table=tables.table(said.itertuples(), columns, "Who spoke about getting online"),
        frame=said.drop(columns=["order"]),
        caveat="Groups overlap, so they do not add up. How many spoke depends on who was asked.",
    )


def quotes(store: Store, area_code: str) -> pd.DataFrame:
    """Quotes of an area (of all, for the system) about getting online, as `voices.quotes`."""
    rows = voice_parts.quotes(store, area_code, theme_id="")
    about = [digital_exclusion.THEME in ids for ids in rows["theme_ids"]]
    return rows[pd.Series(about, rows.index, dtype=bool)]


def _place(row: Any) -> str:
    return markup.link(row.place_name, "digital_inclusion", place=row.place_code)


def _high(row: Any) -> str:
    share = 100 * row.high_count / row.neighbourhood_count
    drawn = markup.image(strip.bar(share, style.PLACE))
    of = f"of {number_format.number(row.neighbourhood_count)} ({number_format.number(share)}%)"
    return markup.with_label(drawn, number_format.number(row.high_count), of)


def _help(row: Any) -> str:
    shown = int(row.demonstration_resource_count)
    also = f"<small>and {shown} in the demonstration</small>" if shown else ""
    return f"{number_format.number(row.resource_count) if row.resource_count else 'none'}{also}"


def _said(row: Any, prefix: str, smallest: int) -> str:
    state = getattr(row, f"{prefix}state")
    if state != SHOWN:
        return markup.quiet(number_format.capital(hidden_words(state, smallest)))
    count = number_format.number(getattr(row, f"{prefix}comment_count"))
    most = getattr(row, f"{prefix}dominant_organisation")
    flag = f"<small>{escape(f'⚑ More than half by {most}')}</small>" if most else ""
    return f"{count} {markup.mood(getattr(row, f'{prefix}mood'))}{flag}"


def _resource(row: Any) -> str:
    mark = "<b>Demonstration.</b> " if row.is_demonstration else ""
    return f"<b>{escape(row.resource_name)}</b><small>{mark}{escape(row.what)}</small>"


def _where(row: Any) -> str:
    return f"{row.msoa_name}, {row.area_name}" if row.msoa_name else str(row.area_name)


def _name(row: Any) -> str:
    under = ", ".join(part for part in (row.area_name, row.ward_name) if part)
    return f"<b>{escape(row.msoa_name or row.area_name)}</b><small>{escape(under)}</small>"


def _score(row: Any) -> str:
    drawn = markup.image(strip.bar(10 * row.score, style.PLACE))
    return markup.with_label(drawn, number_format.number(row.score, 1))


def _core20(row: Any) -> str:
    if row.is_core20 is None:
        return "areas redrawn"
    return "Core20" if row.is_core20 else "no"


COLUMNS = [
    Column("Neighbourhood", _name, is_markup=True),
    Column("Score out of 10", _score, is_markup=True),
    Column("Core20", _core20),
    Column("Rural or urban", lambda row: RURAL[row.is_rural]),
    Column("Aged 65+", lambda row: number_format.figure(row.older_pct, "%"), is_number=True),
]
