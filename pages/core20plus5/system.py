"""Who Core20 is in the system: its people by Place, and the map of where they live."""

from __future__ import annotations

import streamlit as st

from insight.findings.core20 import core20_people
from insight.findings.maps import LAYERS, deprivation_map
from pages import data
from pages.ui import finding, maps, table

LEADS = "Each Place leads to its map of neighbourhoods."


def core20(edition: str) -> None:
    """The table of the Places beside the map."""
    people = data.shared(core20_people, edition=edition)
    if people is None:
        return
    left, right = st.columns([6, 6], gap="large")
    with left:
        finding.head(people)
        finding.write(table.table(people.table, "glance"))
        finding.say(LEADS, "source")
        finding.foot(people, is_drawn=False, has_source=False)
    with right:
        finding.heading("Where Core20 is", "Neighbourhoods by national decile of deprivation")
        shape = next(iter(maps.shapes(LAYERS[edition])), "")
        finding.figure(data.shared(deprivation_map, edition=edition, shape=shape))
