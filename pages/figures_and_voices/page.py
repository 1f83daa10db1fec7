"""Voice beside figures: each subject's figures and what people say, and one word for the two."""

import streamlit as st
from markupsafe import Markup

from insight.findings import figures_and_voices
from insight.findings.patient_surveys import patient_surveys
from pages import data
from pages.controls import choices
from pages.figures_and_voices import groups
from pages.ui import demonstration, finding

ORDERS = {"subject": "By subject", "priority": "By stated priority"}

with st.container(horizontal=True, vertical_alignment="bottom", key="pickers"):
    area_code, area = choices.place(with_system=True)
    order = choices.press("Show", ORDERS, "show")

found = data.shared(figures_and_voices.subjects_side_by_side, area_code=area_code)
if found is None:
    finding.title("Nothing to show yet")
    finding.empty(
        "This build holds no subjects",
        "They are listed in the catalogue: add them there, then build the store.",
    )
    st.stop()

demonstration.banner(found.is_demonstration)
finding.title(found.title, found.sentence)
with st.expander("What the words and squares mean"):
    finding.write(groups.KEY)
finding.heading(figures_and_voices.HEADING, found.subtitle)
if order == "subject":
    parts = data.shared(figures_and_voices.subjects_by_care, area_code=area_code)
    finding.write(Markup().join(groups.group(each, is_open=True) for each in parts))
else:
    parts = data.shared(figures_and_voices.subjects_by_priority, area_code=area_code)
    drawn = (groups.group(each, is_open=bool(each.table.rows)) for each in parts)
    finding.write(Markup().join(drawn))
    if not parts:
        finding.say(f"No stated priority of {area} is loaded.")
finding.foot(found)
surveys = data.shared(patient_surveys, area_code=area_code)
if surveys is not None:
    finding.show(surveys, "stacked")
