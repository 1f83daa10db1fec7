"""You said, we did: what people said, what was decided, what came of it, and who was told."""

import streamlit as st

from insight.language.sentences import responses as words
from pages import data
from pages.controls import choices, voice_choices
from pages.responses import responses
from pages.ui import demonstration, panels

with st.container(horizontal=True, vertical_alignment="bottom", key="pickers"):
    area_code, area = choices.place(with_system=True)
    theme_id, theme = voice_choices.theme()
    status = voice_choices.status()

loop = data.shared(responses.loop, area_code=area_code, theme_id=theme_id, status=status)
ideas = data.shared(responses.ideas, area_code=area_code)
nothing = data.shared(responses.is_empty)
if nothing:
    panels.title("Nothing to show yet")
    panels.empty("No answers have been loaded", words.NO_ANSWERS)
    st.stop()

demonstration.banner(
    loop.is_demonstration or (ideas is not None and bool(ideas.frame["is_demonstration"].any()))
)
panels.title(loop.title, loop.sentence)
if loop.measures:
    st.html(loop.measures)

panels.heading("What was said, and what came of it", loop.subtitle)
if loop.frame.empty:
    panels.empty("Nothing like this was said", "Choose another Place, theme or status.")
else:
    st.html(loop.cards)
    panels.say(words.shown_of(responses.SHOWN, len(loop.frame)))
    panels.under("you-said-we-did", loop.frame, caveat=words.NO_CAUSE, title=loop.title)

if ideas is None:
    panels.heading("Ideas on their way")
    panels.empty("No ideas yet", "Nobody here has put one forward.")
else:
    panels.show("ideas", ideas)
