"""Inequality explorer: one measure by groups, the gap in every way it can be given."""

import streamlit as st
from markupsafe import Markup

from insight.findings import Link, gaps
from insight.store import queries
from pages import data
from pages.controls import choices, gap_choices
from pages.ui import finding, table

measures = data.query(queries.inequality_measures)
if measures.empty:
    finding.title("Nothing to show yet")
    finding.empty(
        "This build holds no figures by group",
        "Load figures by neighbourhood, GP practice or group of people, then build the store.",
    )
    st.stop()

indicator_id = choices.indicator(queries.inequality_measures)
measures = measures[measures["indicator_id"] == indicator_id]
with st.container(horizontal=True, vertical_alignment="bottom", key="pickers"):
    group_kind = gap_choices.group_kind(measures)
    asked = choices.edition()
    edition = gap_choices.fitting_edition(measures[measures["group_kind"] == group_kind], asked)
    picked = {"indicator_id": indicator_id, "group_kind": group_kind, "edition": edition}
    area_code, _ = gap_choices.area(picked)
finding.say(gap_choices.why_other_edition(asked, edition), "caveat")

words = data.shared(gaps.gap_summary, area_code=area_code, **picked)
finding.title(words.title, words.sentence)

groups = data.shared(gaps.gradient, area_code=area_code, **picked)
if groups is not None:
    left, right = st.columns([7, 5], gap="large")
    with left:
        finding.heading("From group to group", groups.subtitle)
        finding.say(words.slope)
        finding.picture(groups)
    with right:
        finding.heading("The gap in numbers", words.sizes_subtitle)
        finding.write(table.table(words.sizes, "sizes"))
        finding.say(words.people)
    finding.foot(groups, is_folded=True)

change = data.shared(gaps.gap_over_time, area_code=area_code, **picked)
if change is None:
    finding.heading("The gap over time")
    finding.empty("No change can be shown", words.why_no_change)
else:
    finding.show(change)

columns = 2 if choices.is_phone() else 3
places = data.shared(gaps.gap_in_places, columns=columns, **picked)
if places is None:
    finding.heading("The gap in each Place")
    finding.empty("No Place has a gap to show", words.why_no_places)
else:
    with st.container(key="multiples"):
        finding.show(places)
gradients = data.shared(gaps.gradients_in_places, columns=columns, **picked)
if gradients is not None:
    with st.container(key="gradients"):
        finding.show(gradients)
meaning = table.link("What this figure means", Link.to("indicator", indicator=indicator_id))
finding.write(Markup("<p>{}</p>").format(meaning))
