"""Silence map: where there is a need and few or none have been heard, and where to go next."""

import streamlit as st

from insight.findings import silence
from insight.findings.comments_without_group import comments_without_group
from insight.reference.areas import SYSTEM
from pages import data
from pages.controls import choices, voice_choices
from pages.silence_map import grid
from pages.ui import demonstration, finding, table

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

demonstration.banner(found.is_demonstration or without_group.is_demonstration)
finding.title(found.title, found.sentence)
finding.say(without_group.sentence)
with st.expander("What the words mean"):
    finding.write(grid.KEY)
finding.write(grid.grid(found.table))
finding.foot(found)

needs = data.shared(silence.where_next, **of)
finding.head(needs)
if needs.table.rows:
    finding.write(grid.where_next(needs.table))
else:
    finding.empty(
        "No figure shows a need here that was not heard",
        "That is not the same as none. Choose another group or another Place.",
    )

finding.heading(without_group.title, without_group.subtitle)
finding.write(table.table(without_group.table, "bars"))
finding.foot(without_group)
