"""The door of the server: which edition it serves, to whom, and with which safeguards.

Settled once, before it opens: on this machine alone the team edition, on any other address the
public one, the team edition there only with sign-in. Then for every request, before Streamlit sees
it, since Streamlit itself serves downloads and files to anyone who asks.
"""

from __future__ import annotations

import base64
import hashlib
import os
import sys
from collections.abc import Iterable
from urllib.parse import parse_qs, quote, unquote

import streamlit as st
from anyio import to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from insight.roles import Refused
from pages.shell import local_path, log, metrics, scripts, sign_in
from pages.shell.not_found import NotFound

EDITION = "INSIGHT_EDITION"
RETURN_COOKIE = "insight_return"  # where somebody wanted to go before they were asked to sign in
RETURN_SECONDS = 600
FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")
THIS_MACHINE_ALONE = (
    "This is the team edition without sign-in: it answers on this machine alone, and not through"
    " another address. See 'Running it safely' in README.md.\n"
)
# What a browser needs before anybody has signed in: the frame of a page, and no figure.
OPEN = ("/static/", "/auth/", "/oauth2callback", "/favicon.png")
OPEN_ENDINGS = ("/_stcore/health", "/_stcore/host-config", "/_stcore/stream")
# For whoever looks after the server.
FOR_THIS_MACHINE = (
    "/_stcore/metrics",
    "/_stcore/script-health-check",
    "/_stcore/agent",
    metrics.PATH,
)


def settle() -> None:
    """Settle which edition this server serves, and keep it as the setting pages read.

    Ends the process, with the reason, where what is asked for would not be safe.
    """
    asked, address = os.environ.get(EDITION, ""), str(st.get_option("server.address") or "")
    try:
        # The public edition needs no sign-in, and need not be able to read what it is set up with.
        os.environ[EDITION] = edition(asked, address, asked != "public" and sign_in.check())
        log.settle()
    except ValueError as fault:
        sys.exit(f"Not started: {fault}")


def edition(asked: str, address: str, has_sign_in: bool) -> str:
    """'team' or 'public'. asked: the setting, '' for none. address: '' for every address.

    Raises ValueError when the team edition is asked for where anybody could look at it.
    """
    if asked not in ("", "team", "public"):
        raise ValueError(f"INSIGHT_EDITION is '{asked}'; it must be 'team' or 'public'")
    if asked == "public":
        return "public"
    if has_sign_in or local_path.is_loopback(address):
        return "team"
    if asked == "team":
        raise ValueError(
            f"the team edition was asked for on {address or 'every address of this machine'}"
            " without sign-in, where anybody could read what people said. Configure sign-in in"
            " .streamlit/secrets.toml (see deploy/secrets.example.toml), or serve it to this"
            " machine alone with --server.address localhost, or leave INSIGHT_EDITION out and"
            " serve the public edition."
        )
    return "public"


def middleware() -> list[Middleware]:
    """What stands before Streamlit, outermost first. Settles the edition."""
    settle()
    guards = [Middleware(Safeguards), Middleware(metrics.Counts)]
    base = str(st.get_option("server.baseUrlPath") or "")
    if os.environ[EDITION] == "team":
        guards.append(Middleware(SignedIn if sign_in.is_configured() else ThisMachine))
    return [*guards, Middleware(NotFound, base=base)]


def content_policy(inline: Iterable[str]) -> str:
    """The Content-Security-Policy of every answer. inline: scripts that pages hold themselves."""
    hashes = " ".join(f"'sha256-{_digest(script)}'" for script in inline)
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' blob: {hashes}",  # blob: is how Streamlit loads our map's script
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self' blob:",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )


class Safeguards:
    """Sends the headers that keep pages safe, and closes what is for this machine alone."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.headers = {
            "Content-Security-Policy": content_policy(scripts.inline()),
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
            "Referrer-Policy": "same-origin",
            "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
            "Cross-Origin-Opener-Policy": "same-origin",
        }
        self.is_secure = sign_in.is_configured() and sign_in.origin().startswith("https:")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self.headers.items():
                    headers[name] = value
                if self.is_secure:
                    _make_cookies_secure(headers)
            await send(message)

        if scope["path"].startswith(FOR_THIS_MACHINE) and not is_from_this_machine(scope):
            await PlainTextResponse("Not found\n", 404)(scope, receive, safely)
            return
        await self.app(scope, receive, safely)


class ThisMachine:
    """Answers nobody but this machine: the team edition without sign-in."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] not in ("http", "websocket") or is_from_this_machine(scope):
            await self.app(scope, receive, send)
        else:
            await _refuse(scope, receive, send, THIS_MACHINE_ALONE)


class SignedIn:
    """Answers those who are signed in; sends others to the sign-in page and, after it, back."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        path, connection = scope["path"], HTTPConnection(scope)
        if not self._is_our_host(connection.headers):
            if scope["type"] == "http" and path == local_path.page(path):
                asked = f"?{connection.url.query}" if connection.url.query else ""
                moved = RedirectResponse(sign_in.origin() + path + asked, 308)
                await moved(scope, receive, send)
            elif path == "/_stcore/health" and is_from_this_machine(scope):
                await self.app(scope, receive, send)
            else:
                await _refuse(scope, receive, send, "Use the one address of this dashboard.\n")
        elif path == "/auth/logout":
            await self._sign_out(scope, receive, send)
        elif path == "/oauth2callback":
            await self.app(scope, receive, _returning(connection, send))
        elif path.startswith(OPEN) or path.endswith(OPEN_ENDINGS):
            await self.app(scope, receive, send)
        else:
            await self._for_people(connection, scope, receive, send)

    async def _for_people(
        self, connection: HTTPConnection, scope: Scope, receive: Receive, send: Send
    ) -> None:
        """A page, a download or a file: for those who are let in."""
        path, query = scope["path"], connection.url.query
        asked = parse_qs(query)
        wanted = local_path.page((asked.get("next") or ["/"])[-1])
        try:
            await to_thread.run_sync(sign_in.visitor, connection.cookies)
        except Refused:
            if path == "/":
                await self.app(scope, receive, _remembering(wanted, send))
            elif path == local_path.page(path):
                there = quote(local_path.page(f"{path}?{query}" if query else path), safe="")
                await RedirectResponse(f"/?next={there}", 303)(scope, receive, send)
            else:
                await PlainTextResponse("Sign in first\n", 401)(scope, receive, send)
            return
        if path == "/" and "again" in asked:
            await self.app(scope, receive, _remembering(wanted, send))
        elif path == "/" and "next" in asked:
            await RedirectResponse(wanted, 303)(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _sign_out(self, scope: Scope, receive: Receive, send: Send) -> None:
        """End every session of this person, then let Streamlit and the service end this one."""
        connection = HTTPConnection(scope)
        if connection.headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
            await _refuse(scope, receive, send, "Sign out on the dashboard itself.\n")
            return
        await to_thread.run_sync(sign_in.end_sessions, connection.cookies)
        await self.app(scope, receive, send)

    @staticmethod
    def _is_our_host(headers: Headers) -> bool:
        return headers.get("host", "").lower() == sign_in.origin().split("//")[1].lower()


def is_from_this_machine(scope: Scope) -> bool:
    """Whether a request was made on this machine, and not handed on by a proxy for another.

    The name asked for counts as well: a web page elsewhere can lead its reader's own browser here
    under a name of its own.
    """
    headers = Headers(scope=scope)
    if any(name in headers for name in FORWARDED):
        return False
    named = [headers.get("host", ""), *headers.getlist("origin")]
    if not all(local_path.is_loopback(local_path.host_name(each)) for each in named):
        return False
    client = scope.get("client")
    return client is not None and local_path.is_loopback(client[0])


async def _refuse(scope: Scope, receive: Receive, send: Send, words: str) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008, "reason": ""})
    else:
        await PlainTextResponse(words, 403)(scope, receive, send)


def _remembering(wanted: str, send: Send) -> Send:
    """Note where somebody wanted to go, for when they come back from signing in."""

    async def noting(message: Message) -> None:
        if message["type"] == "http.response.start":
            cookie = f"{RETURN_COOKIE}={quote(wanted, safe='')}; Max-Age={RETURN_SECONDS}"
            MutableHeaders(scope=message).append(
                "set-cookie", f"{cookie}; Path=/; HttpOnly; SameSite=Lax"
            )
        await send(message)

    return noting


def _returning(connection: HTTPConnection, send: Send) -> Send:
    """Lead to the noted page, where Streamlit leads to the front page, and forget the note."""
    wanted = local_path.page(unquote(connection.cookies.get(RETURN_COOKIE, "")))

    async def leading(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            if headers.get("location") == "/":
                headers["location"] = wanted
            headers.append(
                "set-cookie", f"{RETURN_COOKIE}=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax"
            )
        await send(message)

    return leading


def _make_cookies_secure(headers: MutableHeaders) -> None:
    """Streamlit never marks its cookies as for encrypted connections alone."""
    made = headers.getlist("set-cookie")
    if not made:
        return
    del headers["set-cookie"]
    for cookie in made:
        is_marked = "; secure" in cookie.lower()
        headers.append("set-cookie", cookie if is_marked else f"{cookie}; Secure")


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
