"""Ask one address, however the network behaves: redirects, retries, refusals, plain messages."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import IO, TypeVar

import httpx

ATTEMPTS = 5
LONGEST_PAUSE_SECONDS = 30.0
LONGEST_ASKED_PAUSE_SECONDS = 120.0  # a server that asks for more is left for another day
MOST_REDIRECTS = 5
LOOPBACK = ("127.0.0.1", "::1", "localhost")

Result = TypeVar("Result")
# Why we pause, and for how many seconds.
Pause = Callable[[str, float], None]


class CannotFetch(Exception):
    """This file cannot be fetched now. The message is one line for the person at the keyboard."""


class NoConnection(CannotFetch):
    """The host could not be reached at all, or its certificate is not trusted here."""

    def __init__(self, host: str, untrusted: bool) -> None:
        super().__init__(f"No connection to {host}")
        self.host = host
        self.untrusted = untrusted


class TryAgain(Exception):
    """Something that often passes. pause_seconds: what the server asked for, if it did."""

    def __init__(self, problem: str, pause_seconds: float | None = None) -> None:
        super().__init__(problem)
        self.pause_seconds = pause_seconds


def with_retries(once: Callable[[], Result], pause: Pause) -> Result:
    """Call `once` until it works, up to ATTEMPTS times, pausing longer each time.

    Raises CannotFetch. A host that cannot be reached at first is not tried again: that is
    someone offline, who should not wait. Once it has answered, losing it counts as passing.
    """
    for attempt in range(ATTEMPTS):
        last_attempt = attempt + 1 == ATTEMPTS
        try:
            return once()
        except NoConnection as problem:
            if attempt == 0 or last_attempt:
                raise
            pause(str(problem), _growing_pause(attempt))
        except TryAgain as problem:
            if last_attempt:
                raise CannotFetch(f"{problem}; gave up after {ATTEMPTS} attempts") from problem
            seconds = problem.pause_seconds
            pause(str(problem), _growing_pause(attempt) if seconds is None else seconds)
    raise AssertionError("unreachable: the last attempt returns or raises")


def _growing_pause(attempt: int) -> float:
    # The random part keeps many computers from coming back at the same moment.
    return min(LONGEST_PAUSE_SECONDS, 2.0**attempt) * random.uniform(0.5, 1.0)


@contextmanager
def answer(
    client: httpx.Client, address: str, headers: dict[str, str] | None = None
) -> Iterator[httpx.Response]:
    """Open the answer to a GET, body still to be read, with every failure put in words.

    Only statuses the caller asked for come through: 200, and 304 after a conditional
    request, and 206 or 416 after a Range. Raises CannotFetch, NoConnection or TryAgain,
    also for what goes wrong while the body is being read.
    """
    headers = headers or {}
    request = client.build_request("GET", address, headers=headers)
    try:
        for _ in range(MOST_REDIRECTS + 1):
            _refuse_unsafe(request.url, address)
            response = client.send(request, stream=True, follow_redirects=False)
            try:
                if response.next_request is None:
                    _check_status(response, _wanted(headers))
                    yield response
                    return
                request = response.next_request
            finally:
                response.close()
        raise CannotFetch(f"{request.url.host} redirects in a circle")
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError) as error:
        raise NoConnection(request.url.host, "CERTIFICATE_VERIFY" in str(error)) from error
    except httpx.TimeoutException as error:
        raise TryAgain(f"{request.url.host} took too long to answer") from error
    except httpx.RequestError as error:
        raise TryAgain(f"{request.url.host} broke off the connection") from error


def copy_body(
    response: httpx.Response, file: IO[bytes], most_bytes: int, moved: Callable[[int], None]
) -> None:
    """Write the body to the file; `moved` hears the size of each piece.

    Raises CannotFetch past most_bytes. A body shorter than Content-Length is noticed by httpx,
    which `answer` turns into TryAgain.
    """
    announced = response.headers.get("content-length", "")
    if announced.isdigit() and int(announced) > most_bytes:
        raise _too_large(response)
    written = 0
    for piece in response.iter_bytes():  # no chunk size: it would hold back what has arrived
        written += len(piece)
        if written > most_bytes:
            raise _too_large(response)
        file.write(piece)
        moved(len(piece))


def _too_large(response: httpx.Response) -> CannotFetch:
    return CannotFetch(f"{response.url.host} sends far more than such a file holds: refused")


def _refuse_unsafe(url: httpx.URL, asked: str) -> None:
    both_here = url.host in LOOPBACK and httpx.URL(asked).host in LOOPBACK
    if url.scheme != "https" and not (url.scheme == "http" and both_here):
        raise CannotFetch(f"{asked} leads to {url}, which is not https: refused")


def _wanted(headers: dict[str, str]) -> set[int]:
    wanted = {200}
    if "If-None-Match" in headers or "If-Modified-Since" in headers:
        wanted.add(304)
    if "Range" in headers:
        wanted |= {206, 416}
    return wanted


def _check_status(response: httpx.Response, wanted: set[int]) -> None:
    status = response.status_code
    if status in wanted:
        return
    said = f"{response.url.host} answered {status} {response.reason_phrase}".rstrip()
    if status in (408, 429) or status >= 500:
        raise TryAgain(said, _asked_pause(response, said))
    if status in (404, 410):
        raise CannotFetch(f"{said}: the publisher may have moved the file")
    raise CannotFetch(f"{said}{_reason(response)}")


def _asked_pause(response: httpx.Response, said: str) -> float | None:
    """Seconds the server asks us to wait (Retry-After, RFC 9110 section 10.2.3), if it does."""
    asked = response.headers.get("retry-after", "").strip()
    if asked.isdigit():
        seconds = float(asked)
    else:
        try:
            until = parsedate_to_datetime(asked)
        except ValueError:
            return None
        # A date without a zone is read as UTC, which is what the standard means by GMT.
        seconds = (until.replace(tzinfo=until.tzinfo or UTC) - datetime.now(UTC)).total_seconds()
    if seconds > LONGEST_ASKED_PAUSE_SECONDS:
        minutes = round(seconds / 60)
        raise CannotFetch(f"{said} and asks us to come back in {minutes} minutes")
    return max(0.0, seconds)


def _reason(response: httpx.Response) -> str:
    """What a JSON error says in its `message`, if it says anything."""
    try:
        message = json.loads(next(response.iter_bytes(), b"")).get("message")
    except (ValueError, AttributeError):
        return ""
    return f" ({message})" if isinstance(message, str) else ""
