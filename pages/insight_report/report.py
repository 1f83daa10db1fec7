"""The insight report on the page, and the buttons that save it."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from insight.export.insight_report import document
from insight.export.insight_report.contents import assemble
from insight.export.insight_report.parts import Report
from insight.store import Store, cached


def report(store: Store, area_code: str, area: str) -> Report:
    """The report of a Place, or of the system."""
    return assemble(store, area_code, area)


def body(store: Store, area_code: str, area: str) -> Markup:
    """The report as markup for the page; the document has made all words in it safe."""
    return Markup(document.body(cached(store, report, area_code=area_code, area=area)))


def save(found: Report, area_code: str) -> None:
    """HTML at once, PDF when somebody asks for it, since that takes seconds."""
    opened = st.popover("Save this report", key=f"report-{area_code}", on_change="rerun")
    if not opened.open:
        return
    with opened:
        st.download_button(
            "Save as HTML",
            data=lambda: document.html(found).encode("utf-8"),
            file_name=f"{found.file_name}.html",
            mime="text/html",
            on_click="ignore",
            key=f"report-html-{area_code}",
        )
        if st.button("Make the PDF", key=f"report-pdf-{area_code}"):
            _offer_pdf(found)


def _offer_pdf(found: Report) -> None:
    from insight.export.board_pack.pdf import NoPango

    bar = st.progress(0.3, "Setting the pages")
    try:
        content = _pdf(found)
    except NoPango as error:
        bar.empty()
        st.warning(str(error))
        return
    bar.empty()
    st.download_button(
        "Save the PDF",
        content,
        f"{found.file_name}.pdf",
        "application/pdf",
        on_click="ignore",
        key=f"save-{found.file_name}",
    )


@st.cache_data(
    max_entries=20, show_spinner=False, hash_funcs={Report: lambda found: found.file_name}
)
def _pdf(found: Report) -> bytes:
    from insight.export.insight_report.pdf import pdf

    return pdf(found)
