"""Voice beside figures: each subject's figures and what people say, and one word for the two."""

import streamlit as st

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

surveys = data.shared(patient_surveys, area_code=area_code)
finding.title(found.heading, "" if found.is_demonstration else found.sentence)
if found.is_demonstration and surveys is not None:
    finding.fold(surveys, "stacked")
with demonstration.section(found.is_demonstration):
    if found.is_demonstration:
        finding.say(found.sentence)
    finding.heading(figures_and_voices.HEADING, found.subtitle)
    groups.listed(area_code, area, order)
    with st.expander("What the words and squares mean"):
        finding.write(groups.KEY)
    finding.foot(found)
if surveys is not None and not found.is_demonstration:
    finding.fold(surveys, "stacked")
