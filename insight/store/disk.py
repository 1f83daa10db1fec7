"""Files that outlive a power cut: their content is on the disk before their name is."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Write a file whole or not at all: nobody reads half of it, and nothing is left beside it.

    Until then it is a hidden file, which no reader of the folder looks at.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(content)
        replace_durably(part, path)
    finally:
        part.unlink(missing_ok=True)


def replace_durably(part: Path, path: Path) -> None:
    """Put a whole new file in the place of `path`.

    Without the syncing a machine that loses power may keep the name and lose what was written.
    """
    sync(part)
    part.replace(path)
    if os.name != "nt":  # which cannot open a folder
        _sync(path.parent, os.O_RDONLY)


def sync(path: Path) -> None:
    """Have a file's content on the disk when this returns."""
    _sync(path, os.O_RDWR)  # Windows syncs only what may be written


def digest(content: bytes) -> str:
    """What tells a file's content from any other: its SHA-256, as hexadecimal text."""
    return hashlib.sha256(content).hexdigest()


def keep_private(path: Path) -> None:
    """Take a file away from everybody but its owner and the owner's group: it holds what people
    said in trust, or who decided what. Of somebody else's file its owner decides."""
    with suppress(PermissionError):
        path.chmod(path.stat().st_mode & 0o770)


def _sync(path: Path, mode: int) -> None:
    descriptor = os.open(path, mode)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
