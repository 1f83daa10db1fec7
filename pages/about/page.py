"""Where every figure comes from, what was refused and what is missing."""

import streamlit as st
from markupsafe import Markup

from insight import settings
from insight.findings import Finding, Link, missing, provenance
from pages import data
from pages.ui import finding, table

BESIDE = Markup('<p class="source">See also: {}</p>')
OTHERS = (
    table.link("How to read the words and marks", Link.to("how_to_read")),
    table.link("Privacy and accessibility", Link.to("privacy")),
)


def show(listing: Finding) -> None:
    """One list under its heading: how long it is, the table to open, and its files."""
    finding.head(listing)
    if listing.sentence:
        return
    rows, shown = len(listing.table.values), len(listing.table.rows)
    counted = f"{rows:,} {'row' if rows == 1 else 'rows'}"
    cut = f"; the first {shown} are shown, all are in the file" * (rows > shown)
    with st.expander(f"{counted}{cut}"):
        finding.write(table.table(listing.table))
    finding.foot(listing)


staff = {"is_for_staff": settings.edition() == "team"}
finding.title("About the data", data.shared(provenance.build_sentence, **staff))
finding.write(BESIDE.format(Markup(" · ").join(OTHERS)))

show(data.shared(provenance.sources))
show(data.shared(provenance.source_files, **staff))
show(data.shared(provenance.rejected_rows, **staff))
show(data.shared(provenance.missing_figures))
awaited = data.shared(missing.awaited_indicators)
if awaited is not None:
    show(awaited)
