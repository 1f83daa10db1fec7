"""The parts of the Voices page."""

from __future__ import annotations

import streamlit as st

from insight.findings import themes, voices
from insight.findings.themes_over_time import themes_over_time
from insight.language.sentences import voices as words
from pages import data
from pages.controls import choices
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


def over_time(area_code: str, theme_id: str) -> None:
    """What people talk about more or less often than they did, by month and by quarter."""
    of = {"area_code": area_code, "theme_id": theme_id, "columns": 2 if choices.is_phone() else 4}
    drawn = [data.shared(themes_over_time, length=each, **of) for each in ("month", "quarter")]
    moving = [each for each in drawn if each is not None]
    if not moving:
        finding.heading("Themes over time")
        smallest = data.current_store().smallest_base
        finding.empty("Too few to draw", words.too_few_over_time(smallest))
    for each in moving:
        finding.show(each)


def quotes(area_code: str, theme_id: str) -> None:
    """What people agreed to be quoted with."""
    found = data.shared(voices.quotes, area_code=area_code, theme_id=theme_id)
    if found is None:
        finding.heading("In people's own words")
        finding.empty("No quotes to show", words.NO_QUOTES)
        return
    finding.head(found)
    finding.write(drawing.quotes(found.table))
    finding.foot(found)


def machine_labels() -> None:
    """How well a machine names the themes of a comment."""
    labels = data.shared(voices.machine_labels)
    finding.head(labels)
    with st.expander("Theme by theme"):
        finding.write(table.table(labels.table))
    finding.foot(labels)
