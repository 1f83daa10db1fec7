"""Who has been heard: who was asked and how, beside who lives there."""

import streamlit as st

from insight.findings import Link
from insight.findings.engagement_reach import engagement_methods, reach_by_group, reach_by_place
from insight.language.sentences import engagement as words
from pages import data
from pages.controls import address, choices
from pages.ui import demonstration, finding, table

# Members of the panel are not counted for the public.
PANEL = {
    False: "Who is missing from the Citizens' Panel",
    True: "What people answered in surveys",
}
# What this page once held has addresses of its own; links to it lead there.
if address.view().get("find"):
    st.switch_page("pages/past_engagement/page.py", query_params=address.current())
if address.view().get("question"):
    st.switch_page("pages/citizens_panel/page.py", query_params=address.current())

by_place = data.shared(reach_by_place)
if by_place is None:
    finding.title("Nothing to show yet")
    finding.empty("There are no Places in this build", "Build the store again.")
    st.stop()

with st.container(horizontal=True, vertical_alignment="bottom", key="pickers"):
    area_code, area = choices.place(with_system=True)

finding.title(by_place.title)
finding.heading("Where people were asked and heard", by_place.subtitle)
with demonstration.section(by_place.is_demonstration):
    finding.write(finding.said(by_place.sentence), table.table(by_place.table, "stacked reached"))
    finding.foot(by_place)
    finding.fold(data.shared(reach_by_group, area_code=area_code), "groups-heard")
    methods = data.shared(engagement_methods, area_code=area_code)
    if methods is None:
        finding.heading(f"How people were asked: {area}")
        finding.empty("No activity on record here", words.ACTIVITY_CAVEAT)
    else:
        finding.fold(methods, "groups-heard")
finding.write(
    table.onward("Search what has been asked before", Link.to("asked_before")),
    table.onward(PANEL[data.current_store().is_public], Link.to("citizens_panel")),
)
