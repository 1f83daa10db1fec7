"""Download the official files that have stable addresses into the raw folder.

A file is built up beside its place as the hidden `.<name>.part` and moved there only when it is
whole and of the right kind, so a broken download never replaces a good file and Ctrl-C is safe.
What was fetched is kept in `downloads.json`, so the next run asks only for what has changed.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import httpx

from etl.fetch.download_list import Download, downloads
from etl.fetch.downloader import Downloader, FetchContext, Report
from etl.fetch.http import CannotFetch, NoConnection
from etl.fetch.record import Record
from etl.stop import Stop

__all__ = ["Download", "FetchFailed", "FetchResult", "downloads", "fetch"]

TIMEOUT = httpx.Timeout(60.0, connect=10.0)  # Fingertips can think for most of a minute
USER_AGENT = "health-insight-dashboard (public health dashboard)"
LARGEST_FILE_BYTES = 300_000_000  # several times the largest official file on the list


class FetchFailed(Stop):
    """The run cannot start. The message says what to ask for instead."""


@dataclass(frozen=True)
class FetchResult:
    """How one download ended. state: new, updated, unchanged or failed (message says why)."""

    download_id: str
    state: str
    path: Path
    message: str = ""


def fetch(
    downloads: Sequence[Download],
    raw_folder: Path,
    only: Collection[str] | None = None,
    client: httpx.Client | None = None,
    report: Report = lambda what, done, total: None,
    sleep: Callable[[float], None] = time.sleep,
    largest_file_bytes: int = LARGEST_FILE_BYTES,
) -> list[FetchResult]:
    """Fetch each file in turn; one that fails does not stop the others.

    only: source or download ids to keep to; FetchFailed when one of them is not on the list.
    report(what, done, total) hears of the start of each file, every piece and every pause, in
    bytes; total is 0 when the server does not say.
    """
    chosen = _chosen(downloads, only)
    if client is None:
        with httpx.Client(timeout=TIMEOUT, headers={"User-Agent": USER_AGENT}) as client:
            return fetch(chosen, raw_folder, None, client, report, sleep, largest_file_bytes)
    raw_folder.mkdir(parents=True, exist_ok=True)
    record = Record.read(raw_folder)
    context = FetchContext(raw_folder, record, client, report, sleep, largest_file_bytes)
    return [_fetch_one(download, context) for download in chosen]


def _chosen(downloads: Sequence[Download], only: Collection[str] | None) -> Sequence[Download]:
    if only is None:
        return downloads
    names = {name for download in downloads for name in (download.source_id, download.download_id)}
    if unknown := set(only) - names:
        sources = ", ".join(sorted({download.source_id for download in downloads}))
        wrong = ", ".join(sorted(unknown))
        raise FetchFailed(f"There is nothing to fetch for {wrong}. The sources are: {sources}.")
    return [d for d in downloads if d.source_id in only or d.download_id in only]


def _fetch_one(download: Download, context: FetchContext) -> FetchResult:
    downloader = Downloader(download, context)
    try:
        if downloader.host in context.unreachable:  # someone offline waits once, not once a file
            raise context.unreachable[downloader.host]
        return FetchResult(download.download_id, downloader.run(), downloader.path)
    except NoConnection as problem:
        context.unreachable[problem.host] = problem
        by_hand = f"put the file in {context.raw_folder} yourself"
        message = f"{problem}, or {by_hand}; the address is {download.address}"
    except CannotFetch as problem:
        note = f" ({download.note})" if download.note else ""
        message = f"{problem}. The address is {download.address}{note}"
    except OSError as problem:
        message = f"Cannot write {downloader.path}: {problem}"
    return FetchResult(download.download_id, "failed", downloader.path, message)
