"""The system in short first, then where deprivation is, and what can be opened."""

import streamlit as st

from insight.findings import maps as map_findings
from insight.findings.headlines import headlines
from insight.findings.in_short import system_in_short, widest_gap
from insight.findings.key_findings import key_findings
from insight.findings.places_overview import places_overview
from insight.reference.areas import SYSTEM
from insight.store import queries
from pages import data
from pages.controls import choices
from pages.overview import cards
from pages.ui import downloads, finding, in_short, maps, table

nine = data.shared(places_overview, edition=choices.edition_in_address())
if nine is None:
    finding.title("Nothing to show yet")
    finding.empty("There are no figures on deprivation", "Load the Indices of Deprivation first.")
    st.stop()

with choices.folded("Compare, save or copy"):
    benchmark = choices.benchmark()
    downloads.board_pack()
    downloads.leading_finding(SYSTEM, benchmark)
finding.title(nine.title)
in_short.show(data.shared(system_in_short, benchmark=benchmark))
widest = data.shared(widest_gap, benchmark=benchmark)
if widest is not None:
    finding.fold(widest)

finding.heading("Where deprivation is, and how long people live", nine.subtitle)
finding.say(nine.sentence, "finding")
left, right = st.columns([8, 12], gap="large")
with left:
    with st.container(horizontal=True):
        edition = choices.edition()
        shape = choices.shape(maps.shapes(map_findings.LAYERS[edition]))
    finding.figure(data.shared(map_findings.deprivation_map, edition=edition, shape=shape))
with right:
    finding.write(table.table(nine.table, "glance"))
    finding.foot(nine)

strongest = data.shared(key_findings, benchmark=benchmark)
if strongest is not None:
    with st.expander(strongest.title, key="fold-what-stands-out"):
        finding.write(
            finding.said(strongest.subtitle, "subtitle"),
            finding.said(strongest.sentence),
            table.listing(strongest.table.rows, "findings"),
        )
        finding.foot(strongest)

six = data.shared(headlines, benchmark=benchmark)
with st.expander(six.title, key="fold-headlines"):
    finding.write(finding.said(six.subtitle, "subtitle"), cards.cards(six.table))
    finding.foot(six)

with st.expander("What is new: the figures with the latest periods"):
    finding.write(cards.news(data.query(queries.newest, limit=6)))
