"""One indicator: areas compared, change over time, small areas, groups, and what it means."""

import streamlit as st

from insight.analysis import comparisons
from insight.language import sentences
from insight.store import queries
from pages import data
from pages.controls import choices
from pages.indicator import charts, sections, tables
from pages.ui import figures_and_voices, panels

listed = data.query(queries.indicators)
if listed.empty:
    panels.title("Nothing to show yet")
    panels.empty("There are no indicators in this build", "Build the store again.")
    st.stop()

indicator_id = choices.indicator(queries.indicators)
has = listed.set_index("indicator_id").loc[indicator_id]
about = data.query(queries.indicator, indicator_id=indicator_id)

panels.title(about["plain_name"], about["definition"])

if has["has_places"]:
    latest = data.query(comparisons.latest_comparison, indicator_id=indicator_id)
    england = latest["benchmark_value"].iloc[0]
    panels.say(sentences.places_sentence(latest, about, "England", england))
    sections.compare(indicator_id)
    columns = 2 if choices.is_phone() else 3
    change = data.shared(charts.over_time, indicator_id=indicator_id, columns=columns)
    if change is not None:
        with st.container(key="multiples"):
            panels.show(f"{indicator_id}-over-time", change)
else:
    elsewhere = data.shared(charts.elsewhere, indicator_id=indicator_id)
    if elsewhere is not None:
        panels.show(f"{indicator_id}-elsewhere", elsewhere)
if has["has_neighbourhoods"]:
    sections.small_areas(indicator_id, has["has_neighbourhoods"])
if has["has_groups"]:
    sections.by_group(indicator_id)

panels.heading("What this figure means")
st.html(tables.meaning(about))

figures_and_voices.section(indicator_id=indicator_id)
