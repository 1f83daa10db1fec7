"""The pages by section, and the bar that leads to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

import streamlit as st
from markupsafe import Markup
from streamlit.navigation.page import Page

from insight.roles import Action, Person
from pages.controls import choices
from pages.shell import frame, scripts

SCRIPT = Markup(scripts.OURS)
BAR = Markup(
    '<div class="banner"><p class="product">{title}</p><nav aria-label="Sections">{sections}</nav>'
    '<p class="edition">Deprivation: {edition} edition</p></div>{pages}<script>{script}</script>'
)
PAGES = Markup('<nav class="section" aria-label="{}">{}</nav>')
LINK = Markup('<a href="{}"{}>{}</a>')
CURRENT = Markup(' aria-current="{}"')

Sections = Mapping[str, Sequence[Page]]


def sections(who: Person | None) -> Sections:
    """The pages by the name of their section, for one run of a page. who: None for the public."""
    listed = {
        "Figures": [
            st.Page("pages/overview/page.py", title="Overview", default=True),
            st.Page("pages/place/page.py", title="Place", url_path="place"),
            st.Page(
                "pages/neighbourhoods/page.py", title="Neighbourhoods", url_path="neighbourhoods"
            ),
            st.Page("pages/neighbourhood/page.py", title="Neighbourhood", url_path="neighbourhood"),
            st.Page("pages/indicator/page.py", title="Indicator", url_path="indicator"),
            st.Page("pages/core20plus5/page.py", title="CORE20PLUS5", url_path="core20plus5"),
            st.Page("pages/inequality/page.py", title="Inequality", url_path="inequality"),
            st.Page("pages/priorities/page.py", title="Priorities", url_path="priorities"),
        ],
        "People's voice": [
            st.Page("pages/voices/page.py", title="Voices", url_path="voices"),
            st.Page(
                "pages/figures_and_voices/page.py",
                title="Beside the figures",
                url_path="voice_beside_figures",
            ),
            st.Page("pages/silence_map/page.py", title="Silence map", url_path="silence_map"),
            st.Page(
                "pages/engagement/page.py",
                title="Who has been heard",
                url_path="who_has_been_heard",
            ),
            st.Page(
                "pages/citizens_panel/page.py", title="Citizens' Panel", url_path="citizens_panel"
            ),
            st.Page("pages/past_engagement/page.py", title="Asked before", url_path="asked_before"),
            st.Page(
                "pages/responses/page.py", title="You said, we did", url_path="you_said_we_did"
            ),
            st.Page(
                "pages/digital_inclusion/page.py",
                title="Digital inclusion",
                url_path="digital_inclusion",
            ),
        ],
        "Insight report": [
            st.Page(
                "pages/insight_report/page.py", title="Insight report", url_path="insight_report"
            )
        ],
        "About the data": [
            st.Page("pages/about/page.py", title="About the data", url_path="about_the_data"),
            st.Page("pages/how_to_read/page.py", title="How to read it", url_path="how_to_read"),
            st.Page("pages/privacy/page.py", title="Privacy and accessibility", url_path="privacy"),
        ],
    }
    if who is not None:
        # By a link each of these opens, if only to say whose page it is.
        listed["Team"] = [
            st.Page(
                "pages/team/to_read/page.py",
                title="To read",
                url_path="to_read",
                visibility=_shown(who, Action.READ_COMMENTS),
            ),
            st.Page(
                "pages/team/safeguarding/page.py",
                title="Safeguarding",
                url_path="safeguarding",
                visibility=_shown(who, Action.SAFEGUARD),
            ),
            st.Page(
                "pages/team/comments/page.py",
                title="Comments",
                url_path="comments",
                visibility=_shown(who, Action.READ_COMMENTS),
            ),
            st.Page(
                "pages/team/check_fifty/page.py",
                title="Check fifty",
                url_path="check_fifty",
                visibility=_shown(who, Action.LABEL),
            ),
            st.Page(
                "pages/team/data_quality/page.py",
                title="Data quality",
                url_path="data_quality",
                visibility=_shown(who, Action.CHECK_FIGURES),
            ),
            st.Page(
                "pages/team/releases/page.py",
                title="Releases",
                url_path="releases",
                visibility=_shown(who, Action.SEE_RELEASES),
            ),
        ]
    return listed


def _shown(who: Person, action: Action) -> Literal["visible", "hidden"]:
    return "visible" if who.may(action) else "hidden"


def banner(listed: Sections, current: Page) -> None:
    """The blue bar: whose figures these are, the sections, and the pages of the one in view.

    A section's name leads to its first page. All of it is one element, because each link of
    Streamlit's own would cost the server a message; `links.js` keeps the session all the same.
    """
    here = next(name for name, pages in listed.items() if current in pages)
    seen = {
        name: [page for page in pages if page.visibility == "visible"]
        for name, pages in listed.items()
    }
    names = ((name, pages[0], "true" * (name == here)) for name, pages in seen.items() if pages)
    beside = ((page.title, page, "page" * (page == current)) for page in seen[here])
    st.html(
        BAR.format(
            title=frame.TITLE,
            sections=_links(names),
            edition=choices.edition_in_address(),
            pages=PAGES.format(here, _links(beside)) if len(seen[here]) > 1 else "",
            script=SCRIPT,
        ),
        unsafe_allow_javascript=True,
    )


def _links(links: Iterable[tuple[str, Page, str]]) -> Markup:
    """Words, page, and what kind of place it is when one is there ('' elsewhere)."""
    return Markup().join(
        LINK.format(page.url_path or ".", CURRENT.format(kind) if kind else "", words)
        for words, page, kind in links
    )
