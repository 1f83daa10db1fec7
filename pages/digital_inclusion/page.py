"""Digital inclusion: the risk of being left out online, what helps, and what people say."""

import streamlit as st

from insight.analysis.digital_exclusion import THEME
from insight.findings import digital_inclusion as parts
from insight.findings import voices as voice_findings
from insight.findings.maps import digital_exclusion_map
from insight.language.sentences import digital_inclusion as words
from insight.reference.areas import SYSTEM
from pages import data
from pages.controls import choices
from pages.digital_inclusion import sections
from pages.ui import demonstration, finding, maps

KINDS = {"all": "All", "core20": "Core20", "older": "Many aged 65+", "rural": "Rural"}

edition = choices.edition_in_address()
with st.container(horizontal=True, vertical_alignment="bottom", key="pickers"):
    area_code, _ = choices.place(with_system=True)
    kind = choices.press("Neighbourhoods", KINDS, "which")
chosen = {"edition": edition, "area_code": area_code, "kind": kind}

homes = data.shared(parts.risk_by_neighbourhood, **chosen)
by_place = data.shared(parts.risk_by_place, edition=edition)
if homes is None or by_place is None:
    finding.title("Nothing to show yet")
    finding.empty("There are no figures on digital exclusion", "Load them, then build the store.")
    st.stop()

resources = data.shared(parts.resources, area_code=area_code)
comments = data.shared(parts.comments, area_code=area_code)
quotes = data.shared(voice_findings.quotes, area_code=area_code, theme_id=THEME)
is_invented = any(each.is_demonstration for each in (by_place, resources, comments, quotes) if each)
finding.title(homes.title, homes.sentence)

left, right = st.columns([9, 11], gap="large")
with left:
    with st.container(horizontal=True):
        choices.edition()
        shape = choices.shape(maps.shapes("lsoa11"))
    marked, mark_label = parts.KINDS[kind]
    place_code = "" if area_code == SYSTEM else area_code
    outlined = {"marked": marked, "mark_label": mark_label, "place_code": place_code}
    finding.figure(data.shared(digital_exclusion_map, edition=edition, shape=shape, **outlined))
with right:
    sections.searchable_list(homes, **chosen)

with demonstration.section(is_invented):
    finding.fold(by_place, "stacked digital")
    if resources.table.rows:
        finding.fold(resources, "stacked")
    else:
        finding.empty("Nothing is on record", words.HELP_CAVEAT)
    sections.said(comments, quotes)
