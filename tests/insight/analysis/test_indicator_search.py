"""A measure is found by its name, other words for it, its number or its publisher.

What an analyst types, and what may come first, is in indicator_queries.toml. To see how the search
does on it, query by query: `python -m pytest tests/insight/analysis/test_indicator_search.py -s`.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from insight.analysis.indicator_index import indicator_index
from insight.analysis.indicator_search import indicator_search
from insight.store import CachedStore, Store

QUERIES = tomllib.loads(Path(__file__).with_name("indicator_queries.toml").read_text("utf-8"))
NOTHING = [word for words in QUERIES.pop("nothing").values() for word in words]
FIRST, IN_THREE = 0.95, 0.99  # shares of the queries


@pytest.fixture(scope="module")
def store(real_store: Store) -> Store:
    return CachedStore(**vars(real_store))


def _ids(store: Store, text: str) -> list[str]:
    return [match.indicator_id for match in indicator_search(store, text).matches]


def test_what_an_analyst_types_finds_the_measure(store: Store) -> None:
    """How many of the queries have an answer first, and among the first three."""
    lines, first, in_three, count = [], 0, 0, 0
    for kind, queries in QUERIES.items():
        places = []
        for text, wanted in queries.items():
            found = _ids(store, text)
            place = next((at for at, each in enumerate(found) if each in wanted), 99)
            places.append(place)
            if place:
                lines.append(f"  {text!r}: {found[:3]} of {len(found)}, wanted {wanted[:2]}")
        firsts, threes = sum(p == 0 for p in places), sum(p < 3 for p in places)
        lines.append(f"{kind}: {firsts} first, {threes} in three, of {len(places)}")
        first, in_three, count = first + firsts, in_three + threes, count + len(places)
    report = "\n".join([*lines, f"all: {first} first, {in_three} in three, of {count}"])
    print(f"\n{report}")
    assert first >= FIRST * count and in_three >= IN_THREE * count, report


def test_a_name_typed_in_full_finds_what_is_called_so_before_all_else(store: Store) -> None:
    known = indicator_index(store).known
    called: dict[str, set[str]] = {}
    for each in known:
        for name in (each.match.plain_name, each.match.indicator_name):
            called.setdefault(name.casefold(), set()).add(each.match.indicator_id)
    for name, ids in called.items():
        assert _ids(store, name)[0] in ids, name


@pytest.mark.parametrize("text", ["", " ", *NOTHING, "x" * 10_000])
def test_letters_of_no_word_find_nothing(store: Store, text: str) -> None:
    assert _ids(store, text) == []
