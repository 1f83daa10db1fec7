"""One indicator: areas compared, change over time, small areas, groups, and what it means."""

import streamlit as st

from insight import questions, sentences, summaries
from pages.parts import answers, choices, figures, panels

listed = answers.ask(questions.indicators)
if listed.empty:
    panels.title("Nothing to show yet")
    panels.empty("There are no indicators in this build", "Build the store again.")
    st.stop()

indicator_id = choices.indicator(listed)
has = listed.set_index("indicator_id").loc[indicator_id]
about = answers.ask(questions.indicator, indicator_id=indicator_id)
headline = answers.ask(summaries.headline, indicator_id=indicator_id)

panels.title(about["plain_name"], about["definition"])
if headline is not None:
    england = headline.values["benchmark_value"].iloc[0]
    panels.say(sentences.places_sentence(headline.values, about, "England", england))

if has["has_places"]:
    figures.compare_areas(about)
    figures.over_time(about)
else:
    figures.other_areas(about)
if has["has_neighbourhoods"]:
    figures.small_areas(about, has["has_neighbourhoods"])
if has["has_groups"]:
    figures.groups(about)
figures.meaning(about)
