"""Parts of one long frame: rows of one indicator are taken from it, not searched for.

A page or a pack looks at dozens of indicators. Planning a question for each takes longer than
answering one about all, and so does going through all the rows for each.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from insight.store.cache import cached
from insight.store.connection import Store


def part(store: Store, name: str, by: tuple[str, ...], key: tuple[Any, ...], **values: Any) -> Any:
    """The rows of `sql/<name>.sql` whose columns `by` are `key`, in order, numbered from nought.

    values: what is bound. No rows where none is such. The frame is the caller's own.
    """
    return part_of(store, _answer, by, key, name=name, **values)


def part_of(
    store: Store,
    make: Callable[..., pd.DataFrame],
    by: tuple[str, ...],
    key: tuple[Any, ...],
    **values: Any,
) -> Any:
    """As `part`, of the frame that `make(store, **values)` gives."""
    every, places = cached(store, _indexed, of=make, by=by, values=tuple(values.items()))
    return every.take(places.get(key, np.empty(0, dtype=int))).reset_index(drop=True)


def _answer(store: Store, name: str, **values: Any) -> pd.DataFrame:
    bound = {
        each: list(value) if isinstance(value, tuple) else value for each, value in values.items()
    }
    return store.query(name, **bound)


def _indexed(
    store: Store,
    of: Callable[..., pd.DataFrame],
    by: tuple[str, ...],
    values: tuple[tuple[str, Any], ...],
) -> tuple[pd.DataFrame, dict[tuple[Any, ...], np.ndarray]]:
    """A frame, and which of its rows have which key."""
    every = of(store, **dict(values))
    places: dict[tuple[Any, ...], list[int]] = {}
    for place, key in enumerate(zip(*(every[each] for each in by), strict=True)):
        places.setdefault(key, []).append(place)
    return every, {key: np.array(rows) for key, rows in places.items()}
