"""One box to find where one lives: by postcode, town, ward or Place.

What is typed goes to the server with the form and is answered. It is never in the address, in a
cache or in a log.
"""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st
from markupsafe import Markup

from insight.analysis.place_search import Match, PlaceSearch, gazetteer, place_search
from insight.findings import Link
from insight.language.sentences import place_search as words
from insight.reference.areas import project_catalogue
from pages import data
from pages.ui import table

PAGE = "pages/neighbourhood/page.py"
WITH_BOX = ("", "place", "neighbourhood")  # addresses of pages
MOST_LETTERS = 60
STATUS = Markup('<div class="found"><p role="status">{}</p>{}</div>')
GROUP = Markup("<li><p><b>{}</b>, {}</p><p>{}</p></li>")
FOLDED = Markup("<li><details><summary><b>{}</b>, {}</summary><p>{}</p></details></li>")
# Links that somebody with a keyboard should have to go through: of more, long groups are folded.
MOST_LINKS, FEW_LINKS = 20, 5


def first(page: str) -> None:
    """The box on pages that have one. page: its address.

    It comes before the bar for the keyboard and for ears, and is seen under it (frame.css): a
    resident reaches every answer sooner than the bar's own links would let them.
    """
    if page in WITH_BOX:
        box(page)


# A fragment: what was found appears under the box and leaves the page alone.
@st.fragment
def box(page: str) -> None:
    """The box, and what it found; a search that can mean one area only leads straight there.

    On each page it is empty at first.
    """
    with (
        st.form("place-search", border=False),
        st.container(horizontal=True, vertical_alignment="bottom", key="place-search-row"),
    ):
        typed = st.text_input(
            words.LABEL,
            key=f"where-{page}",
            placeholder=words.example(),
            max_chars=MOST_LETTERS,
            autocomplete="postal-code",
            width="stretch",
        )
        is_asked = st.form_submit_button("Find")
    if not is_asked:
        st.html(STATUS.format(words.NOT_KEPT, ""))
        return
    found = place_search(data.current_store(), typed or "")
    if found.area_code:
        st.switch_page(PAGE, query_params={"area": found.area_code})
    st.html(result(found, data.shared(gazetteer).area_names))


def result(found: PlaceSearch, area_names: Mapping[str, str]) -> Markup:
    """What was found as markup, each area a link. area_names: by code."""
    are_many = sum(len(match.area_codes) or 1 for match in found.matches) > MOST_LINKS
    groups = [
        _group(match, area_names, are_many and len(match.area_codes) > FEW_LINKS)
        for match in found.matches
    ] or _places(found)
    items = Markup('<ul class="found">{}</ul>').format(Markup().join(groups)) if groups else ""
    return STATUS.format(words.search_sentence(found), items)


def _group(match: Match, area_names: Mapping[str, str], is_folded: bool) -> Markup:
    look = FOLDED if is_folded else GROUP
    if match.kind == "place":
        link = Link.to("place", place=match.place_code)
        return look.format(match.name, words.match_words(match), table.link(match.name, link))
    links = Markup(" ").join(
        table.link(area_names[code], Link.to("neighbourhood", area=code))
        for code in match.area_codes
    )
    return look.format(match.name, words.match_words(match), links)


def _places(found: PlaceSearch) -> list[Markup]:
    """Where to go on when nothing was found."""
    if found.how == "too short":
        return []
    links = Markup(" ").join(
        table.link(area.area_name, Link.to("place", place=area.area_code))
        for area in project_catalogue().places()
    )
    return [Markup("<li><p>{}</p></li>").format(links)]
