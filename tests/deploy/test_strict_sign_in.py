"""Signing in through nginx, in a browser, by a service that keeps strictly to the standard."""

from __future__ import annotations

import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.bench.server import _free_port
from tests.chromium import NEEDED, PATIENCE, chromium
from tests.conftest import missing
from tests.deploy import sites
from tests.deploy.sites import HOSTS, TEAM, Sites

pytestmark = [pytest.mark.slow, pytest.mark.browser]

SERVICE = "oidc-provider@9.13.3"
SCRIPT = Path(__file__).with_name("strict_service.mjs")


@pytest.fixture(scope="module")
def team(
    tmp_path_factory: pytest.TempPathFactory, real_store_folder: Path, app_folder: Path
) -> Iterator[Sites]:
    """The team's edition behind nginx, with the strict service to sign in by."""
    for program in ("nginx", "npm", "node"):
        if shutil.which(program) is None:
            missing(f"{program} is not installed, so nobody signed in by a strict service")
    desk = tmp_path_factory.mktemp("strict")
    install = ["npm", "install", "--no-save", "--no-package-lock", "--no-audit", "--no-fund"]
    subprocess.run([*install, "--silent", SERVICE], cwd=desk, check=True, timeout=300)
    shutil.copy(SCRIPT, desk)
    port, home_port = _free_port(), _free_port()
    home = f"https://{TEAM}:{home_port}"
    command = ["node", SCRIPT.name, str(port), home]
    service = f"http://127.0.0.1:{port}"
    with (desk / "service.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=desk, stdout=log, stderr=subprocess.STDOUT)
        try:
            _wait_for(f"{service}/.well-known/openid-configuration", process)
            with pytest.MonkeyPatch.context() as patch:
                patch.setenv("INSIGHT_STORES", str(real_store_folder))
                with sites.started(
                    desk, app_folder, service, True, home_port, has_public=False
                ) as running:
                    yield running
        finally:
            process.terminate()
            process.wait(10)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium("nobody signed in by a strict service", (*NEEDED, HOSTS)) as started:
        yield started


def opened(browser: Browser) -> tuple[BrowserContext, Page]:
    context = browser.new_context(ignore_https_errors=True)
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    return context, page


def sign_in(page: Page, name: str) -> None:
    """From the dashboard's sign-in page through the service's own pages, and back."""
    page.get_by_role("button", name="Sign in with NHS").click()
    page.locator("input[name=login]").fill(name)
    page.locator("input[name=password]").fill("any")
    page.get_by_role("button", name="Sign-in").click()
    allow, back = page.get_by_role("button", name="Continue"), page.get_by_test_id("stApp")
    allow.or_(back).first.wait_for()
    if allow.is_visible():  # the first time
        allow.click()
    back.wait_for()


def test_a_link_signing_in_proving_it_again_signing_out_and_a_copied_cookie(
    team: Sites, browser: Browser
) -> None:
    context, page = opened(browser)
    page.goto(team.home(TEAM) + "/comments?place=E08000012")
    expect(page.locator("h1").first).to_have_text("Sign in to see the team's dashboard")
    sign_in(page, "approver")
    expect(page).to_have_url(team.home(TEAM) + "/comments?place=E08000012")
    expect(page.locator("h1").first).to_have_text("Comments, for staff")
    expect(page.get_by_text("Signed in as Person approver")).to_be_visible()
    assert page.get_by_role("link", name="Safeguarding").count() == 0  # not an approver's

    # The service knows this person; before something takes effect outside, it asks all the same.
    page.goto(team.home(TEAM) + "/?again=1&next=%2Fcomments%3Fplace%3DE08000012")
    expect(page.locator("h1").first).to_have_text("Sign in again")
    sign_in(page, "approver")
    expect(page).to_have_url(team.home(TEAM) + "/comments?place=E08000012")
    expect(page.locator("h1").first).to_have_text("Comments, for staff")

    copied = context.cookies()
    assert all(each["secure"] for each in copied if each["name"].startswith("_streamlit"))
    other, elsewhere = opened(browser)
    other.add_cookies(copied)
    elsewhere.goto(team.home(TEAM) + "/comments")
    expect(elsewhere.locator("h1").first).to_have_text("Comments, for staff")
    page.get_by_role("link", name="Sign out").click()
    page.wait_for_url(
        re.compile(r"^http://127\.0\.0\.1:\d+/session/end")
    )  # the service asks whether to sign out of it as well
    elsewhere.goto(team.home(TEAM) + "/comments")
    expect(elsewhere.locator("h1").first).to_have_text("Sign in to see the team's dashboard")
    expect(elsewhere.get_by_text("Your sessions were ended by signing out.")).to_be_visible()
    assert elsewhere.locator("blockquote").count() == 0
    for each in (context, other):
        each.close()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("reader", "Your role does not open this page"),
        ("nobody", "Sign in to see the team's dashboard"),
    ],
)
def test_a_role_opens_what_is_for_it_and_no_role_opens_nothing(
    team: Sites, browser: Browser, name: str, said: str
) -> None:
    context, page = opened(browser)
    page.goto(team.home(TEAM) + "/comments")
    sign_in(page, name)
    expect(page.locator("h1").first).to_have_text(said)
    assert page.locator("blockquote").count() == 0
    assert page.get_by_role("link", name="Team").count() == 0
    page.goto(team.home(TEAM) + "/")
    shown = expect(page.locator("h1").first)
    if name == "nobody":
        shown.to_have_text(said)
    else:
        shown.not_to_have_text(said)
    context.close()


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 30
    while True:
        try:
            urlopen(address, timeout=5).close()
            return
        except OSError:
            assert process.poll() is None and time.monotonic() < until, "the service did not start"
            time.sleep(0.1)
