"""The browser of this machine, for tests that look at what is drawn."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, expect, sync_playwright

from publishing.gate.browser import chromium as program
from tests.conftest import missing

NEEDED = ("--no-sandbox",)
NO_BROWSER = "no page was tried in a browser"
PATIENCE = 30_000  # milliseconds until what is expected of a page must be there, on a busy machine


@contextmanager
def chromium(otherwise: str, arguments: tuple[str, ...] = NEEDED) -> Iterator[Browser]:
    """A Chromium without a screen, until it is done with.

    otherwise: what does not happen where there is none; the test is skipped then, or fails on CI.
    """
    found = program()
    if found is None:
        missing(f"Chromium is not installed, so {otherwise}")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(arguments))
        yield browser
        browser.close()
