"""What the system looks like on one screen: deprivation, length of life, headline figures."""

import streamlit as st

from insight.store import queries
from pages import data
from pages.controls import choices
from pages.overview import cards, key_findings, places_table
from pages.ui import downloads, maps, panels

panel = data.shared(places_table.places_table, edition=choices.edition_in_address())
if panel is None:
    panels.title("Nothing to show yet")
    panels.empty("There are no figures on deprivation", "Load the Indices of Deprivation first.")
    st.stop()

panels.title(panel.title, panel.sentence)

left, right = st.columns([8, 12], gap="large")
with left:
    with st.container(horizontal=True):
        edition = choices.edition()
        shape = choices.shape(maps.shapes(maps.DRAWN_FOR[edition]))
    drawn = data.shared(maps.deprivation, edition=edition, shape=shape)
    maps.draw(drawn, "overview-map", panel.source_ids)
with right:
    st.html(panel.table)
    panels.under("nine-places", panel.frame, panel.source_ids, panel.caveat, panel=panel)

with st.container(horizontal=True, key="beside"):
    against = choices.benchmark()
    benchmark_code, benchmark, confidence = against.code, against.name, against.confidence
beside = {"benchmark_code": benchmark_code, "benchmark": benchmark, "confidence": confidence}

standing_out = data.shared(key_findings.what_stands_out, **beside)
if standing_out is not None:
    panels.show("what-stands-out", standing_out)

panels.show("headlines", data.shared(cards.headlines, **beside))

panels.heading("What is new", "The figures with the latest periods")
st.html(cards.news(data.query(queries.newest, limit=6)))

downloads.board_pack()
