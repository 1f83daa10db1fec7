"""One indicator: areas compared, change over time, small areas, groups, and what it means."""

import streamlit as st

from insight import questions, sentences, summaries
from pages.parts import answers, beside, choices, explore, figure_tables, figures, panels

listed = answers.ask(questions.indicators)
if listed.empty:
    panels.title("Nothing to show yet")
    panels.empty("There are no indicators in this build", "Build the store again.")
    st.stop()

indicator_id = choices.indicator(questions.indicators)
has = listed.set_index("indicator_id").loc[indicator_id]
about = answers.ask(questions.indicator, indicator_id=indicator_id)

panels.title(about["plain_name"], about["definition"])

if has["has_places"]:
    latest = answers.ask(summaries.compared, indicator_id=indicator_id)
    england = latest["benchmark_value"].iloc[0]
    panels.say(sentences.places_sentence(latest, about, "England", england))
    explore.compare(indicator_id)
    columns = 2 if choices.is_phone() else 3
    change = answers.drawn(figures.over_time, indicator_id=indicator_id, columns=columns)
    if change is not None:
        with st.container(key="multiples"):
            panels.show(f"{indicator_id}-over-time", change)
else:
    elsewhere = answers.drawn(figures.elsewhere, indicator_id=indicator_id)
    if elsewhere is not None:
        panels.show(f"{indicator_id}-elsewhere", elsewhere)
if has["has_neighbourhoods"]:
    explore.small_areas(indicator_id, has["has_neighbourhoods"])
if has["has_groups"]:
    explore.by_group(indicator_id)

panels.heading("What this figure means")
st.html(figure_tables.meaning(about))

beside.section(indicator_id=indicator_id)
