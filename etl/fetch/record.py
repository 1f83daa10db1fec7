"""What was fetched and when: downloads.json in the raw folder, rewritten in one step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pydantic import BaseModel, ValidationError

from etl.fetch.download_list import Download
from etl.fetch.http import Content
from etl.opening.folder import RECORD_NAME
from insight.store.disk import digest, write_whole


@dataclass(frozen=True)
class Entry:
    """One file as it was fetched. etag, last_modified: how its server names this version."""

    download_id: str
    address: str
    etag: str
    last_modified: str
    sha256: str
    bytes: int
    fetched_at: str


class Record(BaseModel):
    """files: what was fetched into the raw folder, by file name."""

    files: dict[str, Entry] = {}

    @classmethod
    def read(cls, raw_folder: Path) -> Record:
        """The record of a raw folder. Without a good one everything is fetched again."""
        try:
            return cls.model_validate_json((raw_folder / RECORD_NAME).read_bytes())
        except (OSError, ValidationError):
            return cls()

    def conditions(self, download: Download, path: Path) -> dict[str, str]:
        """The headers that ask for a newer version than the file at `path` only.

        There are none when it is gone, was changed, or came from another address.
        """
        entry = self.files.get(download.file_name)
        if entry is None or entry.address != download.address:
            return {}
        if not path.is_file() or entry.sha256 != digest(path.read_bytes()):
            return {}
        if entry.etag:
            return {"If-None-Match": entry.etag}
        return {"If-Modified-Since": entry.last_modified} if entry.last_modified else {}

    def add(self, download: Download, content: Content) -> None:
        """Note what is now in its place."""
        self.files[download.file_name] = Entry(
            download_id=download.download_id,
            address=download.address,
            etag=content.etag,
            last_modified=content.last_modified,
            sha256=digest(content.body),
            bytes=len(content.body),
            fetched_at=datetime.now(UTC).isoformat(timespec="seconds"),
        )

    def write(self, raw_folder: Path) -> None:
        """Put the record into the raw folder."""
        write_whole(raw_folder / RECORD_NAME, self.model_dump_json(indent=2).encode())
