"""You said, we did: what people said, what was decided, what came of it, and who was told."""

import streamlit as st

from insight.findings.ideas import ideas
from insight.findings.responses import response_measures, responses
from insight.language.sentences import responses as words
from insight.reference.areas import SYSTEM
from pages import data
from pages.controls import choices, voice_choices
from pages.responses import answer, sections
from pages.ui import demonstration, finding

with st.container(horizontal=True, vertical_alignment="bottom", key="pickers"):
    area_code, _ = choices.place(with_system=True)
    theme_id, _ = voice_choices.theme()
    status = voice_choices.status()
chosen = {"area_code": area_code, "theme_id": theme_id}

found = data.shared(responses, **chosen, status=status)
idea_list = data.shared(ideas, area_code=area_code)
if found is None and data.shared(ideas, area_code=SYSTEM) is None:
    finding.title("Nothing to show yet")
    finding.empty("No responses have been loaded", words.NO_RESPONSES)
    answer.offer()
    st.stop()

is_invented = any(each.is_demonstration for each in (found, idea_list) if each)
if found is None:
    finding.title("No responses have been loaded", words.NO_RESPONSES)
else:
    finding.title(found.heading, "" if is_invented else found.sentence)
with demonstration.section(is_invented):
    if found is not None:
        measures = data.shared(response_measures, **chosen)
        if is_invented:
            finding.say(found.sentence)
        if measures is not None:
            finding.write(sections.measures(measures.table))
        sections.listed(found)
    if idea_list is None:
        finding.empty("No ideas yet", "Nobody here has put one forward.")
    else:
        finding.fold(idea_list, "stacked ideas")

answer.offer()
