"""Two replicas of the team's app behind nginx: who stays with which, and what a death does."""

from __future__ import annotations

import importlib.util
import itertools
import json
import os
import shutil
import signal
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import ModuleType

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.bench.server import Server, running
from tests.chromium import NEEDED, NO_BROWSER, chromium
from tests.conftest import missing
from tests.deploy import sites
from tests.deploy.sites import HOSTS, TEAM, Sites
from tests.deploy.test_nginx import ask, cookie

pytestmark = pytest.mark.slow
DOWNLOADS = 200
# What is looked at, by replica. Two files of the same bytes would have the same address at both.
PATIENCE = 60  # seconds: a replica that has just started reads all it needs, beside other tests
VIEWS = {"a": "/place?place=E06000006", "b": "/place?place=E08000012"}


def replicas() -> ModuleType:
    """deploy/replicas.py, which is handed out as one file."""
    found = importlib.util.spec_from_file_location("replicas", sites.DEPLOY / "replicas.py")
    assert found is not None and found.loader is not None
    module = importlib.util.module_from_spec(found)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "replicas", module)
        found.loader.exec_module(module)
    return module


@dataclass
class Pair:
    """What runs. servers: by the letter of the cookie."""

    site: Sites
    stack: ExitStack
    servers: dict[str, Server]

    def kill(self, letter: str) -> None:
        """End a replica without a word of warning."""
        os.kill(self.servers[letter].process_id, signal.SIGKILL)

    def start(self, letter: str) -> None:
        """Start it (again)."""
        port = self.site.app_ports["ab".index(letter)]
        self.servers[letter] = self.stack.enter_context(running(self.site.app, port))

    def cookies(self, letter: str) -> str:
        """Of somebody who is signed in and stays with a replica; '' for one who is new."""
        return cookie(self.site) + (f"; insight_replica={letter}" if letter else "")


@pytest.fixture(scope="module")
def pair(
    tmp_path_factory: pytest.TempPathFactory, real_store_folder: Path, app_folder: Path
) -> Iterator[Pair]:
    if shutil.which("nginx") is None:
        missing("nginx is not installed, so no replica was tried behind it")
    with pytest.MonkeyPatch.context() as patch, ExitStack() as stack:
        patch.setenv("INSIGHT_STORES", str(real_store_folder))
        desk = tmp_path_factory.mktemp("replicas")
        site = stack.enter_context(sites.started(desk, app_folder, has_public=False))
        made = Pair(site, stack, {"a": site.team})
        made.start("b")
        yield made


@contextmanager
def asked(pair: Pair, letters: str) -> Iterator[Counter[int]]:
    """People who go on asking, by the replica they stay with, and the statuses they were given."""
    statuses: Counter[int] = Counter()
    is_over = threading.Event()

    def go_on(letter: str) -> None:
        while not is_over.wait(0.2):
            statuses[ask(pair.site, TEAM, VIEWS["a"], Cookie=pair.cookies(letter))[0]] += 1

    people = [threading.Thread(target=go_on, args=(letter,)) for letter in (*letters, "")]
    for each in people:
        each.start()
    try:
        yield statuses
    finally:
        is_over.set()
        for each in people:
            each.join()


def test_a_reader_stays_with_a_replica_and_is_signed_in_at_both(pair: Pair) -> None:
    given = set()
    for _ in range(20):
        status, headers, _ = ask(pair.site, TEAM, VIEWS["a"], Cookie=pair.cookies(""))
        assert status == 200  # signed in, wherever they are sent
        given.add(headers["set-cookie"])
    for letter in "ab":
        said = f"insight_replica={letter}; Path=/; Secure; HttpOnly; SameSite=Lax"
        assert any(said in each for each in given)
        status, headers, _ = ask(pair.site, TEAM, VIEWS["a"], Cookie=pair.cookies(letter))
        assert status == 200 and "insight_replica" not in headers.get("set-cookie", "")
    strange = f"{cookie(pair.site)}; insight_replica=127.0.0.1:22"
    assert ask(pair.site, TEAM, VIEWS["a"], Cookie=strange)[0] == 200
    assert ask(pair.site, sites.CHARTS, "/")[::2] == (200, "the public site")


@pytest.mark.browser
def test_no_download_fails_and_no_choice_is_lost_while_a_replica_dies_and_returns(
    pair: Pair,
) -> None:
    with chromium(NO_BROWSER, (*NEEDED, HOSTS)) as browser:
        at_a, at_b = (reader(browser, pair, letter) for letter in "ab")
        files = dict(download(page) for page in (at_a, at_b))
        assert len(files) == 2
        got: Counter[int] = Counter()
        choices = itertools.product(files, ("a", "b", "", "nonsense"))
        for path, letter in itertools.islice(itertools.cycle(choices), DOWNLOADS):
            status, _, body = ask(pair.site, TEAM, path, Cookie=pair.cookies(letter))
            got[status] += 1
            assert body == files[path]
        assert got == {200: DOWNLOADS}

        before = dict(pair.servers)

        def again(unit: str) -> None:
            """Both at a die without a word; each page finds the other replica by itself."""
            letter, other = ("ab", "ba")[pair.site.app_ports.index(int(unit.rpartition("@")[2]))]
            # Who was moved stays where they are, though their first replica is there again.
            assert download(at_a)[1] in files.values()
            pair.kill(letter)
            moved_to(at_a, other)
            is_as_it_was(at_a, "a")
            pair.start(letter)

        with asked(pair, "ab") as statuses:
            units = [f"insight-team@{port}" for port in pair.site.app_ports]
            assert replicas().restart(units, again, sites.FAIL_SECONDS + 0.2) == ""
            is_as_it_was(at_b, "b")
            assert {download(page)[1] for page in (at_a, at_b)} == set(files.values())
        assert set(statuses) == {200} and statuses[200] > 20
    states, fault = replicas().check(pair.site.app_ports)
    assert fault == "" and len({each.build_id for each in states}) == 1
    for server in (*before.values(), *pair.servers.values()):
        for line in server.log.read_text(encoding="utf-8").splitlines():
            said = json.loads(line)
            assert said.get("status", 200) < 500 and "error" not in said, line
            assert "E08000012" not in line and "Halton" not in line


def reader(browser: Browser, pair: Pair, letter: str) -> Page:
    """Somebody signed in who looks at a Place, and stays with a replica."""
    context = browser.new_context(ignore_https_errors=True)
    for each in pair.cookies(letter).split("; "):
        name, _, value = each.partition("=")
        context.add_cookies([{"name": name, "value": value, "url": pair.site.home(TEAM)}])
    page = context.new_page()
    page.set_default_timeout(1000 * PATIENCE)
    page.goto(pair.site.home(TEAM) + VIEWS[letter])
    page.get_by_role("button", name="Take away", exact=True).first.wait_for()
    return page


def download(page: Page) -> tuple[str, str]:
    """Address and content of the table that the first menu of the page offers."""
    page.get_by_role("button", name="Take away", exact=True).first.click()
    button = page.get_by_role("button", name="Table (CSV)").first
    with page.expect_download() as waiting:
        button.click()
    page.keyboard.press("Escape")
    path = "/" + waiting.value.url.split("/", 3)[3]
    return path, waiting.value.path().read_bytes().decode()


def moved_to(page: Page, letter: str) -> None:
    """Wait until a page whose replica died has found the other one by itself."""
    until = time.monotonic() + PATIENCE
    while stays_with(page.context) != letter:
        assert time.monotonic() < until
        page.wait_for_timeout(100)


def stays_with(context: BrowserContext) -> str:
    (found,) = [each for each in context.cookies() if each["name"] == "insight_replica"]
    return str(found["value"])


def is_as_it_was(page: Page, view: str) -> None:
    """The page shows what was chosen, its address says so, and so it does when it is reloaded."""
    heading = page.get_by_role("heading", level=1, name={"a": "Halton", "b": "Liverpool"}[view])
    heading.wait_for()
    assert page.url.endswith(VIEWS[view])
    page.reload()
    heading.wait_for()
    page.get_by_role("button", name="Take away", exact=True).first.wait_for()


# What looks after them, without them.


@contextmanager
def standing_in(builds: Iterator[str]) -> Iterator[int]:
    """The port of something that says it shows these builds, one after the other."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            build = next(builds)
            self.send_response(200 if self.path == replicas().PATH else 404)
            self.end_headers()
            self.wfile.write(f'insight_info{{edition="team",build_id="{build}"}} 1\n'.encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


Run = Callable[..., int]


def test_the_check_compares_builds_and_waits_for_a_new_one(
    capsys: pytest.CaptureFixture[str],
) -> None:
    run: Run = lambda *words: replicas().main([str(each) for each in words])  # noqa: E731
    new = itertools.chain(["old"], itertools.repeat("new"))
    with standing_in(itertools.repeat("new")) as one, standing_in(new) as two:
        assert run("check", one, two, "--patience", 5) == 0
        assert "build new" in capsys.readouterr().out
    with standing_in(itertools.repeat("new")) as one, standing_in(itertools.repeat("old")) as two:
        assert run("check", one, two, "--patience", 0) == 1
        assert "different builds" in capsys.readouterr().err
    with standing_in(itertools.repeat("new")) as one, standing_in(itertools.repeat("")) as two:
        assert run("check", one, two, "--patience", 0) == 1
        assert "it shows no build" in capsys.readouterr().err
    assert run("check", two, "--patience", 0) == 1
    assert "no answer" in capsys.readouterr().err


def test_a_restart_stops_at_a_replica_that_does_not_come_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    module, again = replicas(), []
    monkeypatch.setattr(module, "PATIENCE_SECONDS", 0)
    with standing_in(itertools.repeat("new")) as one, standing_in(itertools.repeat("")) as two:
        units = [f"insight-team@{port}" for port in (one, two, one)]
        fault = module.restart(units, again.append, 0)
    assert again == units[:2]
    assert f"insight-team@{two} did not come back" in fault
