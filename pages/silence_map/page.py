"""Silence map: where there is a need and nobody has been heard, and where to go next."""

import streamlit as st

from insight.analysis.voices.silence import where_next
from insight.language.sentences import figures_and_voices as words
from pages import data
from pages.controls import choices, voice_choices
from pages.silence_map import silence
from pages.ui import demonstration, panels

VIEWS = {"group": "One group", "place": "One Place"}

with st.container(horizontal=True, vertical_alignment="bottom", key="pickers"):
    view = choices.press("Show", VIEWS, "by")
    if view == "group":
        group_id, chosen = voice_choices.group(with_not_stated=False)
        grid = data.shared(silence.for_group, group_id=group_id, group=chosen)
    else:
        place_code, chosen = choices.place()
        names = {key: name for key, (name, _) in silence.KINDS.items()}
        kind = choices.press("Groups", names, "kind")
        grid = data.shared(silence.for_place, area_code=place_code, area=chosen, kind=kind)

if not grid.cells:
    panels.title("Nothing to show yet")
    panels.empty(
        "This build holds no subjects",
        "They are listed in the catalogue: add them there, then build the store.",
    )
    st.stop()

stated = data.shared(silence.not_stated)
demonstration.banner(grid.is_demonstration)
panels.title(f"{chosen}: {words.silence_title(grid.cells)}")
panels.say(words.silence_summary(grid.cells, chosen), "finding")
panels.say(words.not_stated_sentence(stated[0]))
with st.expander("What the words mean"):
    st.html(silence.key())
st.html(grid.markup)
panels.under("silence-map", grid.frame, caveat=silence.CAVEAT, title=f"Silence map: {chosen}")

panels.heading("Where to go next", "Needs that nobody, or too few, have been heard on")
panels.say(silence.BEFORE)
found = where_next(grid.cells)
if found:
    st.html(silence.where_next(found))
else:
    panels.empty(
        "No figure shows a need here that was not heard",
        "That is not the same as none. Choose another group or another Place.",
    )

panels.heading("How many do not say which group", "A group may have been heard and not show here")
st.html(silence.not_stated_table(stated))
panels.under(
    "not-stated",
    silence.not_stated_frame(stated),
    caveat=silence.NOT_STATED,
    title="Comments that do not say which group",
)
