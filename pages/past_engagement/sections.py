"""What has been asked before, as a list to search."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from insight.findings import Cell, Finding
from insight.findings.past_engagement import past_engagement
from pages import data
from pages.controls import choices
from pages.ui import finding, table


# A fragment: typing in the search box draws the list again and leaves the page alone.
@st.fragment
def searchable_list(everything: Finding) -> None:
    """A search box and the list it leaves. everything: what nobody has searched yet."""
    typed = choices.search("Search what has been asked", "Topic, Place, year, group or who asked")
    # Not remembered: of all that may be typed, hardly anything is typed twice.
    found = past_engagement(data.current_store(), typed) if typed else everything
    finding.say(found.subtitle, "subtitle")
    if not found.table.rows:
        finding.empty(
            "Nothing on record",
            "Try another word. If nobody has asked yet, this may be the question to ask. Put it on"
            " record when you have, with the template for it.",
        )
        return
    # As a list, not a table: so many words do not fit a page in columns, and even less a phone.
    items = Markup().join(map(_entry, found.table.rows))
    finding.write(Markup('<ul class="findings asked">{}</ul>').format(items))
    finding.foot(found)


def _entry(row: tuple[Cell, ...]) -> Markup:
    topic, occasion, people, source = (table.line(each.main) for each in row)
    lines = (occasion, people, source and Markup("Known from: {}").format(source))
    small = Markup().join(Markup("<small>{}.</small>").format(each) for each in lines if each)
    return Markup("<li><p><b>{}</b></p>{}</li>").format(topic, small)
