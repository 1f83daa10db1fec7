"""A resident on a phone, by keyboard alone: from the front page to what is known of home."""

from __future__ import annotations

import re
from time import monotonic

import pytest
from playwright.sync_api import Page, expect

from insight.store import Store, queries
from tests.browser.conftest import SCREENSHOTS, Visit, still
from tests.browser.test_accessibility import (
    axe_finds_nothing_of_ours,
    it_needs_no_sideways_scrolling,
    its_text_is_large_enough_to_read,
    one_main_heading_and_no_level_is_skipped,
)

pytestmark = pytest.mark.browser

MOST_TABS, MOST_ACTIONS, MOST_SECONDS, MOST_SCREENS = 25, 8, 120, 5
BOX = "Postcode, town or ward"


def tab_to(page: Page, name: str) -> int:
    """How many presses of Tab reach what is called so. A way back would be no way."""
    for count in range(1, MOST_TABS + 1):
        page.keyboard.press("Tab")
        called = page.evaluate(
            "() => { const e = document.activeElement;"
            " return e.getAttribute('aria-label') || e.innerText || ''; }"
        )
        if called.strip() == name:
            return count
    raise AssertionError(f"{name} is more than {MOST_TABS} presses of Tab away")


@pytest.mark.parametrize(
    ("typed", "choice", "area"),
    [("ch41 1ab", "", "E02001482"), ("birkinhead", "Claughton North", "")],
)
def test_a_resident_finds_home_by_keyboard(
    visit: Visit, real_store: Store, typed: str, choice: str, area: str
) -> None:
    page = visit("", "phone")
    start = monotonic()
    tabs = tab_to(page, BOX)
    page.keyboard.type(typed)
    page.keyboard.press("Enter")
    actions = 3  # to the box, to type, to send
    areas = queries.middle_layer_areas(real_store).set_index("area_code")["area_name"]
    if choice:
        expect(page.get_by_role("status").first).to_contain_text("Did you mean")
        page.screenshot(path=SCREENSHOTS / "resident-choice-phone.png")
        area = str(areas.index[areas == choice][0])
        tabs += tab_to(page, choice)
        page.keyboard.press("Enter")
        actions += 2
    expect(page.locator("h1")).to_have_text(str(areas[area]))
    took = monotonic() - start
    still(page)
    assert page.url.endswith(f"/neighbourhood?area={area}")
    assert typed.split()[0] not in page.url
    print(f"{typed}: {tabs} tabs, {actions} actions, {took:.1f} seconds")
    assert tabs <= MOST_TABS and actions <= MOST_ACTIONS and took <= MOST_SECONDS
    page.go_back()
    expect(page.locator("h1")).to_contain_text("%")


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
    for fold in page.locator("summary").all():
        fold.click()
    still(page)
    axe_finds_nothing_of_ours(page)
    it_needs_no_sideways_scrolling(page)
    its_text_is_large_enough_to_read(page)
    one_main_heading_and_no_level_is_skipped(page)
