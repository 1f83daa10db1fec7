"""The store in place, opened once for all that ask it: a release is rendered, checked and laid out
from one, and what was read of it for one step is there for the next."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from insight.settings import stores_folder
from insight.store import Store, current_path, open_cached


def newest_store() -> Store:
    """The store that the pointer names; open for as long as it is. Raises NoStore."""
    path = current_path(stores_folder())
    about = path.stat()
    return _opened(path, about.st_ino, about.st_mtime_ns)


@lru_cache(maxsize=1)
def _opened(path: Path, inode: int, changed_at: int) -> Store:
    return open_cached(path)
