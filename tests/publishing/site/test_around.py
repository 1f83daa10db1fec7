"""The pages around releases, of a record and without a store."""

from __future__ import annotations

import json
from dataclasses import replace

from pages.ui import downloads
from publishing.site import around, figures
from publishing.site.outline import Outline
from tests.publishing.site.conftest import HOSTILE
from tests.publishing.site.links import broken


def test_without_a_store_there_is_a_site_whose_links_lead_somewhere(of: Outline) -> None:
    made = around.pages_of(of, None)
    outside = {"charts/smoking/index.html", "charts/smoking/2/index.html", "charts/gone/1/"}
    known = set(made) | outside | {"charts/gone/1/index.html"}
    found = broken({path: data for path, data in made.items() if path.endswith(".html")}, known)
    assert found <= {"/postcodes/"}


def test_words_of_a_release_are_never_markup(of: Outline) -> None:
    for path, data in around.pages_of(of, None).items():
        if path.endswith(".html"):
            assert b"<b>&amp;" not in data
    index = json.loads(around.pages_of(of, None)["search.json"])
    assert index["pages"] == [[HOSTILE, "/charts/smoking/", ["Liverpool"]]]


def test_a_place_without_a_page_of_its_own_is_found_in_the_list(of: Outline) -> None:
    made = around.pages_of(of, None)
    assert b'href="/places/#liverpool"' in made["index.html"]
    assert b'<section id="liverpool">' in made["places/index.html"]
    # A date that moved has its reason; one that is only words stands as words.
    assert b"in spring" in made["releases/index.html"]
    assert b"14 January 2027 at 09:30" in made["releases/index.html"]


def test_a_page_of_a_place_that_was_renamed_is_its_page_still(of: Outline) -> None:
    place = replace(of.listed[0], kind="place", shows="E08000012", address="/places/city/")
    made = around.pages_of(replace(of, listed=(place,)), None)
    assert b'href="/places/city/"' in made["index.html"]
    section = made["places/index.html"].partition(b'<section id="liverpool">')[2]
    assert b'href="/places/city/"' in section.partition(b"</section>")[0]


def test_the_menu_offers_what_can_be_rendered() -> None:
    assert set(downloads.PUBLISHED) == set(figures.CHARTS)
