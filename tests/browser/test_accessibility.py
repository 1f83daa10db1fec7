"""What everybody needs of every page, wide and on a phone: each is opened once, and photographed.

axe finds nothing but what Streamlit itself does.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.pages_listed import PATHS

pytestmark = pytest.mark.browser

SCREENSHOTS = Path(__file__).parent / "screenshots"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}

# Violations that are Streamlit's own, each with its reason. Nothing else is allowed.
STREAMLITS_OWN: dict[str, str] = {}


# Lists of people's own words, and of what is to be published.
WITHOUT_FIGURES = {"comments", "safeguarding", "to_read", "check_fifty", "releases"}


@pytest.mark.parametrize("path", PATHS)
def test_everybody_can_use_a_page_on_a_wide_screen(visit: Visit, path: str) -> None:
    page = visit(path, "wide")
    it_opens_and_has_its_picture_taken(page, f"{path or 'overview'}-wide")
    axe_finds_nothing_of_ours(page)
    every_chart_has_a_name_and_its_figures_in_a_table(page, path in WITHOUT_FIGURES)
    one_main_heading_and_no_level_is_skipped(page)


@pytest.mark.parametrize("path", PATHS)
def test_everybody_can_use_a_page_on_a_phone(visit: Visit, path: str) -> None:
    page = visit(path, "phone")
    it_opens_and_has_its_picture_taken(page, f"{path or 'overview'}-phone")
    axe_finds_nothing_of_ours(page)
    it_needs_no_sideways_scrolling(page)
    its_text_is_large_enough_to_read(page)


def it_opens_and_has_its_picture_taken(page: Page, name: str) -> None:
    SCREENSHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"{name}.png")
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
    names = page.locator("[role=figure][aria-label]").evaluate_all(
        "all => all.map(e => e.getAttribute('aria-label'))"
    )
    assert len(set(names)) == len(names), "two charts have the same words"
    charts = page.locator("[data-testid=stPlotlyChart]").count()
    assert page.locator("table").count() > 0 or (may_have_none and charts == 0)
    assert page.locator("table:not(:has(th))").count() == 0


def one_main_heading_and_no_level_is_skipped(page: Page) -> None:
    levels = page.evaluate(
        "() => [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')]"
        ".filter(e => e.checkVisibility()).map(e => Number(e.tagName[1]))"
    )
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def it_needs_no_sideways_scrolling(page: Page) -> None:
    wider = page.evaluate(
        """() => [...document.querySelectorAll('[data-testid=stMain] *')].filter(e => {
            const box = e.getBoundingClientRect();
            if (!e.checkVisibility() || box.width < 2 || box.right <= innerWidth + 1) return false;
            for (let up = e.parentElement; up; up = up.parentElement)
                if (['auto', 'scroll', 'hidden'].includes(getComputedStyle(up).overflowX)
                    && up.getBoundingClientRect().right <= innerWidth + 1) return false;
            return true;
        }).slice(0, 3).map(e => e.outerHTML.slice(0, 150))"""
    )
    assert wider == []


def its_text_is_large_enough_to_read(page: Page) -> None:
    small = page.evaluate(
        """() => [...document.querySelectorAll('[data-testid=stMain] *')].filter(e =>
            e.checkVisibility() && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())
            && !e.closest('svg') && parseFloat(getComputedStyle(e).fontSize) < 12
        ).slice(0, 3).map(e => e.outerHTML.slice(0, 150))"""
    )
    assert small == []
