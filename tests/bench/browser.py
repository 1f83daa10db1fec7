"""How long a reader waits for the first map, in a real browser with nothing in its cache."""

from __future__ import annotations

import asyncio
import time
from statistics import median

from playwright.sync_api import Browser, sync_playwright
from playwright.sync_api import Error as BrowserError

from publishing.gate.browser import chromium
from tests.bench.driver import FAULTS, visit
from tests.bench.figures import Figure, NotMeasured, Report
from tests.bench.server import running

# Only loopback has a name here, so the browser cannot call anything else.
ARGUMENTS = ["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]
DRAWN = ".map .areas path[fill]"  # insight/maps/map.js colours the areas last
PAINTED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
PATIENCE_MS = 60_000


def measure(report: Report, repeats: int) -> list[Figure]:
    """The median of `repeats` first loads of the front page, from asking to the map on screen."""
    program = chromium()
    if program is None:
        raise NotMeasured("Chromium is not installed")
    with running() as server:
        try:
            asyncio.run(_warm(server.address))
            times = _loads(program, f"http://{server.address}/", report, repeats)
        except (*FAULTS, BrowserError) as error:
            why = server.faults() or [str(error).split("\n")[0]]
            raise NotMeasured(why[-1]) from error
    return [Figure(f"first load to drawn map, median of {repeats}", median(times), "s")]


def _loads(program: str, address: str, report: Report, repeats: int) -> list[float]:
    times = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        for number in range(repeats):
            report("loading the front page in Chromium", number, repeats)
            times.append(_load(browser, address))
        browser.close()
    return times


def _load(browser: Browser, address: str) -> float:
    """Seconds from asking for a page to its first map on screen, in a window without a past."""
    context = browser.new_context()
    try:
        page = context.new_page()
        started = time.perf_counter()
        page.goto(address)
        page.locator(DRAWN).first.wait_for(state="attached", timeout=PATIENCE_MS)
        page.evaluate(PAINTED)
        return time.perf_counter() - started
    finally:
        context.close()


async def _warm(address: str) -> None:
    async with visit(address) as visitor:
        await visitor.open()
