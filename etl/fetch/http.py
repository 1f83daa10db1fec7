"""GET one address, however the network behaves: redirects, retries, refusals, plain messages."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TypeVar

import httpx
from tenacity import RetryCallState, Retrying, stop_after_attempt, wait_exponential_jitter

ATTEMPTS = 5
# The random part keeps many computers from coming back at the same moment.
GROWING_PAUSE = wait_exponential_jitter(initial=1, jitter=1)
LONGEST_ASKED_PAUSE_SECONDS = 120.0  # a server that asks for more is left for another day
MOST_REDIRECTS = 5
LOOPBACK = {"127.0.0.1", "::1", "localhost"}

Result = TypeVar("Result")


@dataclass(frozen=True)
class Content:
    """What an address holds. etag, last_modified: how the server names this version of it."""

    body: bytes
    etag: str = ""
    last_modified: str = ""


class CannotFetch(Exception):
    """This file cannot be fetched now. The message is one line for the person at the keyboard."""


class NoConnection(CannotFetch):
    """The host could not be reached at all, or its certificate is not trusted here."""

    def __init__(self, host: str, is_untrusted: bool) -> None:
        problem = f"No connection to {host}: check the network or proxy"
        if is_untrusted:
            problem = (
                f"The certificate of {host} is not trusted here: "
                "set SSL_CERT_FILE to your organisation's certificates"
            )
        super().__init__(problem)
        self.host = host


class TryAgain(Exception):
    """Something that often passes. pause_seconds: what the server asked for, if it did."""

    def __init__(self, problem: str, pause_seconds: float | None = None) -> None:
        super().__init__(problem)
        self.pause_seconds = pause_seconds


def with_retries(
    attempt: Callable[[], Result], note: Callable[[str], None], sleep: Callable[[float], None]
) -> Result:
    """Call `attempt` until it works, pausing longer each time, or as long as the server asks.

    note hears the reason of each pause. Raises CannotFetch after ATTEMPTS attempts.
    """
    retrying = Retrying(
        retry=_may_pass,
        wait=_pause_seconds,
        stop=stop_after_attempt(ATTEMPTS),
        before_sleep=lambda state: note(
            f"{_problem(state)}; trying again in {state.upcoming_sleep:.0f} s"
        ),
        sleep=sleep,
        reraise=True,
    )
    try:
        return retrying(attempt)
    except TryAgain as problem:
        raise CannotFetch(f"{problem}; gave up after {ATTEMPTS} attempts") from problem


def _problem(state: RetryCallState) -> BaseException | None:
    return state.outcome.exception() if state.outcome else None


def _may_pass(state: RetryCallState) -> bool:
    # A host that cannot be reached at first means someone offline, who should not wait.
    # Once it has answered, losing it counts as passing.
    passing = TryAgain if state.attempt_number == 1 else (TryAgain, NoConnection)
    return isinstance(_problem(state), passing)


def _pause_seconds(state: RetryCallState) -> float:
    seconds: float | None = getattr(_problem(state), "pause_seconds", None)
    return GROWING_PAUSE(state) if seconds is None else seconds


def get(
    client: httpx.Client,
    address: str,
    most_bytes: int,
    progress: Callable[[int, int], None],
    conditions: dict[str, str] | None = None,
) -> Content | None:
    """What one address holds; None when it is no newer than `conditions` say. Asks once.

    conditions: headers such as If-None-Match (RFC 9110 section 13.1).
    progress(done, total) hears of every piece, in bytes as they travel; total is 0 when the
    server does not say. Raises CannotFetch (also past most_bytes), NoConnection or TryAgain.
    """
    try:
        with closing(_follow(client, address, conditions)) as response:
            if response.status_code == 304 and conditions:
                return None
            _check_status(response)
            length = response.headers.get("content-length", "")
            total = int(length) if length.isdecimal() else 0
            body = bytearray()
            _check_size(response, total, most_bytes)
            for piece in response.iter_bytes():  # no chunk size: it would hold back what is here
                body += piece
                _check_size(response, len(body), most_bytes)
                progress(response.num_bytes_downloaded, total)
            marks = (response.headers.get(name, "") for name in ("etag", "last-modified"))
            return Content(bytes(body), *marks)
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError) as error:
        is_untrusted = "CERTIFICATE_VERIFY" in str(error)
        raise NoConnection(error.request.url.host, is_untrusted) from error
    except httpx.TimeoutException as error:
        raise TryAgain(f"{error.request.url.host} took too long to answer") from error
    except httpx.RequestError as error:  # a body shorter than Content-Length is one of these
        raise TryAgain(f"{error.request.url.host} broke off the connection") from error


def _follow(client: httpx.Client, address: str, headers: dict[str, str] | None) -> httpx.Response:
    """The answer at the end of all redirects, body still to be read."""
    request = client.build_request("GET", address, headers=headers)
    for _ in range(MOST_REDIRECTS + 1):
        is_on_this_computer = {request.url.host, httpx.URL(address).host} <= LOOPBACK
        if request.url.scheme != "https" and not is_on_this_computer:
            raise CannotFetch(f"{address} leads to {request.url}, which is not https: refused")
        response = client.send(request, stream=True, follow_redirects=False)
        if response.next_request is None:
            return response
        response.close()
        request = response.next_request
    raise CannotFetch(f"{request.url.host} redirects in a circle")


def _check_size(response: httpx.Response, size: int, most_bytes: int) -> None:
    if size > most_bytes:
        raise CannotFetch(f"{response.url.host} sends far more than such a file holds: refused")


def _check_status(response: httpx.Response) -> None:
    status = response.status_code
    if status == 200:
        return
    words = f"{response.url.host} answered {status} {response.reason_phrase}".rstrip()
    if status in (408, 429) or status >= 500:
        raise TryAgain(words, _asked_pause(response, words))
    if status in (404, 410):
        raise CannotFetch(f"{words}: the publisher may have moved the file")
    raise CannotFetch(f"{words}{_reason(response)}")


def _asked_pause(response: httpx.Response, words: str) -> float | None:
    """Seconds the server asks us to wait (Retry-After, RFC 9110 section 10.2.3), if it does."""
    asked = response.headers.get("retry-after", "").strip()
    if asked.isdecimal():
        seconds = float(asked)
    else:
        try:
            until = parsedate_to_datetime(asked)
        except ValueError:
            return None
        # A date without a zone is read as UTC, which is what the standard means by GMT.
        seconds = (until.replace(tzinfo=until.tzinfo or UTC) - datetime.now(UTC)).total_seconds()
    if seconds > LONGEST_ASKED_PAUSE_SECONDS:
        raise CannotFetch(f"{words} and asks us to come back in {seconds / 60:.0f} minutes")
    return max(0.0, seconds)


def _reason(response: httpx.Response) -> str:
    """What a JSON error says in its `message`, if it says anything."""
    try:
        message = json.loads(next(response.iter_bytes(), b"")).get("message")
    except (ValueError, AttributeError):
        return ""
    return f" ({message})" if isinstance(message, str) else ""
