"""The public site in a real browser: in any colours, at any width, on paper, without a script."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, Page

from publishing.gate import outside
from tests.bench.browser import ARGUMENTS
from tests.chromium import NO_BROWSER, chromium
from tests.conftest import missing

pytestmark = [pytest.mark.slow, pytest.mark.browser]

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
# As deploy/nginx/insight-site.conf says it.
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self';"
    " base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
MODES: dict[str, dict[str, Any]] = {
    "wide": {"viewport": {"width": 1280, "height": 900}},
    "phone": {"viewport": {"width": 390, "height": 844}},
    "narrowest": {"viewport": {"width": 320, "height": 700}},  # 1280 at 400 %
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "forced": {"viewport": {"width": 1280, "height": 900}, "forced_colors": "active"},
}
# What people type, and what is said: whole, in part, misspelt, unknown.
SEARCHES = (
    ("l81yd", "Liverpool"),
    ("L8 1", "Liverpool"),
    ("L8 1Y", "Liverpool"),
    ("LB 1YD", "no"),
    ("L8 IYD", "Liverpool"),
    ("1 High Street, L8 1YD", "Liverpool"),
    ("Toxteth, Liverpool", "Toxteth"),
    ("L8 0ZZ", "These areas are in L8"),
    ("zz9 9zz", "no"),
    ("Toxteth", "Liverpool"),
    ("saint helens town centre", "St Helens"),
    ("Cheshire West & Chester", "Cheshire West and Chester."),
    ("Runcron", "Did you mean"),
    ("Atlantis", "Nothing"),
)
CHART, SERIES = "charts/early-cancer-diagnosis-areas/", "charts/early-cancer-diagnosis-over-time/"


class Handler(SimpleHTTPRequestHandler):
    """Files, with the policy that a server of ours sends."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium(NO_BROWSER, tuple(ARGUMENTS)) as started:
        yield started


@pytest.fixture(scope="module")
def paths(site: Path) -> list[str]:
    """Every page but the versions beside the newest, and most of the postcodes."""
    every = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    kept = [each for each in every if "/1/" not in each and not each.startswith("postcodes/")]
    return [*kept, "postcodes/index.html", "postcodes/l8/index.html"]


def of_each_kind(paths: list[str], count: int) -> list[str]:
    """The first pages of each folder: the others are made by the same functions."""
    kinds: dict[str, list[str]] = {}
    for path in paths:
        kinds.setdefault(path.partition("/")[0] + path.rpartition("/")[2], []).append(path)
    return [each for listed in kinds.values() for each in listed[:count]] + [f"{SERIES}index.html"]


@pytest.mark.parametrize("mode", MODES)
def test_everybody_can_use_every_kind_of_page(
    browser: Browser, address: str, paths: list[str], mode: str
) -> None:
    context = browser.new_context(**MODES[mode])
    page = context.new_page()
    faults: list[object] = []
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    # Only style sheets know the mode, and pages of a kind have one: axe reads two of them in one.
    read = of_each_kind(paths, 2 if mode == "wide" else 1)
    for path in of_each_kind(paths, 2):
        page.goto(address + path)
        wider = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        found = Axe().run(page, options=RULES).response["violations"] if path in read else []
        faults += [(path, each["id"], each["nodes"][0]["html"][:200]) for each in found]
        faults += [(path, f"{wider} pixels too wide")] * (wider > 0)
    context.close()
    assert faults == []


@pytest.mark.parametrize("path", [CHART, SERIES, "reports/liverpool-easy-read/"])
def test_a_chart_has_as_many_colours_in_the_dark_and_in_forced_colours(
    browser: Browser, address: str, path: str
) -> None:
    page = browser.new_page(viewport=MODES["wide"]["viewport"])
    page.goto(address + path)
    counts = {mode: _colours(page, mode) for mode in ("wide", "dark", "forced")}
    page.close()
    assert counts["wide"] > 4
    assert counts["dark"] == counts["forced"] == counts["wide"]


def test_nothing_is_lost_without_a_script(browser: Browser, address: str) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(address)
    assert page.locator("#search").is_hidden()
    page.get_by_role("link", name="postcodes").click()
    page.get_by_role("link", name="L8", exact=True).click()
    assert page.get_by_role("link", name="Liverpool").first.is_visible()
    page.goto(address + CHART)
    assert page.locator("figure svg").first.is_visible() and page.locator("table").is_visible()


def test_a_postcode_and_a_ward_lead_to_what_is_published(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address)
    for typed, found in SEARCHES:
        page.fill("#q", typed)
        page.get_by_role("button").click()
        page.locator("#answer", has_text=found).wait_for(timeout=5_000)
        assert page.locator("#answer a").count() > 3 or found in ("no", "Nothing")


def test_a_table_is_sorted_by_whoever_wants_it(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address + CHART)
    column = "tbody tr > :nth-child({})".format
    published = page.locator(column(1)).all_inner_texts()
    button = page.locator("thead th:nth-child(2) button")
    button.focus()
    page.keyboard.press("Enter")
    figures = [float(each.split("%")[0]) for each in page.locator(column(2)).all_inner_texts()]
    assert figures == sorted(figures) and len(figures) > 8
    button.click()
    assert page.locator("thead th:nth-child(2)").get_attribute("aria-sort") == "descending"
    page.locator("thead th:nth-child(1) button").click()
    assert page.locator(column(1)).all_inner_texts() == sorted(published)


@pytest.mark.parametrize("path", [CHART, SERIES])
def test_it_fits_the_paper(browser: Browser, address: str, path: str) -> None:
    page = browser.new_context(
        viewport={"width": 688, "height": 1000}
    ).new_page()  # A4 less margins
    page.emulate_media(media="print")
    page.goto(address + path)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    wider = page.evaluate(
        "[...document.querySelectorAll('main *')].filter(e => !e.closest('svg') &&"
        " e.getBoundingClientRect().right > innerWidth + 1).length"
    )
    assert wider == 0


def test_nu_finds_nothing(site: Path) -> None:
    vnu = shutil.which("vnu")
    if vnu is None:
        missing("The Nu validator (vnu) is not installed: npm install --global vnu-jar")
    every = [path for path in site.rglob("*") if path.suffix in (".html", ".svg", ".css")]
    alike = [*site.glob("postcodes/*/*")][2:]  # districts of postcodes are made alike
    # Of files that are the same bytes, as a first version and its style sheet are, one.
    files = list({path.read_bytes(): str(path) for path in every if path not in alike}.values())
    said = subprocess.run(
        [str(vnu), "--also-check-css", "--also-check-svg", "--format", "gnu", *files],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "JDK_JAVA_OPTIONS": outside.JAVA},
    )
    # Java says which options it took.
    faults = [line for line in said.stderr.splitlines() if not line.startswith("NOTE: Picked up")]
    assert (said.returncode, faults[:5]) == (0, [])


def _colours(page: Page, mode: str) -> int:
    """How many colours the first drawing of a page shows."""
    usual: dict[str, Any] = {"color_scheme": "light", "forced_colors": "none"}
    page.emulate_media(**usual | {name: MODES[mode].get(name, usual[name]) for name in usual})
    shot = page.locator("main figure, main .pair svg").first.screenshot()
    picture = Image.open(io.BytesIO(shot)).convert("RGB")
    inner = picture.crop((4, 4, picture.width - 4, picture.height - 4))
    return len(inner.getcolors(maxcolors=inner.width * inner.height) or [])
