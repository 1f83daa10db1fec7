"""Download the official files that have stable addresses into the raw folder.

A file is built up beside its place as `<name>.part` and moved there only when it is whole and
of the right kind, so a broken download never replaces a good file and Ctrl-C is always safe.
What was fetched is kept in `downloads.json`, so the next run asks only for what has changed.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import httpx

from etl.fetch_list import Download, downloads
from etl.fetch_one import LARGEST_FILE_BYTES, Means, OneFetch, Progress
from etl.fetch_record import Record
from etl.fetch_transfer import FetchError, NoConnection

__all__ = ["Download", "FetchResult", "Progress", "downloads", "fetch"]

TIMEOUT = httpx.Timeout(60.0, connect=10.0)  # Fingertips can think for most of a minute
USER_AGENT = "cheshire-merseyside-insight (public health dashboard)"


@dataclass(frozen=True)
class FetchResult:
    """How one download ended. status: new, updated, unchanged or failed (message says why)."""

    download: Download
    path: Path
    status: str
    message: str = ""


def fetch(
    downloads: Sequence[Download],
    raw_folder: Path,
    only: str | None = None,
    client: httpx.Client | None = None,
    report: Callable[[Progress], None] = lambda progress: None,
    sleep: Callable[[float], None] = time.sleep,
    largest_file_bytes: int = LARGEST_FILE_BYTES,
) -> list[FetchResult]:
    """Fetch each file in turn; one that fails does not stop the others.

    only: a source_id or download_id to keep to; ValueError when nothing goes by that name.
    report hears a Progress at the start of each file, for every piece and for every pause.
    """
    chosen = [d for d in downloads if only in (None, d.source_id, d.download_id)]
    if not chosen:
        known = ", ".join(sorted({d.source_id for d in downloads}))
        raise ValueError(f"nothing to fetch for {only!r}; the sources are: {known}")
    if client is None:
        with httpx.Client(timeout=TIMEOUT, headers={"User-Agent": USER_AGENT}) as client:
            return fetch(chosen, raw_folder, None, client, report, sleep, largest_file_bytes)
    raw_folder.mkdir(parents=True, exist_ok=True)
    record = Record.read(raw_folder)
    means = Means(raw_folder, record, client, report, sleep, largest_file_bytes)
    unreachable: dict[str, NoConnection] = {}
    return [_fetch_one(download, means, unreachable) for download in chosen]


def _fetch_one(
    download: Download, means: Means, unreachable: dict[str, NoConnection]
) -> FetchResult:
    one = OneFetch(download, means)
    host = httpx.URL(download.address).host
    try:
        if host in unreachable:  # so that someone offline waits once, not once a file
            raise unreachable[host]
        return FetchResult(download, one.path, one.run())
    except NoConnection as problem:
        unreachable[problem.host] = problem
        message = _how_to_go_on(problem, download, means.raw_folder)
    except FetchError as problem:
        note = f" ({download.note})" if download.note else ""
        message = f"{problem}. The address is {download.address}{note}"
    except OSError as problem:
        message = f"Cannot write {one.path}: {problem}"
    return FetchResult(download, one.path, "failed", message)


def _how_to_go_on(problem: NoConnection, download: Download, raw_folder: Path) -> str:
    if problem.untrusted:
        first = (
            f"The certificate of {problem.host} is not trusted here: "
            "set SSL_CERT_FILE to your organisation's certificates"
        )
    else:
        first = f"No connection to {problem.host}: check the network or proxy"
    return f"{first}, or put the file in {raw_folder} yourself; the address is {download.address}"
