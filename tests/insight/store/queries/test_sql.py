"""Every .sql file: explained against an empty store, short, and asked by the function it names."""

from __future__ import annotations

import re

import pytest

from insight.store import Store, queries
from insight.store.connection import QUERIES, query_text
from tests.insight.store.queries.calls import CALLS

NAMES = sorted(path.stem for path in QUERIES.glob("*.sql"))


@pytest.mark.parametrize("name", NAMES)
def test_sql_is_valid_on_the_schema(name: str, empty_store: Store) -> None:
    text = query_text(name)
    values = dict.fromkeys(re.findall(r"\$(\w+)", text))
    plan = empty_store.connection.execute(f"EXPLAIN {text}", values).fetchall()
    assert plan


@pytest.mark.parametrize("name", NAMES)
def test_sql_opens_with_its_question_and_is_short(name: str) -> None:
    lines = query_text(name).splitlines()
    assert lines[0].startswith("-- ") and "?" in lines[0]
    assert len(lines) <= 40


def test_each_sql_has_its_function_and_each_function_its_sql() -> None:
    assert sorted(queries.__all__) == NAMES
    assert sorted(CALLS) == NAMES


@pytest.mark.parametrize("name", sorted(set(CALLS) - {"indicator", "build"}))
def test_an_empty_store_gives_an_empty_frame_with_the_same_columns(
    name: str, empty_store: Store, small_store: Store
) -> None:
    ask = getattr(queries, name)
    empty, full = ask(empty_store, **CALLS[name]), ask(small_store, **CALLS[name])
    assert empty.empty and not full.empty
    assert list(empty.columns) == list(full.columns)


def test_an_unknown_indicator_is_a_key_error(empty_store: Store) -> None:
    with pytest.raises(KeyError, match="no indicator is called 'smoking'"):
        queries.indicator(empty_store, "smoking")
