"""A resident on a phone, by keyboard alone: from the front page to what is known of home."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from insight.analysis.place_search import gazetteer, place_search
from insight.store import Store
from tests.browser import journeys
from tests.browser.conftest import SCREENSHOTS, Visit, still
from tests.browser.journeys import MOST_ACTIONS, MOST_SECONDS, Reader
from tests.browser.test_accessibility import (
    axe_finds_nothing_of_ours,
    it_needs_no_sideways_scrolling,
    its_text_is_large_enough_to_read,
    one_main_heading_and_no_level_is_skipped,
)

pytestmark = pytest.mark.browser

MOST_TABS, MOST_SCREENS = 25, 2.5


# The last area of the town in most of them, and of the postcode district in most of them.
@pytest.mark.parametrize(
    ("typed", "fold"),
    [("ch41 1ab", ""), ("warrington", ""), ("L69", "L69, postcodes in Liverpool")],
)
def test_a_resident_finds_home_by_keyboard(
    visit: Visit, real_store: Store, typed: str, fold: str
) -> None:
    """Fault 6: nothing led home. Now whatever is found is near, for a keyboard too."""
    found = place_search(real_store, typed)
    match = max(found.matches, key=lambda each: len(each.area_codes))
    name = gazetteer(real_store).area_names[match.area_codes[-1]]
    page = visit("", "phone")
    reader = Reader(page, film=_picture)
    journeys.resident(reader, typed, *filter(None, (fold, "" if found.area_code else name)))
    expect(page.locator("h1")).to_have_text(name)
    expect(page).to_have_url(re.compile(f"/neighbourhood\\?area={match.area_codes[-1]}$"))
    expect(page).to_have_title(re.compile(f"^{re.escape(f'{name} – {match.place_name} – ')}"))
    expect(page.locator("h1")).to_be_focused()
    expect(page.locator("p.unseen[aria-live=polite]")).to_have_text(page.title())
    print(f"{typed}: {reader.tabs} tabs, {reader.actions} actions, {reader.seconds:.1f} seconds")
    assert reader.tabs <= MOST_TABS and reader.actions <= MOST_ACTIONS
    assert reader.seconds <= MOST_SECONDS
    page.go_back()
    expect(page.locator("h1")).to_contain_text("%")


def _picture(page: Page, stop: str) -> None:
    page.screenshot(path=SCREENSHOTS / f"resident-{stop.partition(' ')[0]}-phone.png")


def test_the_page_of_home_is_short_and_for_everybody(visit: Visit) -> None:
    page = visit("neighbourhood?area=E01007229", "phone")
    expect(page.locator("h1")).to_have_text("New Brighton")
    main = page.locator("[data-testid=stMain]")
    height = main.evaluate("e => e.scrollHeight")
    page.screenshot(path=SCREENSHOTS / "resident-home-phone.png")
    assert height <= MOST_SCREENS * 844
    words = main.inner_text()
    for said in ("An area of Wirral", "most deprived fifth", "can expect to live", "65 or over"):
        assert said in words
    assert re.search(r"Wirral: \d+ of \d+ figures are worse than England", words)
    assert "Tell us what we should know" in words
    page.get_by_text("Show the map").click()
    for fold in page.locator("summary").all():
        fold.click()
    still(page)
    axe_finds_nothing_of_ours(page)
    it_needs_no_sideways_scrolling(page)
    its_text_is_large_enough_to_read(page)
    one_main_heading_and_no_level_is_skipped(page)
