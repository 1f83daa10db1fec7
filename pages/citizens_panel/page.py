"""The Citizens' Panel: who is missing from it, and how people answered its questions."""

import streamlit as st

from insight.findings.citizens_panel import citizens_panel
from pages import data
from pages.citizens_panel import sections
from pages.controls import choices
from pages.ui import demonstration, finding

with st.container(horizontal=True, vertical_alignment="bottom", key="pickers"):
    area_code, _ = choices.place(with_system=True)

store = data.current_store()
panel = data.shared(citizens_panel)
finding.title(panel.heading if panel else "The Citizens' Panel")
if store.is_public:
    finding.empty(
        "Who is on the panel is not shown here",
        "Its members are few. Counts of them by Place, age or ethnic group could point at one"
        " person as people join and leave. So only the team sees them. What the panel answered is"
        " below.",
    )
elif panel is None:
    finding.empty(
        "No panel to show",
        f"None has been loaded, or it has fewer than {store.smallest_base} members.",
    )
else:
    with demonstration.section(panel.is_demonstration):
        sections.panel_by_kind(panel)
sections.survey(area_code)
