"""The place search on a page, and the page of a neighbourhood it leads to."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from insight.analysis.place_search import Match, PlaceSearch
from pages.ui import place_search
from tests.pages.conftest import Run, markup

AREA = "E02002001"  # of Halton
HOSTILE = "<script>alert(1)</script>\"'"


@pytest.mark.parametrize("asked", [AREA, "E01002003", "E01012002", "e02002001"])
def test_an_area_opens_by_its_code_or_that_of_a_neighbourhood_of_any_year(
    open_page: Run, asked: str
) -> None:
    text = markup(open_page("neighbourhood", area=asked))
    assert '<h1 class="title">Halton 001</h1>' in text
    for said in (
        "An area of Halton, where",
        "in the most deprived fifth of England",
        "Deprivation in Halton 001, by what it is made of",
        "You said, we did: what was done in Halton",
        "Tell us what we should know",
        "Healthwatch Halton",
    ):
        assert said in text, said


def test_what_it_shows_may_be_taken_away(open_page: Run) -> None:
    app = open_page("neighbourhood", area=AREA)
    menus = [each for each in app.get("popover") if each.proto.popover.label == "Take away"]
    assert len(menus) >= 4
    assert not app.get("download_button")


@pytest.mark.parametrize("asked", ["", "E02009999", "nowhere", HOSTILE])
def test_without_an_area_of_ours_it_asks_for_one(open_page: Run, asked: str) -> None:
    choices = {"area": asked} if asked else {}
    text = markup(open_page("neighbourhood", **choices))
    assert '<h1 class="title">Your neighbourhood</h1>' in text
    assert ("an area that is not here" in text) is bool(asked)
    assert "<script>alert" not in text


def look_for(app: AppTest, words: str) -> None:
    (box,) = (each for each in app.text_input if each.label == "Postcode, town or ward")
    box.set_value(words)
    next(each for each in app.button if each.label == "Find").click().run()


@pytest.mark.parametrize("page", ["overview", "place", "neighbourhood"])
def test_the_box_answers_under_itself_and_leaves_no_trace_in_the_address(
    open_page: Run, page: str
) -> None:
    app = open_page(page)
    before = dict(app.query_params)
    look_for(app, "wa8")
    text = markup(app)
    assert "Postcodes that begin with WA8 are in" in text
    assert f'href="neighbourhood?area={AREA}"' in text
    assert dict(app.query_params) == before
    look_for(app, "Atlantis")
    text = markup(app)
    assert "Check the spelling" in text and 'href="place?place=E06000006"' in text


def test_no_name_becomes_markup() -> None:
    match = Match(HOSTILE, "ward", "E06000006", ("x",))
    drawn = place_search.result(PlaceSearch("exact", (match,)), {"x": HOSTILE})
    assert "<script>" not in drawn and 'role="status"' in drawn


def test_an_empty_store_has_no_neighbourhood(open_page: Run, empty_folder: Path) -> None:
    assert "Nothing to show yet" in markup(open_page("neighbourhood", folder=empty_folder))


def test_a_neighbourhood_picked_on_a_map_leads_to_its_page(open_page: Run) -> None:
    text = markup(open_page("place", place="Halton", area="E01002003"))
    assert 'You picked a neighbourhood in <a href="neighbourhood?area=E01002003">' in text
