"""What a browser does by itself: back, tabs, titles, focus, addresses, copying and printing."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit, answer, still
from tests.browser.test_journeys import choose, press

pytestmark = pytest.mark.browser

PRODUCT = "Cheshire and Merseyside insight"
WIRRAL = "E08000015"


def follow(page: Page, name: str) -> None:
    page.locator(".st-key-footer footer").wait_for()  # which a page ends with
    with answer(page):
        page.get_by_role("link", name=name, exact=True).first.click()


def test_the_chosen_place_goes_along_and_each_view_has_a_name(visit: Visit) -> None:
    """Faults 5 and 10, in the order a Place director meets them."""
    page = visit("place")
    choose(page, "Place", "Wirral")
    expect(page).to_have_title(f"Wirral – Place – {PRODUCT}")
    for name in ("Priorities", "Indicator", "People's voice", "Figures", "Inequality", "Place"):
        follow(page, name)
        expect(page, name).to_have_url(re.compile(f"place={WIRRAL}"))
    expect(page).to_have_title(f"Wirral – Place – {PRODUCT}")
    expect(page.get_by_role("combobox", name="Place")).to_have_value("Wirral")
    follow(page, "Inequality")
    expect(page.get_by_role("combobox", name="Area")).to_have_value("Wirral")
    expect(page).to_have_title(re.compile("Wirral – Inequality –"))
    # So does the measure, between the pages that show one.
    measure = page.get_by_role("combobox", name="Indicator")
    expect(measure).not_to_have_value("")
    chosen = measure.input_value()
    for name in ("Place", "Indicator"):
        follow(page, name)
    expect(measure).to_have_value(chosen)
    # What the page stands on goes along even where nobody chose it.
    page = visit("place")
    first = page.get_by_role("combobox", name="Place").input_value()
    follow(page, "Priorities")
    expect(page.get_by_role("combobox", name="Place")).to_have_value(first)
    choose(page, "Place", PRODUCT.removesuffix(" insight"))
    follow(page, "Overview")
    expect(page).not_to_have_url(re.compile("place="))


def test_the_skip_link_skips_and_an_arrival_is_announced(visit: Visit) -> None:
    """Fault 10: it led to what the bar is part of, and a new page was not announced."""
    page = visit()
    page.keyboard.press("Tab")
    expect(page.locator("[data-testid=stSkipToContent]")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("h1")).not_to_be_focused()
    expect(page.locator("nav :focus")).to_have_count(0)
    follow(page, "Indicator")
    expect(page.locator("h1")).to_be_focused()
    expect(page.locator("p.unseen[aria-live=polite]")).to_have_text(page.title())
    expect(page.locator("nav[aria-label=Sections] [aria-current]")).to_have_count(1)
    expect(page.locator("nav.section [aria-current=page]")).to_have_count(1)


def test_two_tabs_are_two_views(visit: Visit) -> None:
    """Fault 4, for tabs: what is chosen in one changes nothing in the other."""
    one, other = visit("place?place=Wirral"), visit("place?place=Halton")
    press(one, "North West")
    press(other, "99.8%")
    for page, name in ((one, "Wirral"), (other, "Halton")):
        page.reload()
        still(page)
        expect(page).to_have_title(re.compile(f"^{name} – "))
    expect(one).to_have_url(re.compile(rf"\?place={WIRRAL}&benchmark=E12000002$"))
    expect(other).to_have_url(re.compile(r"\?place=E06000006&sure=0\.998$"))


def test_nonsense_is_not_offered(visit: Visit) -> None:
    """Fault 16: the system set against itself on its own page."""
    page = visit("priorities?benchmark=E54000008")
    expect(page.get_by_role("radio", name="England", exact=True)).to_be_checked()
    expect(page.get_by_role("radio", name="System", exact=True)).to_have_count(0)
    page = visit("priorities?place=Wirral&benchmark=E54000008")
    expect(page.get_by_role("radio", name="System", exact=True)).to_be_checked()


def test_an_unknown_address_has_a_page_of_ours(visit: Visit) -> None:
    """Fault 24: Streamlit opened the front page under a raw 'Page not found'."""
    page = visit()
    home = page.url
    for path in ("nosuch", "place/extra", "nosuch?place=Wirral", "<script>alert(1)</script>"):
        answer = page.request.get(home + path, headers={"Accept": "text/html"})
        assert answer.status == 404, path
        assert "script" not in answer.text()
    answer = page.request.get(home + "place", headers={"Accept": "text/html"})
    assert answer.ok
    page.set_content(page.request.get(home + "nosuch", headers={"Accept": "text/html"}).text())
    expect(page.locator("h1")).to_have_text("Page not found")
    links = page.locator("nav a").evaluate_all("all => all.map(e => e.getAttribute('href'))")
    assert {"/", "/place", "/indicator"} <= set(links) and "/safeguarding" not in links
    form = page.get_by_role("search")
    assert form.get_attribute("action") == "/indicator"
    assert form.get_by_label("Find a measure").get_attribute("name") == "find"


def test_a_sentence_is_copied_with_its_source_by_keyboard(visit: Visit) -> None:
    page = visit("indicator?indicator=adult-obesity")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Take away", exact=True).last.click()
    button = page.get_by_role("button", name="Copy the sentence with its source")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator("p.unseen[aria-live=polite]")).to_have_text("Copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.endswith("indicator?indicator=adult-obesity]")
    assert "Source" not in copied and "build " in copied and copied.count(". ") > 2
    expect(button).to_be_focused()
