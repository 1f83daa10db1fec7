"""The Citizens' Panel: who is missing from it, and how people answered its questions."""

import streamlit as st

from insight.findings.citizens_panel import citizens_panel
from pages import data
from pages.citizens_panel import sections
from pages.controls import choices
from pages.ui import demonstration, finding

with st.container(horizontal=True, vertical_alignment="bottom", key="pickers"):
    area_code, _ = choices.place(with_system=True)

panel = data.shared(citizens_panel)
finding.title(panel.heading if panel else "The Citizens' Panel")
if panel is None:
    finding.empty(
        "No panel to show",
        f"None has been loaded, or it has fewer than {data.current_store().smallest_base} members.",
    )
else:
    with demonstration.section(panel.is_demonstration):
        sections.panel_by_kind(panel)
sections.survey(area_code)
