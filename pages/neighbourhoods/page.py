"""The neighbourhoods of a Place, to search and to rank."""

import streamlit as st

from insight.findings import Link
from insight.store import queries
from pages import data
from pages.controls import choices
from pages.neighbourhoods import sections
from pages.ui import finding, table

if data.query(queries.places).empty:
    finding.title("Nothing to show yet")
    finding.empty("There are no Places in this build", "Build the store again.")
    st.stop()

with st.container(horizontal=True, vertical_alignment="bottom", key="pickers"):
    place_code, place = choices.place()
sections.searchable_list(place_code, place)
finding.write(table.onward(f"{place} in short", Link.to("place", place=place_code)))
