"""Compare priorities: what each Place said matters most, beside what the figures say."""

import streamlit as st

from insight.language import sentences
from insight.reference.areas import SYSTEM
from insight.store import queries
from pages import data
from pages.controls import choices
from pages.priorities import mismatches as need
from pages.priorities import similar_areas, stated_priorities
from pages.priorities import spine as spines
from pages.ui import downloads, heat_table, panels

if data.query(queries.priorities).empty:
    panels.title("Nothing to show yet")
    panels.empty(
        "This build holds no stated priorities",
        "They are listed in the catalogue: add them there, then build the store.",
    )
    st.stop()

with st.container(horizontal=True, vertical_alignment="bottom", key="pickers"):
    area_code, area = choices.place(with_system=True)
    against = choices.benchmark()
    benchmark_code, benchmark, confidence = against.code, against.name, against.confidence
compared = {
    "benchmark_code": benchmark_code,
    "benchmark": benchmark,
    "confidence": confidence,
}
chosen = {"area_code": area_code, "area": area, **compared}
is_place = area_code != SYSTEM

own = data.shared(stated_priorities.stated_priorities, **chosen)
panels.title(own.finding, own.chance)

panels.heading(f"What {area} has said matters most", stated_priorities.SOURCE)
st.html(own.markup)
panels.under("priorities", own.frame, title=f"What {area} has said matters most")

panels.heading("Nine Places on these priorities", f"Latest period, beside {benchmark}")
cells = data.shared(heat_table.cells, indicator_ids=own.indicator_ids, **compared)
if cells.empty:
    panels.empty("Nothing to compare", "None of these indicators has figures for Places.")
else:
    of = {"place_code": area_code, "caption": f"Places beside {benchmark}"}
    st.html(data.shared(heat_table.marked, indicator_ids=own.indicator_ids, **of, **compared))
    chance = sentences.chance_sentence(cells["word"], confidence)
    panels.under("heatmap", cells, caveat=f"{chance} {heat_table.KEY}", title=of["caption"])

mismatches = data.shared(need.mismatch_panel, **chosen)
panels.head(mismatches)
st.html(mismatches.table)
panels.under("mismatches", mismatches.frame, caveat=mismatches.caveat, panel=mismatches)

if is_place:
    place = {"place_code": area_code, "place": area, **compared}
    panels.heading(f"{area} among English authorities", "Where the Place stands in all of England")
    shown = spines.shortlist()
    spine = data.shared(spines.spine, shown=shown, indicator_ids=own.indicator_ids, **place)
    if spine is None:
        panels.empty("No figures here", "Choose other indicators to show.")
    else:
        panels.say(spine.sentence)
        panels.draw("spine", spine)
        panels.under("spine", spine.frame, (), spine.caveat, spine.table, spine)

    panels.heading(f"Areas most like {area}", "Use them as the benchmark: similar areas")
    similar = data.query(queries.similar_areas, place_code=area_code)
    if similar.empty:
        panels.empty("No similar areas", similar_areas.NOT_FOUND)
    else:
        st.html(similar_areas.table(similar, area))
        title = f"Areas most like {area}"
        panels.under(
            "similar-areas", similar, similar_areas.SOURCES, similar_areas.METHOD, title=title
        )

downloads.board_pack(area_code if is_place else "", area if is_place else "")
