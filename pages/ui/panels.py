"""What every figure comes with: a sentence, a table of the same values, its source and caveat,
a CSV file and a link that brings the same view back."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from insight.export.caption import SHORT_BUILD
from insight.store import queries
from insight.store.connection import Store
from insight.visual import style
from pages import data
from pages.ui import downloads


@dataclass(frozen=True)
class Panel:
    """A figure ready to show.

    title says the finding; subtitle measure, areas, period and unit. chart is a Plotly figure
    and alt its words for those who do not see it. frame is what the CSV file holds and table
    the same as HTML. source_ids are those of the catalogue.
    """

    title: str
    frame: pd.DataFrame
    subtitle: str = ""
    sentence: str = ""
    chart: Any = None
    alt: str = ""
    table: str = ""
    source_ids: tuple[str, ...] = ()
    caveat: str = ""


def show(key: str, panel: Panel) -> None:
    """The whole panel, one part under the other. `key` names its CSV file.

    Without a chart its table is shown in its place.
    """
    head(panel)
    draw(key, panel)
    if panel.chart is None:
        st.html(panel.table)
    table = "" if panel.chart is None else panel.table
    under(key, panel.frame, panel.source_ids, panel.caveat, table, panel)


def head(panel: Panel) -> None:
    """The words above the chart."""
    write(headed(panel.title, panel.subtitle), said(panel.sentence))


def draw(key: str, panel: Panel) -> None:
    """The chart alone."""
    if panel.chart is not None:
        st.plotly_chart(panel.chart, key=key, alt=panel.alt, theme=None, config=style.CHART_CONFIG)


def under(
    key: str,
    frame: pd.DataFrame,
    source_ids: tuple[str, ...] = (),
    caveat: str = "",
    table: str = "",
    panel: Panel | None = None,
    title: str = "",
) -> None:
    """What stands under a figure: source, caveat, a table to open, the CSV file and the link.

    `table` is left out where the figure is itself a table. The figure may also be taken away as
    a workbook under its `title`, and with its panel as a picture.
    """
    named = data.shared(_sources, source_ids=source_ids)
    write(said(named, "source"), said(caveat, "caveat"))
    if table:
        with st.expander("The same figures as a table"):
            st.html(table)
    store = data.current_store()
    with st.container(horizontal=True, vertical_alignment="center", key=f"take-{key}"):
        st.download_button(
            "Download these figures (CSV)",
            data=lambda: downloads.table(store, frame, source_ids),
            file_name=f"{key}-{store.build_id[:SHORT_BUILD]}.csv",
            mime="text/csv",
            on_click="ignore",
            key=f"csv-{key}",
            type="tertiary",
        )
        choices = escape(urlencode(st.query_params.to_dict()))
        st.html(f'<p class="take"><a href="?{choices}">Link to this view</a></p>')
        shown = panel or Panel(title, frame)
        if shown.title:
            downloads.old_menu(
                key,
                shown.title,
                frame,
                subtitle=shown.subtitle,
                alt=shown.alt,
                chart=shown.chart,
                source_ids=source_ids,
                caveat=caveat,
            )


def title(finding: str, sentence: str = "") -> None:
    """The heading of the page, which says the finding, and a sentence under it."""
    write(f'<h1 class="title">{escape(finding)}</h1>', said(sentence, "finding"))


def heading(text: str, subtitle: str = "") -> None:
    """The heading of a part of the page."""
    write(headed(text, subtitle))


def say(text: str, kind: str = "sentence") -> None:
    """A paragraph of plain text. kind: sentence, finding, subtitle, source or caveat."""
    write(said(text, kind))


def write(*parts: str) -> None:
    """Pieces of our own markup, one under the other, as far apart as elements of a page are.

    As one element, because each one costs the server a message and the browser a box.
    """
    given = [part for part in parts if part]
    if len(given) > 1:
        st.html(f'<div style="{STACKED}">{"".join(given)}</div>')
    elif given:
        st.html(given[0])


STACKED = "display:grid;gap:1rem;grid-template-columns:minmax(0,1fr)"


def headed(text: str, subtitle: str = "") -> str:
    """The heading of a part of the page as markup."""
    small = f'<p class="subtitle">{escape(subtitle)}</p>' if subtitle else ""
    return f'<div><h2 class="heading">{escape(text)}</h2>{small}</div>'


def said(text: str, kind: str = "sentence") -> str:
    """A paragraph of plain text as markup, '' for none. kind: as for `say`."""
    return f'<p class="{kind}">{escape(text)}</p>' if text.strip() else ""


def empty(what: str, why: str) -> None:
    """Said in place of a figure there is nothing to draw for."""
    write(nothing(what, why))


def nothing(what: str, why: str) -> str:
    """The same as markup."""
    return f'<div class="empty"><p><b>{escape(what)}</b></p><p>{escape(why)}</p></div>'


def _sources(store: Store, source_ids: tuple[str, ...]) -> str:
    """Who published the figures, in one line, for the sources this build has."""
    listed = queries.sources(store).set_index("source_id")
    known = [listed.loc[each] for each in source_ids if each in listed.index]
    named = [f"{row['publisher']}, {row['publication']}" for row in known]
    return f"Source: {'; '.join(named)}." if named else ""
