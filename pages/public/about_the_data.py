"""Where every figure comes from, what was refused, what is missing and how to read the words."""

from pathlib import Path

import streamlit as st

from insight import questions, settings
from pages.parts import answers, listings, panels

TEXT = Path(__file__).parents[1] / "parts" / "text"

build = answers.ask(questions.build).iloc[0]
sources = answers.ask(questions.sources)
files = answers.ask(questions.source_files)
if settings.edition() == "public":
    files = listings.for_everyone(files)
refused = answers.ask(questions.rejected_rows)
gaps = answers.ask(questions.known_gaps)

panels.title("About the data", listings.about_sentence(build, sources, files, refused))

panels.heading("How to read the words")
st.markdown((TEXT / "how_to_read.md").read_text(encoding="utf-8"))

listings.show("sources", "Whose figures these are", sources, is_open=True)
listings.show("files", "Files as they were read", files)
listings.show("refused-rows", "Rows that were refused, and why", refused)
listings.show("known-gaps", "Figures that are missing, and why", gaps)

panels.heading("Accessibility")
st.markdown((TEXT / "accessibility.md").read_text(encoding="utf-8"))
