"""Where somebody lives: one middle-layer area, what is known of it, and whom to tell."""

import streamlit as st

from insight.analysis.place_search import gazetteer
from insight.findings import maps as map_findings
from insight.findings import middle_layer_area as findings
from insight.findings import nearby
from insight.language.sentences import place_search as words
from insight.reference.areas import areas
from pages import data
from pages.controls import address
from pages.neighbourhood import sections
from pages.ui import finding

area_code = sections.area()
about = data.shared(findings.middle_layer_area, area_code=area_code) if area_code else None
if not data.shared(gazetteer).area_names:
    finding.title("Nothing to show yet")
    finding.empty("There are no neighbourhoods in this build", "Build the store again.")
elif about is None:
    finding.title("Your neighbourhood", words.CHOOSE)
else:
    place_code = data.shared(gazetteer).place_codes[area_code]
    address.stands_on("area", area_code, about.title)
    address.stands_on("place", place_code, areas()[place_code].area_name)
    finding.title(about.title, about.sentence)

    left, right = st.columns([7, 5], gap="large")
    with left:
        sections.brief(findings.area_deprivation, area_code=area_code)
        sections.brief(findings.area_health, area_code=area_code)
        sections.brief(findings.area_residents, is_folded=True, area_code=area_code)
        sections.brief(nearby.place_extremes, is_folded=True, place_code=place_code)
        sections.voices(place_code)
        sections.responses(place_code)
    with right:
        sections.where(data.shared(map_findings.middle_layer_map, area_code=area_code), about)
    finding.write(sections.contacts(place_code))
