"""Insight report: figures, voices, silence and responses of one Place, or of the system."""

import streamlit as st

from insight.export.insight_report import insight_report
from insight.store import queries
from pages import data
from pages.controls import choices
from pages.insight_report.body import report_body
from pages.ui import downloads, finding

if data.query(queries.places).empty:
    finding.title("Nothing to show yet")
    finding.empty("There are no Places in this build", "Build the store again.")
    st.stop()

area_code, _ = choices.place(with_system=True)
report = data.shared(insight_report, area_code=area_code)
finding.title(report.title, f"{report.subtitle} on one page, to read or to save.")
downloads.report(report)
finding.write(data.shared(report_body, area_code=area_code))
finding.say(report.built, "caveat")
