"""How long each page is before somebody opens anything: `python -m tests.browser.heights`.

Printed for a screen, for the same screen at 200 % zoom, and for phones. The tests hold the first
three to MOST. With --every: each page for each Place, and each measure, as well (some 500
views, a quarter of an hour); of these it prints what is too long or cut at the edge, and the
longest view of each page.
"""

from __future__ import annotations

import argparse
import sys

from playwright.sync_api import Page

from insight import settings
from insight.store import Store, current_path, open_store, queries
from tests.bench.browser import ARGUMENTS
from tests.bench.server import running
from tests.browser.conftest import still
from tests.chromium import NO_BROWSER, chromium
from tests.pages_listed import PAGES, PATHS

SIZES = {"wide": (1280, 900), "200 % zoom": (640, 450), "phone": (390, 844), "narrow": (320, 800)}
SCREENS = {"wide": 4, "200 % zoom": 8, "phone": 8}
MOST = {on: screens * SIZES[on][1] for on, screens in SCREENS.items()}  # pixels

# As a link of ours is followed, so that the browser does not read its files anew.
# A run may be over before anybody could see that it had begun.
FOLLOW = """address => new Promise(done => {
    const state = () => document.querySelector('[data-testid=stApp]').dataset.testScriptState;
    const start = Date.now();
    let hasBegun = false;
    const watch = setInterval(() => {
        hasBegun ||= state() !== 'notRunning' || Date.now() - start > 1000;
        if (hasBegun && state() === 'notRunning') { clearInterval(watch); done(); }
    }, 5);
    history.pushState({}, '', address);
    dispatchEvent(new PopStateEvent('popstate'));
})"""
# What stands over the right edge, and cannot be scrolled to inside a box of its own.
TOO_WIDE = """() => [...document.querySelectorAll('[data-testid=stMain] *')].filter(e => {
    const box = e.getBoundingClientRect();
    if (!e.checkVisibility() || box.width < 2 || box.right <= innerWidth + 1) return false;
    for (let up = e.parentElement; up; up = up.parentElement)
        if (['auto', 'scroll', 'hidden'].includes(getComputedStyle(up).overflowX)
            && up.getBoundingClientRect().right <= innerWidth + 1) return false;
    return true;
}).slice(0, 3).map(e => e.outerHTML.slice(0, 150))"""


def of(page: Page) -> int:
    """Pixels from the top of a page to its foot."""
    found = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
    return int(found)


def too_wide(page: Page) -> list[str]:
    """The first pieces of a page that are cut at its right edge."""
    return list(page.evaluate(TOO_WIDE))


def is_over(on: str, pixels: int) -> bool:
    """Whether a page is longer than it may be at a size."""
    return pixels > MOST.get(on, pixels)


def every_view(store: Store) -> list[str]:
    """Addresses: each page but the team's for each Place, and each measure on its two pages."""
    places = queries.places(store)["place_code"]
    public = [path for path, file in PAGES.items() if path and "/team/" not in file]
    measures = queries.indicators(store)["indicator_id"]
    gaps = queries.inequality_measures(store)[["indicator_id", "group_kind"]].drop_duplicates()
    return [
        *(f"{path}?place={place}" for path in public for place in places),
        *(f"indicator?indicator={id_}" for id_ in measures),
        *(f"inequality?indicator={id_}&groups={kind}" for id_, kind in gaps.to_numpy()),
    ]


def main(paths: list[str], shows_all: bool) -> None:
    """A line for each page: pixels and screens at each size. paths: with choices.

    shows_all: False for what is wrong alone, and then the longest view of each page.
    """
    print(f"{'page':60}" + "".join(f"{on:>22}" for on in SIZES))
    longest: dict[str, list[tuple[int, str]]] = {}
    with running() as server, chromium(NO_BROWSER, tuple(ARGUMENTS)) as browser:
        page = browser.new_page()
        page.goto(f"http://{server.address}/")
        still(page)
        for path in paths:
            page.set_viewport_size(size("wide"))
            page.evaluate(FOLLOW, f"/{path}")
            heights = {on: _measure(page, on) for on in SIZES}
            wide = too_wide(page)  # where it is narrowest
            told = "".join(f"{_told(on, pixels):>22}" for on, pixels in heights.items())
            is_wrong = wide or any(is_over(*each) for each in heights.items())
            if shows_all or is_wrong:
                print(f"{path or 'overview':60}{told}", *wide, flush=True)
            at_each = longest.setdefault(path.partition("?")[0], [(0, "")] * len(SIZES))
            for number, pixels in enumerate(heights.values()):
                at_each[number] = max(at_each[number], (pixels, path))
    if not shows_all:
        print("\nThe longest of each page")
        for name, at_each in longest.items():
            told = (_told(on, at[0]) for on, at in zip(SIZES, at_each, strict=True))
            print(f"{name:60}" + "".join(f"{each:>22}" for each in told), at_each[0][1])


def _measure(page: Page, on: str) -> int:
    page.set_viewport_size(size(on))
    still(page)  # charts are drawn anew
    return of(page)


def size(on: str) -> dict[str, int]:
    """Width and height in pixels, as Playwright takes them. Raises KeyError for no size of ours."""
    width, height = SIZES[on]
    return {"width": width, "height": height}


def _told(on: str, pixels: int) -> str:
    return f"{pixels:,} px {pixels / SIZES[on][1]:.1f}{' over' * is_over(on, pixels)}"


if __name__ == "__main__":
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("paths", nargs="*", help="pages with their choices; all pages if none")
    reader.add_argument("--every", action="store_true", help="for each Place and measure as well")
    asked = reader.parse_args(sys.argv[1:])
    if not any(settings.MAPS.glob("*.json")):
        sys.exit("No maps here, so pages would come out too short: run `python -m etl build` first")
    views = every_view(open_store(current_path(settings.stores_folder()))) if asked.every else []
    main(views or asked.paths or PATHS, not asked.every)
