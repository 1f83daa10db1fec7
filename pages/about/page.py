"""Where every figure comes from, what was refused, what is missing and how to read the words."""

from pathlib import Path

import streamlit as st

from insight import settings
from insight.store import queries
from pages import data
from pages.about import listings
from pages.ui import panels

TEXT = Path(__file__).parent

build = data.query(queries.build).iloc[0]
sources = data.query(queries.sources)
files = data.query(queries.source_files)
if settings.edition() == "public":
    files = listings.for_everyone(files)
refused = data.query(queries.rejected_rows)
gaps = data.query(queries.known_gaps)

panels.title("About the data", listings.about_sentence(build, sources, files, refused))

panels.heading("How to read the words")
st.markdown((TEXT / "how_to_read.md").read_text(encoding="utf-8"))

listings.show("sources", "Whose figures these are", sources, is_open=True)
listings.show("files", "Files as they were read", files)
listings.show("refused-rows", "Rows that were refused, and why", refused)
listings.show("known-gaps", "Figures that are missing, and why", gaps)

panels.heading("Accessibility")
st.markdown((TEXT / "accessibility.md").read_text(encoding="utf-8"))
