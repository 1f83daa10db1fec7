"""The spread of English authorities, against every figure sorted by hand."""

from __future__ import annotations

import math
from statistics import median, quantiles
from typing import Any

import pandas as pd
import pytest

from insight.store import Store, queries
from tests.insight.store.queries.slow import EVERYONE, Slow

KEY = ["indicator_id", "period_start_date", "period_end_date"]


def slow_spread(table: Slow) -> dict[tuple[Any, ...], list[float]]:
    """Five points and the count, for every period that Places and other authorities have."""
    kinds: dict[tuple[Any, ...], set[str]] = {}
    values: dict[tuple[Any, ...], list[float]] = {}
    for row in table.tables["observation"]:
        kind = table.area[row["area_code"]]["area_type"]
        known = row["value"] is not None and not math.isnan(row["value"])
        if kind in ("authority", "place") and row["group_id"] == EVERYONE and known:
            key = tuple(pd.Timestamp(row[name]) if "date" in name else row[name] for name in KEY)
            kinds.setdefault(key, set()).add(kind)
            values.setdefault(key, []).append(row["value"])
    return {
        key: [min(each), *points(each), max(each), len(each)]
        for key, each in values.items()
        if kinds[key] == {"authority", "place"}
    }


def points(values: list[float]) -> tuple[float, float, float]:
    quarters = quantiles(values, n=4, method="inclusive")
    return quarters[0], median(values), quarters[2]


def test_spread_is_that_of_all_authorities(store: Store, table: Slow) -> None:
    found, slow = queries.authority_spread(store), slow_spread(table)
    assert len(found) == len(slow) > 0
    for row in found.itertuples(index=False):
        assert list(row[3:]) == pytest.approx(slow[tuple(row[:3])])


def test_only_the_indicators_asked_for(store: Store) -> None:
    every = queries.authority_spread(store)
    one = every["indicator_id"].iloc[0]
    found = queries.authority_spread(store, [one])
    same = every[every["indicator_id"] == one].reset_index(drop=True)
    pd.testing.assert_frame_equal(found, same)
    assert queries.authority_spread(store, []).empty
