"""Safeguarding: comments whose words suggest a risk of harm, for staff, and what to do first."""

import streamlit as st

from insight import wording
from insight.questions import team
from pages.parts import answers, demonstration, panels
from pages.parts.team import concern, gate

gate.staff_only()

comments = answers.ask(team.safeguarding)
demonstration.banner(bool(comments["is_demonstration"].any()))
count = wording.capital(wording.counted(len(comments), "comment"))
panels.title(f"Safeguarding: {count.lower()} to look at", concern.WHAT_THIS_IS)

panels.heading("What to do first")
st.html(concern.FIRST_STEPS)

panels.heading("Comments to look at", "Newest first. They are shown nowhere else")
if comments.empty:
    panels.empty("None now", concern.NONE_FOUND)
else:
    st.html(concern.concerns(comments))
