"""What stands around every page: the header bar, the footer, and what to say when there is nothing.

`frame.css` holds the look. Its colours are the names of insight/visual/style.py, handed over as CSS
variables, so that no colour is written twice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from html import escape
from itertools import count
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from insight.visual import style
from pages.controls import choices

TITLE = "Cheshire and Merseyside insight"
ICON = Path(__file__).with_name("icon.svg")
CSS = Path(__file__).with_name("frame.css")
COLOURS = {
    "blue": style.NHS_BLUE,
    "dark-blue": style.NHS_DARK_BLUE,
    "focus": style.FOCUS_YELLOW,
    "page": style.PAGE,
    "panel": style.PANEL,
    "rule": style.RULE,
    "line": style.BENCHMARK,
    "text": style.TEXT,
    "quiet": style.QUIET_TEXT,
    "core20": style.CORE20,
}
LICENCE = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"

_visits = count()


def clear_false_alarm(page: Any) -> None:
    """Load the page again when a link to it was the first visit since the server started.

    Until st.navigation has run once, Streamlit looks for page files directly in `pages/`, finds
    none, and lays "Page not found" over the right page. The second time there is no message.
    """
    if next(_visits) == 0 and page.url_path:
        st.html("<script>location.reload()</script>", unsafe_allow_javascript=True)


def look() -> None:
    """The one style sheet of the pages."""
    st.html(_style())


@cache
def _style() -> str:
    colours = "".join(f"--{name}:{colour};" for name, colour in COLOURS.items())
    return f"<style>:root{{{colours}}}{CSS.read_text(encoding='utf-8')}</style>"


def banner(sections: Mapping[str, Sequence[Any]], current: Any) -> None:
    """The blue bar: whose figures these are, the sections, and the pages of the one in view.

    A section's name leads to its first page.
    """
    with st.container(key="banner", horizontal=True, vertical_alignment="center"):
        st.html(f'<p class="product">{TITLE}</p>', width="content")
        for name, pages in sections.items():
            with st.container(key="here" if current in pages else None, width="content"):
                st.page_link(pages[0], label=name)
        edition = choices.edition_in_address()
        st.html(f'<p class="edition">Deprivation: {edition} edition</p>', width="content")
    beside = next(pages for pages in sections.values() if current in pages)
    if len(beside) > 1:
        with st.container(key="section", horizontal=True, vertical_alignment="center"):
            for page in beside:
                st.page_link(page)


def footer(build: pd.Series) -> None:
    """Which build this is, on what terms the figures are used, and what they are not."""
    built = f"{build['built_at']:%-d %B %Y}"
    with st.container(key="footer"):
        st.html(
            f"<footer><p>Figures built on {built} (build {escape(build['build_id'][:12])}). "
            "Local analysis of published figures; not itself official statistics.</p>"
            "<p>Contains public sector information licensed under the "
            f'<a href="{LICENCE}">Open Government Licence v3.0</a>. '
            'Sources and what is missing: <a href="about_the_data">About the data</a>.</p></footer>'
        )


def nothing_built() -> None:
    """Said instead of a page when there is no store."""
    message(
        "No figures yet",
        "This dashboard is running, but no figures have been loaded.",
        "Run <code>python -m etl build</code> in the project folder, then reload this page. "
        "It takes a few seconds and needs no internet.",
    )


def something_failed() -> None:
    """Said instead of the rest of a page when something broke; the log has the details."""
    message(
        "Sorry, this page did not load",
        "Something went wrong on our side. Your choices are safe in the address bar.",
        "Reload the page to try again. If it keeps happening, tell the team that runs this "
        "dashboard what you were looking at and when.",
    )


def message(title: str, what: str, next_step: str) -> None:
    """A calm card: what happened and what to do. `next_step` is our own markup."""
    with st.container(key="calm"):
        st.html(f'<h1 class="title">{escape(title)}</h1><p>{escape(what)}</p><p>{next_step}</p>')
