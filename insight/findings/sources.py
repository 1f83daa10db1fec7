"""Whose figures a finding rests on, and what they are set against."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from insight.reference.areas import Benchmark
from insight.store import Store, cached, queries


def sources_of(store: Store, indicator_ids: Iterable[str]) -> tuple[str, ...]:
    """Ids of the sources of these indicators, each once, in their order."""
    whose = cached(store, _by_indicator)
    return tuple(dict.fromkeys(whose[each] for each in indicator_ids if each in whose))


def with_sources(store: Store, frame: pd.DataFrame) -> pd.DataFrame:
    """Each row by indicator_id with the source and the vintage of its own figure, for files.

    Both are '' where a row has no indicator.
    """
    if frame.empty:
        return frame
    listed = queries.sources(store).set_index("source_id")
    names = listed["publisher"] + ", " + listed["publication"]
    whose = frame["indicator_id"].map(cached(store, _by_indicator))
    return frame.assign(
        source=whose.map(names).fillna(""), vintage=whose.map(listed["vintage"]).fillna("")
    )


def _by_indicator(store: Store) -> dict[str, str]:
    """The source of each indicator, by its id."""
    listed = queries.indicators(store)
    return dict(zip(listed["indicator_id"], listed["source_id"], strict=True))


def benchmark_about(benchmark: Benchmark) -> dict[str, Any]:
    """`Finding.about` of figures set against a benchmark: the confidence of their limits, which is
    that of the comparison."""
    return {
        "benchmark_name": benchmark.name,
        "confidence": benchmark.percent,
        "verdict_confidence": benchmark.percent,
    }
