"""CORE20PLUS5: who Core20 and PLUS are here, and the gaps in each area of care."""

import streamlit as st

from pages import data
from pages.controls import choices, gap_choices
from pages.core20plus5 import care_areas
from pages.ui import core20_plus, figures_and_voices, gaps, maps, panels

with st.container(horizontal=True, vertical_alignment="bottom", key="pickers"):
    version = gap_choices.version()
    edition = choices.edition()
    against = choices.benchmark()
    benchmark_code, benchmark, confidence = against.code, against.name, against.confidence
compared = {"benchmark_code": benchmark_code, "benchmark": benchmark, "confidence": confidence}

core20 = data.shared(core20_plus.core20, edition=edition)
if core20.frame.empty:
    panels.title("Nothing to show yet")
    panels.empty("There are no figures on deprivation", "Load the Indices of Deprivation first.")
    st.stop()

areas = data.shared(care_areas.care_areas, version=version, edition=edition, **compared)
panels.title(care_areas.finding(areas, version), care_areas.summary(areas))
st.html(care_areas.contents(areas))

left, right = st.columns([6, 6], gap="large")
with left:
    panels.heading("Who Core20 are", "People in England's most deprived fifth of neighbourhoods")
    panels.say(core20.sentence)
    st.html(core20.table)
    sources = core20_plus.SOURCES[edition]
    panels.under("core20", core20.frame, sources, core20_plus.LEADS, title="Who Core20 are")
with right:
    panels.heading("Where Core20 is", "Neighbourhoods by national decile of deprivation")
    shape = next(iter(maps.shapes(maps.DRAWN_FOR[edition])), "")
    drawn = data.shared(maps.deprivation, edition=edition, shape=shape)
    maps.draw(drawn, "core20-map", sources)

panels.heading("Who PLUS are", "People whom deprivation alone may miss")
st.html(data.shared(core20_plus.plus_table, version=version))
plus = data.shared(core20_plus.plus_frame, version=version)
panels.under("plus-groups", plus, caveat=core20_plus.CHOICE, title="Who PLUS are")

for each in areas:
    name = each.area.clinical_area_id
    panels.write(*care_areas.written(each))
    if each.drawn:
        with st.expander(f"The gap drawn: {each.drawn_name}", expanded=not choices.is_phone()):
            left, right = st.container(key=f"drawn-{name}").columns(2, gap="large")
            with left:
                panels.show(f"{name}-groups", data.shared(gaps.gradient, **each.drawn))
            places = data.shared(gaps.companion, columns=2, **each.drawn)
            with right:
                if places is not None:
                    panels.show(f"{name}-beside", places)
    if each.places:
        st.html(each.places)
    panels.under(name, each.frame, title=each.area.plain_name)

figures_and_voices.section(clinical_areas=tuple(each.area.clinical_area_id for each in areas))
