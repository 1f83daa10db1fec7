"""A store that remembers what it was asked.

A store never changes once built, so what it answered stays right for as long as it is open. Most
of what one reader asks, another has asked before: figures of a Place beside another benchmark,
or a page with one choice changed.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

import pandas as pd

from insight.store.connection import Store, open_store

Result = TypeVar("Result")

MOST_FRAMES = 2000  # of some 20 kB each
MOST_RESULTS = 5000  # of some 30 kB each


class LruCache:
    """Answers by what was asked; the one not asked for longest is forgotten first.

    Each is worked out once, however many ask for it at the same moment; the others wait for it.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = Lock()
        self._slots: OrderedDict[Hashable, _Slot] = OrderedDict()

    def answer(self, asked: Hashable, work_out: Callable[[], Any]) -> Any:
        """The answer to what is asked. An error is passed on and not remembered."""
        with self._lock:
            slot = self._slots.setdefault(asked, _Slot())
            self._slots.move_to_end(asked)
            if len(self._slots) > self._most:
                self._slots.popitem(last=False)
        with slot.lock:
            if not slot.is_known:
                slot.answer, slot.is_known = work_out(), True
        return slot.answer


@dataclass
class _Slot:
    answer: Any = None
    is_known: bool = False
    lock: Lock = field(default_factory=Lock)


@dataclass(frozen=True)
class CachedStore(Store):
    """A store with a memory for the frames it answered and for what was made of them."""

    frames: LruCache = field(default_factory=lambda: LruCache(MOST_FRAMES), compare=False)
    answers: LruCache = field(default_factory=lambda: LruCache(MOST_RESULTS), compare=False)

    def ask(self, question: str, **values: Any) -> pd.DataFrame:
        """As `Store.ask`. The frame is the caller's own: pandas copies what is changed."""
        asked = (question, *((name, _fixed(value)) for name, value in values.items()))
        ask = super().ask
        found: pd.DataFrame = self.frames.answer(asked, lambda: ask(question, **values))
        return found.copy(deep=False)


def cached(store: Store, question: Callable[..., Result], **values: Any) -> Result:
    """What a question answers for these values, worked out once where the store has a memory.

    question: any function that takes the store first. The answer is shared by all who ask: it
    must not be changed.
    """
    if not isinstance(store, CachedStore):
        return question(store, **values)
    asked = (question, *((name, values[name]) for name in sorted(values)))
    found: Result = store.answers.answer(asked, lambda: question(store, **values))
    return found


def open_cached(path: Path) -> CachedStore:
    """`open_store` with a memory."""
    store = open_store(path)
    return CachedStore(**vars(store))


def _fixed(value: Any) -> Hashable:
    return tuple(value) if isinstance(value, list) else value
