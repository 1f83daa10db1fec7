"""Insight report: figures, voices, silence and answers of one Place, or of the system."""

import streamlit as st

from insight import questions
from pages.parts import answers, beside, choices, demonstration, panels, report

if answers.ask(questions.places).empty:
    panels.title("Nothing to show yet")
    panels.empty("There are no Places in this build", "Build the store again.")
    st.stop()

area_code, area = choices.place(with_system=True)
found = answers.drawn(report.report, area_code=area_code, area=area)
demonstration.banner(found.is_demonstration)
panels.title(found.title, "Figures, voices, silence and answers on one page, to read or to save.")
report.save(found, area_code)
st.html(answers.drawn(report.body, area_code=area_code, area=area))
panels.under("insight-report", answers.drawn(beside.frame, area_code=area_code), caveat=found.built)
