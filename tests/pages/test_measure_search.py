"""The box that finds a measure, and the areas set side by side, as a page shows them."""

from __future__ import annotations

import re
from html import unescape

from tests.insight.small_store import ENGLAND, HALTON
from tests.pages.conftest import Run, markup


def _found(text: str) -> list[str]:
    """Where the links of what was found lead to."""
    found = re.search(r'<ol class="found">(.*?)</ol>', text, re.DOTALL)
    return [unescape(each) for each in re.findall('href="([^"]*)"', found[1])] if found else []


def test_a_measure_is_found_and_its_link_keeps_the_choices(open_page: Run) -> None:
    app = open_page("indicator", indicator="gp", place=HALTON, benchmark=ENGLAND)
    assert not _found(markup(app))
    app.text_input(key="find").input("smokng").run()
    assert not app.exception
    first, *_ = _found(markup(app))
    assert first == f"indicator?indicator=smoking&place={HALTON}&benchmark={ENGLAND}"
    assert app.query_params["find"] == "smokng"
    assert 'role="status"' in markup(app)


def test_a_link_to_a_search_shows_what_it_finds(open_page: Run) -> None:
    assert "indicator?indicator=loneliness" in _found(markup(open_page("indicator", find="lonely")))
    text = markup(open_page("indicator", find="zebra <script>"))
    assert "No measure has these words" in text and "<script> " not in text


def test_the_inequality_page_sends_on_what_has_no_groups(open_page: Run) -> None:
    app = open_page("inequality", find="smoking")
    assert "inequality?indicator=smoking" in _found(markup(app))
    text = markup(open_page("inequality", find="fuel poverty"))
    assert "indicator?indicator=fuel-poverty" in _found(text)
    assert "No groups to compare" in text
    text = markup(open_page("inequality", indicator="fuel-poverty"))
    assert "has no groups to compare" in text and "that is not here" not in text
    assert 'href="indicator?indicator=fuel-poverty"' in text


def test_areas_are_chosen_by_id_and_what_is_not_there_is_said(open_page: Run) -> None:
    app = open_page("indicator", indicator="smoking", areas=f"{HALTON}.{ENGLAND}.E06000999")
    assert app.multiselect(key="areas").value == [HALTON, ENGLAND]
    assert app.query_params["areas"] == f"{HALTON}.{ENGLAND}.E06000999"
    assert "2 areas, 2023" in markup(app)
    assert any("are left out" in each.value for each in app.caption)
    app.multiselect(key="areas").set_value([HALTON]).run()
    assert not app.exception and app.query_params["areas"] == HALTON
    app.multiselect(key="areas").set_value([]).run()
    assert "areas" not in app.query_params and "nine Places, 2023" in markup(app)
