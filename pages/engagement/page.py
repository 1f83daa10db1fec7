"""Who has been heard: who was asked and how, beside who lives there, and what is already known."""

import streamlit as st

from insight.language.sentences import engagement as words
from insight.reference.areas import SYSTEM, areas
from insight.store import queries
from pages import data
from pages.controls import choices
from pages.engagement import citizens_panel, engagement_reach, past_engagement, survey_answers
from pages.ui import demonstration, panels

smallest = data.current_store().smallest_base
every_place = data.shared(engagement_reach.places, smallest=smallest)
if every_place is None:
    panels.title("Nothing to show yet")
    panels.empty("There are no Places in this build", "Build the store again.")
    st.stop()

with st.container(horizontal=True, vertical_alignment="bottom", key="pickers"):
    area_code, area = choices.place(with_system=True)
where = {"area_code": area_code, "area": area}

activities = data.query(queries.activities)
surveys = data.query(queries.survey_questions)
demonstration.banner(
    any(frame["is_demonstration"].any() for frame in (every_place.frame, activities, surveys))
    or data.shared(citizens_panel.is_demonstration)
)
panels.title(every_place.title, words.activity_sentence(activities, areas()[SYSTEM].area_name))

panels.heading("Where people were asked and heard", every_place.subtitle)
panels.say(every_place.sentence)
st.html(every_place.table)
panels.under(
    "heard-by-place",
    every_place.frame,
    every_place.source_ids,
    every_place.caveat,
    title="Who lives there, and who was heard",
)

panels.show("groups-reached", data.shared(engagement_reach.groups, smallest=smallest, **where))

used = data.shared(engagement_reach.methods, **where)
if used is None:
    panels.heading(f"How people were asked: {area}")
    panels.empty("No activity on record here", words.ACTIVITY_CAVEAT)
else:
    panels.show("methods", used)

panels.heading("Search before you ask again", words.ASKED_BEFORE)
past_engagement.searchable_list()

survey_answers.section(smallest=smallest, **where)

panel = data.shared(citizens_panel.shape, smallest=smallest)
if panel is None:
    panels.heading("The Citizens' Panel")
    panels.empty(
        "No panel to show",
        f"None has been loaded, or it has fewer than {smallest} members.",
    )
else:
    panels.show("citizens-panel", panel)
