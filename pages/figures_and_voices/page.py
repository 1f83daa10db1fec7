"""Voice beside figures: each subject's figures and what people say, and one word for the two."""

import streamlit as st

from insight.language.sentences import figures_and_voices as words
from pages import data
from pages.controls import choices
from pages.figures_and_voices import groups
from pages.ui import demonstration, figures_and_voices, panels

ORDERS = {"subject": "By subject", "priority": "By stated priority"}

with st.container(horizontal=True, vertical_alignment="bottom", key="pickers"):
    area_code, area = choices.place(with_system=True)
    order = choices.press("Show", ORDERS, "show")

found = data.shared(figures_and_voices.rows, area_code=area_code)
if not found:
    panels.title("Nothing to show yet")
    panels.empty(
        "This build holds no subjects",
        "They are listed in the catalogue: add them there, then build the store.",
    )
    st.stop()

demonstration.banner(any(row.is_demonstration for row in found))
panels.title(words.subjects_title(found, area), words.subjects_summary(found, area))
panels.say(data.shared(groups.chance, area_code=area_code), "source")
with st.expander("What the words and squares mean"):
    st.html(groups.KEY)
panels.heading(
    figures_and_voices.HEADING, "A row for each subject: the figure, the voice, and how strong"
)
if order == "subject":
    st.html(data.shared(groups.by_subject, area_code=area_code, area=area))
else:
    st.html(data.shared(groups.by_priority, area_code=area_code, area=area))
panels.under(
    "voice-beside-figures",
    data.shared(figures_and_voices.frame, area_code=area_code),
    caveat=figures_and_voices.CAVEAT,
    title=figures_and_voices.HEADING,
)
