"""Compare priorities: what each Place said matters most, beside what the figures say."""

import streamlit as st

from insight import questions, sentences
from insight.standing import SYSTEM
from pages.parts import alike, answers, choices, heatmap, need, panels, spines, stated, takeaway

if answers.ask(questions.priorities).empty:
    panels.title("Nothing to show yet")
    panels.empty(
        "This build holds no stated priorities",
        "They are listed in the catalogue: add them there, then build the store.",
    )
    st.stop()

with st.container(horizontal=True, vertical_alignment="bottom", key="pickers"):
    area_code, area = choices.place(with_system=True)
    benchmark_code, benchmark = choices.benchmark()
    confidence = choices.confidence()
compared = {
    "benchmark_code": benchmark_code,
    "benchmark": benchmark,
    "confidence": confidence,
}
chosen = {"area_code": area_code, "area": area, **compared}
is_place = area_code != SYSTEM

own = answers.drawn(stated.stated, **chosen)
panels.title(own.finding, own.chance)

panels.heading(f"What {area} has said matters most", stated.SOURCE)
st.html(own.markup)
panels.under("priorities", own.frame, title=f"What {area} has said matters most")

panels.heading("Nine Places on these priorities", f"Latest period, beside {benchmark}")
cells = answers.drawn(heatmap.cells, indicator_ids=own.indicator_ids, **compared)
if cells.empty:
    panels.empty("Nothing to compare", "None of these indicators has figures for Places.")
else:
    of = {"place_code": area_code, "caption": f"Places beside {benchmark}"}
    st.html(answers.drawn(heatmap.marked, indicator_ids=own.indicator_ids, **of, **compared))
    chance = sentences.chance_sentence(cells["word"], confidence)
    panels.under("heatmap", cells, caveat=f"{chance} {heatmap.KEY}", title=of["caption"])

mismatches = answers.drawn(need.found, **chosen)
panels.head(mismatches)
st.html(mismatches.table)
panels.under("mismatches", mismatches.frame, caveat=mismatches.caveat, panel=mismatches)

if is_place:
    place = {"place_code": area_code, "place": area, **compared}
    panels.heading(f"{area} among English authorities", "Where the Place stands in all of England")
    shown = spines.shortlist()
    spine = answers.drawn(spines.spine, shown=shown, indicator_ids=own.indicator_ids, **place)
    if spine is None:
        panels.empty("No figures here", "Choose other indicators to show.")
    else:
        panels.say(spine.sentence)
        panels.draw("spine", spine)
        panels.under("spine", spine.frame, (), spine.caveat, spine.table, spine)

    panels.heading(f"Areas most like {area}", "Use them as the benchmark: similar areas")
    similar = answers.ask(questions.similar_areas, place_code=area_code)
    if similar.empty:
        panels.empty("No similar areas", alike.NOT_FOUND)
    else:
        st.html(alike.table(similar, area))
        title = f"Areas most like {area}"
        panels.under("similar-areas", similar, alike.SOURCES, alike.METHOD, title=title)

takeaway.board_pack(area_code if is_place else "", area if is_place else "")
