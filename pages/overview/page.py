"""What the system looks like on one screen: deprivation, length of life, headline figures."""

import streamlit as st

from insight.findings import maps as map_findings
from insight.findings.headlines import headlines
from insight.findings.key_findings import key_findings
from insight.findings.places_overview import places_overview
from insight.store import queries
from pages import data
from pages.controls import choices
from pages.overview import cards
from pages.ui import downloads, finding, maps, place_search, table

place_search.box()

nine = data.shared(places_overview, edition=choices.edition_in_address())
if nine is None:
    finding.title("Nothing to show yet")
    finding.empty("There are no figures on deprivation", "Load the Indices of Deprivation first.")
    st.stop()

finding.title(nine.title, nine.sentence)

left, right = st.columns([8, 12], gap="large")
with left:
    with st.container(horizontal=True):
        edition = choices.edition()
        shape = choices.shape(maps.shapes(map_findings.LAYERS[edition]))
    finding.figure(data.shared(map_findings.deprivation_map, edition=edition, shape=shape))
with right:
    finding.write(table.table(nine.table, "glance"))
    finding.foot(nine)

with st.container(horizontal=True, key="beside"):
    benchmark = choices.benchmark()

strongest = data.shared(key_findings, benchmark=benchmark)
if strongest is not None:
    finding.head(strongest)
    finding.write(table.listing(strongest.table.rows, "findings"))
    finding.foot(strongest)

six = data.shared(headlines, benchmark=benchmark)
finding.head(six)
finding.write(cards.cards(six.table))
finding.foot(six)

finding.heading("What is new", "The figures with the latest periods")
finding.write(cards.news(data.query(queries.newest, limit=6)))

downloads.board_pack()
