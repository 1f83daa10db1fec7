"""Insight report: figures, voices, silence and answers of one Place, or of the system."""

import streamlit as st

from insight.store import queries
from pages import data
from pages.controls import choices
from pages.insight_report import report
from pages.ui import demonstration, figures_and_voices, panels

if data.query(queries.places).empty:
    panels.title("Nothing to show yet")
    panels.empty("There are no Places in this build", "Build the store again.")
    st.stop()

area_code, area = choices.place(with_system=True)
found = data.shared(report.report, area_code=area_code, area=area)
demonstration.banner(found.is_demonstration)
panels.title(found.title, "Figures, voices, silence and answers on one page, to read or to save.")
report.save(found, area_code)
st.html(data.shared(report.body, area_code=area_code, area=area))
panels.under(
    "insight-report", data.shared(figures_and_voices.frame, area_code=area_code), caveat=found.built
)
