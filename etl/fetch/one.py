"""Fetch one download: a CSV file, or boundaries handed out page by page."""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import IO, Any

import httpx

from etl.fetch.kinds import other_than_csv, read_page
from etl.fetch.list import Download
from etl.fetch.record import Record, Stamp, sha256
from etl.fetch.transfer import CannotFetch, TryAgain, answer, copy_body, with_retries

LARGEST_FILE_BYTES = 300_000_000  # several times the largest official file on the list
RANGE = re.compile(r"bytes (\d+)-(\d+)/(\d+)")


# What is under way, the bytes done, and the bytes in all (0 when the server does not say).
Report = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Means:
    """What every download of a run shares."""

    raw_folder: Path
    record: Record
    client: httpx.Client
    report: Report = lambda what, done, total: None
    sleep: Callable[[float], None] = time.sleep
    largest_file_bytes: int = LARGEST_FILE_BYTES


@dataclass
class OneFetch:
    """One download under way. `run` puts the file in its place and returns the state."""

    download: Download
    means: Means
    done_bytes: int = 0
    total_bytes: int = 0
    path: Path = field(init=False)
    part: Path = field(init=False)

    def __post_init__(self) -> None:
        self.path = self.means.raw_folder / self.download.file_name
        self.part = self.path.with_name(self.path.name + ".part")

    def run(self) -> str:
        """new, updated or unchanged. Raises CannotFetch, or OSError when the disk refuses."""
        self._say()
        self.path.parent.mkdir(parents=True, exist_ok=True)
        if self.download.kind == "geojson-pages":
            self._write_collection(self._all_features())
            return self._keep(Stamp(self.download.address))
        ours = self.means.record.whole(self.download, self.path)
        stamp = with_retries(partial(self._stream, ours), self._pause)
        if stamp is None:
            return "unchanged"
        self._refuse_other_kinds()
        return self._keep(stamp)

    def _keep(self, stamp: Stamp) -> str:
        """Move the finished .part into its place, unless that is what stands there already."""
        state = "updated" if self.path.exists() else "new"
        if self.path.exists() and sha256(self.path) == sha256(self.part):
            state = "unchanged"
            self.part.unlink()
        else:
            with self.part.open("rb+") as file:
                os.fsync(file.fileno())  # a power cut must not leave an empty file in place
            self.part.replace(self.path)
        self.means.record.finish(self.download, stamp, self.path)
        return state

    def _say(self, note: str = "") -> None:
        what = f"{self.download.title}: {note}" if note else self.download.title
        self.means.report(what, self.done_bytes, self.total_bytes)

    def _moved(self, size: int) -> None:
        self.done_bytes += size
        self._say()

    def _pause(self, why: str, seconds: float) -> None:
        self._say(f"{why}; trying again in {seconds:.0f} s")
        self.means.sleep(seconds)

    # A CSV file: streamed, gone on with where it broke off, asked for only if it changed.

    def _stream(self, ours: Stamp | None) -> Stamp | None:
        """Fill the .part; returns its stamp, or None when the file we have is the newest."""
        begun = self.means.record.begun(self.download) if self.part.exists() else None
        headers = self._headers(begun, ours)
        with answer(self.means.client, self.download.address, headers) as response:
            if response.status_code == 304:
                return None
            if response.status_code == 200:
                stamp = Stamp.of(self.download.address, response)
                self.done_bytes = 0
                # Before the mark is written: another version must not be taken for its beginning.
                self.part.unlink(missing_ok=True)
                self.means.record.begin(self.download.file_name, stamp)
            elif begun and self._fits(response, begun):
                stamp = begun
                self.done_bytes = self.part.stat().st_size
            else:
                self._start_over()
                raise TryAgain(f"{response.url.host} could not go on where the file broke off")
            self.total_bytes = self._announced(response)
            with self.part.open("ab" if self.done_bytes else "wb") as file:
                self._copy(response, file)
        return stamp

    def _headers(self, begun: Stamp | None, ours: Stamp | None) -> dict[str, str]:
        # Unpacked bytes, so that what is on disk is what Range and Content-Length count.
        headers = {"Accept-Encoding": "identity"}
        if begun and self.part.stat().st_size:
            headers["Range"] = f"bytes={self.part.stat().st_size}-"
            headers["If-Range"] = begun.for_resuming
        elif ours and ours.etag:
            headers["If-None-Match"] = ours.etag
        elif ours and ours.last_modified:
            headers["If-Modified-Since"] = ours.last_modified
        return headers

    def _fits(self, response: httpx.Response, begun: Stamp) -> bool:
        """Whether the answer is the whole rest of the very file we have the beginning of."""
        span = RANGE.fullmatch(response.headers.get("content-range", ""))
        if response.status_code != 206 or span is None:
            return False
        first, last, total = (int(number) for number in span.groups())
        if first != self.part.stat().st_size or last + 1 != total:
            return False
        # A 206 need not repeat its marks, but those it gives must be the ones we know.
        now = Stamp.of(begun.address, response)
        return now.etag in ("", begun.etag) and now.last_modified in ("", begun.last_modified)

    def _announced(self, response: httpx.Response) -> int:
        length = response.headers.get("content-length", "")
        if not length.isdigit() or "content-encoding" in response.headers:
            return 0
        return self.done_bytes + int(length)

    def _copy(self, response: httpx.Response, file: IO[bytes]) -> None:
        try:
            most_bytes = self.means.largest_file_bytes - self.done_bytes
            copy_body(response, file, most_bytes, self._moved)
        except CannotFetch:  # far too large: no use going on with it another day
            self._start_over()
            raise

    def _refuse_other_kinds(self) -> None:
        with self.part.open("rb") as file:
            kind = other_than_csv(file.read(4096))
        if kind:
            self._start_over()
            raise CannotFetch(f"{self._host} sent {kind} instead of a CSV file")

    def _start_over(self) -> None:
        self.part.unlink(missing_ok=True)
        self.means.record.drop(self.download.file_name)

    @property
    def _host(self) -> str:
        return httpx.URL(self.download.address).host

    # Boundaries: a service that hands out some hundred areas at a time, joined into one file.

    def _all_features(self) -> list[dict[str, Any]]:
        features: list[dict[str, Any]] = []
        seen: set[str] = set()
        has_more = True
        while has_more:
            ask = partial(self._page, len(features), self.done_bytes)
            page, has_more = with_retries(ask, self._pause)
            names = [json.dumps(feature.get("properties"), sort_keys=True) for feature in page]
            if seen & set(names) or len(set(names)) < len(names):
                raise CannotFetch(f"{self._host} sent the same area twice")
            seen.update(names)
            features += page
        if not features:
            raise CannotFetch(f"{self._host} found no areas: its field names may have changed")
        return features

    def _page(self, offset: int, bytes_before: int) -> tuple[list[dict[str, Any]], bool]:
        """The features from `offset` on, and whether there may be more after them."""
        self.done_bytes = bytes_before
        page_size = self.download.page_size or 1
        paging = {"resultOffset": offset, "resultRecordCount": page_size}
        address = str(httpx.URL(self.download.address).copy_merge_params(paging))
        body = BytesIO()
        with answer(self.means.client, address) as response:
            copy_body(response, body, self.means.largest_file_bytes - bytes_before, self._moved)
        features, says_more = read_page(body.getvalue(), self._host)
        if says_more and not features:
            raise CannotFetch(f"{self._host} says there are more areas and sends none")
        # A full page may hide more areas even when the service forgets to say so.
        return features, says_more or len(features) >= page_size

    def _write_collection(self, features: list[dict[str, Any]]) -> None:
        collection = {"type": "FeatureCollection", "features": features}
        text = json.dumps(collection, ensure_ascii=False, separators=(",", ":"))
        self.part.write_text(text, encoding="utf-8")
