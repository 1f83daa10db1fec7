"""What may be taken away: the menu beside each figure, board packs and reports.

Nothing is drawn until somebody asks. An unopened menu is one element; opened, each button draws
its file when it is pressed.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode, urlsplit

import streamlit as st
from markupsafe import Markup

from insight import settings
from insight.export.board_pack import board_pack as make_board_pack
from insight.export.caption import (
    SHORT_BUILD,
    Caption,
    citation,
    cited_sentence,
    finding_caption,
)
from insight.export.document import Document
from insight.export.files import csv_file, xlsx_file
from insight.export.fonts import NoFonts, fonts
from insight.export.html import html
from insight.export.image import png, svg
from insight.export.pdf import NoPango, pdf
from insight.export.slides import slides
from insight.findings import Finding, in_short
from insight.findings.finding import Picture
from insight.reference.areas import SYSTEM, Benchmark, areas
from insight.store import Store, cached
from pages import data
from pages.controls import address
from pages.ui.copy_button import copy_button

# Findings that may have a page of their own on the public site: ends of their ids.
PUBLISHED = ("-areas", "-over-time")
PUBLISH = Markup('<p><a href="releases?{}">Publish this</a>: begin a release</p>')
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF = ("pdf", "application/pdf")
POWERPOINT = ("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation")


def menu(finding: Finding) -> None:
    """What may be taken away of a finding: pictures, its table, a citation and a link.

    One download of each kind.
    """
    key = finding.finding_id
    opened = st.popover("Take away", key=f"away-{key}", type="tertiary", on_change="rerun")
    if not opened.open:
        return
    store = data.current_store()
    words = finding_caption(store, finding, link())
    name = f"{key}-{store.build_id[:SHORT_BUILD]}"
    with opened:
        st.html(_copy("Copy the sentence with its source", finding, words))
        if finding.picture is not None:
            _pictures(finding.picture, words, name)
        file = (finding.table.values, words, None, finding.about)
        _offer("Table (CSV)", lambda: csv_file(*file), f"{name}.csv", "text/csv")
        _offer("Workbook (XLSX)", lambda: xlsx_file(*file), f"{name}.xlsx", XLSX)
        st.caption("How to cite it, with the link that brings this view back")
        st.code(citation(words), language=None, wrap_lines=True)
        if settings.edition() == "team" and key.endswith(PUBLISHED):
            figure = f"{link().rpartition('/')[2]}#{key}"
            st.html(PUBLISH.format(urlencode({"figure": figure})))


def leading_finding(area_code: str, benchmark: Benchmark) -> None:
    """A press that copies the finding to quote first: its sentence, chart and source."""
    picked = {"area_code": area_code, "benchmark": benchmark, "dashboard": _dashboard()}
    if button := data.shared(_leading_button, **picked):
        st.html(button, width="content")


def _leading_button(
    store: Store, area_code: str, benchmark: Benchmark, dashboard: str
) -> Markup | None:
    found = cached(store, in_short.leading_finding, area_code=area_code, benchmark=benchmark)
    if found is None:
        return None
    link = found.link.under(dashboard) if found.link and dashboard else ""
    label = "Copy the widest gap" if area_code == SYSTEM else "Copy what stands out most"
    return _copy(f"{label}, with chart and source", found, finding_caption(store, found, link))


def _copy(label: str, finding: Finding, words: Caption) -> Markup:
    try:
        picture = "" if finding.picture is None else svg(finding.picture, words)
    except NoFonts:
        picture = ""
    return copy_button(label, cited_sentence(finding, words), picture, finding.alt)


def board_pack(area_code: str = SYSTEM) -> None:
    """A board pack for a Place, or for the system, as PDF or as PowerPoint."""
    of = "the system" if area_code == SYSTEM else areas()[area_code].area_name
    opened = st.popover(f"Board pack for {of}", key=f"pack-{area_code}", on_change="rerun")
    if not opened.open:
        return
    store = data.current_store()
    with opened:
        st.caption(
            "Eight pages: the whole in short, then the map, gaps, doubts and what is not known."
        )
        has_annex = st.checkbox("With an annex: every chart and table", key=f"annex-{area_code}")
        for kind, (ending, mime) in {"PDF": PDF, "PowerPoint": POWERPOINT}.items():
            if st.button(f"Make the {kind}", key=f"make-{ending}-{area_code}"):
                name = f"board-pack{'-with-annex' * has_annex}-{of}.{ending}".replace(" ", "-")
                _make(
                    f"pack-{area_code}-{has_annex}",
                    lambda report: make_board_pack(
                        store, area_code, _dashboard(), report, has_annex=has_annex
                    ),
                    kind,
                    name,
                    mime,
                )


def report(document: Document) -> None:
    """A report as HTML at once, and as PDF when somebody asks for it, since that takes seconds."""
    opened = st.popover("Save this report", key="report", on_change="rerun")
    if not opened.open:
        return
    with opened:
        name = document.file_name
        file = lambda: html(document).encode("utf-8")  # noqa: E731
        _offer("Save as HTML", file, f"{name}.html", "text/html")
        if st.button("Make the PDF", key="report-pdf"):
            _make(name, lambda _: document, "PDF", f"{name}.pdf", PDF[1])


def link() -> str:
    """The address of this view, with every choice in it, by id."""
    choices = address.current()
    page = (st.context.url or "").partition("?")[0]
    return f"{page}?{urlencode(choices)}" if choices else page


def _dashboard() -> str:
    """The address of the dashboard, '' where the browser gave none."""
    address = urlsplit(st.context.url or "")
    return f"{address.scheme}://{address.netloc}/" if address.netloc else ""


def _make(
    key: str,
    document: Callable[[Callable[[str, int, int], None]], Document],
    kind: str,
    name: str,
    mime: str,
) -> None:
    """Make a document and its file, saying how far it is; then offer it."""
    bar = st.progress(0.0, "Starting")

    def report(what: str, done: int, total: int) -> None:
        bar.progress(done / total, f"Working on {what}")

    try:
        content = _document(data.current_store().build_id, key, kind, document, report)
    except (NoPango, NoFonts) as error:
        bar.empty()
        st.warning(str(error))
        return
    bar.empty()
    st.download_button(
        f"Save the {kind}", content, name, mime, on_click="ignore", key=f"save-{name}"
    )


# A few, not more: a pack is a megabyte, and the build id makes old ones useless.
@st.cache_data(max_entries=20, show_spinner=False)
def _document(
    build_id: str,
    key: str,
    kind: str,
    _document: Callable[[Callable[[str, int, int], None]], Document],
    _report: Callable[[str, int, int], None],
) -> bytes:
    made = _document(_report)
    return pdf(made, _report) if kind == "PDF" else slides(made, _report)


def _pictures(shown: Picture, words: Caption, name: str) -> None:
    try:
        fonts()
    except NoFonts as error:
        st.warning(str(error))
        return
    _offer("Picture (PNG)", lambda: png(shown, words), f"{name}.png", "image/png")
    _offer("Drawing (SVG)", lambda: svg(shown, words).encode(), f"{name}.svg", "image/svg+xml")


def _offer(label: str, made: Callable[[], bytes], name: str, mime: str) -> None:
    st.download_button(
        label, made, name, mime, on_click="ignore", key=f"save-{name}", width="stretch"
    )
