"""The public site: how large a chart's page is, how long rendering takes, how many it can serve."""

from __future__ import annotations

import asyncio
import gzip
import shutil
import socket
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from statistics import fmean
from typing import TypeVar

from insight.settings import stores_folder
from insight.store import current_path, open_cached
from publishing.releases.web_root import packed
from publishing.site import figures
from publishing.site.sample import chart_figures
from tests.bench.figures import Figure, NotMeasured, Report, amount, percentile
from tests.bench.nginx import public_site
from tests.bench.pages import _choices
from tests.bench.server import HOST, running

PAGE_KB, PACKED_KB = 40, 10
CHARTS, RENDER_MINUTES = 500, 8
SAMPLE = 24  # charts that times and sizes are drawn from: of all kinds, headline figures first
REQUESTS = 5_000  # a second
LINES = 8  # connections that stay open
REQUEST = "GET /charts/{name}/ HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip\r\n\r\n"
T = TypeVar("T")


def measure(report: Report, charts: int, seconds: float) -> list[Figure]:
    """Sizes and times of so many charts of the sample, and how many pages a second are served."""
    made, times = _rendered(report, charts)
    first, *others = times
    took, worked = (a + (CHARTS - 1) * fmean(b) for a, *b in zip(first, *others, strict=True))
    styles = {name: files["style.css"] + files["sort.js"] for name, files in made.items()}
    whole = [len(files["index.html"] + styles[name]) / 1000 for name, files in made.items()]
    small = [len(gzip.compress(files["index.html"])) / 1000 for files in made.values()]
    figures_ = [
        Figure("chart page with its style and script, largest", max(whole), "kB", PAGE_KB),
        Figure("  the page as it travels (gzip), largest", max(small), "kB", PACKED_KB),
        Figure(
            f"rendering {CHARTS} charts, pictures and workbooks among their files",
            took / 60,
            "min",
            RENDER_MINUTES,
            f"from {charts}; a processor worked for {amount(worked / 60, 'min')} of it",
        ),
    ]
    try:
        return figures_ + _served(report, made, seconds)
    except NotMeasured as why:
        return [*figures_, Figure("pages a second", None, "a second", REQUESTS, str(why))]


def _rendered(
    report: Report, charts: int
) -> tuple[dict[str, dict[str, bytes]], list[tuple[float, float]]]:
    """The files of charts by name, and of each the seconds it took and those of a processor.

    The first reads modules, fonts and lists that later ones find ready. Other work on the machine
    hardly moves the seconds of a processor.
    """
    path = current_path(stores_folder())
    names = list(chart_figures(open_cached(path), SAMPLE))[:: SAMPLE // charts]
    store = open_cached(path)  # which knows nothing yet of what was found to choose them
    made, times = {}, []
    for number, name in enumerate(names):
        report("rendering charts", number, charts)
        started, worked = time.perf_counter(), time.process_time()
        made[name] = dict(figures.render(store, "chart", name, name).files)
        times.append((time.perf_counter() - started, time.process_time() - worked))
    return made, times


def _served(report: Report, made: dict[str, dict[str, bytes]], seconds: float) -> list[Figure]:
    files = {f"charts/{name}/{path}": x for name, own in made.items() for path, x in own.items()}
    files |= {f"{path}.gz": x for path, data in files.items() if (x := packed(path, data))}
    folder = Path(tempfile.mkdtemp(prefix="insight-site-"))
    try:
        with public_site(folder, files) as port:
            report("asking for pages", 0, 2)
            alone, _ = _load(port, list(made), seconds, lambda: time.sleep(seconds))
            report("asking for pages beside a page of the app", 1, 2)
            with running() as server:
                asyncio.run(_choices(server.address, "", 3))
                beside, answers = _load(
                    port,
                    list(made),
                    seconds,
                    lambda: asyncio.run(_choices(server.address, "", 20)),
                )
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    slow = amount(percentile([each.seconds * 1000 for each in answers], 95), "ms")
    lines = f"{LINES} connections, asked for by this machine itself"
    return [
        Figure("pages of charts a second", alone, "a second", REQUESTS, lines, is_least=True),
        Figure(
            "  beside somebody on the front page of the app",
            beside,
            "a second",
            REQUESTS,
            f"whose choices took {slow} (p95)",
            is_least=True,
        ),
    ]


def _load(
    port: int, names: list[str], seconds: float, meanwhile: Callable[[], T]
) -> tuple[float, T]:
    """Pages a second while something else goes on, and what that gave."""
    is_over, counts = threading.Event(), [0] * LINES
    threads = [
        threading.Thread(target=_ask, args=(port, names, counts, number, is_over), daemon=True)
        for number in range(LINES)
    ]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    found = meanwhile()
    took = time.perf_counter() - started
    is_over.set()
    total = sum(counts)
    for thread in threads:
        thread.join(5)
    return total / took, found


def _ask(
    port: int, names: list[str], counts: list[int], number: int, is_over: threading.Event
) -> None:
    """Ask for one page after another over one connection; each answer is read to its last byte."""
    asked = [REQUEST.format(name=name).encode() for name in names]
    with socket.create_connection((HOST, port), 10) as line:
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        room = bytearray(1 << 17)
        while not is_over.is_set():
            for each in asked:
                line.sendall(each)
                have = line.recv_into(room)
                head = room.index(b"\r\n\r\n", 0, have) + 4
                if room[9:12] != b"200":
                    raise NotMeasured(room[:head].decode("latin-1"))
                at = room.index(b"Content-Length: ", 0, head) + 16
                whole = head + int(room[at : room.index(b"\r", at)])
                while have < whole:
                    have += line.recv_into(memoryview(room)[have:])
                counts[number] += 1
