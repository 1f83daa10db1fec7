"""What the system looks like on one screen: deprivation, length of life, headline figures."""

import streamlit as st

from insight import questions, sentences, summaries
from pages.parts import answers, cards, choices, glance, maps, panels

edition = choices.edition_in_address()
places = answers.ask(summaries.nine_places, edition=edition)
if places.empty:
    panels.title("Nothing to show yet")
    panels.empty("There are no figures on deprivation", "Load the Indices of Deprivation first.")
    st.stop()

panels.title(glance.finding(places), sentences.core20_sentence(places, edition))

left, right = st.columns([8, 12], gap="large")
with left:
    with st.container(horizontal=True):
        edition = choices.edition()
        shape = choices.shape(maps.shapes(maps.DRAWN_FOR[edition]))
    maps.draw(answers.drawn(maps.deprivation, edition=edition, shape=shape), "overview-map")
with right:
    st.html(glance.table(places, edition))
    panels.under("nine-places", places, glance.SOURCES[edition], glance.caveat(places))

panels.heading(
    "Six figures to watch", "Lowest to highest of the nine Places, latest period, beside England"
)
headlines = [answers.ask(summaries.headline, indicator_id=each) for each in cards.HEADLINES]
known = [each for each in headlines if each]
st.html(cards.cards(known))
panels.say(cards.LEADS, "source")
panels.under("headlines", cards.as_frame(known))

panels.heading("What is new", "The figures with the latest periods")
newest = answers.ask(questions.newest, limit=6)
st.html(cards.news(newest))
