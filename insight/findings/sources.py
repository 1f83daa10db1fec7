"""Whose figures a finding rests on."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from insight.store import Store, queries


def sources_of(store: Store, indicator_ids: Iterable[str]) -> tuple[str, ...]:
    """Ids of the sources of these indicators, each once, in their order."""
    known = queries.indicators(store).set_index("indicator_id")["source_id"]
    return tuple(dict.fromkeys(str(known[each]) for each in indicator_ids if each in known.index))


def with_sources(store: Store, frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with source and vintage of the indicator of each row, for files of several.

    frame: with indicator_id, absent where a row has no figure; then both are ''.
    """
    if frame.empty:
        return frame
    listed = queries.sources(store).set_index("source_id")
    names = listed["publisher"] + ", " + listed["publication"]
    of_each = frame["indicator_id"].map(
        queries.indicators(store).set_index("indicator_id")["source_id"]
    )
    return frame.assign(
        source=of_each.map(names).fillna(""), vintage=of_each.map(listed["vintage"]).fillna("")
    )
