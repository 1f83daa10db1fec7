"""How those who spoke are protected, and how everyone can use these pages."""

from pathlib import Path

import streamlit as st
from markupsafe import Markup

from insight.reference.identity import identity
from pages.ui import finding

PARTS = {
    "How those who spoke are protected": "privacy.md",
    "Accessibility": "accessibility.md",
}
ANOTHER_FORM = Markup(
    '<p class="sentence">Do you need this in another form, such as large print, on paper or read'
    ' aloud? Is something here hard to use? E-mail <a href="mailto:{email}">{email}</a>, phone'
    " {telephone}, or write to {post}.</p>"
)

finding.title("Privacy and accessibility", "Who is protected, and how everyone can use this.")
for heading, file in PARTS.items():
    finding.heading(heading)
    st.markdown(Path(__file__).with_name(file).read_text(encoding="utf-8"))
us = identity()
finding.write(ANOTHER_FORM.format(email=us.email, telephone=us.telephone, post=us.post))
