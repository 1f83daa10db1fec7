"""Inequality: is it widening? One gap first, the others under "More ways to measure"."""

import streamlit as st

from insight.findings import gaps, widening
from insight.store import queries
from pages import data
from pages.controls import choices, gap_choices, measure_search
from pages.inequality import sections
from pages.ui import finding, measure_links

official = sections.official()
measures = data.query(queries.inequality_measures)
if not official and measures.empty:
    finding.title("Nothing to show yet")
    finding.empty(
        "This build holds no figures by group",
        "Load figures by neighbourhood, GP practice or group of people, then build the store.",
    )
    st.stop()

finding.title("Inequality: is it widening?", widening.HOW_TO_READ)
sections.widening_first(official)
if measures.empty:
    st.stop()

finding.heading("One measure, group by group", "Choose a measure, its groups and an area")
indicator_id = measure_search.indicator(queries.inequality_measures, "inequality")
measures = measures[measures["indicator_id"] == indicator_id]
with st.container(horizontal=True, vertical_alignment="bottom", key="pickers"):
    group_kind = gap_choices.group_kind(measures)
    measures = measures[measures["group_kind"] == group_kind]
    asked = choices.edition(set(measures["edition"]))
    edition = gap_choices.fitting_edition(measures, asked)
    picked = {"indicator_id": indicator_id, "group_kind": group_kind, "edition": edition}
    area_code, _ = gap_choices.area(picked)
finding.say(gap_choices.why_other_edition(asked, edition), "caveat")

words = data.shared(gaps.gap_summary, area_code=area_code, **picked)
finding.heading(words.title, words.sizes_subtitle)
finding.say(words.sentence)
measure_links.show(indicator_id, "inequality", area_code)
sections.groups(words, area_code, picked)
finding.heading("More ways to measure")
sections.change(words, area_code, picked)
sections.places(words, picked)
