"""The edition follows from the address; what comes from elsewhere is not taken for this machine;
and every page for staff opens to the roles it is for."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from insight import roles
from insight.roles import LOCAL, Action, Person, Reason, Refused, Role
from insight.store import decisions
from pages.shell import door, local_path, scripts, sign_in
from tests.pages.conftest import PROJECT, TEAM_PAGES, Run, banner_links, markup
from tests.pages.test_team_pages import old_folder, open_team, recorded  # noqa: F401

LOOPBACK = ("localhost", "127.0.0.1", "127.8.8.8", "::1", "[::1]", "LOCALHOST.", "app.localhost")
ELSEWHERE = ("", "0.0.0.0", "::", "192.168.1.4", "insight.example", "localhost.evil.example",
             "127.0.0.1.evil.example", "unix:///run/insight.sock", "2130706433")  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "addresses", "has_sign_in", "expected"),
    [
        ("", LOOPBACK, False, "team"),
        ("team", LOOPBACK, False, "team"),
        ("public", LOOPBACK, False, "public"),
        ("", ELSEWHERE, False, "public"),
        ("public", ELSEWHERE, False, "public"),
        ("public", ELSEWHERE, True, "public"),
        ("", ELSEWHERE, True, "team"),
        ("team", ELSEWHERE, True, "team"),
        ("team", LOOPBACK, True, "team"),
    ],
)
def test_the_edition_follows_from_the_address(
    asked: str, addresses: tuple[str, ...], has_sign_in: bool, expected: str
) -> None:
    assert {door.edition(asked, address, has_sign_in) for address in addresses} == {expected}


@pytest.mark.parametrize("address", ELSEWHERE)
def test_the_team_edition_does_not_start_where_anybody_could_look(address: str) -> None:
    with pytest.raises(ValueError, match="without sign-in, where anybody could read"):
        door.edition("team", address, has_sign_in=False)


def test_a_misspelt_edition_is_refused() -> None:
    with pytest.raises(ValueError, match="must be 'team' or 'public'"):
        door.edition("Team", "localhost", has_sign_in=True)


def request(host: str, client: str = "127.0.0.1", **headers: str) -> dict:
    said = {"host": host, **{name.replace("_", "-"): value for name, value in headers.items()}}
    lines = [(name.encode(), value.encode()) for name, value in said.items()]
    return {"type": "http", "path": "/", "headers": lines, "client": (client, 5000)}


@pytest.mark.parametrize(
    ("scope", "is_here"),
    [
        (request("localhost:8501"), True),
        (request("127.0.0.1:8501", origin="http://localhost:8501"), True),
        (request("[::1]:8501", client="::1"), True),
        (request("localhost:8501", client="192.168.1.9"), False),
        (request("team.example"), False),
        (request(""), False),
        (request("localhost@evil.example"), False),
        (request("localhost:8501", origin="https://evil.example"), False),
        (request("localhost:8501", origin="null"), False),
        (request("localhost:8501", x_forwarded_for="127.0.0.1"), False),
        (request("localhost:8501", forwarded="for=127.0.0.1"), False),
        (request("localhost:8501", x_real_ip="127.0.0.1"), False),
        ({**request("localhost"), "client": None}, False),
    ],
)
def test_what_a_proxy_or_another_page_hands_on_is_not_from_this_machine(
    scope: dict, is_here: bool
) -> None:
    assert door.is_from_this_machine(scope) is is_here


@pytest.mark.parametrize("path", ["/", "/place", "/place?area=E08000012&edition=2019", "/?x=/y:z"])
def test_a_page_of_ours_is_led_back_to(path: str) -> None:
    assert local_path.page(path) == path


def test_a_browser_may_run_the_scripts_of_pages_and_no_others() -> None:
    policy = door.content_policy(scripts.inline())
    script = re.search(r"script-src ([^;]+)", policy)
    assert script is not None
    allowed = script.group(1).split()
    assert allowed[:2] == ["'self'", "blob:"]
    assert len(allowed) == 2 + len(scripts.inline()) == 5
    assert all(each.startswith("'sha256-") for each in allowed[2:])
    assert "frame-ancestors 'none'" in policy and "object-src 'none'" in policy
    outside = re.findall(r"https?:|ws:|wss:|\*", policy)
    assert outside == []


def somebody(*held: Role, proved_ago: float = 0.0) -> Person:
    return Person("https://login.example s1", "Sam", frozenset(held), time.time() - proved_ago)


@pytest.fixture
def signed_in(monkeypatch: pytest.MonkeyPatch) -> Callable[[Person | Reason], None]:
    """Sign-in is configured, and this is who looks, or why they are not let in."""

    def be(who: Person | Reason) -> None:
        def reader() -> Person:
            if isinstance(who, Reason):
                raise Refused(who)
            return who

        monkeypatch.setattr(sign_in, "is_configured", lambda: True)
        monkeypatch.setattr(sign_in, "services", lambda: {"nhs": None})
        monkeypatch.setattr(sign_in, "reader", reader)

    return be


@pytest.mark.slow
@pytest.mark.parametrize(
    ("held", "listed"),
    [
        (Role.READER, set()),
        (Role.ANALYST, {"to_read", "comments", "check_fifty", "data_quality"}),
        (Role.ENGAGEMENT, {"to_read", "comments", "check_fifty", "safeguarding"}),
        (Role.APPROVER, {"to_read", "comments", "releases"}),
        (Role.ADMIN, {"data_quality", "releases"}),
    ],
)
def test_each_role_sees_and_opens_the_pages_for_it(
    open_page: Run, signed_in: Callable[[Person], None], held: Role, listed: set[str]
) -> None:
    signed_in(somebody(held))
    sections = [name for name, _ in banner_links(open_page("overview"))]
    assert ("Team" in sections) is bool(listed)
    for page in TEAM_PAGES:
        app = open_page(page)
        named = {address for _, address in banner_links(app)}
        assert named & TEAM_PAGES == listed
        is_open = "Your role does not open this page" not in markup(app)
        assert is_open is (page in listed), page
        assert "Signed in as Sam" in markup(app) and "auth/logout" in markup(app)
        assert is_open or not (list(app.button) or "<blockquote" in markup(app))


@pytest.mark.parametrize("reason", list(Reason))
def test_whoever_is_not_let_in_sees_why_and_how_to_sign_in(
    open_page: Run, signed_in: Callable[[Reason], None], reason: Reason
) -> None:
    signed_in(reason)
    app = open_page("overview")
    assert reason in markup(app) and "Team" not in [name for name, _ in banner_links(app)]
    assert [button.label for button in app.button] == ["Sign in with NHS"]
    assert "<svg" not in markup(app) and not app.get("plotly_chart")
    elsewhere = open_page("place", area="E08000012")
    # Leaving from another page: by the front page, which notes the way back.
    assert "/?next=%2Fplace%3Farea%3DE08000012" in markup(elsewhere) and not list(elsewhere.button)


def test_without_sign_in_whoever_sits_here_may_do_everything(open_page: Run) -> None:
    assert sign_in.reader() == LOCAL
    assert "Sign out" not in markup(open_page("comments"))


def approved(app: AppTest) -> AppTest:
    key = next(each.key for each in app.selectbox if str(each.key).startswith("forward-theme"))
    app.selectbox(key=key).set_value("housing")
    app.text_input(key="role-forward").set_value("Engagement lead")
    app.text_area(key="reason-forward").set_value("They matter")
    return recorded(app)


def test_what_takes_effect_outside_needs_the_role_and_a_fresh_sign_in(
    open_team: Callable[..., AppTest],  # noqa: F811
    signed_in: Callable[[Person], None],
) -> None:
    signed_in(somebody(Role.ANALYST))
    assert "Your role is not one that may approve" in markup(approved(open_team("comments")))
    signed_in(somebody(Role.APPROVER, proved_ago=roles.FRESH_SECONDS + 60))
    text = markup(approved(open_team("comments")))
    assert "sign in again first" in text and "/?again=1&amp;next=%2F" in text
    assert decisions.decisions().empty
    signed_in(somebody(Role.APPROVER))
    assert "Recorded: 1 decision" in markup(approved(open_team("comments")))
    made = decisions.decisions("promotion").iloc[0]
    assert made["made_by_subject"] == "https://login.example s1"
    assert made["made_by_role"] == "Engagement lead"


def test_a_text_is_approved_by_an_approver_alone_who_has_just_signed_in(
    open_team: Callable[..., AppTest],  # noqa: F811
    signed_in: Callable[[Person], None],
) -> None:
    def pressed() -> str:
        app = open_team("to_read")
        app.text_input(key="role-reader").set_value("Engagement lead").run()
        return markup(next(b for b in app.button if b.label == "Approve").click().run())

    signed_in(somebody(Role.ENGAGEMENT))
    assert "Your role is not one that may approve" in pressed()
    signed_in(somebody(Role.APPROVER, proved_ago=roles.FRESH_SECONDS + 60))
    assert "sign in again first" in pressed()
    assert decisions.decisions().empty
    signed_in(somebody(Role.APPROVER))
    assert "Recorded: 1 decision" in pressed()
    assert list(decisions.decisions("text")["made_by_subject"]) == ["https://login.example s1"]


def test_a_session_that_ends_while_a_form_is_open_records_nothing(
    open_team: Callable[..., AppTest],  # noqa: F811
    signed_in: Callable[[Person | Reason], None],
) -> None:
    signed_in(somebody(Role.APPROVER))
    app = open_team("comments")
    signed_in(Reason.ENDED)
    recorded(app)
    assert decisions.decisions().empty


def test_asked_to_prove_it_again_one_signs_in_where_nobody_passes_unproved(
    open_page: Run, signed_in: Callable[[Person], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr("streamlit.login", asked.append)
    signed_in(somebody(Role.APPROVER))
    app = open_page("overview", again="1", next="/comments")
    assert "Sign in again" in markup(app)
    app.button[0].click().run()
    assert asked == ["nhs-again"]


def test_every_action_of_a_page_for_staff_is_somebodys() -> None:
    held = {action: [role for role in Role if somebody(role).may(action)] for action in Action}
    assert all(held.values())


@pytest.mark.slow
def test_the_team_edition_ends_with_the_reason_where_anybody_could_look(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As somebody would start it, on every address of the machine."""
    monkeypatch.setenv("INSIGHT_EDITION", "team")
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", "0"]
    ended = subprocess.run(
        [*command, "--server.address", "0.0.0.0"],
        cwd=Path(PROJECT), capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert ended.returncode != 0
    assert "Not started: the team edition was asked for on 0.0.0.0" in ended.stderr
    assert "Traceback" not in ended.stderr
