"""What everybody needs of every page, wide and as narrow as a phone: each is opened once.

axe finds nothing but what Streamlit itself does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser import heights
from tests.browser.conftest import PHONE, SCREENSHOTS, Visit, still
from tests.pages_listed import PATHS

pytestmark = pytest.mark.browser

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "resultTypes": ["violations"],
}

NARROW, ZOOM = {"width": 320, "height": 800}, "200 % zoom"
A4 = (595, 842)  # points

# Each piece of text in a chart and in a table, folded or not, but for ears alone. A list of more
# rows than that is one to search in, unless it is a topic of the page, and stays shut on paper.
LONG_LIST = 50
WORDS = """most => {
    const main = document.querySelector('[data-testid=stMain]');
    const isLong = fold => !fold.matches('.topic') && most < [...fold.querySelectorAll('tbody tr')]
        .filter(row => row.closest('details') === fold).length;
    const shut = [...main.querySelectorAll('details:not([open])')].filter(e => !isLong(e));
    for (const fold of shut) fold.open = true;
    const found = [...main.querySelectorAll('td, th, [data-testid=stPlotlyChart] text')]
    .filter(e => e.checkVisibility())
    .flatMap(e => {
        const texts = document.createTreeWalker(e, NodeFilter.SHOW_TEXT), found = [];
        while (texts.nextNode()) {
            const at = texts.currentNode.parentElement;
            if (at.checkVisibility() && !at.closest('.unseen')) found.push(texts.currentNode.data);
        }
        return found;
    });
    for (const fold of shut) fold.open = false;
    return found;
}"""
# Links and buttons lower than 24 pixels, but for those within a line of words.
SMALL_LINKS = """() => [...document.querySelectorAll(
    '[data-testid=stMain] :is(a[href], button, summary)')]
.filter(e => e.checkVisibility() && e.getBoundingClientRect().height < 23.5
    && !e.matches('[tabindex="-1"][data-rac]')  // the arrow in Streamlit's picker: all of it opens
    && !(getComputedStyle(e).display === 'inline'
        && [...e.parentElement.childNodes].some(n => n.nodeType === 3 && n.data.trim())))
.slice(0, 3).map(e => e.outerHTML.slice(0, 150))"""

# Buttons for the full screen beside which no chart stands.
MUTE_BUTTONS = """() => [...document.querySelectorAll('[data-full-screen]')]
.filter(e => e.checkVisibility() && !document.querySelector(
    `.st-key-${CSS.escape(e.dataset.fullScreen)}`)?.checkVisibility())
.map(e => e.dataset.fullScreen)"""

# Rows of a table are made by one function: of those in folds, ten are enough to be looked at.
OPEN_FOLDS = """() => {
    const few = document.createElement('style');
    few.textContent = '[data-testid=stMain] details tr:nth-child(n + 11) { display: none }';
    document.head.append(few);
    for (const fold of document.querySelectorAll(
        '[data-testid=stMain] details:not([open]) > summary')) fold.click();
}"""
# Tables, and charts and maps, that are there to see.
SHOWN = """() => {
    const main = document.querySelector('[data-testid=stMain]');
    const count = (kind) =>
        [...main.querySelectorAll(kind)].filter(e => e.checkVisibility()).length;
    return {tables: count('table'), pictures: count('[data-testid=stPlotlyChart], .map')};
}"""
LEAST_NAME = 30  # characters that say what a picture shows

# Violations that are Streamlit's own, each with its reason. Nothing else is allowed.
STREAMLITS_OWN: dict[str, str] = {}


OPENS_WITH_AN_ANSWER = {"", "place"}  # under its heading, on the first screen of a phone too
# Words alone; a search that nobody has made; people's own words, and what is to be published.
WITHOUT_FIGURES = {
    "neighbourhood",
    "asked_before",
    "how_to_read",
    "privacy",
    "comments",
    "safeguarding",
    "to_read",
    "check_fifty",
    "releases",
}


@pytest.mark.parametrize("path", PATHS)
def test_everybody_can_use_a_page(visit: Visit, path: str) -> None:
    page = visit(path, "wide")
    it_opens_and_has_its_picture_taken(page, f"{path or 'overview'}-wide")
    axe_finds_nothing_of_ours(page)
    every_chart_has_a_name_and_its_figures_in_a_table(page, path in WITHOUT_FIGURES)
    one_main_heading_and_no_level_is_skipped(page)
    paper_holds_what_the_page_shows(page)

    page.set_viewport_size(heights.size(ZOOM))
    still(page)
    assert heights.of(page) <= heights.MOST[ZOOM], "it ends too late at 200 % zoom"
    page.set_viewport_size(PHONE)
    still(page)
    it_opens_and_has_its_picture_taken(page, f"{path or 'overview'}-phone")
    if path in OPENS_WITH_AN_ANSWER:
        expect(page.locator(".in-short li").nth(1)).to_be_in_viewport()
    with_all_folds_open(page)
    axe_finds_nothing_of_ours(page)
    it_needs_no_sideways_scrolling(page)
    its_text_is_large_enough_to_read(page)
    its_links_are_large_enough_to_press(page)
    a_screen_reader_has_every_map_and_table(page)
    page.set_viewport_size(NARROW)
    still(page)
    it_needs_no_sideways_scrolling(page)


def it_opens_and_has_its_picture_taken(page: Page, name: str) -> None:
    SCREENSHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"{name}.png")
    assert heights.of(page) <= heights.MOST[name.rpartition("-")[2]], "it ends too late"
    assert len(page.locator("[data-testid=stMain]").inner_text()) > 400
    expect(page.get_by_text("Something went wrong")).to_have_count(0)


def axe_finds_nothing_of_ours(page: Page) -> None:
    found = Axe().run(page, options=RULES).response["violations"]
    ours = [
        (each["id"], node["html"][:200], node["failureSummary"])
        for each in found
        if each["id"] not in STREAMLITS_OWN
        for node in each["nodes"]
    ]
    assert ours == []


def every_chart_has_a_name_and_its_figures_in_a_table(page: Page, may_have_none: bool) -> None:
    for chart in page.locator("[data-testid=stPlotlyChart]").all():
        name = chart.evaluate(
            "e => (e.closest('[role=figure],[role=img]') ||"
            " e.querySelector('[role=figure],[role=img]'))?.getAttribute('aria-label')"
        )
        assert name and len(name) > 30, chart.evaluate("e => e.outerHTML.slice(0, 300)")
    assert page.evaluate(MUTE_BUTTONS) == []
    names = page.locator("[role=figure][aria-label]").evaluate_all(
        "all => all.map(e => e.getAttribute('aria-label'))"
    )
    assert len(set(names)) == len(names), "two charts have the same words"
    charts = page.locator("[data-testid=stPlotlyChart]").count()
    assert page.locator("table").count() > 0 or (may_have_none and charts == 0)
    assert page.locator("table:not(:has(th))").count() == 0


def with_all_folds_open(page: Page) -> None:
    """What a reader may open is held to the same as what stands there."""
    page.evaluate(OPEN_FOLDS)
    still(page)


def a_screen_reader_has_every_map_and_table(page: Page) -> None:
    """In the tree that the browser gives to it, as long as the page itself has them to see."""
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    nodes = {each["nodeId"]: each for each in tree}

    def within(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
        for child in (nodes[id_] for id_ in node.get("childIds", ()) if id_ in nodes):
            yield child
            yield from within(child)

    def role(node: dict[str, Any]) -> str:
        return "" if node["ignored"] else str(node["role"]["value"])

    names = {"table": [], "figure": []}
    for node in tree:
        if (kind := role(node)) in names:
            names[kind].append(node["name"]["value"])
        if kind == "table":
            parts = {role(each) for each in within(node)}
            assert {"row", "columnheader"} <= parts, node["name"]["value"]
    shown = page.evaluate(SHOWN)
    assert len(names["table"]) == shown["tables"] and all(names["table"])
    assert len(names["figure"]) >= shown["pictures"]
    assert all(len(each) > LEAST_NAME for each in names["figure"])


def one_main_heading_and_no_level_is_skipped(page: Page) -> None:
    levels = page.evaluate(
        "() => [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')]"
        ".filter(e => e.checkVisibility()).map(e => Number(e.tagName[1]))"
    )
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def its_links_are_large_enough_to_press(page: Page) -> None:
    """Fault 24. A link within a line of words may be as high as its words."""
    small = page.evaluate(SMALL_LINKS)
    assert small == []


def paper_holds_what_the_page_shows(page: Page) -> None:
    """Fault 2: printing cut charts and tables at the edge, so that they misled.

    Every word of a chart and of a table is on the paper, of those in folds too, but for lists to
    search in; each sheet is as wide as A4 and says which view it is, and where.
    """
    page.wait_for_function(
        "() => [...document.querySelectorAll('[data-testid=stPlotlyChart]')]"
        ".every(e => e.querySelector('.main-svg'))"
    )
    shown = page.evaluate(WORDS, LONG_LIST)
    title, address = page.title(), page.url
    sheets = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True, print_background=True))
    texts = [bare(sheet.get_textpage().get_text_bounded()) for sheet in sheets]
    for number, text in enumerate(texts, start=1):
        assert bare(title) in text and f"{number}of{len(texts)}" in text
        assert bare(address) in text
    for sheet in sheets:
        assert sheet.get_size() == pytest.approx(A4, abs=1)
    whole = "".join(
        text.replace(bare(title), "", 1)
        .replace(bare(address), "")
        .replace(f"{n}of{len(texts)}", "")
        for n, text in enumerate(texts, start=1)
    )
    lost = [each for each in shown if bare(each) not in whole]
    assert lost == []


def bare(text: str) -> str:
    """Letters without spaces and hyphens, which breaking lines moves."""
    return re.sub(r"[\s\u00ad\ufffe\x02-]", "", text)


def it_needs_no_sideways_scrolling(page: Page) -> None:
    assert heights.too_wide(page) == []


def its_text_is_large_enough_to_read(page: Page) -> None:
    small = page.evaluate(
        """() => [...document.querySelectorAll('[data-testid=stMain] *')].filter(e =>
            e.checkVisibility() && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())
            && !e.closest('svg') && parseFloat(getComputedStyle(e).fontSize) < 12
        ).slice(0, 3).map(e => e.outerHTML.slice(0, 150))"""
    )
    assert small == []
