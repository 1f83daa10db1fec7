"""What stands around every page: the look, the footer, and what to say when there is nothing.

`frame.css` holds the look. Its colours are the names of insight/visual/style.py, handed over as CSS
variables, so that no colour is written twice.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import count
from pathlib import Path
from urllib.parse import quote

import streamlit as st
from markupsafe import Markup
from streamlit.navigation.page import Page

from insight import settings
from insight.export.caption import NOT_OFFICIAL
from insight.reference.areas import SYSTEM_NAME
from insight.store import Store, queries
from insight.visual import style
from pages import data
from pages.controls import address
from pages.shell import scripts

TITLE = f"{SYSTEM_NAME} insight"
# As an address that holds the picture: a path would be read anew for every run of a page.
ICON = "data:image/svg+xml," + quote(Path(__file__).with_name("icon.svg").read_text("utf-8"))
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
FOOTER = Markup(
    "<footer><p>Figures built on {} (build {}). {}</p>"
    "<p>Contains public sector information licensed under the "
    '<a href="{}">Open Government Licence v3.0</a>. Where it is from, and what is missing: '
    '<a href="about_the_data">About the data</a>.</p></footer>'
)
CALM = Markup('<h1 class="title">{}</h1><p>{}</p><p>{}</p>')
LICENCE = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"

_visits = count()


def clear_false_alarm(page: Page) -> None:
    """Load the page again when a link to it was the first visit since the server started.

    Until st.navigation has run once, Streamlit looks for page files directly in `pages/`, finds
    none, and lays "Page not found" over the right page. The second time there is no message.
    """
    if next(_visits) == 0 and page.url_path:
        st.html(f"<script>{scripts.RELOAD}</script>", unsafe_allow_javascript=True)


def look() -> None:
    """The one style sheet of the pages."""
    st.html(_style())


@cache
def _style() -> Markup:
    """Without comments and line ends, which would be read anew for every run of a page."""
    colours = "".join(f"--{name}:{colour};" for name, colour in COLOURS.items())
    rules = re.sub(r"/\*.*?\*/", "", CSS.read_text(encoding="utf-8"), flags=re.DOTALL)
    return Markup("<style>:root{{{}}}{}</style>").format(
        Markup(colours), Markup(" ".join(rules.split()))
    )


def title(page: Page) -> None:
    """Name the window, the tab and the step in the history by the view: 'Wirral – Place – …'."""
    st.set_page_config(page_title=" – ".join((*address.name(), page.title, TITLE)))


def footer() -> None:
    """Which build this is, on what terms the figures are used, and what they are not.

    Raises NoStore.
    """
    with st.container(key="footer"):
        # The script of the frame takes Place and measure along from here to the next page.
        here = Markup('<div data-place="{}" data-measure="{}">{}</div>')
        in_view = address.place_in_view(), address.measure_in_view()
        st.html(here.format(*in_view, data.shared(_footer)))


def _footer(store: Store) -> Markup:
    built = queries.build(store).iloc[0]
    day = f"{built['built_at']:%-d %B %Y}"
    return FOOTER.format(day, built["build_id"][:12], NOT_OFFICIAL, LICENCE)


def nothing_built() -> None:
    """Said instead of a page when there is no store, or for everybody no public one."""
    if settings.edition() == "public":
        message(
            "No public figures yet",
            "This is the public edition. It opens one file, made of what anybody may see, and that"
            " file is not here or is not one of this version.",
            Markup("Run <code>{} {}</code> where the team's store is, and reload.").format(
                "python -m publishing public-store --out", settings.public_store().name
            ),
        )
        return
    message(
        "No figures yet",
        "This dashboard is running, but no figures have been loaded.",
        Markup("Run <code>{}</code> in the project folder, then reload this page. {}").format(
            "python -m etl build", "It takes a few seconds and needs no internet."
        ),
    )


def something_failed() -> None:
    """Said instead of the rest of a page when something broke; the log has the details."""
    message(
        "Sorry, this page did not load",
        "Something went wrong on our side. Your choices are safe in the address bar.",
        "Reload the page to try again. If it keeps happening, tell the team that runs this "
        "dashboard what you were looking at and when.",
    )


def message(title: str, what: str, next_step: str | Markup) -> None:
    """A calm card: what happened and what to do."""
    with st.container(key="calm"):
        st.html(
            Markup('<h1 class="title">{}</h1><p>{}</p><p>{}</p>').format(title, what, next_step)
        )
