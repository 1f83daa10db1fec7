"""Figures and voices side by side, as a table of subjects; and the short form other pages carry."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from insight.analysis.voices import subjects as agreement
from insight.analysis.voices.subjects import NEITHER, SILENT, WORDS, SubjectInArea
from insight.language import number_format
from insight.language.sentences import figures_and_voices as words
from insight.reference.areas import SYSTEM
from insight.store import Store, cached
from insight.visual import style
from pages import data
from pages.ui import demonstration, figures_and_voices_cells, markup, panels, tables
from pages.ui.tables import Column

PAGE = "voice_beside_figures"
HEADING = "What people say beside the figures"
WITHOUT_VOICE = (SILENT, NEITHER)
CAVEAT = (
    f"{words.NOT_CAUSE} Figures are set against England by their 95% intervals; voices count as"
    " mostly negative or positive from two thirds. People who are heard are not a sample of all."
)


def rows(
    store: Store,
    area_code: str = "",
    clinical_areas: tuple[str, ...] = (),
    indicator_id: str = "",
) -> list[SubjectInArea]:
    """Subjects in one area (or all), of these clinical areas, or measured by an indicator."""
    return [
        row
        for row in cached(store, agreement.subjects_by_area)
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

    Of clinical areas the system is shown with the nine Places counted; of an indicator, every
    area on the subjects it belongs to.
    """
    of = {
        "area_code": area_code,
        "clinical_areas": clinical_areas,
        "indicator_id": indicator_id,
    }
    found = data.shared(rows, **of)
    if not found:
        return
    own = [row for row in found if row.area_code == (area_code or SYSTEM)]
    if len(own) > 1:
        panels.heading(words.subjects_title(own, own[0].area_name), HEADING)
    else:
        panels.heading(HEADING, "One word for where the two stand; neither explains the other")
    demonstration.banner(any(row.is_demonstration for row in found))
    table = data.shared(short_table, **of)
    if table:
        st.html(table)
    if not clinical_areas:
        panels.say(_without_voice(found))
    link = markup.link("All of it, with how strong each side is", PAGE, place=area_code or SYSTEM)
    st.html(f'<p class="source">{link}</p>')
    panels.under("beside", data.shared(frame, **of), caveat=CAVEAT, title=HEADING)


def frame(store: Store, **of: Any) -> pd.DataFrame:
    """The rows as a table of words and numbers; `of` as in `rows`."""
    return figures_and_voices_cells.frame(rows(store, **of))


def _without_voice(found: list[SubjectInArea]) -> str:
    """What no voice may be shown on, in a line for each word instead of rows."""
    lines = []
    for word in WITHOUT_VOICE:
        names = [_name(row, found) for row in found if row.word == word]
        if names:
            lines.append(
                f"{number_format.capital(style.AGREEMENTS[word].word)}: {'; '.join(names)}."
            )
    return " ".join(lines)


def _name(row: SubjectInArea, found: list[SubjectInArea]) -> str:
    """What tells a row from the others: its subject, its area, or both."""
    subjects = {each.topic.subject_id for each in found}
    areas = {each.area_code for each in found}
    if len(areas) == 1:
        return row.topic.subject_name
    return row.area_name if len(subjects) == 1 else f"{row.area_name}, {row.topic.subject_name}"


def short_table(
    store: Store,
    area_code: str = "",
    clinical_areas: tuple[str, ...] = (),
    indicator_id: str = "",
) -> str:
    """The figure, what people say and the word, wherever a voice may be shown or a barrier named.

    Of clinical areas the system, with how many Places came to which word.
    """
    found = rows(store, area_code, clinical_areas, indicator_id)
    shown = [row for row in found if row.word not in WITHOUT_VOICE]
    columns = [
        Column("Area and subject", lambda row: _name(row, found)),
        Column(
            figures_and_voices_cells.FIRST, figures_and_voices_cells.figure_short, is_markup=True
        ),
        Column("What people say", figures_and_voices_cells.voice_short, is_markup=True),
        Column("Together", figures_and_voices_cells.together, is_markup=True),
    ]
    if clinical_areas:
        shown = [row for row in found if row.area_code == SYSTEM]
        columns[0] = Column("Subject", lambda row: row.topic.subject_name)
        columns.append(Column("Nine Places", partial(_in_places, found), is_markup=True))
    elif area_code:
        columns[0] = Column("Subject", lambda row: row.topic.subject_name)
    return tables.table(shown, columns, HEADING, "stacked beside-short") if shown else ""


def _in_places(found: list[SubjectInArea], row: SubjectInArea) -> str:
    """How many Places came to which word on the same subject."""
    same = [
        each.word
        for each in found
        if each.topic.subject_id == row.topic.subject_id and each.area_code != SYSTEM
    ]
    return "<br>".join(
        f"{markup.agreement(word)}: {same.count(word)}" for word in WORDS if word in same
    )
