"""The parts of the Voices page."""

from __future__ import annotations

import streamlit as st

from insight.findings import themes, voices
from insight.findings.themes_over_time import themes_over_time
from insight.language.sentences import voices as words
from pages import data
from pages.ui import finding, table
from pages.ui import voices as drawing

LOOK = "stacked voices"


def by_theme(area_code: str, group_id: str, theme_id: str) -> None:
    """What people talk about: the themes, and those below them to open."""
    whose = {"area_code": area_code, "group_id": group_id}
    shown = data.shared(themes.themes, theme_id=theme_id, **whose)
    if shown is None:
        finding.empty("Nothing to show for this group here", words.NOTHING_SHOWN)
        return
    finding.head(shown)
    finding.write(table.table(shown.table, LOOK))
    finer = None if theme_id else data.shared(themes.themes_in_detail, **whose)
    if finer is not None:
        with st.expander(finer.title):
            finding.write(table.table(finer.table, LOOK))
    finding.foot(shown)


def put_forward(area_code: str, group_id: str) -> None:
    """Themes of few voices that a person put forward, to be opened."""
    few = data.shared(voices.put_forward, area_code=area_code, group_id=group_id)
    if few is None:
        return
    with st.expander(few.heading):
        finding.write(
            finding.said(few.subtitle, "subtitle"),
            finding.said(few.sentence),
            table.listing(few.table.rows, "plain promoted"),
        )
        finding.foot(few)


def over_time(area_code: str, theme_id: str) -> None:
    """What people talk about more or less often than they did, by month and by quarter."""
    of = {"area_code": area_code, "theme_id": theme_id, "columns": finding.COLUMNS}
    drawn = [data.shared(themes_over_time, length=each, **of) for each in ("month", "quarter")]
    moving = [each for each in drawn if each is not None]
    if not moving:
        smallest = data.current_store().smallest_base
        finding.empty("Themes over time: too few to draw", words.too_few_over_time(smallest))
    for each in moving:
        finding.fold(each)


def quotes(area_code: str, theme_id: str) -> None:
    """What people agreed to be quoted with."""
    found = data.shared(voices.quotes, area_code=area_code, theme_id=theme_id)
    if found is None:
        finding.empty("No quotes to show", words.NO_QUOTES)
        return
    with st.expander(found.heading):
        finding.write(
            finding.said(found.subtitle, "subtitle"),
            finding.said(found.sentence),
            drawing.quotes(found.table),
        )
        finding.foot(found)


def machine_labels() -> None:
    """How well a machine names the themes of a comment."""
    finding.fold(data.shared(voices.machine_labels))
