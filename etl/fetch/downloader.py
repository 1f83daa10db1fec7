"""Fetch one download: a CSV file, or boundaries handed out page by page."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import httpx

from etl.fetch.arcgis import Feature, read_page
from etl.fetch.content_type import CSV, content_type
from etl.fetch.download_list import Download
from etl.fetch.http import CannotFetch, Content, NoConnection, Result, get, with_retries
from etl.fetch.record import Record
from insight.store.disk import write_whole

# What is under way, the bytes done, and the bytes in all (0 when the server does not say).
Report = Callable[[str, int, int], None]


@dataclass(frozen=True)
class FetchContext:
    """What all downloads of a run share. unreachable: hosts that could not be reached."""

    raw_folder: Path
    record: Record
    client: httpx.Client
    report: Report
    sleep: Callable[[float], None]
    largest_file_bytes: int
    unreachable: dict[str, NoConnection] = field(default_factory=dict)


class Downloader:
    """One download under way. `run` puts the file in its place and returns the state."""

    def __init__(self, download: Download, context: FetchContext) -> None:
        self.download = download
        self.context = context
        self.path = context.raw_folder / download.file_name
        self.host = httpx.URL(download.address).host
        self.page_bytes = 0  # in the pages before the one under way

    def run(self) -> str:
        """new, updated or unchanged. Raises CannotFetch, or OSError when the disk refuses."""
        self.context.report(self.download.title, 0, 0)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        content = self._csv() if self.download.kind == "csv" else self._boundaries()
        if content is None:
            return "unchanged"
        state = "updated" if self.path.exists() else "new"
        if self.path.exists() and self.path.read_bytes() == content.body:
            state = "unchanged"
        else:
            write_whole(self.path, content.body)
        self.context.record.add(self.download, content)
        self.context.record.write(self.context.raw_folder)
        return state

    def _csv(self) -> Content | None:
        conditions = self.context.record.conditions(self.download, self.path)
        content = self._retry(partial(self._get, self.download.address, conditions))
        if content and (kind := content_type(content.body)) != CSV:
            raise CannotFetch(f"{self.host} sent {kind} instead of {CSV}")
        return content

    def _boundaries(self) -> Content:
        """All areas of a layer, each once, as one collection."""
        areas: list[Feature] = []
        names: set[str] = set()
        has_more = True
        while has_more:
            page, has_more = self._retry(partial(self._page, len(areas)))
            areas += page
            names |= {json.dumps(area.get("properties"), sort_keys=True) for area in page}
            if len(names) < len(areas):
                raise CannotFetch(f"{self.host} sent the same area twice")
        if not areas:
            raise CannotFetch(f"{self.host} found no areas: its field names may have changed")
        collection = {"type": "FeatureCollection", "features": areas}
        return Content(json.dumps(collection, ensure_ascii=False, separators=(",", ":")).encode())

    def _page(self, offset: int) -> tuple[list[Feature], bool]:
        """The areas from `offset` on, and whether there may be more after them."""
        page_size = self.download.page_size or 1
        paging = {"resultOffset": offset, "resultRecordCount": page_size}
        content = self._get(str(httpx.URL(self.download.address).copy_merge_params(paging)))
        body = content.body if content else b""
        areas, has_more = read_page(body, self.host)
        self.page_bytes += len(body)
        # A full page may hide more areas even when the service forgets to say so.
        return areas, has_more or len(areas) >= page_size

    def _get(self, address: str, conditions: dict[str, str] | None = None) -> Content | None:
        def progress(done: int, total: int) -> None:
            # How large all pages are together, nobody says.
            whole = 0 if self.download.page_size else total
            self.context.report(self.download.title, self.page_bytes + done, whole)

        most_bytes = self.context.largest_file_bytes - self.page_bytes
        return get(self.context.client, address, most_bytes, progress, conditions)

    def _retry(self, attempt: Callable[[], Result]) -> Result:
        def note(words: str) -> None:
            self.context.report(f"{self.download.title}: {words}", self.page_bytes, 0)

        return with_retries(attempt, note, self.context.sleep)
