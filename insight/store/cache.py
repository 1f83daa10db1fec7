"""A store with a cache: what one reader asked, another has asked before.

A store never changes once built, so what was read of it stays right for as long as it is open:
figures of a Place beside another benchmark, or a page with one choice changed.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, fields
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

import pandas as pd

from insight.store.connection import Store, open_public_store, open_store

Result = TypeVar("Result")

MOST_FRAMES = 2000  # of some 20 kB each
MOST_RESULTS = 5000  # of some 30 kB each


class LruCache:
    """Values by key; the one not used for longest goes first.

    Each is worked out once, however many want it at the same moment; the others wait for it.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = Lock()
        self._slots: OrderedDict[Hashable, _Slot] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """The value of a key, made when it is not there. An error is passed on and not kept."""
        with self._lock:
            slot = self._slots.setdefault(key, _Slot())
            self._slots.move_to_end(key)
            if len(self._slots) > self._most:
                self._slots.popitem(last=False)
        with slot.lock:
            if not slot.is_made:
                slot.value, slot.is_made = make(), True
        return slot.value


@dataclass
class _Slot:
    value: Any = None
    is_made: bool = False
    lock: Lock = field(default_factory=Lock)


@dataclass(frozen=True)
class CachedStore(Store):
    """A store with a cache of the frames read of it and of what was made of them."""

    frames: LruCache = field(default_factory=lambda: LruCache(MOST_FRAMES), compare=False)
    results: LruCache = field(default_factory=lambda: LruCache(MOST_RESULTS), compare=False)

    def query(self, name: str, **values: Any) -> pd.DataFrame:
        """As `Store.query`. The frame is the caller's own: pandas copies what is changed."""
        key = (name, *((each, _hashable(value)) for each, value in values.items()))
        query = super().query
        found: pd.DataFrame = self.frames.get(key, lambda: query(name, **values))
        return found.copy(deep=False)


def cached(store: Store, make: Callable[..., Result], **values: Any) -> Result:
    """What `make(store, **values)` gives, worked out once where the store has a cache.

    The result is shared by all who ask for it: it must not be changed.
    """
    if not isinstance(store, CachedStore):
        return make(store, **values)
    key = (make, *((name, values[name]) for name in sorted(values)))
    found: Result = store.results.get(key, lambda: make(store, **values))
    return found


def uncached(store: Store) -> Store:
    """The same store without its cache: for what a reader typed, which nothing may keep."""
    return Store(**{each.name: getattr(store, each.name) for each in fields(Store)})


def open_cached(path: Path) -> CachedStore:
    """`open_store` with a cache."""
    return _with_cache(open_store(path))


def open_public_cached(path: Path) -> CachedStore:
    """`open_public_store` with a cache."""
    return _with_cache(open_public_store(path))


def _with_cache(store: Store) -> CachedStore:
    # Who opens a store so, reads it for people: frames are short, and on a few hundred rows
    # Python's own texts take half the time of Arrow's.
    pd.set_option("mode.string_storage", "python")
    return CachedStore(**vars(store))


def _hashable(value: Any) -> Hashable:
    return tuple(value) if isinstance(value, list) else value
