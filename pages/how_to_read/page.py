"""How to read it: what the words and marks of every page mean."""

from pathlib import Path

import streamlit as st

from insight.reference.areas import HOW_MANY, KIND_OF_PLACE, SYSTEM_NAME
from pages.ui import finding

finding.title("How to read it", "What the words and marks on these pages mean.")
words = Path(__file__).with_name("how_to_read.md").read_text(encoding="utf-8")
st.markdown(words.format(places=HOW_MANY, kind=KIND_OF_PLACE, system=SYSTEM_NAME))
