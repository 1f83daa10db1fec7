"""Figures and voices side by side, as a table of subjects; and the short form other pages carry."""

from __future__ import annotations

import streamlit as st

from insight.remembering import share
from insight.sentences import beside as words
from insight.standing import SYSTEM
from insight.store import Store
from insight.voice import agreement
from insight.voice.agreement import Beside
from pages.parts import answers, beside_cells, demonstration, marks, panels, tables
from pages.parts.tables import Column

PAGE = "voice_beside_figures"
HEADING = "What people say beside the figures"
CAVEAT = (
    f"{words.NOT_CAUSE} Figures are set against England by their 95% intervals; voices count as"
    " mostly negative or positive from two thirds. People who are heard are not a sample of all."
)


def rows(
    store: Store,
    area_code: str = "",
    clinical_areas: tuple[str, ...] = (),
    indicator_id: str = "",
) -> list[Beside]:
    """Subjects in one area (or all), of these clinical areas, or measured by an indicator."""
    return [
        row
        for row in share(store, agreement.beside)
        if area_code in ("", row.area_code)
        and (not clinical_areas or row.topic.clinical_area in clinical_areas)
        and (not indicator_id or indicator_id in row.topic.indicator_ids)
    ]


def section(
    area_code: str = "",
    clinical_areas: tuple[str, ...] = (),
    indicator_id: str = "",
) -> None:
    """The short form at the end of another page; nothing where no subject fits.

    Without an area a subject is shown for the system and the nine Places.
    """
    of = {
        "area_code": area_code,
        "clinical_areas": clinical_areas,
        "indicator_id": indicator_id,
    }
    found = answers.drawn(rows, **of)
    if not found:
        return
    panels.heading(HEADING, "One word for the two sides; they stand side by side, no more")
    demonstration.banner(any(row.is_demonstration for row in found))
    st.html(answers.drawn(short_table, **of))
    link = marks.link("All of it, with how strong each side is", PAGE, place=area_code or SYSTEM)
    st.html(f'<p class="source">{link}</p>')
    panels.under("beside", beside_cells.frame(found), caveat=CAVEAT, title=HEADING)


def short_table(
    store: Store,
    area_code: str = "",
    clinical_areas: tuple[str, ...] = (),
    indicator_id: str = "",
) -> str:
    """Subject (and area), the figure, what people say, and the word."""
    found = rows(store, area_code, clinical_areas, indicator_id)
    first = Column("Subject", lambda row: row.topic.subject_name)
    if indicator_id:
        first = Column("Area", lambda row: row.area_name)
    columns = [
        first,
        Column(beside_cells.FIRST, beside_cells.figure_short, is_markup=True),
        Column("What people say", beside_cells.voice_short, is_markup=True),
        Column("Together", beside_cells.together, is_markup=True),
    ]
    if area_code or indicator_id:
        return tables.table(found, columns, HEADING, "stacked beside-short")
    of_system = [row for row in found if row.area_code == SYSTEM]
    columns.append(
        Column("In the nine Places", lambda row: beside_cells.in_places(row, found), is_markup=True)
    )
    return tables.table(of_system, columns, f"{HEADING}: nine Places together", "stacked")
