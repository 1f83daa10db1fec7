"""Staff work through their lists by key and by hand, on a wide screen and on a phone.

That every list fits its screens is held in test_accessibility.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.bench.server import Server
from tests.browser.conftest import Visit, answer, serving, still

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def warm_server(
    real_store_folder: Path, app_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """What is decided here is in a database of its own."""
    with pytest.MonkeyPatch.context() as patch:
        path = tmp_path_factory.mktemp("decided") / "decisions.sqlite"
        patch.setenv("INSIGHT_DECISIONS_URL", f"sqlite:///{path}")
        with serving(real_store_folder, app_folder) as started:
            yield started


def click(page: Page, name: str, which: int = 0) -> None:
    with answer(page):
        page.get_by_role("button", name=name, exact=True).nth(which).click()


def test_texts_are_read_by_key_and_stay_where_they_were_put(visit: Visit) -> None:
    page = visit("to_read")
    title, card = page.locator("h1"), page.locator(".to-read blockquote").first
    before = int(re.sub(r"\D", "", title.inner_text()))

    def left(number: int) -> None:
        expect(title).to_have_text(f"To read: {before - number:,} texts to go")
        expect(page.get_by_text("Recorded: 1 decision")).to_be_visible()
        still(page)

    def leave() -> None:
        """Put a text off until later: another comes up."""
        words = card.inner_text()
        with answer(page):
            page.keyboard.press("l")
        expect(card).not_to_have_text(words)
        still(page)

    def leave_private() -> None:
        """What its author did not agree to have quoted can only be seen: leave it for later."""
        while page.get_by_role("button", name=re.compile("^Seen")).count():
            leave()

    leave_private()
    page.get_by_role("button", name=re.compile("^Approve")).click()
    expect(page.get_by_text("Nothing was recorded")).to_be_visible()  # without a role
    page.get_by_label("Your role, not your name").fill("reader")
    page.get_by_label("Your role, not your name").press("Enter")
    expect(page.get_by_text("Nothing was recorded")).to_have_count(0)
    still(page)
    title.click()
    for done, key in enumerate(("a", "x"), start=1):
        leave_private()
        page.keyboard.press(key)
        left(done)
    leave_private()
    leave()
    leave_private()
    page.keyboard.press("e")
    corrected = page.get_by_label(re.compile("The words to show"))
    corrected.fill(corrected.input_value() + " [name]")
    click(page, "Show these words")
    left(3)
    page.get_by_text("Approved", exact=True).click()
    expect(page.get_by_text("Decided: approved. Another decision takes its place.")).to_be_visible()
    expect(page).to_have_url(re.compile("texts=approved"))
    page.go_back()
    expect(page.get_by_text("Decided: approved")).to_have_count(0)
    expect(page).not_to_have_url(re.compile("texts="))
    still(page)
    words = card.inner_text()
    with answer(page):
        page.get_by_role("button", name="Read this").nth(3).click()
    expect(card).not_to_have_text(words)
    words = card.inner_text()
    page.reload()
    still(page)
    expect(card).to_have_text(words)


def test_a_concern_is_passed_on_and_closed_and_the_list_keeps_its_place(visit: Visit) -> None:
    page = visit("safeguarding?state=every", on="phone")
    open_before = page.locator("h1").inner_text()
    click(page, "Work on it")
    for step, whom in (("Pass on", "safeguarding lead"), ("Close", "")):
        page.get_by_role("combobox", name="Step").click()
        page.get_by_role("option", name=step, exact=True).click()
        page.get_by_label(re.compile("To whom")).fill(whom)
        page.get_by_label("Your role, not your name").fill("duty officer")
        page.get_by_label(re.compile("Why, in a few words")).fill("As the procedure says")
        click(page, "Take this step")
        expect(page.get_by_text("Recorded: 1 decision")).to_be_visible()
    expect(page.locator("h1")).not_to_have_text(open_before)
    expect(page).to_have_url(re.compile("state=every"))


def test_comments_are_filtered_paged_and_opened_and_back_leads_back(visit: Visit) -> None:
    page = visit("comments?tone=negative")
    click(page, "Next page")
    expect(page).to_have_url(re.compile("page=2"))
    expect(page).to_have_url(re.compile("tone=negative"))
    click(page, "Work on it", which=1)
    expect(page).to_have_url(re.compile("comment="))
    opened = page.url
    with answer(page):
        page.go_back()
    expect(page).not_to_have_url(re.compile("comment="))
    with answer(page):
        page.go_forward()
    expect(page).to_have_url(opened)
    expect(page.get_by_role("button", name="Shut")).to_have_count(1)


def test_a_comment_is_labelled_blind_and_the_next_comes_up(visit: Visit) -> None:
    page = visit("check_fifty", on="phone")
    said = page.locator("blockquote").first.inner_text()
    page.get_by_text("Positive", exact=True).click()
    page.get_by_label("Your role, not your name").fill("reader")
    click(page, "Record and show the next")
    expect(page.get_by_text(re.compile(r"^1 of \d+ comments labelled"))).to_be_visible()
    expect(page.locator("blockquote").first).not_to_have_text(said)


def test_a_sign_is_lifted_with_a_reason(visit: Visit) -> None:
    page = visit("data_quality")
    page.get_by_label("Your role, not your name").fill("analyst")
    page.get_by_label(re.compile("^Reason")).fill("The register was right")
    click(page, "Record")
    expect(page.get_by_text("Recorded: 1 decision")).to_be_visible()
