"""Insight report: figures, voices, silence and answers of one Place, or of the system."""

import streamlit as st

from insight.findings.figures_and_voices import subjects_side_by_side
from insight.store import queries
from pages import data
from pages.controls import choices
from pages.insight_report import report
from pages.ui import demonstration, downloads, finding

if data.query(queries.places).empty:
    finding.title("Nothing to show yet")
    finding.empty("There are no Places in this build", "Build the store again.")
    st.stop()

area_code, area = choices.place(with_system=True)
found = data.shared(report.report, area_code=area_code, area=area)
demonstration.banner(found.is_demonstration)
finding.title(found.title, "Figures, voices, silence and answers on one page, to read or to save.")
report.save(found, area_code)
finding.write(data.shared(report.body, area_code=area_code, area=area))
finding.say(found.built, "caveat")
subjects = data.shared(subjects_side_by_side, area_code=area_code)
if subjects is not None:
    downloads.menu(subjects)
