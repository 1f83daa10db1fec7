"""One Place: in short first, then who lives there and how it stands, topic by topic."""

import streamlit as st

from insight.findings import Link
from insight.findings import maps as map_findings
from insight.findings.in_short import place_in_short
from insight.findings.place_profile import place_profile
from insight.findings.pyramid import pyramid
from insight.findings.residents import KINDS, residents
from insight.language import sentences
from insight.reference.vocabulary import TOPICS
from insight.store import queries
from pages import data
from pages.controls import address, choices
from pages.place import topics
from pages.ui import downloads, figures_and_voices, finding, in_short, maps, table

# Its neighbourhoods have an address of their own; links to the list lead there.
if address.view().get("find") or address.view().get("rank"):
    st.switch_page("pages/neighbourhoods/page.py", query_params=address.current())

if data.query(queries.places).empty:
    finding.title("Nothing to show yet")
    finding.empty("There are no Places in this build", "Build the store again.")
    st.stop()

with choices.folded("Another Place, compare, save or copy"):
    place_code, place = choices.place()
    benchmark = choices.benchmark()
    downloads.board_pack(place_code)
    downloads.leading_finding(place_code, benchmark)
picked = {"place_code": place_code, "benchmark": benchmark}
by_topic = {each: data.shared(place_profile, topic=each, **picked) for each in TOPICS}
shown = {name: found for name, found in by_topic.items() if found is not None}

finding.title(place)
left, right = st.columns([7, 5], gap="large")
with left:
    in_short.show(data.shared(place_in_short, **picked))
with right:
    finding.heading("Where deprivation is", f"Neighbourhoods of {place} by national decile")
    with st.container(horizontal=True):
        edition = choices.edition()
        shape = choices.shape(maps.shapes(map_findings.LAYERS[edition]))
    core20 = data.query(queries.core20_people, edition=edition)
    finding.say(sentences.core20_place_sentence(core20, place_code, edition))
    drawn = {"edition": edition, "shape": shape, "place_code": place_code}
    finding.figure(data.shared(map_findings.deprivation_map, **drawn))
    listed = Link.to("neighbourhoods", place=place_code)
    finding.write(table.onward(f"Neighbourhoods of {place}, to search and rank", listed))

every = data.shared(place_profile, **picked)
if every is not None:
    finding.heading(every.title, every.sentence)
    finding.write(topics.folds(shown, benchmark.name))
    finding.say(topics.LEADS, "source")
    finding.say(every.caveat, "caveat")
    downloads.menu(every)

people = data.shared(residents, area_code=place_code)
if people is not None:
    parts = [data.shared(residents, area_code=place_code, kind=kind) for kind in KINDS]
    with st.expander(people.title):
        finding.write(finding.said(people.subtitle, "subtitle"), finding.said(people.sentence))
        finding.write(table.tables([each.table for each in parts if each is not None], "bars"))
        finding.foot(people)

ages = data.shared(pyramid, area_code=place_code)
if ages is not None:
    finding.fold(ages)

figures_and_voices.section(area_code=place_code)
