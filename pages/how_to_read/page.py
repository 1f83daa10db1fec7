"""How to read it: what the words and marks of every page mean."""

from pathlib import Path

import streamlit as st

from pages.ui import finding

finding.title("How to read it", "What the words and marks on these pages mean.")
st.markdown(Path(__file__).with_name("how_to_read.md").read_text(encoding="utf-8"))
