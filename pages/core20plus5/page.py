"""CORE20PLUS5: who Core20 and PLUS are here, and the gaps in each area of care."""

import streamlit as st

from insight.findings import care_areas, core20
from insight.findings import maps as map_findings
from pages import data
from pages.controls import choices, gap_choices
from pages.core20plus5 import care_area
from pages.ui import demonstration, figures_and_voices, finding, maps, table

LEADS = "Each Place leads to its map of neighbourhoods."

with st.container(horizontal=True, vertical_alignment="bottom", key="pickers"):
    version = gap_choices.version()
    edition = choices.edition()
    benchmark = choices.benchmark()

people = data.shared(core20.core20_people, edition=edition)
if people is None:
    finding.title("Nothing to show yet")
    finding.empty("There are no figures on deprivation", "Load the Indices of Deprivation first.")
    st.stop()

summary = data.shared(care_areas.care_summary, version=version, edition=edition)
finding.title(summary.title, summary.sentence)
demonstration.banner(summary.is_demonstration)
finding.write(care_area.contents(summary))

left, right = st.columns([6, 6], gap="large")
with left:
    finding.head(people)
    finding.write(table.table(people.table, "glance"))
    finding.say(LEADS, "source")
    finding.foot(people)
with right:
    finding.heading("Where Core20 is", "Neighbourhoods by national decile of deprivation")
    shape = next(iter(maps.shapes(map_findings.LAYERS[edition])), "")
    finding.figure(data.shared(map_findings.deprivation_map, edition=edition, shape=shape))

plus = data.shared(core20.plus_groups, version=version)
finding.show(plus, "stacked plus")

clinical_areas = tuple(summary.table.values["clinical_area_id"])
for each in clinical_areas:
    care_area.section(each, edition, benchmark)

figures_and_voices.section(clinical_areas=clinical_areas)
