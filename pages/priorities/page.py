"""Compare priorities: what each Place said matters most, beside what the figures say."""

import streamlit as st

from insight.findings.in_short import priorities_in_short
from insight.findings.similar_areas import similar_areas
from insight.findings.stated_priorities import (
    priorities_by_place,
    priorities_summary,
    stated_priorities,
    unmeasured_priorities,
)
from insight.reference.areas import BENCHMARKS, SYSTEM
from insight.store import queries
from pages import data
from pages.controls import choices
from pages.priorities import sections
from pages.ui import downloads, finding, in_short

if data.query(queries.priorities).empty:
    finding.title("Nothing to show yet")
    finding.empty(
        "This build holds no stated priorities",
        "They are listed in the catalogue: add them there, then build the store.",
    )
    st.stop()

with st.container(horizontal=True, vertical_alignment="bottom", key="pickers"):
    area_code, area = choices.place(with_system=True)
    # No area is set against itself.
    benchmark = choices.benchmark([each for each in BENCHMARKS if each != area_code])
chosen = {"area_code": area_code, "benchmark": benchmark}
is_place = area_code != SYSTEM

summary = data.shared(priorities_summary, **chosen)
finding.title(summary.title, summary.sentence)
downloads.board_pack(area_code)
need = data.shared(priorities_in_short, **chosen)
if need is not None:
    in_short.show(need)

finding.heading(summary.table.caption, summary.subtitle)
each = data.shared(stated_priorities, **chosen)
unmeasured = data.shared(unmeasured_priorities, area_code=area_code)
finding.write(sections.stated(each, unmeasured))
finding.foot(summary)

finding.heading("More ways to look at it")
sections.nine_places(data.shared(priorities_by_place, **chosen), area_code)
sections.mismatched(area_code, benchmark, is_tall=not is_place)
if is_place:
    sections.among_authorities(area_code, area, benchmark)
    alike = data.shared(similar_areas, place_code=area_code)
    if alike is None:
        finding.empty("No similar areas", "This build holds no list of areas like this Place.")
    else:
        finding.fold(alike, "stacked alike")
