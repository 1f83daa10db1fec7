"""The tables of the About page: sources, files, refused rows and known gaps."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from insight.store.rows import tuples
from pages.ui import panels, tables
from pages.ui.tables import Column

# A page is for reading: longer lists are cut here and whole in the CSV file.
ROWS_SHOWN = 200


def _text(name: str) -> Callable[[Any], str]:
    def form(row: Any) -> str:
        text = getattr(row, name)
        return text if isinstance(text, str) else ""

    return form


def _count(name: str) -> Callable[[Any], str]:
    def form(row: Any) -> str:
        value = getattr(row, name)
        return "not shown" if pd.isna(value) else f"{value:,.0f}"

    return form


def _source_name(row: Any) -> str:
    is_link = row.address.startswith(("https://", "http://"))
    name = escape(row.publication)
    return f'<a href="{escape(row.address)}">{name}</a>' if is_link else name


COLUMNS = {
    "sources": [
        Column("Publisher", _text("publisher")),
        Column("Publication", _source_name, is_markup=True),
        Column("Edition or years", _text("vintage")),
        Column("Licence", _text("licence")),
        Column("Attribution", _text("attribution")),
        Column("Indicators", _count("indicator_count"), is_number=True),
        Column("Rows loaded", _count("loaded_count"), is_number=True),
    ],
    "files": [
        Column("File", _text("path")),
        Column("Publisher", _text("publisher")),
        Column("State", _text("state")),
        Column("Rows read", _count("read_count"), is_number=True),
        Column("Loaded", _count("loaded_count"), is_number=True),
        Column("About other areas or measures", _count("outside_count"), is_number=True),
        Column("Refused", _count("rejected_count"), is_number=True),
        Column("Note", _text("note")),
    ],
    "refused-rows": [
        Column("File", _text("path")),
        Column("Row", _count("row_number"), is_number=True),
        Column("Column", _text("column_name")),
        Column("Why it was refused", _text("reason")),
        Column("What stood there", _text("raw_text")),
    ],
    "known-gaps": [
        Column("Indicator", _text("plain_name")),
        Column("Period", _text("period_label")),
        Column("Places without a figure", _text("place_names")),
        Column("Why", _text("reason")),
    ],
}
FEEDBACK = "voice_feedback"
NOTHING = {
    "sources": "No source is listed in this build.",
    "files": "This build read no files.",
    "refused-rows": "No row was refused.",
    "known-gaps": "No figure is missing: every indicator has a figure for every Place.",
}


def show(key: str, title: str, frame: pd.DataFrame, is_open: bool = False) -> None:
    """One list with its heading, how long it is, the table and the CSV file."""
    panels.heading(title)
    if frame.empty:
        panels.say(NOTHING[key])
        return
    counted = f"{len(frame):,} {'row' if len(frame) == 1 else 'rows'}"
    cut = f"; the first {ROWS_SHOWN} are shown, all are in the file" * (len(frame) > ROWS_SHOWN)
    with st.expander(f"{counted}{cut}", expanded=is_open):
        st.html(tables.table(tuples(frame.head(ROWS_SHOWN)), COLUMNS[key], title))
    panels.under(key, frame, title=title)


def for_everyone(files: pd.DataFrame) -> pd.DataFrame:
    """The files without how many comments came in: set beside how many are counted on other
    pages, that would say how many suggest a risk of harm."""
    counts = ["read_count", "loaded_count", "outside_count", "rejected_count", "byte_count"]
    files[counts] = files[counts].astype("Int64")
    files.loc[files["layout"] == FEEDBACK, counts] = pd.NA
    return files


def about_sentence(
    build: pd.Series, sources: pd.DataFrame, files: pd.DataFrame, refused: pd.DataFrame
) -> str:
    """What this build rests on, in two sentences."""
    origin = (
        "the figures that come with the dashboard"
        if build["is_embedded_default"]
        else "files loaded by the team that runs this dashboard"
    )
    return (
        f"These pages show {origin}: {len(sources)} published sources, {len(files)} files, "
        f"{files['loaded_count'].sum():,} rows loaded and {len(refused):,} refused. "
        f"Built {build['built_at']:%-d %B %Y at %H:%M} (UTC) as build {build['build_id']}, "
        f"by version {build['code_version']} of the code."
    )
