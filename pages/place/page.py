"""One Place: who lives there, its neighbourhoods, and how it stands on every indicator."""

import streamlit as st

from insight.findings import maps as map_findings
from insight.findings.place_profile import place_profile
from insight.findings.pyramid import pyramid
from insight.findings.residents import KINDS, residents
from insight.language import sentences
from insight.reference.vocabulary import TOPICS
from insight.store import queries
from pages import data
from pages.controls import choices
from pages.place import neighbourhoods, topics
from pages.ui import downloads, figures_and_voices, finding, maps, place_search, table

if data.query(queries.places).empty:
    finding.title("Nothing to show yet")
    finding.empty("There are no Places in this build", "Build the store again.")
    st.stop()

place_search.box()

with st.container(horizontal=True, vertical_alignment="bottom", key="pickers"):
    place_code, place = choices.place()
    benchmark = choices.benchmark()
picked = {"place_code": place_code, "benchmark": benchmark}
by_topic = {each: data.shared(place_profile, topic=each, **picked) for each in TOPICS}
shown = {name: found for name, found in by_topic.items() if found is not None}

edition = choices.edition_in_address()
core20 = data.query(queries.core20_people, edition=edition)
finding.title(place, sentences.core20_place_sentence(core20, place_code, edition))
finding.write(topics.contents(shown, benchmark.name))

left, right = st.columns(2, gap="large")
people = data.shared(residents, area_code=place_code)
with left:
    if people is not None:
        finding.head(people)
        parts = [data.shared(residents, area_code=place_code, kind=kind) for kind in KINDS]
        finding.write(table.tables([each.table for each in parts if each is not None], "bars"))
        finding.foot(people)
    ages = data.shared(pyramid, area_code=place_code)
    if ages is not None:
        finding.show(ages)
with right:
    finding.heading("Where deprivation is", f"Neighbourhoods of {place} by national decile")
    with st.container(horizontal=True):
        edition = choices.edition()
        shape = choices.shape(maps.shapes(map_findings.LAYERS[edition]))
    drawn = {"edition": edition, "shape": shape, "place_code": place_code}
    finding.figure(data.shared(map_findings.deprivation_map, **drawn))

every = data.shared(place_profile, **picked)
if every is not None:
    finding.heading(every.title, every.sentence)
    for name, found in shown.items():
        finding.write(topics.topic(name, found, is_open=not choices.is_phone()))
    finding.say(topics.LEADS, "source")
    finding.say(every.caveat, "caveat")
    downloads.menu(every)

neighbourhoods.searchable_list(place_code)

figures_and_voices.section(area_code=place_code)

downloads.board_pack(place_code)
