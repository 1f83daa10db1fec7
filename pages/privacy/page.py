"""How those who spoke are protected, and how everyone can use these pages."""

from pathlib import Path

import streamlit as st

from pages.ui import finding

PARTS = {
    "How those who spoke are protected": "privacy.md",
    "Accessibility": "accessibility.md",
}

finding.title("Privacy and accessibility", "Who is protected, and how everyone can use this.")
for heading, file in PARTS.items():
    finding.heading(heading)
    st.markdown(Path(__file__).with_name(file).read_text(encoding="utf-8"))
