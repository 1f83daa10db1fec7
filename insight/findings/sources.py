"""Whose figures a finding rests on."""

from __future__ import annotations

from collections.abc import Iterable

from insight.store import Store, queries


def sources_of(store: Store, indicator_ids: Iterable[str]) -> tuple[str, ...]:
    """Ids of the sources of these indicators, each once, in their order."""
    known = queries.indicators(store).set_index("indicator_id")["source_id"]
    return tuple(dict.fromkeys(str(known[each]) for each in indicator_ids if each in known.index))
