"""One Place: who lives there, its neighbourhoods, and how it stands on every indicator."""

import streamlit as st

from insight import questions, sentences, summaries
from pages.parts import answers, choices, maps, neighbourhoods, panels, profile, residents

if answers.ask(questions.places).empty:
    panels.title("Nothing to show yet")
    panels.empty("There are no Places in this build", "Build the store again.")
    st.stop()

with st.container(horizontal=True, vertical_alignment="bottom", key="pickers"):
    place_code, place = choices.place()
    benchmark_code, benchmark = choices.benchmark()
edition = choices.edition_in_address()
core20 = answers.ask(questions.core20_people, edition=edition)
rows = answers.ask(summaries.profile, place_code=place_code, benchmark_code=benchmark_code)

panels.title(place, sentences.core20_place_sentence(core20, place_code, edition))
st.html(profile.contents(rows, benchmark))

left, right = st.columns(2, gap="large")
with left:
    panels.heading("Who lives here", f"Residents of {place} beside the nine Places together")
    people = answers.ask(questions.residents, area_code=place_code)
    rural = answers.ask(questions.rural_urban, area_code=place_code)
    st.html("".join(residents.kind_tables(people, rural, place)))
    panels.under("residents", people, panels.sources(*residents.SOURCES))
with right:
    panels.heading("Where deprivation is", f"Neighbourhoods of {place} by national decile")
    with st.container(horizontal=True):
        edition = choices.edition()
        shape = choices.shape(maps.shapes(maps.DRAWN_FOR[edition]))
    drawn = answers.ask(maps.deprivation, edition=edition, shape=shape, place_code=place_code)
    maps.draw(drawn, "place-map")

panels.heading(f"{place} beside {benchmark}", sentences.chance_sentence(rows["verdict"]))
for topic, group in profile.by_topic(rows):
    st.html(profile.topic_table(group, topic, place, benchmark))
panels.under("indicators", profile.as_frame(rows), profile.SOURCE)

panels.heading(f"Neighbourhoods of {place}", "About 1,500 people each; decile 1 is most deprived")
neighbourhoods.searchable_list(place_code, place)
