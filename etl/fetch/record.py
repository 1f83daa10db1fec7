"""What was fetched and when: downloads.json in the raw folder, rewritten in one step."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx

from etl.fetch.list import Download

RECORD_NAME = "downloads.json"


@dataclass(frozen=True)
class Stamp:
    """What tells one version of a file on its server from the next."""

    address: str
    etag: str = ""
    last_modified: str = ""

    @classmethod
    def of(cls, address: str, response: httpx.Response) -> Stamp:
        if response.headers.get("content-encoding", "identity") != "identity":
            return cls(address)  # the marks are those of the packed bytes, not of our file
        headers = response.headers
        return cls(address, headers.get("etag", ""), headers.get("last-modified", ""))

    @property
    def for_resuming(self) -> str:
        """The mark If-Range may carry (RFC 9110 section 13.1.5): weak ETags may not."""
        return self.etag if self.etag and not self.etag.startswith("W/") else self.last_modified


@dataclass
class Record:
    """files: what is in the raw folder, by file name. parts: what was begun and not finished."""

    path: Path
    files: dict[str, dict[str, Any]] = field(default_factory=dict)
    parts: dict[str, Stamp] = field(default_factory=dict)

    @classmethod
    def read(cls, raw_folder: Path) -> Record:
        path = raw_folder / RECORD_NAME
        try:
            kept = json.loads(path.read_text(encoding="utf-8"))
            parts = {name: Stamp(**stamp) for name, stamp in kept["parts"].items()}
            return cls(path, dict(kept["files"]), parts)
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            # Without a record everything is fetched again, which costs time and loses nothing.
            return cls(path)

    def begun(self, download: Download) -> Stamp | None:
        """The stamp of a .part that can be gone on with, or None."""
        stamp = self.parts.get(download.file_name)
        if stamp and stamp.address == download.address and stamp.for_resuming:
            return stamp
        return None

    def whole(self, download: Download, path: Path) -> Stamp | None:
        """The stamp of the file as we fetched it, or None when it is gone or was changed."""
        kept = self.files.get(download.file_name, {})
        if kept.get("address") != download.address or not path.is_file():
            return None
        if kept.get("sha256") != sha256(path):
            return None
        return Stamp(download.address, kept.get("etag", ""), kept.get("last_modified", ""))

    def begin(self, file_name: str, stamp: Stamp) -> None:
        self.parts[file_name] = stamp
        self._write()

    def drop(self, file_name: str) -> None:
        self.parts.pop(file_name, None)
        self._write()

    def finish(self, download: Download, stamp: Stamp, path: Path) -> None:
        self.parts.pop(download.file_name, None)
        self.files[download.file_name] = {
            "download_id": download.download_id,
            **asdict(stamp),
            "sha256": sha256(path),
            "bytes": path.stat().st_size,
            "fetched_at": datetime.now(UTC).isoformat(timespec="seconds"),
        }
        self._write()

    def _write(self) -> None:
        part = self.path.with_name(RECORD_NAME + ".part")
        parts = {name: asdict(stamp) for name, stamp in self.parts.items()}
        kept = {"files": self.files, "parts": parts}
        part.write_text(json.dumps(kept, indent=2, sort_keys=True) + "\n", encoding="utf-8")
        part.replace(self.path)


def sha256(path: Path) -> str:
    """A file's fingerprint, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
