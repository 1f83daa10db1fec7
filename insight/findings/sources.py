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
    """Each row by indicator_id with the source and the vintage of its own figure, for files."""
    listed = queries.sources(store).set_index("source_id")
    whose = frame["indicator_id"].map(
        queries.indicators(store).set_index("indicator_id")["source_id"]
    )
    names = listed["publisher"] + ", " + listed["publication"]
    return frame.assign(source=whose.map(names), vintage=whose.map(listed["vintage"]))
