"""Signing in by a service of our own (oidc-provider-mock), and what the door does for whom.

The door and Streamlit's own sign-in routes run in this process; a plain page stands where pages
would be. In a browser, and with a strict service, see tests/deploy/test_strict_sign_in.py.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import httpx
import pytest
import streamlit as st
from oidc_provider_mock import User, run_server_in_thread
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.sessions import SessionMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect
from streamlit.auth_util import encode_provider_token
from streamlit.runtime.secrets import secrets_singleton
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value
from streamlit.web.server.starlette.starlette_auth_routes import create_auth_routes

from insight import settings
from insight.roles import SESSION_SECONDS
from pages.shell import door, sign_in

# The service's own library speaks of its next version.
pytestmark = pytest.mark.filterwarnings("ignore:get_jwt_config")

HOME = "http://localhost:8501"
SECRET = "0123456789abcdef" * 4
SERVICE = """
[auth]
redirect_uri = "{home}/oauth2callback"
cookie_secret = "{secret}"
[auth.nhs]
client_id = "dashboard"
client_secret = "not-so-secret"
server_metadata_url = "{service}/.well-known/openid-configuration"
[auth.cis2]
client_id = "dashboard"
client_secret = "not-so-secret"
server_metadata_url = "{service}/.well-known/openid-configuration"
[people.nhs]
tenant = "t1"
[people.nhs.roles]
"Insight.Reader" = "reader"
"Insight.Approver" = "approver"
[people.cis2]
has_userinfo = true
claim = "nhsid_nrbac_roles"
organisations = ["QYG"]
[people.cis2.roles]
"R8001" = "reader"
"""
CARE_ROLES = [{"org_code": "QYG", "role_code": "S1:G1:R8001"}]
PEOPLE = [
    User(sub="reader", claims={"tid": "t1", "roles": ["Insight.Reader"], "name": "Sam"}),
    User(sub="no-role", claims={"tid": "t1"}),
    User(sub="stranger", claims={"tid": "t2", "roles": ["Insight.Reader"]}),
    User(sub="nurse", claims={"nhsid_nrbac_roles": CARE_ROLES}),
    User(
        sub="nurse-elsewhere", claims={"nhsid_nrbac_roles": [{**CARE_ROLES[0], "org_code": "RXX"}]}
    ),
]
GATED = (
    "/media/abc.csv",
    "/app/static/maps/lsoa.json",
    "/component/x/y.js",
    "/_stcore/upload_file",
)
EVIL = (
    "//evil.example",
    "https://evil.example/",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/%0d%0aSet-Cookie:x=1",
    "/place/../../evil",
    "/place#//evil.example",
    "/auth/logout",
    "javascript:alert(1)",
    "evil.example",
    "/" + "x" * 3_000,
)


@pytest.fixture(scope="module")
def service() -> Iterator[str]:
    """A sign-in service that lets anybody be anybody."""
    with run_server_in_thread(user_claims=PEOPLE) as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture
def configured(
    service: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[str], None]]:
    """Say what secrets.toml holds; at first what a team's server has."""
    file = tmp_path / "secrets.toml"
    before = st.get_option("secrets.files")

    def say(text: str) -> None:
        file.write_text(text, encoding="utf-8")
        secrets_singleton._reset()

    st.config.set_option("secrets.files", [str(file)])
    monkeypatch.setenv("INSIGHT_EDITION", "")
    monkeypatch.setenv("INSIGHT_DECISIONS_URL", f"sqlite:///{tmp_path / 'decisions.sqlite'}")
    monkeypatch.setattr(secrets_singleton, "_file_watchers_installed", True)
    say(SERVICE.format(home=HOME, secret=SECRET, service=service))
    yield say
    st.config.set_option("secrets.files", before)
    secrets_singleton._reset()


async def page(request: Request) -> PlainTextResponse:
    """Stands where Streamlit's pages would be."""
    return PlainTextResponse(f"page {request.url.path}")


@pytest.fixture
def site(configured: Callable[[str], None]) -> Starlette:
    """The door before Streamlit's own routes for signing in, and a page."""
    inner = Middleware(SessionMiddleware, secret_key=SECRET)
    routes = [*create_auth_routes(""), Route("/{rest:path}", page)]
    return Starlette(routes=routes, middleware=[*door.middleware(), inner])


def browser(site: Starlette, home: str = HOME) -> TestClient:
    """A browser of its own, which follows nothing by itself."""
    return TestClient(site, base_url=home, follow_redirects=False)


def enter(visitor: TestClient, name: str, by: str = "nhs") -> httpx.Response:
    """Sign in as somebody; the answer is where the service's way back leads to."""
    asked = visitor.get(f"/auth/login?provider={encode_provider_token(by)}")
    assert asked.status_code == 302
    said = httpx.post(asked.headers["location"], data={"sub": name})
    back = urlsplit(said.headers["location"])
    return visitor.get(f"{back.path}?{back.query}")


def forged(secret: str = SECRET, **claims: Any) -> str:
    """A cookie as Streamlit writes it, saying whatever is wanted."""
    said = {
        "is_logged_in": True,
        "origin": HOME,
        "provider": "nhs",
        "iss": "http://somewhere",
        "sub": "reader",
        "tid": "t1",
        "roles": ["Insight.Reader"],
        "iat": int(time.time()),
        **claims,
    }
    return create_signed_value(secret, sign_in.USER_COOKIE, json.dumps(said)).decode()


def is_in(visitor: TestClient) -> bool:
    """Whether pages, downloads and files all answer, or none of them does."""
    answers = [visitor.get("/place").status_code, *(visitor.get(p).status_code for p in GATED)]
    assert answers in ([200] * len(answers), [303] + [401] * len(GATED))
    return answers[0] == 200


def test_without_a_cookie_nothing_answers_but_the_sign_in_page(site: Starlette) -> None:
    visitor = browser(site)
    assert not is_in(visitor)
    assert visitor.get("/").text == "page /"
    deep = visitor.get("/place?area=E08000012&edition=2019")
    assert deep.headers["location"] == "/?next=%2Fplace%3Farea%3DE08000012%26edition%3D2019"
    for open_path in ("/static/js/index.js", "/_stcore/health", "/_stcore/host-config"):
        assert visitor.get(open_path).status_code == 200


def test_signing_in_leads_back_to_the_page_and_choices_asked_for(site: Starlette) -> None:
    visitor = browser(site)
    asked = visitor.get("/place?area=E08000012")
    visitor.get(asked.headers["location"])
    entered = enter(visitor, "reader")
    assert entered.headers["location"] == "/place?area=E08000012"
    assert door.RETURN_COOKIE not in visitor.cookies
    assert is_in(visitor)
    # Somebody who is in already is led straight on.
    assert visitor.get("/?next=%2Fplace").headers["location"] == "/place"


@pytest.mark.parametrize("wanted", EVIL)
def test_nobody_is_led_anywhere_else(site: Starlette, wanted: str) -> None:
    visitor = browser(site)
    noted = visitor.get("/", params={"next": wanted}).headers["set-cookie"]
    assert noted.startswith(f"{door.RETURN_COOKIE}=%2F;")
    visitor.cookies.set(door.RETURN_COOKIE, quote(wanted, safe=""))  # as if it had been noted
    assert visitor.get("/oauth2callback").headers["location"] == "/"
    visitor.cookies.set(sign_in.USER_COOKIE, forged())
    assert visitor.get("/", params={"next": wanted}).headers["location"] == "/"


def test_a_stranger_is_not_let_in(site: Starlette) -> None:
    visitor = browser(site)
    enter(visitor, "stranger")
    assert sign_in.USER_COOKIE in visitor.cookies
    assert not is_in(visitor)


@pytest.mark.parametrize(
    ("cookie", "expected"),
    [
        (lambda: forged(), True),
        (lambda: forged(iat=int(time.time()) - SESSION_SECONDS - 5), False),
        (lambda: forged(iat=int(time.time()) + 600), False),
        (lambda: forged(secret="another" * 8), False),
        (lambda: forged()[:-2] + "xx", False),
        (lambda: "e30" + forged()[3:], False),
        (lambda: forged(tid="t2"), False),
        (lambda: forged(roles=["Insight.Nobody"]), False),
        (lambda: forged(is_logged_in=False), False),
        (lambda: forged(origin="https://evil.example"), False),
        (lambda: forged(provider="unheard-of"), False),
        (lambda: forged(provider=None), False),
        (lambda: forged(provider="nhs-again"), True),
        (lambda: "", False),
        (lambda: "rubbish", False),
    ],
)
def test_only_a_cookie_signed_here_and_not_too_old_counts(
    site: Starlette, cookie: Callable[[], str], expected: bool
) -> None:
    visitor = browser(site)
    visitor.cookies.set(sign_in.USER_COOKIE, cookie())
    assert is_in(visitor) is expected


def test_signing_out_ends_every_session_and_a_copied_cookie(site: Starlette) -> None:
    here, elsewhere, somebody_else = browser(site), browser(site), browser(site)
    enter(here, "reader")
    said = sign_in._signed(here.cookies, sign_in.USER_COOKIE)
    elsewhere.cookies.set(sign_in.USER_COOKIE, forged(iss=said["iss"]))
    assert is_in(elsewhere)
    somebody_else.cookies.set(sign_in.USER_COOKIE, forged(sub="other"))
    copied = here.cookies[sign_in.USER_COOKIE]
    from_outside = here.get("/auth/logout", headers={"sec-fetch-site": "cross-site"})
    assert from_outside.status_code == 403 and is_in(here)
    here.get("/auth/logout", headers={"sec-fetch-site": "same-origin"})
    assert sign_in.USER_COOKIE not in here.cookies
    assert not is_in(here) and not is_in(elsewhere) and is_in(somebody_else)
    thief = browser(site)
    thief.cookies.set(sign_in.USER_COOKIE, copied)
    assert not is_in(thief)


def test_a_session_dated_by_a_fast_clock_is_ended_as_well(site: Starlette) -> None:
    visitor = browser(site)
    visitor.cookies.set(sign_in.USER_COOKIE, forged(iat=int(time.time()) + 30))
    copied = visitor.cookies[sign_in.USER_COOKIE]
    visitor.get("/auth/logout")
    visitor.cookies.set(sign_in.USER_COOKIE, copied)
    assert not is_in(visitor)


@pytest.mark.slow
def test_a_role_taken_away_is_gone_with_the_next_sign_in(site: Starlette, service: str) -> None:
    visitor = browser(site)
    account = f"{service}/users/leaver"
    httpx.put(account, json={"tid": "t1", "roles": ["Insight.Reader"]})
    enter(visitor, "leaver")
    assert is_in(visitor)
    httpx.put(account, json={"tid": "t1", "roles": []})
    enter(visitor, "leaver")
    assert not is_in(visitor)


@pytest.mark.parametrize(("name", "expected"), [("nurse", True), ("nurse-elsewhere", False)])
def test_roles_of_a_service_with_userinfo_are_asked_for_once_a_session(
    site: Starlette, monkeypatch: pytest.MonkeyPatch, name: str, expected: bool
) -> None:
    asked = []
    ask = sign_in._userinfo_of
    monkeypatch.setattr(sign_in, "_userinfo_of", lambda *args: asked.append(args) or ask(*args))
    visitor = browser(site)
    enter(visitor, name, by="cis2")
    assert is_in(visitor) is expected
    assert len(asked) == 1


@pytest.mark.parametrize(
    "said", [{"sub": "somebody else", "nhsid_nrbac_roles": CARE_ROLES}, ["nurse"], None]
)
def test_what_userinfo_says_of_somebody_else_is_not_used(
    site: Starlette, monkeypatch: pytest.MonkeyPatch, said: Any
) -> None:
    monkeypatch.setattr(sign_in, "_userinfo_of", lambda *args: said)
    visitor = browser(site)
    enter(visitor, "nurse", by="cis2")
    assert not is_in(visitor)


def test_a_role_that_only_the_token_claims_does_not_count_where_userinfo_decides(
    site: Starlette, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sign_in, "_userinfo_of", lambda *args: {"sub": "nurse"})
    visitor = browser(site)
    enter(visitor, "nurse", by="cis2")  # this service puts every claim into the ID token as well
    assert not is_in(visitor)


def test_another_name_of_the_host_is_led_to_the_one(site: Starlette) -> None:
    other = browser(site, "http://127.0.0.1:8501")
    moved = other.get("/place?area=x")
    assert (moved.status_code, moved.headers["location"]) == (308, f"{HOME}/place?area=x")
    for path in ("/media/a.csv", "/auth/logout", "/a/b"):
        assert other.get(path).status_code == 403
    with pytest.raises(WebSocketDisconnect), other.websocket_connect("/_stcore/stream"):
        pass


def test_cookies_travel_encrypted_where_people_use_https(
    configured: Callable[[str], None], service: str
) -> None:
    configured(SERVICE.format(home="https://team.test", secret=SECRET, service=service))
    inner = Middleware(SessionMiddleware, secret_key=SECRET)
    app = Starlette(routes=[Route("/{rest:path}", page)], middleware=[*door.middleware(), inner])
    noted = browser(app, "https://team.test").get("/?next=/place").headers["set-cookie"]
    assert "; Secure" in noted and "HttpOnly" in noted and "SameSite=Lax" in noted


BASE = {"home": HOME, "secret": SECRET, "service": "http://localhost"}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("not toml at all [", "cannot be read"),
        ("[auth]\n", "no redirect_uri"),
        (SERVICE.format(**{**BASE, "secret": "short"}), "shorter than 32"),
        (SERVICE.format(**{**BASE, "home": "http://team.example"}), "https"),
        (SERVICE.format(**{**BASE, "home": "https://team.example/x"}), "THIS-HOST"),
        (SERVICE.format(**BASE).replace("[people.nhs.roles]", "[people.nhs.other]"), "roles"),
        (SERVICE.format(**BASE).replace('"reader"', '"king"'), "king"),
        (SERVICE.format(**BASE).replace("client_secret", "other"), "client_secret"),
        (SERVICE.format(**BASE).replace(".nhs", ".nhs_net"), "underscore"),
        (
            SERVICE.format(**{**BASE, "service": "https://login.example/common/v2.0"}).replace(
                'tenant = "t1"', ""
            ),
            "needs the tenant",
        ),
        (f'[auth]\nredirect_uri = "{HOME}/oauth2callback"\ncookie_secret = "{SECRET}"', "names no"),
    ],
)
def test_a_server_does_not_start_on_half_a_sign_in(
    configured: Callable[[str], None], text: str, reason: str
) -> None:
    configured(text)
    with pytest.raises(SystemExit, match=reason):
        door.settle()


def test_the_public_edition_needs_no_sign_in_and_reads_none(
    configured: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    configured("not toml at all [")
    monkeypatch.setenv("INSIGHT_EDITION", "public")
    door.settle()
    assert settings.edition() == "public"


def test_the_example_is_complete_but_for_what_is_secret(
    configured: Callable[[str], None],
) -> None:
    example = Path(__file__).resolve().parents[2] / "deploy" / "secrets.example.toml"
    text = example.read_text(encoding="utf-8")
    configured(text)
    with pytest.raises(sign_in.NotConfigured, match="cookie_secret"):
        sign_in.check()
    filled = text.replace('cookie_secret = ""', f'cookie_secret = "{SECRET}"')
    filled = filled.replace('client_id = ""', 'client_id = "x"')
    configured(filled.replace('client_secret = ""', 'client_secret = "x"'))
    assert sign_in.check()
    assert set(sign_in.services()["nhs"].roles.values()) == set(sign_in.Role)
    anew = sign_in.with_services_asked_anew()["auth"]["nhs-again"]
    assert anew["client_kwargs"]["prompt"] == "login" and anew["client_id"] == "x"
