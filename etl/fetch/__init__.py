"""Download the official files that have stable addresses into the raw folder.

A file is built up beside its place as `<name>.part` and moved there only when it is whole and
of the right kind, so a broken download never replaces a good file and Ctrl-C is always safe.
What was fetched is kept in `downloads.json`, so the next run asks only for what has changed.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import httpx

from etl.fetch.list import Download, downloads
from etl.fetch.one import LARGEST_FILE_BYTES, Means, OneFetch, Report
from etl.fetch.record import Record
from etl.fetch.transfer import CannotFetch, NoConnection

__all__ = ["Download", "FetchFailed", "FetchResult", "downloads", "fetch"]

TIMEOUT = httpx.Timeout(60.0, connect=10.0)  # Fingertips can think for most of a minute
USER_AGENT = "cheshire-merseyside-insight (public health dashboard)"


class FetchFailed(Exception):
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
    means = Means(raw_folder, record, client, report, sleep, largest_file_bytes)
    unreachable: dict[str, NoConnection] = {}
    return [_fetch_one(download, means, unreachable) for download in chosen]


def _chosen(downloads: Sequence[Download], only: Collection[str] | None) -> Sequence[Download]:
    if only is None:
        return downloads
    names = {name for download in downloads for name in (download.source_id, download.download_id)}
    if unknown := set(only) - names:
        sources = ", ".join(sorted({download.source_id for download in downloads}))
        wrong = ", ".join(sorted(unknown))
        raise FetchFailed(f"There is nothing to fetch for {wrong}. The sources are: {sources}.")
    return [d for d in downloads if d.source_id in only or d.download_id in only]


def _fetch_one(
    download: Download, means: Means, unreachable: dict[str, NoConnection]
) -> FetchResult:
    one = OneFetch(download, means)
    host = httpx.URL(download.address).host
    try:
        if host in unreachable:  # so that someone offline waits once, not once a file
            raise unreachable[host]
        return FetchResult(download.download_id, one.run(), one.path)
    except NoConnection as problem:
        unreachable[problem.host] = problem
        message = _how_to_go_on(problem, download, means.raw_folder)
    except CannotFetch as problem:
        note = f" ({download.note})" if download.note else ""
        message = f"{problem}. The address is {download.address}{note}"
    except OSError as problem:
        message = f"Cannot write {one.path}: {problem}"
    return FetchResult(download.download_id, "failed", one.path, message)


def _how_to_go_on(problem: NoConnection, download: Download, raw_folder: Path) -> str:
    if problem.untrusted:
        first = (
            f"The certificate of {problem.host} is not trusted here: "
            "set SSL_CERT_FILE to your organisation's certificates"
        )
    else:
        first = f"No connection to {problem.host}: check the network or proxy"
    return f"{first}, or put the file in {raw_folder} yourself; the address is {download.address}"
