"""What every figure comes with: a sentence, a table of the same values, its source and caveat,
a CSV file and a link that brings the same view back."""

from __future__ import annotations

from html import escape
from typing import Any
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from insight import questions, style
from pages.parts import answers, tables


def title(finding: str, sentence: str = "") -> None:
    """The heading of the page, which says the finding, and a sentence under it."""
    st.html(f'<h1 class="title">{escape(finding)}</h1>')
    say(sentence, "finding")


def heading(text: str, subtitle: str = "") -> None:
    """The heading of a figure; under it measure, areas, period and unit."""
    under = f'<p class="subtitle">{escape(subtitle)}</p>' if subtitle else ""
    st.html(f'<h2 class="heading">{escape(text)}</h2>{under}')


def say(text: str, kind: str = "sentence") -> None:
    """A paragraph of plain text. kind: sentence, finding, source or caveat."""
    if text:
        st.html(f'<p class="{kind}">{escape(text)}</p>')


def chart(key: str, figure: Any, alt: str) -> None:
    """A Plotly figure, with words for those who do not see it."""
    st.plotly_chart(figure, key=key, alt=alt, theme=None, config=style.CHART_CONFIG)


def under(
    key: str, frame: pd.DataFrame, source: str = "", caveat: str = "", table: str = ""
) -> None:
    """What stands under a figure: source and caveat, the table to open, CSV file and link.

    `frame` is what the CSV file holds. `table` is HTML from tables.table, left out where the
    figure is itself a table. `key` names the file.
    """
    say(source, "source")
    say(caveat, "caveat")
    if table:
        with st.expander("The same figures as a table"):
            st.html(table)
    build = answers.current_store().build_id[:8]
    with st.container(horizontal=True, vertical_alignment="center", key=f"take-{key}"):
        st.download_button(
            "Download these figures (CSV)",
            data=lambda: tables.csv(frame).encode("utf-8-sig"),
            file_name=f"{key}-{build}.csv",
            mime="text/csv",
            on_click="ignore",
            key=f"csv-{key}",
            type="tertiary",
        )
        choices = escape(urlencode(st.query_params.to_dict()))
        st.html(f'<p class="take"><a href="?{choices}">Link to this view</a></p>')


def empty(what: str, why: str) -> None:
    """Said in place of a figure there is nothing to draw for."""
    st.html(f'<div class="empty"><p><b>{escape(what)}</b></p><p>{escape(why)}</p></div>')


def sources(*source_ids: str) -> str:
    """Who published the figures, in one line, for the sources this build has."""
    listed = answers.ask(questions.sources).set_index("source_id")
    known = [listed.loc[each] for each in source_ids if each in listed.index]
    named = [f"{row['publisher']}, {row['publication']}" for row in known]
    return f"Source: {'; '.join(named)}." if named else ""
