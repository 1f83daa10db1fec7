"""Voices: what people say, by Place and group, with how much was heard and from whom."""

import streamlit as st

from insight.findings import themes, voices
from insight.findings.patient_surveys import patient_surveys
from insight.findings.themes_over_time import themes_over_time
from insight.language.sentences import voices as words
from insight.store import queries
from pages import data
from pages.controls import choices, voice_choices
from pages.ui import demonstration, finding, table
from pages.ui import voices as drawing

LOOK = "stacked voices"

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
        "Put an export of feedback into data/raw, in the layout of data/templates, and build.",
    )
    if surveys is not None:
        finding.show(surveys, "stacked")
    st.stop()

few = data.shared(voices.put_forward, **whose)
quotes = data.shared(voices.quotes, area_code=area_code, theme_id=theme_id)
demonstration.banner(any(each.is_demonstration for each in (comments, few, quotes) if each))
finding.title(comments.title, comments.sentence)

if few is not None:
    finding.head(few)
    finding.write(table.listing(few.table.rows, "plain promoted"))
    finding.foot(few)

shown = data.shared(themes.themes, theme_id=theme_id, **whose)
if shown is None:
    finding.empty("Nothing to show for this group here", words.NOTHING_SHOWN)
else:
    finding.head(shown)
    finding.write(table.table(shown.table, LOOK))
    finer = None if theme_id else data.shared(themes.themes_in_detail, **whose)
    if finer is not None:
        with st.expander(finer.title):
            finding.write(table.table(finer.table, LOOK))
    finding.foot(shown)

if group_id == voice_choices.EVERYONE:
    of = {"area_code": area_code, "theme_id": theme_id, "columns": 2 if choices.is_phone() else 4}
    over_time = [data.shared(themes_over_time, length=each, **of) for each in ("month", "quarter")]
    moving = [each for each in over_time if each is not None]
    if not moving:
        finding.heading("Themes over time")
        smallest = data.current_store().smallest_base
        finding.empty("Too few to draw", words.too_few_over_time(smallest))
    for each in moving:
        finding.show(each)

if quotes is None:
    finding.heading("In people's own words")
    finding.empty("No quotes to show", words.NO_QUOTES)
else:
    finding.head(quotes)
    finding.write(drawing.quotes(quotes.table))
    finding.foot(quotes)

if surveys is not None:
    finding.show(surveys, "stacked")
heard = data.shared(voices.collection_methods, area_code=area_code)
if heard is not None:
    finding.show(heard, "stacked")
labels = data.shared(voices.machine_labels)
finding.head(labels)
with st.expander("Theme by theme"):
    finding.write(table.table(labels.table))
finding.foot(labels)
finding.say(words.redaction_sentence(data.query(queries.redactions)))
