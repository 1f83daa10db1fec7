"""The folder of frozen files: frozen/SLUG/VERSION-SUBMISSION, for the team's eyes alone.

Written once and never changed. What is published is linked to these files, and not copied, so that
a thousand charts go out in a second and erasing them leaves nothing behind.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from insight import settings

READ_ONLY, PRIVATE = 0o444, 0o700
CHECKS = "checks.json"


def folder(release_id: str, version: int, submission: int) -> Path:
    """Where the files of a submission lie, or will."""
    return _place(release_id, version, submission) / "files"


def write(release_id: str, files: Mapping[str, bytes]) -> Path:
    """Write files where nobody looks yet; `keep` gives them their place. Raises OSError."""
    incoming = _root() / ".incoming"
    incoming.mkdir(parents=True, exist_ok=True, mode=PRIVATE)
    part = Path(tempfile.mkdtemp(prefix=f"{release_id}.", dir=incoming))
    try:
        for path, data in files.items():
            write_file(part / path, data)
        sync_folders(part)
    except OSError:
        shutil.rmtree(part, ignore_errors=True)
        raise
    return part


def keep(part: Path, release_id: str, version: int, submission: int, checks: bytes) -> None:
    """Give written files their place, and beside them what the gate warned of.

    Files that no submission was recorded for make way.
    """
    place = _place(release_id, version, submission)
    if place.exists():
        shutil.rmtree(place)
    place.mkdir(parents=True, mode=PRIVATE)
    write_file(place / CHECKS, checks)
    part.rename(place / "files")
    sync(place)
    sync(place.parent)


def checks(release_id: str, version: int, submission: int) -> list[dict[str, str]]:
    """What the gate warned of when it was submitted: check and message."""
    file = _place(release_id, version, submission) / CHECKS
    found: list[dict[str, str]] = json.loads(file.read_bytes()) if file.is_file() else []
    return found


def read(release_id: str, version: int, submission: int) -> dict[str, bytes]:
    """The files of a submission, by path; none where it was erased."""
    place = folder(release_id, version, submission)
    return {path.relative_to(place).as_posix(): path.read_bytes() for path in files_in(place)}


def erase(release_id: str, version: int) -> None:
    """Delete every file ever submitted for a version, also those a stopped command left behind."""
    for place in (_root() / release_id).glob(f"{version}-*"):
        shutil.rmtree(place)
    for part in (_root() / ".incoming").glob(f"{release_id}.*"):
        shutil.rmtree(part)


def files_in(place: Path) -> Iterator[Path]:
    """Every file below a folder, in order."""
    return (path for path in sorted(place.rglob("*")) if not path.is_dir())


def write_file(path: Path, data: bytes) -> None:
    """Write a file that is on the disk when this returns. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    path.chmod(READ_ONLY)


def sync_folders(place: Path) -> None:
    """Make sure that a folder and all below it will be found again after a power cut."""
    for inner in [place, *(path for path in place.rglob("*") if path.is_dir())]:
        sync(inner)


def sync(place: Path) -> None:
    """Make sure that what a folder lists is on the disk."""
    handle = os.open(place, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _place(release_id: str, version: int, submission: int) -> Path:
    return _root() / release_id / f"{version}-{submission}"


def _root() -> Path:
    root = settings.releases_folder() / "frozen"
    root.mkdir(parents=True, exist_ok=True, mode=PRIVATE)
    return root
