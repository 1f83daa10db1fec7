"""Voices: what people say, by Place and group, with how much was heard and from whom."""

import streamlit as st

from insight.findings import themes, voices
from insight.findings.patient_surveys import patient_surveys
from insight.language.sentences import voices as words
from insight.store import queries
from pages import data
from pages.controls import choices, voice_choices
from pages.ui import demonstration, finding
from pages.voices import sections

with st.container(horizontal=True, vertical_alignment="bottom", key="pickers"):
    area_code, _ = choices.place(with_system=True)
    group_id, _ = voice_choices.group()
    theme_id, theme = voice_choices.theme()
whose = {"area_code": area_code, "group_id": group_id}

surveys = data.shared(patient_surveys, area_code=area_code)
comments = data.shared(themes.comments, **whose)
if comments is None:
    finding.title("Nothing to show yet")
    finding.empty(
        "No comments have been loaded",
        "Put what people told you into data/raw, in the layout of data/templates, and build.",
    )
    if surveys is not None:
        finding.show(surveys, "stacked")
    st.stop()

is_invented = comments.is_demonstration
finding.title(comments.heading, "" if is_invented else comments.sentence)
if is_invented and surveys is not None:
    finding.show(surveys, "stacked")
with demonstration.section(is_invented):
    if is_invented:
        finding.say(comments.sentence)
    sections.put_forward(area_code, group_id)
    sections.by_theme(area_code, group_id, theme_id)
    sections.quotes(area_code, theme_id)
    if group_id == voice_choices.EVERYONE:
        sections.over_time(area_code, theme_id)
    heard = data.shared(voices.collection_methods, area_code=area_code)
    if heard is not None:
        finding.fold(heard, "stacked")
if surveys is not None and not is_invented:
    finding.show(surveys, "stacked")
sections.machine_labels()
smallest = data.current_store().smallest_base
finding.say(words.redaction_sentence(data.query(queries.redactions), smallest))
