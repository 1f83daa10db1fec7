"""Signing in: which services there are, who the reader in front of us is, and where they return to.

`st.login` does the signing in; the services and our rules for each are in `.streamlit/secrets.toml`
(see deploy/secrets.example.toml). Streamlit keeps what the service said in a signed cookie; here it
becomes a `roles.Person`, or a reason why not. Nothing else in the app reads claims.
"""

from __future__ import annotations

import hashlib
import json
import time
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import streamlit as st
from streamlit.auth_util import get_cookie_with_chunks
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value

from insight.roles import AGAIN, LOCAL, Person, Reason, Refused, Role, Rules, person, service
from insight.store import sign_outs
from insight.store.cache import LruCache
from pages.shell import local_path

PATIENCE_SECONDS = 10
SHORTEST_SECRET = 32  # characters
SHARED_TENANTS = ("/common/", "/organizations/", "/consumers/")
USER_COOKIE = "_streamlit_user"
TOKENS_COOKIE = "_streamlit_user_tokens"

_userinfo = LruCache(500)  # by the fingerprint of an access token: one call per session


class NotConfigured(ValueError):
    """What secrets.toml says about signing in cannot be used. The message says what to change."""


def is_configured() -> bool:
    """Whether anybody can sign in here: secrets.toml has a section [auth]."""
    return "auth" in _secrets()


def check() -> bool:
    """Whether anybody can sign in here, once all that is said about it was found to make sense.

    Raises NotConfigured; also for a file that cannot be read, which Streamlit takes for none.
    """
    for file in map(Path, st.get_option("secrets.files")):
        if file.is_file():
            try:
                tomllib.loads(file.read_text(encoding="utf-8"))
            except (OSError, ValueError) as fault:
                raise NotConfigured(f"{file.name} cannot be read: {fault}") from fault
    return is_configured() and bool(services())


def origin() -> str:
    """The one address people use, 'https://team.example.nhs.uk', as the service returns to it."""
    parts = urlsplit(str(_secrets()["auth"]["redirect_uri"]))
    return f"{parts.scheme}://{parts.netloc}"


def services() -> dict[str, Rules]:
    """The rules of each sign-in service by its name in secrets.toml. Raises NotConfigured."""
    secrets = _secrets()
    found = secrets["auth"]
    sections = {name: each for name, each in found.items() if isinstance(each, Mapping)}
    named = {name: each for name, each in sections.items() if not name.endswith(AGAIN)}
    _check_address(found)
    if not named:
        raise NotConfigured("[auth] names no sign-in service: add a section such as [auth.nhs]")
    return {
        name: _rules(name, each, secrets.get("people", {}).get(name))
        for name, each in named.items()
    }


def with_services_asked_anew() -> dict[str, Any]:
    """The secrets to start with: each service also as one that lets nobody through unproved."""
    if not is_configured():
        return {}
    found = dict(_secrets()["auth"])
    for name in services():
        kwargs = {**found[name].get("client_kwargs", {}), "prompt": "login"}
        found[name + AGAIN] = {**found[name], "client_kwargs": kwargs}
    return {"auth": found}


def reader() -> Person:
    """Who looks at this page. On a machine nobody else can reach: whoever sits there.

    Raises Refused.
    """
    if not is_configured():
        return LOCAL
    if not st.user.get("is_logged_in"):
        raise Refused(Reason.SIGNED_OUT)
    return _person(st.user.to_dict(), st.context.cookies)


def visitor(cookies: Mapping[str, str]) -> Person:
    """Who sends a request, by its cookies; what `reader` is to a page. Raises Refused."""
    claims = _signed(cookies, USER_COOKIE)
    if not claims.get("is_logged_in") or claims.get("origin") != origin():
        raise Refused(Reason.SIGNED_OUT)
    return _person(claims, cookies)


def end_sessions(cookies: Mapping[str, str]) -> None:
    """End every session of whoever sends a request, whatever may be wrong with this one."""
    claims = _signed(cookies, USER_COOKIE)
    issuer, subject, began_at = claims.get("iss"), claims.get("sub"), claims.get("iat")
    if isinstance(issuer, str) and isinstance(subject, str):
        clock = float(began_at) if isinstance(began_at, int | float) else 0.0
        sign_outs.end_sessions(f"{issuer} {subject}", clock)


def _person(claims: Mapping[str, Any], cookies: Mapping[str, str]) -> Person:
    name = service(str(claims.get("provider")))
    rules = services().get(name)
    if rules is None:
        raise Refused(Reason.STRANGER)
    if rules.has_userinfo:
        claims = {**_asked(name, claims, cookies), **_without(claims, rules.claim)}
    ended_at = sign_outs.ended_at(f"{claims.get('iss')} {claims.get('sub')}")
    return person(claims, rules, time.time(), ended_at)


def _without(claims: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in claims.items() if key != name}


def _asked(name: str, claims: Mapping[str, Any], cookies: Mapping[str, str]) -> Mapping[str, Any]:
    """What the service's UserInfo says of the holder of a session's access token."""
    token = _signed(cookies, TOKENS_COOKIE).get("access_token")
    if not isinstance(token, str):
        raise Refused(Reason.UNREADABLE)
    fingerprint = hashlib.sha256(token.encode()).hexdigest()
    try:
        said: Any = _userinfo.get((name, fingerprint), lambda: _userinfo_of(name, token))
    except (httpx.HTTPError, ValueError, KeyError) as fault:
        raise Refused(Reason.UNREADABLE) from fault
    # OpenID Connect Core 5.3.2: an answer about another subject must not be used.
    if not isinstance(said, dict) or said.get("sub") != claims.get("sub"):
        raise Refused(Reason.UNREADABLE)
    return said


def _userinfo_of(name: str, token: str) -> Any:
    metadata_url = str(_secrets()["auth"][name]["server_metadata_url"])
    with httpx.Client(timeout=PATIENCE_SECONDS) as client:
        metadata = client.get(metadata_url).raise_for_status().json()
        asked = client.get(
            metadata["userinfo_endpoint"], headers={"Authorization": f"Bearer {token}"}
        )
        return asked.raise_for_status().json()


def _signed(cookies: Mapping[str, str], name: str) -> dict[str, Any]:
    """What a cookie of Streamlit's says, {} where it is missing or was not signed here."""

    def one(part: str) -> bytes | None:
        value = cookies.get(part)
        if value is None:
            return None
        try:
            signed = value.encode("latin-1")
        except UnicodeEncodeError:
            return None
        return decode_signed_value(get_cookie_secret(), part, signed)

    try:
        said = json.loads(get_cookie_with_chunks(one, name) or b"{}")
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def _secrets() -> Mapping[str, Any]:
    return st.secrets.to_dict() if st.secrets.load_if_toml_exists() else {}


def _check_address(found: Mapping[str, Any]) -> None:
    for key in ("redirect_uri", "cookie_secret"):
        if not isinstance(found.get(key), str):
            raise NotConfigured(f"[auth] has no {key}")
    parts = urlsplit(found["redirect_uri"])
    if parts.path != "/oauth2callback" or not parts.netloc:
        raise NotConfigured("[auth] redirect_uri must be https://THIS-HOST/oauth2callback")
    if parts.scheme != "https" and not local_path.is_loopback(parts.hostname or ""):
        raise NotConfigured("[auth] redirect_uri must begin with https://: cookies travel in it")
    if len(found["cookie_secret"]) < SHORTEST_SECRET:
        raise NotConfigured(
            f"[auth] cookie_secret is shorter than {SHORTEST_SECRET} characters; make one with"
            " python -c 'import secrets; print(secrets.token_hex(32))'"
        )


def _rules(name: str, found: Mapping[str, Any], people: Any) -> Rules:
    if "_" in name:
        raise NotConfigured(f"[auth.{name}]: a service's name has no underscore")
    for key in ("client_id", "client_secret", "server_metadata_url"):
        if not found.get(key):
            raise NotConfigured(f"[auth.{name}] has no {key}")
    if not isinstance(people, Mapping) or not isinstance(people.get("roles"), Mapping):
        raise NotConfigured(f"[people.{name}.roles] is missing: it says which role is which")
    is_shared = any(each in found["server_metadata_url"] for each in SHARED_TENANTS)
    if is_shared and not people.get("tenant"):
        raise NotConfigured(f"[people.{name}] needs the tenant whose people are let in")
    try:
        mapped = {str(said): Role(ours) for said, ours in people["roles"].items()}
    except ValueError as fault:
        raise NotConfigured(f"[people.{name}.roles]: {fault}") from fault
    if not mapped:
        raise NotConfigured(f"[people.{name}.roles] lists nobody's role")
    return Rules(
        roles=mapped,
        claim=str(people.get("claim", "roles")),
        tenant=str(people.get("tenant", "")),
        organisations=frozenset(map(str, people.get("organisations", ()))),
        has_userinfo=bool(people.get("has_userinfo", False)),
    )
