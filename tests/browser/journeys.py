"""What each reader comes for, done by keyboard: `python -m tests.browser.journeys --out DIR`.

One home for the steps. The tests play them once each; the command plays them for a wide screen,
for 200 % zoom and for a phone, prints seconds, actions and presses of Tab, and leaves pictures of
what each reader saw on the way, of the wide screen in grey and on paper too.

An action is one thing done with one control: a link followed, words typed and sent, a choice made,
a button pressed. The presses of Tab that lead to it are counted apart.
"""

from __future__ import annotations

import argparse
import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from urllib.parse import urlsplit

import pypdfium2
from playwright.sync_api import Page, expect

from insight.reference.areas import project_catalogue
from tests.bench.browser import ARGUMENTS
from tests.bench.server import running
from tests.browser.conftest import answer, still
from tests.browser.heights import SIZES
from tests.chromium import NO_BROWSER, chromium

MOST_ACTIONS, MOST_SECONDS = 8, 120
MOST_TABS = 60  # from one control to the next: further off, nobody would look for it
BOX = "Postcode, town or ward"
COPY = re.compile(r"Copy .*, with chart and source")
FOLDED = "Compare, save or copy"
MEASURES = "Find a measure"
COMPARE = "Areas to compare"
# What a screen reader would call what has the focus.
CALLED = """() => {
    const e = document.activeElement;
    const words = (e.labels?.[0] ?? e).cloneNode(true);
    for (const each of words.querySelectorAll('[aria-hidden=true]')) each.remove();
    return (e.getAttribute('aria-label') || words.textContent).trim();
}"""
# What the page of a Place answers first.
ASKED = (
    "Worse than England",
    "Better than England",
    "What has changed?",
    "What do people say?",
    "What was done?",
)
SHEETS = 3  # of paper that are pictured


def _nothing(page: Page, name: str) -> None:
    """No film is taken."""


@dataclass
class Reader:
    """Somebody with a keyboard at a page: what they do is counted.

    film: what is done at each stop on the way, with the page and a name for the stop.
    """

    page: Page
    film: Callable[[Page, str], None] = _nothing
    tabs: int = 0
    actions: int = 0
    filming: float = 0.0
    start: float = field(default_factory=monotonic)

    @property
    def seconds(self) -> float:
        """Since the journey began, without the time that pictures took."""
        return monotonic() - self.start - self.filming

    def stop(self, name: str) -> None:
        """Look at what there is."""
        still(self.page)
        before = monotonic()
        self.film(self.page, name)
        self.filming += monotonic() - before

    def tab_to(self, name: str | re.Pattern[str], *, is_back: bool = False) -> None:
        """Press Tab, or Shift and Tab, until what is called so has the focus."""
        wanted = name if isinstance(name, re.Pattern) else re.compile(re.escape(name))
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Shift+Tab" if is_back else "Tab")
            self.tabs += 1
            if wanted.fullmatch(str(self.page.evaluate(CALLED))):
                return
        raise AssertionError(f"{wanted.pattern} is more than {MOST_TABS} presses of Tab away")

    def follow(self, name: str | re.Pattern[str], *, is_back: bool = False) -> None:
        """Go to a link or a button that the page answers, and press it."""
        self.tab_to(name, is_back=is_back)
        self._act("Enter")

    def take(self, name: str | re.Pattern[str]) -> None:
        """Go to a button that the browser answers by itself, and press it."""
        self.tab_to(name)
        self.page.keyboard.press("Enter")
        self.actions += 1

    def unfold(self) -> None:
        """Tick the box that opens what a narrow screen folds; nothing where it is open."""
        if self.page.get_by_role("checkbox", name=FOLDED).is_visible():
            self.tab_to(FOLDED)
            self._act("Space")

    def search(self, name: str, words: str, *, is_back: bool = False) -> None:
        """Go to a box, type and send."""
        self.tab_to(name, is_back=is_back)
        self.page.keyboard.type(words)
        self._act("Enter")

    def choose(self, name: str, words: str) -> None:
        """Go to a list, type what is looked for and take it."""
        if self.page.evaluate(CALLED) != name:
            self.tab_to(name)
        self.page.keyboard.type(words)
        self.page.wait_for_timeout(300)
        self._act("Enter")

    def _act(self, key: str) -> None:
        """Press a key and wait, as readers do, until the page has answered it and stands still:
        another page then has the focus on its heading."""
        before = urlsplit(self.page.url).path
        with answer(self.page):
            self.page.keyboard.press(key)
        self.actions += 1
        if urlsplit(self.page.url).path != before:
            expect(self.page.locator("h1")).to_be_focused()


def board_member(reader: Reader) -> str:
    """Where are the worst inequalities, are they widening, one sentence and one chart to quote.

    Gives what the clipboard holds, as a document takes it in.
    """
    short = reader.page.locator(".in-short")
    for question in ("Where are the widest gaps?", "Are they widening?", "What is in doubt?"):
        expect(short.get_by_role("heading", name=question)).to_be_visible()
    reader.stop("in short")
    reader.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    reader.unfold()
    reader.take(COPY)
    expect(reader.page.locator("p.unseen[aria-live=polite]")).to_have_text("Copied.")
    reader.stop("copied")
    reader.follow(re.compile("Gap in length of life.*"))
    expect(reader.page.locator("h1")).to_have_text("Inequality: is it widening?")
    reader.stop("widening")
    return str(
        reader.page.evaluate(
            "async () => (await (await navigator.clipboard.read())[0].getType('text/html')).text()"
        )
    )


def place_director(reader: Reader, place: str) -> None:
    """How a Place stands, what changed, what people say and what was done; its own priorities."""
    page = reader.page
    reader.search(BOX, place)
    reader.follow(place)
    expect(page.locator("h1")).to_have_text(place)
    asked = page.locator(".in-short h3")
    for number, words in enumerate(ASKED):
        expect(asked.nth(number)).to_have_text(words)
    reader.stop("in short")
    reader.follow("Priorities", is_back=True)
    expect(page.get_by_role("combobox", name="Place")).to_have_value(place)
    heading = page.get_by_role("heading", name=f"{place}: need on its stated priorities")
    expect(heading).to_be_visible()
    reader.stop("priorities")


def resident(reader: Reader, typed: str, *choices: str) -> None:
    """What is known of home, from a postcode, or from a town and the part of it."""
    reader.search(BOX, typed)
    for choice in choices:
        reader.stop(f"choice of {choice}")
        reader.follow(choice)
    expect(reader.page).to_have_url(re.compile(r"/neighbourhood\?area=E02\d{6}"))
    reader.stop("home")


def analyst(reader: Reader) -> list[dict[str, str]]:
    """A measure by the words one has for it, areas side by side, and the rows of its file."""
    page = reader.page
    reader.follow("Indicator")
    reader.search(MEASURES, "adult obesity", is_back=True)
    reader.stop("found")
    reader.follow(re.compile("Adults living with obesity"))
    expect(page).to_have_url(re.compile(r"^(?!.*find=).*indicator=adult-obesity"))
    reader.choose(COMPARE, "Wirral and similar")
    page.keyboard.press("Escape")
    reader.choose(COMPARE, "Cornwall")
    page.keyboard.press("Tab")
    reader.stop("side by side")
    reader.follow("Take away")
    # What may be taken away is made when the menu opens.
    expect(page.get_by_role("button", name="Table (CSV)")).to_be_visible()
    with page.expect_download() as waiting:
        reader.take("Table (CSV)")
    text = Path(waiting.value.path()).read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def journeys() -> Iterator[tuple[str, Callable[[Reader], object]]]:
    """Each journey with its name; a director of each Place."""
    yield "board member", board_member
    for area in project_catalogue().places():
        name = area.area_name
        yield f"director, {name}", lambda reader, name=name: place_director(reader, name)
    yield "resident, postcode", lambda reader: resident(reader, "ch41 1ab")
    yield "resident, town", lambda reader: resident(reader, "birkinhead", "Claughton North")
    yield "analyst", analyst


def main(out: Path) -> None:
    """Play every journey at every size, print what it took, and leave the pictures."""
    out.mkdir(parents=True, exist_ok=True)
    print(f"{'journey':36}{'on':12}{'seconds':>9}{'actions':>9}{'Tab':>6}")
    with running() as server, chromium(NO_BROWSER, tuple(ARGUMENTS)) as browser:
        for on, (width, height) in SIZES.items():
            context = browser.new_context(viewport={"width": width, "height": height})
            for name, play in journeys():
                page = context.new_page()
                page.goto(f"http://{server.address}/")
                still(page)
                reader = Reader(page, _film(out, name, on))
                play(reader)
                told = f"{reader.seconds:>9.1f}{reader.actions:>9}{reader.tabs:>6}"
                print(f"{name:36}{on:12}{told}", flush=True)
                page.close()
            context.close()


def _film(out: Path, journey: str, on: str) -> Callable[[Page, str], None]:
    def film(page: Page, stop: str) -> None:
        page.wait_for_timeout(700)  # charts and maps come after the words
        name = re.sub(r"\W+", "-", f"{journey} {stop} {on}")
        page.screenshot(path=out / f"{name}.png")
        if on != "wide":
            return
        page.evaluate("document.documentElement.style.filter = 'grayscale(1)'")
        page.screenshot(path=out / f"{name}-grey.png")
        page.evaluate("document.documentElement.style.filter = ''")
        paper = page.pdf(prefer_css_page_size=True, print_background=True)
        for number, sheet in enumerate(pypdfium2.PdfDocument(paper), start=1):
            if number <= SHEETS:
                sheet.render(scale=1.5).to_pil().save(out / f"{name}-print-{number}.png")

    return film


if __name__ == "__main__":
    asker = argparse.ArgumentParser(description=__doc__)
    asker.add_argument("--out", type=Path, required=True, help="a folder for the pictures")
    main(asker.parse_args().out)
