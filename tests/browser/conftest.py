"""A real server on the embedded figures, and a real browser that can reach nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from itertools import count
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, TimeoutError

from tests.bench.browser import ARGUMENTS
from tests.bench.server import Server, running
from tests.chromium import NO_BROWSER, PATIENCE, chromium

SCREENSHOTS = Path(__file__).parent / "screenshots"
WIDE = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}
PHONE_AGENT = "Mozilla/5.0 (Linux; Android 14; Mobile) AppleWebKit/537.36 Chrome/156 Mobile Safari"

# What Streamlit itself may say on the console (end of the address, reason). Nothing else may be.
ALLOWED_ON_CONSOLE = {
    "/_stcore/health": "on a deep link the browser part first looks for the server under the page",
    "/_stcore/host-config": "the same",
}

# A page stands still when its script has run and nothing on it has changed for a while.
STILL = """([asked, quiet]) => {
    const now = performance.now();
    if (!window.watched) {
        window.watched = {};
        new MutationObserver(() => { window.watched.changed = performance.now(); })
            .observe(document.body, {subtree: true, childList: true, characterData: true});
    }
    if (window.watched.asked !== asked) Object.assign(window.watched, {asked, changed: now});
    const app = document.querySelector('[data-testid=stApp]');
    return app?.dataset.testScriptState === 'notRunning' && now > window.watched.changed + quiet;
}"""
QUIET = 300  # milliseconds
# Counts runs of the page from here on. One may be over before anybody could see that it had begun.
COUNT_RUNS = """() => {
    const app = document.querySelector('[data-testid=stApp]');
    window.runs = 0;
    window.counting?.disconnect();
    window.counting = new MutationObserver(() => {
        window.runs += app.dataset.testScriptState !== 'notRunning';
    });
    window.counting.observe(app, {attributeFilter: ['data-test-script-state']});
}"""
MOST_WAIT = 5000  # milliseconds for a run to begin, and to be seen

Visit = Callable[..., Page]
_asked = count()


@contextmanager
def serving(stores: Path, app: Path) -> Iterator[Server]:
    """A server nobody has opened yet: here Streamlit does not know the pages at first."""
    with ExitStack() as stack:
        with pytest.MonkeyPatch.context() as patch:  # other tests go on while it runs
            patch.setenv("INSIGHT_STORES", str(stores))
            started = stack.enter_context(running(app / "app.py"))
        yield started


@pytest.fixture(scope="session")
def warm_server(real_store_folder: Path, app_folder: Path) -> Iterator[Server]:
    """One for all browser tests of this process: the pages it has drawn it draws faster."""
    with serving(real_store_folder, app_folder) as started:
        yield started


# By module: Playwright keeps an event loop running, which other modules must not find.
@pytest.fixture(scope="module")
def server(warm_server: Server, browser: Browser) -> Server:
    """A server whose front page has been opened, as `make run` leaves it to its reader."""
    page = browser.new_page()
    page.goto(f"http://{warm_server.address}/")
    still(page)
    page.close()
    return warm_server


@pytest.fixture
def cold_server(real_store_folder: Path, app_folder: Path) -> Iterator[Server]:
    with serving(real_store_folder, app_folder) as started:
        yield started


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium(NO_BROWSER, tuple(ARGUMENTS)) as started:
        yield started


@pytest.fixture(scope="module")
def readers(browser: Browser) -> Iterator[dict[str, BrowserContext]]:
    """Somebody at a wide screen and somebody on a phone, who have been here before.

    What they keep between pages is what the browser keeps of the server's files, as readers do:
    fetching and compiling these afresh takes longer than a page.
    """
    kept = {
        "wide": browser.new_context(viewport=WIDE, accept_downloads=True),
        "phone": browser.new_context(
            viewport=PHONE, has_touch=True, user_agent=PHONE_AGENT, accept_downloads=True
        ),
    }
    yield kept
    for context in kept.values():
        context.close()


@pytest.fixture
def visit(server: Server, readers: dict[str, BrowserContext]) -> Iterator[Visit]:
    """visit(path, on="wide" | "phone") opens a page and waits until it stands still.

    At the end of a test no page may have written a fault on the console or in the log, and no
    request may have gone anywhere but to the server.
    """
    faults: list[str] = []
    pages: list[Page] = []

    def go(path: str = "", on: str = "wide") -> Page:
        page = readers[on].new_page()
        pages.append(page)
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: faults.append(f"page error: {error}"))
        page.on("console", lambda said: _note(faults, said))
        page.on("request", lambda request: _note_outside(faults, server, request.url))
        page.goto(f"http://{server.address}/{path}")
        still(page)
        return page

    before = len(server.faults())
    yield go
    for page in pages:
        page.close()
    assert faults == []
    assert server.faults()[before:] == []


def still(page: Page) -> None:
    """Wait until the script has run and what it made is drawn, on a slow machine too."""
    page.locator("h1").first.wait_for()
    page.wait_for_function(STILL, arg=[next(_asked), QUIET])


@contextmanager
def answer(page: Page) -> Iterator[None]:
    """What is done inside is over when the page has run for it and stands still."""
    page.evaluate(COUNT_RUNS)
    yield
    with suppress(TimeoutError):
        page.wait_for_function("() => window.runs > 0", timeout=MOST_WAIT)
    still(page)


def _note(faults: list[str], said: ConsoleMessage) -> None:
    address = said.location.get("url", "")
    if said.type == "error" and not address.endswith(tuple(ALLOWED_ON_CONSOLE)):
        faults.append(f"console: {said.text} {address}")


def _note_outside(faults: list[str], server: Server, url: str) -> None:
    inside = (f"http://{server.address}/", f"ws://{server.address}/", "data:", "blob:")
    if not url.startswith(inside):
        faults.append(f"a request went outside: {url}")
