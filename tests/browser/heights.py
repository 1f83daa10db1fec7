"""How long each page is before somebody opens anything: `python -m tests.browser.heights`.

Printed for a screen, for the same screen at 200 % zoom, and for a phone. The tests hold the first
and the last to MOST.
"""

from __future__ import annotations

import sys

from playwright.sync_api import Browser, Page

from tests.bench.browser import ARGUMENTS
from tests.bench.server import running
from tests.browser.conftest import still
from tests.chromium import NO_BROWSER, chromium
from tests.pages_listed import PATHS

SIZES = {"wide": (1280, 900), "200 % zoom": (640, 450), "phone": (390, 844)}
SCREENS = {"wide": 4, "phone": 8}
MOST = {on: screens * SIZES[on][1] for on, screens in SCREENS.items()}  # pixels


def of(page: Page) -> int:
    """Pixels from the top of a page to its foot."""
    found = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
    return int(found)


def main(paths: list[str]) -> None:
    """A line for each page: pixels and screens at each size. paths: with choices; none for all."""
    print(f"{'page':40}" + "".join(f"{on:>22}" for on in SIZES))
    with running() as server, chromium(NO_BROWSER, tuple(ARGUMENTS)) as browser:
        for path in paths or PATHS:
            found = [_open(browser, f"http://{server.address}/{path}", on) for on in SIZES]
            told = (
                f"{pixels:>10,} px {pixels / SIZES[on][1]:>5.1f}" + (" over" * is_over(on, pixels))
                for on, pixels in zip(SIZES, found, strict=True)
            )
            print(f"{path or 'overview':40}" + "".join(f"{each:>22}" for each in told), flush=True)


def is_over(on: str, pixels: int) -> bool:
    """Whether a page is longer than it may be at a size."""
    return pixels > MOST.get(on, pixels)


def _open(browser: Browser, address: str, on: str) -> int:
    width, height = SIZES[on]
    context = browser.new_context(viewport={"width": width, "height": height})
    page = context.new_page()
    page.goto(address)
    still(page)
    pixels = of(page)
    context.close()
    return pixels


if __name__ == "__main__":
    main(sys.argv[1:])
