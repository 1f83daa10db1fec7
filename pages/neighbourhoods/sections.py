"""The neighbourhoods of a Place as a list to search and rank."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from insight.findings.neighbourhoods import neighbourhoods
from pages import data
from pages.controls import choices
from pages.ui import finding, table


# A fragment: typing in the search box draws the list again and leaves the page alone.
@st.fragment
def searchable_list(place_code: str, place: str) -> None:
    """A search box, an order, the list and what may be taken away of it."""
    everyone = data.shared(neighbourhoods, place_code=place_code)
    if everyone is None:
        finding.title(f"Neighbourhoods of {place}")
        finding.empty("None is listed", "This build holds no neighbourhoods of this Place.")
        return
    finding.title(everyone.title, everyone.caveat)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        words = choices.search("Search neighbourhoods", "Name, ward or code")
        rank = choices.rank()
    if words:
        # Of words there is no end: what they found is not kept for others.
        found = neighbourhoods(data.current_store(), place_code, rank, words)
    else:
        found = data.shared(neighbourhoods, place_code=place_code, rank=rank)
    if found is None:
        finding.empty("Nothing found", "Try fewer letters, or clear the search.")
        return
    finding.say(found.sentence, "subtitle")
    finding.write(Markup('<div class="tall">{}</div>').format(table.table(found.table, "homes")))
    finding.foot(found, has_caveat=False)
