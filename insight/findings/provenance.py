"""Where the figures of a build come from: sources and files, what was refused, what is missing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from insight.findings.finding import Finding
from insight.findings.table import Cell, Column, Link, Words, cell, data_table
from insight.language import number_format
from insight.reference.areas import HOW_MANY, SYSTEM, areas
from insight.store import Store, queries
from insight.store.rows import tuples

# A table is for reading: a longer one is cut here, and whole in its files.
ROWS_SHOWN = 200
VOICE = "voice_"  # how the layouts of files of people's voice begin
COUNTS = ["read_count", "loaded_count", "outside_count", "rejected_count", "byte_count"]


def sources(store: Store, source_ids: tuple[str, ...] | None = None) -> Finding:
    """Each publisher's dataset, on what terms, and how much of it was loaded.

    source_ids: those to list, all of the build where it is not given.
    """
    rows = queries.sources(store)
    if source_ids is not None:
        rows = rows[rows["source_id"].isin(source_ids)]
    columns = [
        Column("Publisher", _text("publisher")),
        Column("Publication", _publication),
        Column("Edition or years", _text("vintage")),
        Column("Licence", _text("licence")),
        Column("Attribution", _text("attribution")),
        Column("Indicators", _count("indicator_count"), is_number=True),
        Column("Rows loaded", _count("loaded_count"), is_number=True),
    ]
    nothing = "No source is listed in this build."
    return _listing("sources", "Whose figures these are", columns, rows, nothing)


def source_files(store: Store, is_for_staff: bool = False) -> Finding:
    """Each file as it was read. is_for_staff: also files of people's voice as they are, and files
    that nobody could read: their names, notes and counts of rows may tell of people."""
    columns = [
        Column("File", _text("path")),
        Column("Publisher", _text("publisher")),
        Column("State", _text("state")),
        Column("Rows read", _count("read_count"), is_number=True),
        Column("Loaded", _count("loaded_count"), is_number=True),
        Column("About other areas or measures", _count("outside_count"), is_number=True),
        Column("Refused", _count("rejected_count"), is_number=True),
        Column("Note", _text("note")),
    ]
    rows = _files(store, is_for_staff)
    return _listing("files", "Files as they were read", columns, rows, "This build read no files.")


def rejected_rows(store: Store, is_for_staff: bool = False) -> Finding:
    """Each refused row, with the reason. is_for_staff: as for `source_files`, and with what stood
    there, which nobody has read; for everyone, rows of files of figures alone."""
    columns = [
        Column("File", _text("path")),
        Column("Row", _count("row_number"), is_number=True),
        Column("Column", _text("column_name")),
        Column("Why it was refused", _text("reason")),
    ]
    if is_for_staff:
        columns.append(Column("What stood there", _text("raw_text")))
    rows = _refused(store, is_for_staff)
    return _listing(
        "refused-rows", "Rows that were refused, and why", columns, rows, "No row was refused."
    )


def missing_figures(store: Store, area_code: str = SYSTEM) -> Finding:
    """The indicators without a latest figure for some Place, or for the one asked for, and why."""
    columns = [
        Column("Indicator", _text("plain_name")),
        Column("Period", _text("period_label")),
        Column("Places without a figure", _text("place_names")),
        Column("Why", _text("reason")),
    ]
    rows, where = queries.missing_figures(store), f"some of the {HOW_MANY} Places"
    if area_code != SYSTEM:
        where = areas()[area_code].area_name
        rows = rows[[where in names.split(", ") for names in rows["place_names"]]]
    indicators = number_format.counted(rows["indicator_id"].nunique(), "measure")
    subtitle = f"{number_format.capital(indicators)} without a figure for {where}"
    nothing = "No figure is missing: every indicator has a figure for every Place."
    if area_code != SYSTEM:
        nothing = f"No figure is missing: every indicator has a figure for {where}."
    title = "Figures that are missing, and why"
    return _listing("missing-figures", title, columns, rows, nothing, subtitle)


def build_sentence(store: Store, is_for_staff: bool = False) -> str:
    """What this build rests on, in two sentences. is_for_staff: as for `source_files`."""
    build = queries.build(store).iloc[0]
    files, refused = _files(store, is_for_staff), _refused(store, is_for_staff)
    origin = (
        "the figures that come with the dashboard"
        if build["is_embedded_default"]
        else "files loaded by the team that runs this dashboard"
    )
    return (
        f"These pages show {origin}: {len(queries.sources(store))} published sources,"
        f" {len(files)} files, {files['loaded_count'].sum():,} rows loaded and {len(refused):,}"
        f" refused. Built {build['built_at']:%-d %B %Y at %H:%M} (UTC) as build"
        f" {build['build_id']}, by version {build['code_version']} of the code."
    )


def _files(store: Store, is_for_staff: bool) -> pd.DataFrame:
    """The files. For everyone, those of figures as they are, and of people's voice only that there
    are some: set beside what is counted on other pages, rows that came in, or were refused, would
    say how many suggest a risk of harm; and a name or a note may be somebody's."""
    rows = queries.source_files(store)
    rows[COUNTS] = rows[COUNTS].astype("Int64")
    if is_for_staff:
        return rows
    rows = rows[rows["layout"] != ""].reset_index(drop=True)  # nobody knows what the others hold
    is_voice = rows["layout"].str.startswith(VOICE)
    kind = rows["layout"].str.removeprefix(VOICE).str.replace("_", " ")
    rows.loc[is_voice, COUNTS] = pd.NA
    rows.loc[is_voice, ["note", "sha256", "source_file_id"]] = ""
    rows.loc[is_voice, "path"] = "People's voice: " + kind[is_voice]
    return rows


def _refused(store: Store, is_for_staff: bool) -> pd.DataFrame:
    rows = queries.rejected_rows(store)
    is_figures = (rows["layout"] != "") & ~rows["layout"].str.startswith(VOICE)
    if is_for_staff:
        return rows.drop(columns="layout")
    return rows[is_figures].drop(columns=["layout", "raw_text"])


def _listing(
    finding_id: str,
    title: str,
    columns: list[Column],
    rows: pd.DataFrame,
    nothing: str,
    subtitle: str = "",
) -> Finding:
    return Finding(
        finding_id=finding_id,
        title=title,
        subtitle="" if rows.empty else subtitle,
        sentence=nothing if rows.empty else "",
        table=data_table(title, columns, tuples(rows.head(ROWS_SHOWN)), rows),
        link=Link.to("about_the_data"),
    )


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


def _publication(row: Any) -> Cell:
    """Its name, which leads to the publisher where we have an address."""
    is_link = row.address.startswith(("https://", "http://"))
    return cell(Words(row.publication, Link(row.address) if is_link else None))
