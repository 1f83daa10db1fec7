"""The small menu beside each figure, and the button for a board pack.

Nothing is drawn until somebody asks. An unopened menu is one element; opened, each button draws
its file when it is pressed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

import pandas as pd
import streamlit as st
from insight.export.board_pack.slides import slides

from insight.export.board_pack.contents import assemble
from insight.export.board_pack.pdf import NoPango, pdf
from insight.export.caption import SHORT_BUILD, Caption, caption, citation, finding_caption
from insight.export.files import csv_file, xlsx_file
from insight.export.fonts import NoFonts, fonts
from insight.export.image import png, svg
from insight.findings import Finding
from insight.store import Store
from pages import data
from pages.controls import address

PACKS = {"PDF": ("pdf", "application/pdf"), "PowerPoint": ("pptx", "application/vnd.ms-powerpoint")}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


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
        if finding.picture is not None:
            _pictures(finding.picture, words, name)
        file = (finding.table.values, words, None, finding.about)
        _offer("Table (CSV)", lambda: csv_file(*file), f"{name}.csv", "text/csv")
        _offer("Workbook (XLSX)", lambda: xlsx_file(*file), f"{name}.xlsx", XLSX)
        st.caption("How to cite it, with the link that brings this view back")
        st.code(citation(words), language=None, wrap_lines=True)


def old_menu(
    key: str,
    title: str,
    frame: pd.DataFrame,
    *,
    subtitle: str = "",
    alt: str = "",
    chart: Any = None,
    map_payload: Mapping[str, Any] | None = None,
    source_ids: tuple[str, ...] = (),
    caveat: str = "",
    labels: Mapping[str, str] | None = None,
) -> None:
    """What may be taken away of one figure: pictures, a workbook, a citation and a link.

    title says the finding. chart is the Plotly figure shown, or map_payload what the map was
    given; with neither, only the workbook is offered. frame is the figure's table, and labels
    choose and name its columns. The table as CSV has its own button: `table` makes the file.
    """
    opened = st.popover("Take away", key=f"away-{key}", type="tertiary", on_change="rerun")
    if not opened.open:
        return
    store = data.current_store()
    words = caption(store, title, subtitle, alt, source_ids, caveat, link())
    name = f"{key}-{store.build_id[:SHORT_BUILD]}"
    with opened:
        shown = chart if chart is not None else map_payload
        if shown is not None:
            _pictures(shown, words, name)
        _offer("Workbook (XLSX)", lambda: xlsx_file(frame, words, labels), f"{name}.xlsx", XLSX)
        st.caption("How to cite it, with the link that brings this view back")
        st.code(citation(words), language=None, wrap_lines=True)


def map_pictures(key: str, payload: Mapping[str, Any], source_ids: tuple[str, ...] = ()) -> None:
    """A map as a picture. Its figures are in the table beside it, with a menu of their own."""
    opened = st.popover("Take away this map", key=f"away-{key}", type="tertiary", on_change="rerun")
    if not opened.open:
        return
    store = data.current_store()
    words = caption(
        store, str(payload["title"]), "", str(payload["description"]), source_ids, "", link()
    )
    with opened:
        _pictures(payload, words, f"{key}-{store.build_id[:SHORT_BUILD]}")


def board_pack(place_code: str = "", place: str = "") -> None:
    """A board pack for a Place, or for the system (''), as PDF or as PowerPoint."""
    of = place or "the system"
    opened = st.popover(f"Board pack for {of}", key=f"pack-{place_code}", on_change="rerun")
    if not opened.open:
        return
    store = data.current_store()
    with opened:
        st.caption("The figures and sentences of these pages as one file. It takes some seconds.")
        for kind, (ending, mime) in PACKS.items():
            if st.button(f"Make the {kind}", key=f"make-{ending}-{place_code}"):
                _make(store, place_code, kind, f"board-pack-{of}.{ending}".replace(" ", "-"), mime)


def table(store: Store, frame: pd.DataFrame, source_ids: tuple[str, ...] = ()) -> bytes:
    """A figure's table as a CSV file that says whose figures they are and from which build."""
    return csv_file(frame, caption(store, "", source_ids=source_ids))


def link() -> str:
    """The address of this view, with every choice in it by id."""
    choices = address.current()
    page = (st.context.url or "").partition("?")[0]
    return f"{page}?{urlencode(choices)}" if choices else page


def _make(store: Store, place_code: str, kind: str, name: str, mime: str) -> None:
    """Make a pack, saying how far it is; then offer it."""
    bar = st.progress(0.0, "Starting")

    def report(what: str, done: int, total: int) -> None:
        bar.progress(done / total, f"Working on {what}")

    try:
        content = _pack(store.build_id, place_code, kind, store, report)
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
def _pack(
    build_id: str,
    place_code: str,
    kind: str,
    _store: Store,
    _report: Callable[[str, int, int], None],
) -> bytes:
    pack = assemble(_store, place_code, report=_report)
    return pdf(pack, _report) if kind == "PDF" else slides(pack, _report)


def _pictures(shown: Any, words: Caption, name: str) -> None:
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
