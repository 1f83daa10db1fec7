"""CORE20PLUS5: who Core20 and PLUS are here, and the areas of care, one at a time."""

import streamlit as st

from insight.findings import care_areas
from insight.findings.core20 import core20_people, plus_groups
from pages import data
from pages.controls import choices, gap_choices
from pages.core20plus5 import care_area, system
from pages.ui import demonstration, figures_and_voices, finding

EVERY = "every"

with st.container(horizontal=True, vertical_alignment="bottom", key="pickers"):
    version = gap_choices.version()
    edition = choices.edition()
    benchmark = choices.benchmark()
    summary = data.shared(care_areas.care_summary, version=version, edition=edition)
    care = choices.pick("Area of care", {EVERY: "All of them", **care_area.names(summary)}, "care")

if data.shared(core20_people, edition=edition) is None:
    finding.title("Nothing to show yet")
    finding.empty("There are no figures on deprivation", "Load the Indices of Deprivation first.")
    st.stop()

if care != EVERY:
    care_area.section(care, edition, benchmark)
    figures_and_voices.section(clinical_areas=(care,))
    st.stop()

finding.title(summary.title, summary.sentence)
demonstration.banner(summary.is_demonstration)
finding.write(care_area.listing(summary))
finding.foot(summary)
system.core20(edition)
finding.fold(data.shared(plus_groups, version=version), "stacked plus")
figures_and_voices.section(clinical_areas=tuple(summary.table.values["clinical_area_id"]))
