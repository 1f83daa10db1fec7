"""The one door from pages to the store: what a build gave is kept with its store.

A store never changes once built, so what it gave is right for as long as its build is asked
for. There are no time limits to guess: a new build is a new store, and is queried afresh.

A page reads one build from its first question to its last, whatever is built in between.

The public edition opens the public store and no other file, so that nothing else can be asked.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import pandas as pd
import streamlit as st

from insight import settings
from insight.store import (
    CachedStore,
    NoStore,
    cached,
    current_path,
    open_cached,
    open_public_cached,
)
from insight.store.cache import LruCache

Result = TypeVar("Result")
Make = Callable[..., Result]

PINNED = "store"  # in the session: the file this page is read from, and which version of it
Version = tuple[Path, int, int]


def query(make: Make[Result], **values: Any) -> Result:
    """What a function that takes the store first gives: a query, an analysis, a finding.

    `values` are its other arguments, by name: text, numbers, dates, tuples or None. A frame is a
    copy the page may change. Raises NoStore when nothing has been built.
    """
    found: Any = shared(make, **values)
    is_table = isinstance(found, pd.DataFrame | pd.Series)
    return found.copy(deep=False) if is_table else found


def shared(make: Make[Result], **values: Any) -> Result:
    """Like `query`, for findings: one for all readers, never to be changed."""
    return cached(current_store(), make, **values)


def pin() -> None:
    """Read the newest store from here on, until the page runs anew.

    Parts of the page that run again alone stay with it. Raises NoStore when there is none.
    """
    version = _newest()
    _opened(version)
    st.session_state[PINNED] = version


def current_store() -> CachedStore:
    """The store this page is read from; the newest where none is pinned, or its file has gone.

    Raises NoStore when there is none.
    """
    pinned = st.session_state.get(PINNED)
    if pinned is not None:
        try:
            return _opened(pinned)
        except NoStore:
            pin()
    return _opened(_newest())


def build_id() -> str:
    """The build that whoever comes next is shown; '' where there is none."""
    try:
        return _opened(_newest()).build_id
    except NoStore:
        return ""


def _newest() -> Version:
    """The file to read; the public store keeps its name when it is replaced, so also which it is.

    Raises NoStore.
    """
    if settings.edition() == "team":
        return current_path(settings.stores_folder()), 0, 0
    path = settings.public_store()
    try:
        about = path.stat()
    except OSError:
        return path, 0, 0  # what to do about it is said when it is opened
    return path, about.st_mtime_ns, about.st_ino


def _opened(version: Version) -> CachedStore:
    """A store stays open while people look at it, even when its file has been tidied away."""
    open_ = open_cached if settings.edition() == "team" else open_public_cached
    found: CachedStore = stores.get(version, lambda: open_(version[0]))
    return found


# Two, not one: while a new build takes over, people still look at the old one.
stores = LruCache(2)

# What is remembered stays. Searching all of it for garbage stopped every reader for a quarter of a
# second, every hundred choices; what a choice leaves behind is found in the first two searches.
gc.set_threshold(10_000)
