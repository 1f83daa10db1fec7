"""The twin of the map: the same neighbourhoods as a list to search."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from insight.findings import Finding
from insight.findings.digital_inclusion import risk_by_neighbourhood
from insight.language.sentences import voices as words
from pages import data
from pages.controls import choices
from pages.ui import finding, table, voices


# A fragment: typing in the search box draws the list again and leaves the page alone.
@st.fragment
def searchable_list(everything: Finding, edition: str, area_code: str, kind: str) -> None:
    """A search box and the list it leaves. everything: what nobody has searched yet."""
    typed = choices.search("Search neighbourhoods", "Name, ward, Place or code")
    store = data.current_store()
    # Not remembered: of all that may be typed, hardly anything is typed twice.
    narrow = risk_by_neighbourhood(store, edition, area_code, kind, typed) if typed else None
    found = narrow or everything
    finding.say(found.subtitle, "subtitle")
    if not found.table.rows:
        finding.empty("Nothing found", "Try fewer letters, or another choice of neighbourhoods.")
        return
    finding.write(Markup('<div class="tall">{}</div>').format(table.table(found.table, "homes")))
    finding.foot(found)


def said(comments: Finding | None, quotes: Finding | None) -> None:
    """What people say about getting online, to be opened, and their own words."""
    if comments is None:
        finding.empty("No comments about getting online", words.NOTHING_SHOWN)
    else:
        finding.fold(comments)
    if quotes is not None:
        with st.expander(quotes.heading):
            finding.say(quotes.sentence)
            finding.write(voices.quotes(quotes.table))
