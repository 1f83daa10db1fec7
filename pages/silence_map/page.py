"""Silence map: where there is a need and few or none have been heard, and where to go next."""

import streamlit as st

from insight.findings import silence
from insight.findings.comments_without_group import comments_without_group
from insight.reference.areas import SYSTEM
from pages import data
from pages.controls import choices, voice_choices
from pages.silence_map import grid
from pages.ui import demonstration, finding

VIEWS = {"group": "One group", "place": "One Place"}
KINDS = {"core20-plus": "Core20, PLUS", "protected": "Protected", "seldom-heard": "Seldom heard"}

with st.container(horizontal=True, vertical_alignment="bottom", key="pickers"):
    if choices.press("Show", VIEWS, "by") == "group":
        group_id, _ = voice_choices.group(with_not_stated=False)
        of = {"group_id": group_id}
    else:
        place_code, _ = choices.place()
        of = {"area_code": place_code, "kind": choices.press("Groups", KINDS, "kind")}

found = data.shared(silence.silence_map, **of)
without_group = data.shared(comments_without_group, area_code=of.get("area_code", SYSTEM))
if found is None or without_group is None:
    finding.title("Nothing to show yet")
    finding.empty(
        "This build holds no subjects",
        "They are listed in the catalogue: add them there, then build the store.",
    )
    st.stop()

is_invented = found.is_demonstration or without_group.is_demonstration
finding.title(found.heading, "" if is_invented else found.sentence)
with demonstration.section(is_invented):
    if is_invented:
        finding.say(found.sentence)
    finding.say(without_group.sentence)
    finding.write(grid.grid(found.table))
    with st.expander("What the words mean"):
        finding.write(grid.KEY)
    finding.foot(found)

    needs = data.shared(silence.where_next, **of)
    with st.expander(needs.title):
        finding.write(finding.said(needs.subtitle, "subtitle"), finding.said(needs.sentence))
        if needs.table.rows:
            finding.write(grid.where_next(needs.table))
        else:
            finding.empty(
                "No figure shows a need here that was not heard",
                "That is not the same as none. Choose another group or another Place.",
            )
        finding.foot(needs)
    finding.fold(without_group, "bars")
