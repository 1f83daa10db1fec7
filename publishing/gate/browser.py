"""What a browser finds: axe on every page, as it looks in light, dark, forced colours, on a phone.

Chromium, Playwright and axe are needed (requirements-dev.txt). What can be known without them is
found in `structure` and `colours`.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from typing import Any
from urllib.parse import unquote, urlparse

from publishing.gate.version import block, untried
from publishing.releases.content import MEDIA_TYPES
from publishing.releases.gate import Check

SITE = "https://release.invalid/"
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
MODES: Mapping[str, tuple[dict[str, int], dict[str, str]]] = {
    "light": (WIDE, {"color_scheme": "light"}),
    "dark": (WIDE, {"color_scheme": "dark"}),
    "forced colours": (WIDE, {"forced_colors": "active"}),
    "phone": (PHONE, {"color_scheme": "light"}),
    "phone, dark": (PHONE, {"color_scheme": "dark"}),
}
FAULTS = {"resultTypes": ["violations"]}  # what is well takes long to tell
NEEDS = ("playwright", "axe_playwright_python")
# The first has no window to manage: it draws the same for a sixth less of the processor.
PROGRAMS = ("chromium-headless-shell", "chromium", "google-chrome")


def chromium() -> str | None:
    """Where the browser of this machine is; None where there is none."""
    return next(filter(None, map(shutil.which, PROGRAMS)), None)


def axe(files: Mapping[str, bytes]) -> Iterator[Check]:
    """Each violation of WCAG 2.2 AA that axe sees, with the modes it sees it in."""
    program = chromium()
    if program is None or not all(map(find_spec, NEEDS)):
        yield untried("No browser with axe is installed, so no page was tried in one")
        return
    try:
        faults = _faults(files, program)
    except Exception as fault:  # a browser that breaks says nothing of the pages
        yield untried(f"The browser stopped ({type(fault).__name__}), so no page was tried in it")
        return
    for (path, what), modes in faults.items():
        where = "every mode" if len(modes) == len(MODES) else ", ".join(modes)
        yield block("axe", f"{path}: {what} (axe, {where})")


def _faults(files: Mapping[str, bytes], program: str) -> dict[tuple[str, str], list[str]]:
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import sync_playwright

    def answer(route: Any) -> None:
        path = unquote(urlparse(route.request.url).path).lstrip("/")
        kind = MEDIA_TYPES.get("." + path.rpartition(".")[2], "")
        if path in files:
            route.fulfill(body=files[path], content_type=kind)
        else:
            route.fulfill(status=404, body="")

    found: dict[tuple[str, str], list[str]] = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        try:
            for mode, (size, media) in MODES.items():
                context = browser.new_context(viewport=size, bypass_csp=True, **media)  # type: ignore[arg-type]
                context.route("**/*", answer)
                page = context.new_page()
                for path in (each for each in files if each.endswith(".html")):
                    page.goto(SITE + path)
                    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                        found.setdefault((path, "it is wider than the screen"), []).append(mode)
                    said = Axe().run(page, options=FAULTS).response["violations"]
                    for each in said:
                        found.setdefault((path, f"{each['id']}, {each['help']}"), []).append(mode)
                context.close()
        finally:
            browser.close()
    return found
