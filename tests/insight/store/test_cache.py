"""What is remembered, for how long, and that nobody can change what another was given."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from insight.store import CachedStore, NoStore, Store, cached, open_cached, queries
from insight.store.cache import LruCache


@pytest.fixture
def remembering(small_store: Store) -> CachedStore:
    return CachedStore(**vars(small_store))


def test_an_answer_is_worked_out_once_however_many_ask_at_once() -> None:
    cache, worked = LruCache(10), []

    def work_out() -> str:
        time.sleep(0.05)
        worked.append(1)
        return "answer"

    with ThreadPoolExecutor(8) as people:
        found = list(people.map(lambda _: cache.get("asked", work_out), range(8)))
    assert found == ["answer"] * 8
    assert len(worked) == 1


def test_the_answer_not_asked_for_longest_is_forgotten_first() -> None:
    cache = LruCache(2)
    for asked in ("first", "second", "first", "third"):
        cache.get(asked, lambda: "old")
    assert cache.get("first", lambda: "new") == "old"
    assert cache.get("second", lambda: "new") == "new"


def test_an_error_is_passed_on_and_not_remembered() -> None:
    cache = LruCache(2)

    def fails() -> str:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        cache.get("asked", fails)
    assert cache.get("asked", lambda: "answer") == "answer"


def test_a_remembered_frame_is_the_stores_answer(
    small_store: Store, remembering: CachedStore
) -> None:
    for codes in (None, ["E92000001"]):
        plain = queries.series(small_store, "smoking", codes)
        for _ in range(2):
            assert_frame_equal(queries.series(remembering, "smoking", codes), plain)


def test_changing_a_frame_changes_it_for_nobody_else(remembering: CachedStore) -> None:
    mine = queries.places(remembering)
    before = queries.places(remembering)
    mine.loc[0, "place_name"] = "Elsewhere"
    mine["population_count"] = 0
    assert_frame_equal(queries.places(remembering), before)


def test_what_is_made_of_frames_is_shared(small_store: Store, remembering: CachedStore) -> None:
    def counted(store: Store, at_least: int) -> pd.Series:
        people = queries.places(store)["population_count"]
        return people[people >= at_least]

    assert cached(remembering, counted, at_least=0) is cached(remembering, counted, at_least=0)
    assert cached(remembering, counted, at_least=10**9).empty
    assert len(cached(small_store, counted, at_least=0)) == 9


def test_a_store_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(NoStore):
        open_cached(tmp_path / "none.duckdb")
