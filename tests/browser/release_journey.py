"""Releases in a browser, signed in: `python -m tests.browser.release_journey --out DIR`.

On a fresh clone with a store: the team's edition with a sign-in service of this machine's, three
people, each in a browser of their own, and nginx for what is out. Everything is written to a folder
of its own, with a picture of each step. Only example contacts (data/site.toml) are let through.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import pytest
from oidc_provider_mock import User, run_server_in_thread
from playwright.sync_api import Browser, Locator, Page, TimeoutError, expect

from insight import settings
from publishing.releases.verification import verify
from tests.bench.browser import ARGUMENTS
from tests.bench.nginx import public_site
from tests.bench.server import HOST, _free_port, running
from tests.browser.conftest import still
from tests.chromium import NO_BROWSER, chromium
from tests.sign_in import secrets

PEOPLE = {"Anne": ("Author", "Approver"), "Bob": ("Approver",), "Pam": ("Publisher",)}
ROLES = {"Author": "author", "Approver": "approver", "Publisher": "publisher"}
# The app as it is, but for the one thing that a rehearsal lets through.
GATE = "from publishing import parts, rehearsal\nparts.GATE = rehearsal.gate_but_for_contacts\n"
NO_PROGRAMS = "from publishing.gate import checks\nchecks.PROGRAMS = ()\n"
CHART, PLACE = "early-cancer-diagnosis-areas", "halton"
CHANGED = "A name was wrong."
REASON = "For the board"
TRIES = 10
PATIENCE = 600_000  # milliseconds: with pictures, the gate opens each page in a browser five times


@dataclass
class Journey:
    """Who does what. home: of the team's app. shots: where pictures go, None for nowhere."""

    browser: Browser
    home: str
    releases: Path
    say: Callable[[str], None]
    shots: Path | None = None
    pages: dict[str, Page] = field(default_factory=dict)
    count: int = 0

    def go(self) -> None:
        """Two come out, one of them is corrected, the other withdrawn, and all is read again."""
        for name in PEOPLE:
            self.sign_in(name)
        self.draft_chart(CHART)
        self.submit(f"{CHART}, version 1: draft", "December 2027")
        self.refused("Anne", f"{CHART}, version 1: in review")
        self.step("Bob", f"{CHART}, version 1: in review", "Approve these bytes")
        self.draft_page("Halton", PLACE)
        self.submit(f"{PLACE}, version 1: draft", "December 2027")
        self.step("Bob", f"{PLACE}, version 1: in review", "Approve these bytes")
        assert not (self.releases / "public" / "current").exists()
        for slug in (CHART, PLACE):
            self.step("Pam", f"{slug}, version 1: approved", "Publish now")
        self.look(f"charts/{CHART}/", "Before you use this")
        self.look(f"places/{PLACE}/", "Halton")

        self.correct(CHART)
        self.step("Bob", f"{CHART}, version 2: in review", "Approve these bytes")
        self.step("Pam", f"{CHART}, version 2: approved", "Publish now")
        self.look(f"charts/{CHART}/", CHANGED)
        self.look(f"charts/{CHART}/1/", "There is a newer version")

        self.step("Pam", f"{PLACE}, version 1: published", "Withdraw")
        self.look(f"places/{PLACE}/", "Its figures were wrong", status=410)
        report = verify()
        self.say(
            f"verify: {report.events} events, {report.files} files, {len(report.faults)} faults"
        )
        assert not report.faults

    def sign_in(self, name: str) -> None:
        """In a browser of their own, by the service's own page."""
        page = self.browser.new_context(viewport={"width": 1280, "height": 2000}).new_page()
        page.set_default_timeout(PATIENCE if self.shots else PATIENCE / 6)
        page.goto(f"{self.home}/releases")
        self.shot(page, "sign in", is_new=name == "Anne")
        page.get_by_role("button", name="Sign in with NHS").click()
        page.locator("input[name=sub]").fill(name)
        page.get_by_role("button", name="Authorize", exact=True).click()
        page.get_by_text(f"Signed in as {name}").wait_for()
        self.pages[name] = page
        self.say(f"{name} signs in as {', '.join(PEOPLE[name])}")

    def draft_chart(self, figure: str) -> None:
        """From the menu of a figure, which leads to the page of releases."""
        page = self.pages["Anne"]
        indicator = figure.removesuffix("-areas")
        place = quote(f"indicator?indicator={indicator}#{figure}", safe="")
        page.goto(f"{self.home}/releases?figure={place}")
        self.draft(figure)

    def draft_page(self, name: str, slug: str) -> None:
        """From the page of releases itself."""
        page = self.pages["Anne"]
        page.goto(f"{self.home}/releases")
        page.get_by_text("Signed in as Anne").wait_for()
        still(page)
        page.locator("summary", has_text="Publish the page of a Place").click()
        self.choose(page, "Page", name)
        self.draft(slug)

    def draft(self, what: str) -> None:
        """By the form whose button names it; another may be on the page, folded away."""
        page = self.pages["Anne"]
        form = self.form(page, f"Draft it: {what}")
        form.get_by_label("Reason").fill(REASON)
        self.shot(page, f"draft {what}")
        self.press(page, form, f"Draft it: {what}", "Drafted")
        self.say(f"Anne drafts {what}")

    def submit(self, version: str, next_update: str, note: str = "") -> None:
        """Freeze what is drafted, past the gate."""
        page = self.pages["Anne"]
        if note:
            page.get_by_label("What changed, for readers").fill(note)
        page.get_by_label("When readers may expect newer figures").fill(next_update)
        self.step("Anne", version, "Render it, and submit it for approval")

    def correct(self, slug: str) -> None:
        """A version that puts a mistake right."""
        page = self.pages["Anne"]
        self.open("Anne", f"{slug}, version 1: published")
        page.get_by_text("Begin a new version").click()
        self.draft(f"{slug}, the next version")
        self.submit(f"{slug}, version 2: draft", "December 2027", CHANGED)

    def step(self, name: str, version: str, step: str, said: str = "Done: ") -> None:
        """Choose a version and a step, give a reason, press."""
        page = self.pages[name]
        if step != "Render it, and submit it for approval":  # else it is open, and filled in
            self.open(name, version)
        named = f"Do it: {version.partition(':')[0]}"
        form = self.form(page, named)
        self.choose(page, "Step", step)
        form.get_by_label("Reason").fill(REASON)
        self.shot(page, step)
        self.press(page, form, named, said)
        self.shot(page, f"{step} {said}")
        self.say(f"{name}, {version}: {step}. {said}")

    def refused(self, name: str, version: str) -> None:
        """Whoever made a version is told why it is not for them to approve."""
        self.open(name, version)
        why = "You cannot approve this version"
        self.pages[name].get_by_text(why).filter(visible=True).first.wait_for()
        self.shot(self.pages[name], why)
        self.say(f"{name}, {version}: {why}")

    def open(self, name: str, version: str) -> None:
        """The page of releases with a version chosen."""
        page = self.pages[name]
        page.goto(f"{self.home}/releases")
        page.get_by_text(f"Signed in as {name}").wait_for()
        still(page)
        if page.get_by_role("combobox", name="Version").count():
            self.choose(page, "Version", version.partition(":")[0])
        page.locator("p", has_text=version).filter(visible=True).first.wait_for()

    def form(self, page: Page, words: str) -> Locator:
        """The form that says these words, once the page is written.

        Until then a form may stand there twice, and a choice made in it is lost.
        """
        form = page.get_by_test_id("stForm").filter(has_text=words)
        form.first.wait_for(state="attached")
        still(page)
        return form

    def press(self, page: Page, form: Locator, button: str, said: str) -> None:
        """Press a button of a form, and wait until the page that says so is written."""
        form.get_by_role("button", name=button).click()
        begins = re.compile(f"^{re.escape(said)}")  # "Nothing is drafted yet" says it too
        page.get_by_text(begins).filter(visible=True).first.wait_for()
        still(page)

    def choose(self, page: Page, label: str, option: str) -> None:
        """An option of a picker, by its words.

        A list that opens while the page still moves under it closes again: it is opened anew.
        """
        box = page.get_by_role("combobox", name=label).first
        if box.input_value() == option:
            return
        for _ in range(TRIES):
            box.click()
            box.fill(option)
            with suppress(TimeoutError):
                page.get_by_role("option", name=option, exact=True).click(timeout=5_000)
                still(page)
                expect(box).to_have_value(option)
                return
            box.press("Escape")  # what is typed is not what is chosen
        raise AssertionError(f"{option} could not be chosen")

    def look(self, path: str, words: str, status: int = 200) -> None:
        """What readers have now, from nginx."""
        current = self.releases / "public" / "current"
        web = current / "web"
        files = {
            each.relative_to(web).as_posix(): each.read_bytes()
            for each in web.rglob("*")
            if each.is_file()
        }
        maps = {each.name: each.read_text("utf-8") for each in (current / "nginx").iterdir()}
        desk = self.releases.parent / "nginx"
        with temporary(desk), public_site(desk, files, maps) as port:
            page = self.browser.new_page(viewport={"width": 1280, "height": 900})
            answer = page.goto(f"http://{HOST}:{port}/{path}")
            assert answer is not None and answer.status == status, path
            expect(page.get_by_text(words).filter(visible=True).first, path).to_be_visible()
            self.shot(page, f"out {path}")
            page.close()
        self.say(f"readers, /{path}: {status}, “{words}”")

    def shot(self, page: Page, what: str, *, is_new: bool = True) -> None:
        """A picture of the whole page."""
        if self.shots is None or not is_new:
            return
        self.count += 1
        name = "".join(each if each.isalnum() else "-" for each in what.lower()).strip("-")
        page.screenshot(path=str(self.shots / f"{self.count:02}-{name}.png"), full_page=True)


@contextmanager
def temporary(folder: Path) -> Iterator[None]:
    """An empty folder, gone at the end."""
    folder.mkdir()
    try:
        yield
    finally:
        shutil.rmtree(folder)


@contextmanager
def journey(
    browser: Browser, out: Path, say: Callable[[str], None], shots: Path | None = None
) -> Iterator[Journey]:
    """The team's edition with a service to sign in by, in a folder of its own.

    shots: where pictures go; without it, for a test, the gate asks no other program: others do.
    """
    users = [
        User(sub=name, claims={"name": name, "roles": list(roles)})
        for name, roles in PEOPLE.items()
    ]
    port = _free_port()
    app = out / "app"
    (app / ".streamlit").mkdir(parents=True)
    for name in ("insight", "pages", "publishing", "static"):
        (app / name).symlink_to(settings.PROJECT / name)
    shutil.copy(settings.PROJECT / ".streamlit" / "config.toml", app / ".streamlit")
    text = (settings.PROJECT / "app.py").read_text(encoding="utf-8")
    gate = GATE if shots else GATE + NO_PROGRAMS
    (app / "app.py").write_text(gate + text, encoding="utf-8")
    with run_server_in_thread(user_claims=users) as server, pytest.MonkeyPatch.context() as patch:
        home, service = f"http://{HOST}:{port}", f"http://{HOST}:{server.server_port}"
        (app / ".streamlit" / "secrets.toml").write_text(secrets(home, service, ROLES))
        patch.setenv("INSIGHT_EDITION", "team")
        patch.setenv("INSIGHT_RELEASES", str(out / "releases"))
        patch.setenv("INSIGHT_DECISIONS_URL", f"sqlite:///{out / 'decisions.sqlite'}")
        with running(app / "app.py", port) as started:
            yield Journey(browser, home, out / "releases", say, shots)
            assert started.faults() == []


def main() -> int:
    """Go through it once, and print each step."""
    parser = argparse.ArgumentParser(prog="python -m tests.browser.release_journey")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="a new folder")
    out = parser.parse_args().out.resolve()
    shots = out / "pictures"
    shots.mkdir(parents=True)
    with (
        chromium(NO_BROWSER, tuple(ARGUMENTS)) as browser,
        journey(browser, out, print, shots) as gone,
    ):
        gone.go()
    print(f"Pictures of each step: {shots}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
