"""Who has been heard: who was asked and how, beside who lives there, and what is already known."""

import streamlit as st

from insight.findings.citizens_panel import citizens_panel
from insight.findings.engagement_reach import engagement_methods, reach_by_group, reach_by_place
from insight.findings.past_engagement import past_engagement
from insight.language.sentences import engagement as words
from pages import data
from pages.controls import choices
from pages.engagement import sections
from pages.ui import demonstration, finding, table

by_place = data.shared(reach_by_place)
if by_place is None:
    finding.title("Nothing to show yet")
    finding.empty("There are no Places in this build", "Build the store again.")
    st.stop()

with st.container(horizontal=True, vertical_alignment="bottom", key="pickers"):
    area_code, area = choices.place(with_system=True)

past = data.shared(past_engagement)
panel = data.shared(citizens_panel)
demonstration.banner(any(each.is_demonstration for each in (by_place, past, panel) if each))
finding.title(by_place.title, past.sentence)

finding.heading("Where people were asked and heard", by_place.subtitle)
finding.write(finding.said(by_place.sentence), table.table(by_place.table, "stacked reached"))
finding.foot(by_place)

finding.show(data.shared(reach_by_group, area_code=area_code), "groups-heard")

methods = data.shared(engagement_methods, area_code=area_code)
if methods is None:
    finding.heading(f"How people were asked: {area}")
    finding.empty("No activity on record here", words.ACTIVITY_CAVEAT)
else:
    finding.show(methods, "groups-heard")

finding.heading("Search before you ask again", words.ASKED_BEFORE)
sections.searchable_list(past)

sections.survey(area_code)

if panel is None:
    finding.heading("The Citizens' Panel")
    finding.empty(
        "No panel to show",
        f"None has been loaded, or it has fewer than {data.current_store().smallest_base} members.",
    )
else:
    sections.panel_by_kind(panel)
