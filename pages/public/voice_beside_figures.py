"""Voice beside figures: each subject's figures and what people say, and one word for the two."""

import streamlit as st

from insight.sentences import beside as words
from pages.parts import answers, beside, beside_groups, choices, demonstration, panels

ORDERS = {"subject": "By subject", "priority": "By stated priority"}

with st.container(horizontal=True, vertical_alignment="bottom", key="pickers"):
    area_code, area = choices.place(with_system=True)
    order = choices.press("Show", ORDERS, "show")

found = answers.drawn(beside.rows, area_code=area_code)
if not found:
    panels.title("Nothing to show yet")
    panels.empty(
        "This build holds no subjects",
        "They are listed in the catalogue: add them there, then build the store.",
    )
    st.stop()

demonstration.banner(any(row.is_demonstration for row in found))
panels.title(words.beside_title(found, area), words.beside_summary(found, area))
panels.say(answers.drawn(beside_groups.chance, area_code=area_code), "source")
with st.expander("What the words and squares mean"):
    st.html(beside_groups.KEY)
panels.heading(beside.HEADING, "A row for each subject: the figure, the voice, and how strong")
if order == "subject":
    st.html(answers.drawn(beside_groups.by_subject, area_code=area_code, area=area))
else:
    st.html(answers.drawn(beside_groups.by_priority, area_code=area_code, area=area))
panels.under(
    "voice-beside-figures",
    answers.drawn(beside.frame, area_code=area_code),
    caveat=beside.CAVEAT,
    title=beside.HEADING,
)
