"""Where every figure comes from, what was refused, what is missing and how to read the words."""

from pathlib import Path

import streamlit as st

from insight import settings
from insight.findings import Finding, missing, provenance
from insight.reference.areas import HOW_MANY, SYSTEM_NAME
from pages import data
from pages.ui import finding, table

TEXT = Path(__file__).parent


def show(listing: Finding, is_open: bool = False) -> None:
    """One list under its heading: how long it is, the table to open, and its files."""
    finding.head(listing)
    if listing.sentence:
        return
    rows, shown = len(listing.table.values), len(listing.table.rows)
    counted = f"{rows:,} {'row' if rows == 1 else 'rows'}"
    cut = f"; the first {shown} are shown, all are in the file" * (rows > shown)
    with st.expander(f"{counted}{cut}", expanded=is_open):
        finding.write(table.table(listing.table))
    finding.foot(listing)


staff = {"is_for_staff": settings.edition() == "team"}
finding.title("About the data", data.shared(provenance.build_sentence, **staff))

finding.heading("How to read the words")
words = (TEXT / "how_to_read.md").read_text(encoding="utf-8")
st.markdown(words.format(places=HOW_MANY, system=SYSTEM_NAME))

show(data.shared(provenance.sources), is_open=True)
show(data.shared(provenance.source_files, **staff))
show(data.shared(provenance.rejected_rows, **staff))
show(data.shared(provenance.missing_figures))
awaited = data.shared(missing.awaited_indicators)
if awaited is not None:
    show(awaited)

finding.heading("How those who spoke are protected")
st.markdown((TEXT / "privacy.md").read_text(encoding="utf-8"))

finding.heading("Accessibility")
st.markdown((TEXT / "accessibility.md").read_text(encoding="utf-8"))
