"""Files that outlive a power cut: their content is on the disk before their name is."""

from __future__ import annotations

import os
from pathlib import Path


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


def _sync(path: Path, mode: int) -> None:
    descriptor = os.open(path, mode)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
