"""The spread of English authorities, against every figure sorted by hand."""

from __future__ import annotations

import math
from statistics import median, quantiles
from typing import Any

import pandas as pd
import pytest

from insight.store import Store, queries
from tests.insight.store.queries.slow import EVERYONE, Slow

FEWEST = 3  # the small store has no hundred authorities
KEY = ["indicator_id", "period_start_date", "period_end_date"]


def slow_spread(table: Slow, fewest: int) -> dict[tuple[Any, ...], list[float]]:
    """Five points and the count, for every period that so many have, a Place among them."""
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
        if "place" in kinds[key] and len(each) >= fewest
    }


def points(values: list[float]) -> tuple[float, float, float]:
    quarters = quantiles(values, n=4, method="inclusive")
    return quarters[0], median(values), quarters[2]


def test_spread_is_that_of_all_authorities(store: Store, table: Slow) -> None:
    sizes = {each[-1] for each in slow_spread(table, FEWEST).values()}
    for fewest in (FEWEST, int(max(sizes))):
        found, slow = queries.authority_spread(store, None, fewest), slow_spread(table, fewest)
        assert len(found) == len(slow) > 0
        for row in found.itertuples(index=False):
            assert list(row[3:]) == pytest.approx(slow[tuple(row[:3])])


def test_few_authorities_are_not_england(small_store: Store, real_store: Store) -> None:
    assert queries.authority_spread(small_store).empty
    found = queries.authority_spread(real_store)
    assert found["authority_count"].min() >= 100
    # Districts lie in counties, so no more than there are of either.
    assert found["authority_count"].max() <= 317


def test_only_the_indicators_asked_for(store: Store) -> None:
    every = queries.authority_spread(store, None, FEWEST)
    one = every["indicator_id"].iloc[0]
    found = queries.authority_spread(store, [one], FEWEST)
    same = every[every["indicator_id"] == one].reset_index(drop=True)
    pd.testing.assert_frame_equal(found, same)
    assert queries.authority_spread(store, [], FEWEST).empty
