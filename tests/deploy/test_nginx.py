"""Both editions behind nginx, as deploy/ sets them up: every kind of path, cookie or none."""

from __future__ import annotations

import asyncio
import csv
import json
import re
import shutil
import socket
import ssl
import time
import urllib.parse
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPSConnection
from pathlib import Path

import pytest
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from insight.store.answers import MOST_OF_ONE
from pages.responses import answer
from tests.chromium import NEEDED, NO_BROWSER, chromium
from tests.conftest import missing
from tests.deploy import answering, sites
from tests.deploy.sites import HOSTS, PUBLIC, TEAM, Sites
from tests.sign_in import SECRET

pytestmark = pytest.mark.slow

Answer = tuple[int, dict[str, str], str]
CLOSED = (
    "/_stcore/metrics",
    "/_stcore/metrics/",
    "/_stcore/%6Detrics",
    "//_stcore/metrics",
    "/_stcore/../_stcore/metrics",
    "/_stcore/health",
    "/_stcore/script-health-check",
    "/_stcore/upload_file/x/y",
    "/_stcore/agent/openapi.json",
    "/_insight/metrics",
    "/_insight/./metrics",
)
PAGES = ("/", "/place", "/place?area=E08000012", "/comments", "/safeguarding", "/no-such-page")
FRAME = ("/static/", "/favicon.png")  # what a browser needs to draw any page
FILES = ("/media/0123abc.csv", "/app/static/maps/drawn.json", "/component/x/index.html")
BESIDE = ("/.streamlit/secrets.toml", "/app/static/../app.py", "/app/static/%2e%2e/app.py")


@pytest.fixture(scope="module")
def behind(
    tmp_path_factory: pytest.TempPathFactory, real_store_folder: Path, app_folder: Path
) -> Iterator[Sites]:
    if shutil.which("nginx") is None:
        missing("nginx is not installed, so the files of deploy/nginx were not tried")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INSIGHT_STORES", str(real_store_folder))
        with sites.started(tmp_path_factory.mktemp("nginx"), app_folder) as running:
            yield running


class Line(HTTPSConnection):
    """A line to nginx on this machine; in the handshake, as a browser sends it, the host meant."""

    def connect(self) -> None:
        context = ssl._create_unverified_context()
        plain = socket.create_connection(
            ("127.0.0.1", self.port), timeout=20, source_address=self.source_address
        )
        self.sock = context.wrap_socket(plain, server_hostname=self.host)


def ask(running: Sites, host: str, path: str, method: str = "GET", **headers: str) -> Answer:
    """What nginx answers; the path goes out exactly as it is written.

    Of a header sent twice, both are given: two policies would be one that is stricter than either.
    """
    connection = Line(host, running.port)
    connection.putrequest(method, path, skip_host=True)
    for name, value in {"Host": f"{host}:{running.port}", **headers}.items():
        connection.putheader(name.replace("_", "-"), value)
    try:
        connection.endheaders()
        answer = connection.getresponse()
        body = answer.read().decode("utf-8", errors="replace")
    finally:
        connection.close()
    names = {name.lower() for name in answer.headers}
    said = {name: " AND ".join(answer.headers.get_all(name) or []) for name in names}
    return answer.status, said, body


def cookie(running: Sites, **claims: object) -> str:
    """The cookie of somebody signed in."""
    said = {
        "is_logged_in": True,
        "origin": running.home(TEAM),
        "provider": "nhs",
        "iss": "https://login.invalid",
        "sub": "s1",
        "roles": ["Insight.Reader"],
        "iat": int(time.time()),
        **claims,
    }
    value = create_signed_value(SECRET, "_streamlit_user", json.dumps(said)).decode()
    return f"_streamlit_user={value}"


@pytest.mark.parametrize("host", [PUBLIC, TEAM])
@pytest.mark.parametrize(
    "path", [*CLOSED, *PAGES, *FRAME, *FILES, *BESIDE, "/auth/login", "/auth/logout"]
)
def test_every_answer_has_the_headers_that_keep_it_safe(
    behind: Sites, host: str, path: str
) -> None:
    status, headers, body = ask(behind, host, path)
    assert status < 500
    policy = headers["content-security-policy"]
    assert "frame-ancestors 'none'" in policy and " AND " not in policy
    assert policy.startswith("default-src 'self'") or policy.startswith("default-src 'none'")
    assert "unsafe-eval" not in policy
    assert not re.search(r"script-src[^;]*unsafe-inline", policy)
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["strict-transport-security"].startswith("max-age=")
    assert "nginx/" not in headers.get("server", "") and "uvicorn" not in headers.get("server", "")
    for made in headers.get("set-cookie", "").split(" AND "):
        assert not made or ("secure" in made.lower() and "samesite=lax" in made.lower())
    assert SECRET not in body and "cookie_secret" not in body


def test_a_file_that_nobody_has_is_safe_whichever_replica_was_asked_first(behind: Sites) -> None:
    """One replica has none and the other is gone: by the order, nginx or the app says so."""
    for first in "ab":
        status, headers, _ = ask(behind, PUBLIC, FILES[0], Cookie=f"insight_replica={first}")
        assert status == 404 and "set-cookie" not in headers
        policy = headers["content-security-policy"]
        assert "frame-ancestors 'none'" in policy and " AND " not in policy


@pytest.mark.parametrize("host", [PUBLIC, TEAM])
@pytest.mark.parametrize("path", CLOSED)
def test_what_is_for_whoever_looks_after_the_server_is_closed(
    behind: Sites, host: str, path: str
) -> None:
    status, _, body = ask(behind, host, path, Cookie=cookie(behind))
    assert status in (400, 403, 404)
    assert "active_sessions" not in body and body != "ok" and "insight_info" not in body


@pytest.mark.parametrize("host", [PUBLIC, TEAM])
def test_health_is_answered_to_pages_alone(behind: Sites, host: str) -> None:
    page = f"https://{host}:{behind.port}/"
    assert ask(behind, host, "/_stcore/health", Sec_Fetch_Site="same-origin")[0] == 200
    assert ask(behind, host, "/_stcore/health", Referer=page)[0] == 200
    for said in ({"Sec_Fetch_Site": "cross-site", "Referer": page}, {"Sec_Fetch_Site": "none"},
                 {"Referer": f"https://evil.example/?https://{host}/"}):  # fmt: skip
        assert ask(behind, host, "/_stcore/health", **said)[0] == 404


@pytest.mark.parametrize("host", [PUBLIC, TEAM])
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE"])
def test_nothing_but_questions_is_taken(behind: Sites, host: str, method: str) -> None:
    assert ask(behind, host, "/_stcore/upload_file/a/b", method)[0] in (404, 405)
    assert ask(behind, host, "/", method)[0] == 405


@pytest.mark.parametrize("path", PAGES[1:])
def test_a_page_of_the_teams_leads_to_signing_in(behind: Sites, path: str) -> None:
    status, headers, _ = ask(behind, TEAM, path)
    assert status == 303
    assert headers["location"] == f"/?next={urllib.parse.quote(path, safe='')}"
    assert ask(behind, TEAM, path, Cookie=cookie(behind))[0] in (200, 404)
    assert ask(behind, TEAM, path, Cookie=cookie(behind, roles=[]))[0] == 303
    assert ask(behind, TEAM, path, Cookie=cookie(behind, iat=1))[0] == 303


@pytest.mark.parametrize("path", FILES)
def test_downloads_and_files_of_the_teams_are_behind_sign_in(behind: Sites, path: str) -> None:
    assert ask(behind, TEAM, path)[0] == 401
    assert ask(behind, TEAM, path, Cookie="_streamlit_user=rubbish")[0] == 401
    assert ask(behind, TEAM, path, Cookie=cookie(behind))[0] in (200, 404)
    assert ask(behind, PUBLIC, path)[0] in (200, 404)


def test_a_map_is_a_file_for_those_who_may_see_it(behind: Sites) -> None:
    path = "/app/static/maps/drawn.json"
    assert ask(behind, TEAM, path, Cookie=cookie(behind))[0] == 200
    assert ask(behind, PUBLIC, path)[0] == 200


@pytest.mark.parametrize("path", BESIDE)
def test_nothing_beside_the_pages_is_served(behind: Sites, path: str) -> None:
    for host in (PUBLIC, TEAM):
        _, _, body = ask(behind, host, path, Cookie=cookie(behind))
        assert "st.App(" not in body and "[auth]" not in body


@pytest.mark.parametrize("header", ["X-Forwarded-User", "X-Auth-Request-Email", "Remote-User"])
def test_no_header_signs_anybody_in(behind: Sites, header: str) -> None:
    assert ask(behind, TEAM, FILES[0], **{header: "admin"})[0] == 401


def test_a_host_that_is_not_ours_gets_nothing(behind: Sites) -> None:
    with pytest.raises(ssl.SSLError):
        ask(behind, "evil.example", "/")
    # One of ours in the handshake, another in the question: the team's app knows its one name.
    status, _, _ = ask(behind, TEAM, "/media/a.csv", Host="evil.example")
    assert status in (400, 403, 404, 421)


def test_without_encryption_one_is_led_to_it(behind: Sites) -> None:
    connection = HTTPConnection("127.0.0.1", behind.plain_port, timeout=20)
    connection.request("GET", "/place?area=x", headers={"Host": TEAM})
    answer = connection.getresponse()
    assert answer.status == 308
    assert answer.headers["location"] == f"https://{TEAM}/place?area=x"
    answer.read()
    connection.close()


def test_the_log_holds_no_codes_and_no_choices(behind: Sites) -> None:
    ask(behind, TEAM, "/oauth2callback?code=secret-code&state=x")
    ask(behind, TEAM, "/place?area=E08000012")
    said = (behind.log.parent / "insight-team.log").read_text(encoding="utf-8")
    assert "/oauth2callback" in said and "/place" in said
    assert "secret-code" not in said and "E08000012" not in said


def test_answers_are_counted_by_where_they_come_from_not_by_what_they_claim(
    behind: Sites,
) -> None:
    claims = [f"198.51.100.{number}" for number in range(MOST_OF_ONE + 1)]
    *taken, refused = asyncio.run(answering.answers(behind, "127.0.0.2", claims))
    assert all(answer.KEPT in each for each in taken)
    assert "Not sent" in refused and answer.KEPT not in refused
    # Another, who claims to be the first, is none the worse for it.
    [other] = asyncio.run(answering.answers(behind, "127.0.0.3", ["127.0.0.2"]))
    assert answer.KEPT in other
    [file] = (behind.log.parent / "answers").iterdir()
    text = file.read_text(encoding="utf-8")
    assert [row["comment"] for row in csv.DictReader(text.splitlines())] == [answering.WORDS] * (
        MOST_OF_ONE + 1
    )
    assert "127.0.0" not in text and "198.51.100" not in text


def test_one_address_may_open_so_many_pages_in_a_second(behind: Sites) -> None:
    def opened(source: str, most: int) -> list[int]:
        connection = Line(PUBLIC, behind.port, source_address=(source, 0))
        statuses = []
        while len(statuses) < most and 429 not in statuses:
            connection.request("GET", "/_stcore/stream", headers={"Host": PUBLIC})
            said = connection.getresponse()
            statuses.append(said.status)
            said.read()
        connection.close()
        return statuses

    flood = opened("127.0.0.4", 2_000)
    assert flood[-1] == 429 and len(flood) > 100
    assert 429 not in opened("127.0.0.5", 50)


@pytest.mark.browser
def test_pages_work_under_their_policy_and_in_no_frame(behind: Sites) -> None:
    """The public edition with its map, the team's sign-in page and, signed in, the team's pages."""
    faults: list[str] = []
    with chromium(NO_BROWSER, (*NEEDED, HOSTS)) as browser:
        context = browser.new_context(ignore_https_errors=True)
        page = context.new_page()
        page.on("console", lambda said: faults.append(said.text) if "olicy" in said.text else None)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(behind.home(PUBLIC) + "/")
        page.locator(".map .areas path[fill]").first.wait_for(timeout=30_000)
        page.get_by_role("link", name="People's voice").click()
        page.wait_for_url("**/voices")
        page.get_by_role("heading", level=1).first.wait_for()
        assert page.get_by_role("link", name="Team").count() == 0
        page.goto(behind.home(TEAM) + "/comments")
        page.get_by_role("button", name="Sign in with NHS").wait_for()
        assert page.locator("blockquote").count() == 0
        assert faults == []

        # In somebody else's page: the browser shows its own error instead.
        elsewhere = context.new_page()
        for host in (PUBLIC, TEAM):
            elsewhere.set_content(f'<iframe src="{behind.home(host)}/"></iframe>')
            elsewhere.wait_for_timeout(1_000)
            assert [frame.url for frame in elsewhere.frames[1:]] == [
                "chrome-error://chromewebdata/"
            ]


def test_the_service_files_say_what_the_readme_says() -> None:
    """What cannot be tried here without systemd: the address, the edition, and what is closed."""
    text = (sites.DEPLOY / "nginx" / "insight-replicas.conf").read_text(encoding="utf-8")
    made = re.findall(r"-m 0700 (/[^`]+)`", (sites.DEPLOY / "README.md").read_text("utf-8"))
    for name, ports in (("public", ("8601", "8603")), ("team", ("8602", "8604"))):
        service = sites.unit(name)
        command = service["ExecStart"].split()
        assert command[1:5] == ["-m", "streamlit", "run", "app.py"]
        options = dict(zip(command[5::2], command[6::2], strict=True))
        assert options == {"--server.address": "127.0.0.1", "--server.port": "%i"}
        environment = sites.environment(name)
        assert (environment["INSIGHT_EDITION"], environment["INSIGHT_LOG"]) == (name, "json")
        assert service["User"] == "insight"
        assert service["ProtectSystem"] == "strict" and service["NoNewPrivileges"] == "yes"
        for replica, first, second in (("a", *ports), ("b", *reversed(ports))):
            upstream = text.partition(f"upstream insight_{name}_{replica} {{")[2].partition("}")[0]
            assert re.findall(r"server 127\.0\.0\.1:(\d+)", upstream) == [first, second]
            assert re.search(rf":\([|\d]*{first}[|\d]*\)\$\" {replica};", text)
    public, team = sites.unit("public"), sites.environment("team")
    answers = sites.environment("public")["INSIGHT_ANSWERS"]
    assert public["ReadWritePaths"] == answers
    assert answers in made[0].split()
    assert sites.environment("public")["FORWARDED_ALLOW_IPS"] == "127.0.0.1"
    closed = public["InaccessiblePaths"]
    assert f"-{team['INSIGHT_STORES']}" in closed and "secrets.toml" in closed
    assert str(Path(team["INSIGHT_DECISIONS_URL"].removeprefix("sqlite:///")).parent) in closed
