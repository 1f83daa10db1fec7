"""What this server has sent: a line of the log for each, and counts for who looks after it.

Neither says who asked, or what they chose: only which page or kind of file, how long it took, how
it ended, and from which build. Parts of a page that run again alone are not counted.
"""

from __future__ import annotations

import logging
import time
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from anyio import to_thread
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from insight import settings
from insight.store import NoStore
from pages import data
from pages.shell import log

PATH = "/_insight/metrics"
OK, FAILED, NOTHING_BUILT = 200, 500, 503
RECENT = 1_000  # pages of which the slowest twentieth is told
# Kinds of file by how their address begins. Any other may be words somebody typed: a page.
KINDS = ("static", "media", "app", "component", "_stcore", "auth", "oauth2callback", "favicon.png")
QUIET = ("static", "_stcore", "favicon.png")  # one visit asks for dozens; counted, and not logged

_lock = Lock()
_pages: Counter[tuple[str, int]] = Counter()  # (page, status)
_files: Counter[tuple[str, int]] = Counter()  # (kind, status)
_recent: deque[float] = deque(maxlen=RECENT)  # seconds
_connected: Counter[str] = Counter()
_started = time.time()


@contextmanager
def view(page: str) -> Iterator[None]:
    """Around what draws a page. One that is cut short, as the reader chose anew, does not count."""
    began = time.perf_counter()
    try:
        yield
    except NoStore:
        _add(page, NOTHING_BUILT, began)
        raise
    except Exception:
        _add(page, FAILED, began)
        raise
    _add(page, OK, began)


def _add(page: str, status: int, began: float) -> None:
    seconds, name = time.perf_counter() - began, page or "overview"
    with _lock:
        _pages[name, status] += 1
        _recent.append(seconds)
    _log("page", name, status, seconds)


def _log(event: str, route: str, status: int, seconds: float) -> None:
    if log.LOGGER.isEnabledFor(logging.INFO):
        line = {"route": route, "status": status, "ms": round(1_000 * seconds, 1)}
        log.LOGGER.info(event, line | {"build": data.build_id()})


class Counts:
    """Counts and logs what is sent, and tells the counts. Nothing but this machine may reach it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, or one connection of a page."""
        if scope["type"] == "http" and scope["path"] == PATH:
            told = await to_thread.run_sync(text)
            await PlainTextResponse(told)(scope, receive, send)
        elif scope["type"] == "http":
            await self._file(scope, receive, send)
        elif scope["type"] == "websocket":
            _connected["pages"] += 1
            try:
                await self.app(scope, receive, send)
            finally:
                _connected["pages"] -= 1
        else:  # the server starts, or ends
            log.settle_server()
            await self.app(scope, receive, send)

    async def _file(self, scope: Scope, receive: Receive, send: Send) -> None:
        began, statuses = time.perf_counter(), [FAILED]

        async def noting(message: Message) -> None:
            if message["type"] == "http.response.start":
                statuses.append(message["status"])
            await send(message)

        try:
            await self.app(scope, receive, noting)
        finally:
            kind, status = kind_of(scope["path"]), statuses[-1]
            _files[kind, status] += 1
            if log.LOGGER.isEnabledFor(logging.INFO) and (kind not in QUIET or status >= FAILED):
                seconds = time.perf_counter() - began
                await to_thread.run_sync(_log, "file", kind, status, seconds)


def kind_of(path: str) -> str:
    """Which kind of file an address asks for, without a word of it that is not ours."""
    first = path.split("/")[1] if path.startswith("/") else ""
    return first if first in KINDS else "page"


def text() -> str:
    """The counts since the start, in the format of Prometheus."""
    with _lock:
        pages, recent = dict(_pages), sorted(_recent)
    slowest = recent[int(0.95 * (len(recent) - 1))] if recent else 0.0
    errors = sum(count for (_, status), count in pages.items() if status >= FAILED)
    errors += sum(count for (_, status), count in _files.items() if status >= FAILED)
    about = f'edition="{settings.edition()}",build_id="{data.build_id()}"'
    lines = [
        "# HELP insight_info Which edition this is, and which build its pages are read from.",
        "# TYPE insight_info gauge",
        f"insight_info{{{about}}} 1",
        "# HELP insight_started_seconds When this server was started, in seconds since 1970.",
        "# TYPE insight_started_seconds gauge",
        f"insight_started_seconds {_started:.0f}",
        "# HELP insight_connected Pages that are looked at now.",
        "# TYPE insight_connected gauge",
        f"insight_connected {_connected['pages']}",
        "# HELP insight_pages_total Pages drawn.",
        "# TYPE insight_pages_total counter",
        *(_line("insight_pages_total", "page", *each) for each in sorted(pages.items())),
        "# HELP insight_files_total Files sent, downloads among them.",
        "# TYPE insight_files_total counter",
        *(_line("insight_files_total", "kind", *each) for each in sorted(_files.items())),
        "# HELP insight_errors_total Pages and files that failed.",
        "# TYPE insight_errors_total counter",
        f"insight_errors_total {errors}",
        f"# HELP insight_page_p95_seconds 95 of 100 of the last {RECENT} pages took no longer.",
        "# TYPE insight_page_p95_seconds gauge",
        f"insight_page_p95_seconds {slowest:.4f}",
    ]
    return "\n".join(lines) + "\n"


def _line(name: str, label: str, key: tuple[str, int], count: int) -> str:
    return f'{name}{{{label}="{key[0]}",status="{key[1]}"}} {count}'
