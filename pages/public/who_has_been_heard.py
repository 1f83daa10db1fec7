"""Who has been heard: who was asked and how, beside who lives there, and what is already known."""

import streamlit as st

from insight import questions
from insight.sentences import heard as words
from pages.parts import (
    answers,
    asked,
    choices,
    citizens_panel,
    demonstration,
    panels,
    reached,
    survey_answers,
)

smallest = answers.current_store().smallest_base
every_place = answers.drawn(reached.places, smallest=smallest)
if every_place is None:
    panels.title("Nothing to show yet")
    panels.empty("There are no Places in this build", "Build the store again.")
    st.stop()

with st.container(horizontal=True, vertical_alignment="bottom", key="pickers"):
    area_code, area = choices.place(with_system=True)
where = {"area_code": area_code, "area": area}

activities = answers.ask(questions.activities)
surveys = answers.ask(questions.survey_questions)
demonstration.banner(
    any(frame["is_demonstration"].any() for frame in (every_place.frame, activities, surveys))
    or answers.drawn(citizens_panel.is_demonstration)
)
panels.title(
    every_place.title, words.activity_sentence(activities, choices.BENCHMARK_NAMES[choices.SYSTEM])
)

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

panels.show("groups-reached", answers.drawn(reached.groups, smallest=smallest, **where))

used = answers.drawn(reached.methods, **where)
if used is None:
    panels.heading(f"How people were asked: {area}")
    panels.empty("No activity on record here", words.ACTIVITY_CAVEAT)
else:
    panels.show("methods", used)

panels.heading("Search before you ask again", words.ASKED_BEFORE)
asked.searchable_list()

survey_answers.section(smallest=smallest, **where)

panel = answers.drawn(citizens_panel.shape, smallest=smallest)
if panel is None:
    panels.heading("The Citizens' Panel")
    panels.empty(
        "No panel to show",
        f"None has been loaded, or it has fewer than {smallest} members.",
    )
else:
    panels.show("citizens-panel", panel)
