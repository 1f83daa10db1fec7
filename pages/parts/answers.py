"""The one door from pages to questions: what a build answered is remembered by its build id.

A store never changes once built, so a remembered answer is right for as long as its build is
asked for. There are no time limits to guess: a new build is a new id, and asks afresh.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import streamlit as st

from insight.settings import stores_folder
from insight.store import Store, current_path, open_store

Answer = TypeVar("Answer")
Question = Callable[..., Answer]


def ask(question: Question[Answer], **values: Any) -> Answer:
    """The answer to a question: any function that takes the store first.

    `values` are its other arguments, by name: text, numbers, dates, tuples or None. The answer
    is a copy the page may change. Raises NoStore when nothing has been built.
    """
    store = current_store()
    return _copied(store.build_id, _name(question), values, store, question)


def drawn(question: Question[Answer], **values: Any) -> Answer:
    """Like `ask`, for charts and markup: one answer shared by all readers, never to be changed.

    Copying a chart takes longer than drawing it.
    """
    store = current_store()
    return _shared(store.build_id, _name(question), values, store, question)


def current_store() -> Store:
    """The store the pointer names now. Raises NoStore when there is none."""
    return _opened(str(current_path(stores_folder())))


def _name(question: Question[Any]) -> str:
    return f"{question.__module__}.{question.__qualname__}"


# Two, not one: while a new build takes over, people still look at the old one.
@st.cache_resource(max_entries=2, show_spinner=False)
def _opened(path: str) -> Store:
    return open_store(Path(path))


# Arguments with an underscore are not part of the key; the build id stands for the store.
@st.cache_data(max_entries=2000, max_size="200mb", show_spinner=False)
def _copied(
    build_id: str,
    name: str,
    values: dict[str, Any],
    _store: Store,
    _question: Question[Answer],
) -> Answer:
    return _question(_store, **values)


@st.cache_resource(max_entries=300, show_spinner=False)
def _shared(
    build_id: str,
    name: str,
    values: dict[str, Any],
    _store: Store,
    _question: Question[Answer],
) -> Answer:
    return _question(_store, **values)
