"""The one door from pages to questions: what a build answered is remembered with its store.

A store never changes once built, so a remembered answer is right for as long as its build is
asked for. There are no time limits to guess: a new build is a new store, and asks afresh.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import pandas as pd

from insight.settings import stores_folder
from insight.store import CachedStore, cached, current_path, open_cached
from insight.store.cache import LruCache

Result = TypeVar("Result")
Question = Callable[..., Result]


def query(question: Question[Result], **values: Any) -> Result:
    """The answer to a question: any function that takes the store first.

    `values` are its other arguments, by name: text, numbers, dates, tuples or None. A frame is a
    copy the page may change. Raises NoStore when nothing has been built.
    """
    answer: Any = shared(question, **values)
    is_table = isinstance(answer, pd.DataFrame | pd.Series)
    return answer.copy(deep=False) if is_table else answer


def shared(question: Question[Result], **values: Any) -> Result:
    """Like `ask`, for charts and markup: one answer shared by all readers, never to be changed."""
    return cached(current_store(), question, **values)


def current_store() -> CachedStore:
    """The store the pointer names now. Raises NoStore when there is none."""
    path = current_path(stores_folder())
    opened: CachedStore = stores.answer(path, lambda: open_cached(path))
    return opened


# Two, not one: while a new build takes over, people still look at the old one.
stores = LruCache(2)
