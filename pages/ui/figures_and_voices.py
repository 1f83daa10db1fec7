"""The short form of figures and voices side by side, at the end of other pages."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from insight.findings.figures_and_voices import subjects_in_short
from pages import data
from pages.ui import demonstration, finding, table

ALL = "All of it, with how strong each side is"


def section(
    area_code: str = "", clinical_areas: tuple[str, ...] = (), indicator_id: str = ""
) -> None:
    """Subjects of an area, of clinical areas or of an indicator; nothing where none fits.

    The choices are those of `subjects_in_short`.
    """
    found = data.shared(
        subjects_in_short,
        area_code=area_code,
        clinical_areas=clinical_areas,
        indicator_id=indicator_id,
    )
    if found is None:
        return
    with demonstration.section(found.is_demonstration, "beside"), st.expander(found.heading):
        finding.say(found.subtitle, "subtitle")
        if found.table.rows:
            finding.write(table.table(found.table, "stacked beside-short"))
        finding.say(found.sentence)
        if found.link:
            finding.write(Markup('<p class="source">{}</p>').format(table.link(ALL, found.link)))
        finding.foot(found)
