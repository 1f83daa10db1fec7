"""Inequality explorer: one measure by groups, the gap in every way it can be told."""

import streamlit as st

from insight.store import queries
from pages import data
from pages.controls import choices, gap_choices
from pages.ui import gaps, markup, panels

measures = data.query(queries.inequality_measures)
if measures.empty:
    panels.title("Nothing to show yet")
    panels.empty(
        "This build holds no figures by group",
        "Load figures by neighbourhood, GP practice or group of people, then build the store.",
    )
    st.stop()

indicator_id = choices.indicator(queries.inequality_measures)
measures = measures[measures["indicator_id"] == indicator_id]
about = data.query(queries.indicator, indicator_id=indicator_id)
with st.container(horizontal=True, vertical_alignment="bottom", key="pickers"):
    group_kind = gap_choices.group_kind(measures)
    asked = choices.edition()
    edition = gap_choices.fitting_edition(measures[measures["group_kind"] == group_kind], asked)
    picked = {"indicator_id": indicator_id, "group_kind": group_kind, "edition": edition}
    area_code, area = gap_choices.area(picked)
panels.say(gap_choices.why_other_edition(asked, edition), "caveat")

row, words = data.shared(gaps.gap_summary, area_code=area_code, **picked)
panels.title(words.title, words.sentence)

left, right = st.columns([7, 5], gap="large")
with left:
    groups = data.shared(gaps.gradient, area_code=area_code, **picked)
    panels.heading("From group to group", groups.subtitle)
    panels.say(words.slope)
    panels.draw("gradient", groups)
with right:
    panels.heading("The gap in numbers", f"{area}, {row['period_label']}")
    st.html(words.sizes)
    panels.say(words.people)
    panels.say(groups.caveat, "caveat")
panels.under(
    f"{indicator_id}-groups", groups.frame, groups.source_ids, about["caveat"], groups.table, groups
)

change = data.shared(gaps.over_time, area_code=area_code, **picked)
if change is None:
    panels.heading("The gap over time")
    panels.empty("No change can be shown", words.why_no_change)
else:
    panels.show(f"{indicator_id}-gap-over-time", change)

columns = 2 if choices.is_phone() else 3
places = data.shared(gaps.places, columns=columns, **picked)
if places is None:
    panels.heading("The gap in each Place")
    panels.empty("No Place has a gap to show", words.why_no_places)
else:
    with st.container(key="multiples"):
        panels.show(f"{indicator_id}-gap-in-places", places)
gradients = data.shared(gaps.gradients, columns=columns, **picked)
if gradients is not None:
    with st.container(key="gradients"):
        panels.show(f"{indicator_id}-groups-in-places", gradients)
st.html(f"<p>{markup.link('What this figure means', 'indicator', indicator=indicator_id)}</p>")
