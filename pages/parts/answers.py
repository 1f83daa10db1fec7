"""The one door from pages to questions: what a build answered is remembered with its store.

A store never changes once built, so a remembered answer is right for as long as its build is
asked for. There are no time limits to guess: a new build is a new store, and asks afresh.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import pandas as pd

from insight.remembering import Memory, RememberingStore, open_remembering, share
from insight.settings import stores_folder
from insight.store import current_path

Answer = TypeVar("Answer")
Question = Callable[..., Answer]


def ask(question: Question[Answer], **values: Any) -> Answer:
    """The answer to a question: any function that takes the store first.

    `values` are its other arguments, by name: text, numbers, dates, tuples or None. A frame is a
    copy the page may change. Raises NoStore when nothing has been built.
    """
    answer: Any = drawn(question, **values)
    is_table = isinstance(answer, pd.DataFrame | pd.Series)
    return answer.copy(deep=False) if is_table else answer


def drawn(question: Question[Answer], **values: Any) -> Answer:
    """Like `ask`, for charts and markup: one answer shared by all readers, never to be changed."""
    return share(current_store(), question, **values)


def current_store() -> RememberingStore:
    """The store the pointer names now. Raises NoStore when there is none."""
    path = current_path(stores_folder())
    opened: RememberingStore = stores.answer(path, lambda: open_remembering(path))
    return opened


# Two, not one: while a new build takes over, people still look at the old one.
stores = Memory(2)
