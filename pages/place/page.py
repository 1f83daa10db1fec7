"""One Place: who lives there, its neighbourhoods, and how it stands on every indicator."""

import streamlit as st

from insight.store import queries
from pages import data
from pages.controls import choices
from pages.overview import places_table
from pages.place import neighbourhoods, profile, residents
from pages.ui import core20_plus, downloads, figures_and_voices, maps, panels

if data.query(queries.places).empty:
    panels.title("Nothing to show yet")
    panels.empty("There are no Places in this build", "Build the store again.")
    st.stop()

with st.container(horizontal=True, vertical_alignment="bottom", key="pickers"):
    place_code, place = choices.place()
    against = choices.benchmark()
    benchmark_code, benchmark, confidence = against.code, against.name, against.confidence
indicators = data.shared(
    profile.profile,
    place_code=place_code,
    place=place,
    benchmark_code=benchmark_code,
    benchmark=benchmark,
    confidence=confidence,
    is_open=not choices.is_phone(),
)
edition = choices.edition_in_address()
panels.title(place, data.shared(core20_plus.of_place, place_code=place_code, edition=edition))
st.html(indicators.contents)

left, right = st.columns(2, gap="large")
with left:
    panels.heading("Who lives here", f"Residents of {place} beside the nine Places together")
    people = data.shared(residents.who_lives_here, place_code=place_code, place=place)
    st.html(people.tables)
    panels.under("residents", people.frame, residents.SOURCES, title=f"Who lives in {place}")
with right:
    panels.heading("Where deprivation is", f"Neighbourhoods of {place} by national decile")
    with st.container(horizontal=True):
        edition = choices.edition()
        shape = choices.shape(maps.shapes(maps.DRAWN_FOR[edition]))
    picked = {"edition": edition, "shape": shape, "place_code": place_code}
    drawn = data.shared(maps.deprivation, **picked)
    maps.draw(drawn, "place-map", places_table.DEPRIVATION_SOURCES[edition])

panels.heading(f"{place} beside {benchmark}", indicators.chance)
for table in indicators.topics:
    st.html(table)
panels.say(profile.LEADS, "source")
panels.under(
    "indicators", indicators.frame, caveat=profile.TRENDS, title=f"{place} beside {benchmark}"
)

panels.heading(f"Neighbourhoods of {place}", "About 1,500 people each; decile 1 is most deprived")
neighbourhoods.searchable_list(place_code, place)

figures_and_voices.section(area_code=place_code)

downloads.board_pack(place_code, place)
