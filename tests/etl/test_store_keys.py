"""Nothing is repeated in a store, and its rows lie in the order they are read in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from etl import build, checks, geography
from etl.derived_tables import DERIVED
from etl.inequality.columns import GROUP_FIGURE_KEY
from etl.store_checks import REPEATED
from etl.store_keys import KEYS, ORDER_ALONE, READ_FIRST_BY, SMALL_AREA, reading_order
from insight.store.connection import SCHEMA
from tests.insight.small_store import make_store, small_tables

# Tables that nobody asks about in tests of questions.
MORE = {
    "centre": {"area_code": "E06000006", "area_type": "place", "easting": 1, "northing": 2},
    "practice_deprivation": {
        **{"area_code": "N80000", "edition": "2019", "score": 1.0, "quintile": 5},
    },
    "denominator": {
        **{"population_id": "births", "area_code": "E06000006", "year": 2022},
        "people_count": 1_300.0,
    },
    "resident_age": {
        **{"area_code": "E06000006", "year": 2024, "sex": "female", "first_age": 85},
        "people_count": 1_700,
    },
    "protected_count": {
        **{"area_code": "E06000006", "group_id": "everyone", "theme_id": "any"},
        **{"period_label": "all time", "then_count": 12},
    },
    "comment_original": {
        **{"comment_id": "c1", "original_text": "Said."},
        "retain_until_date": date(2099, 1, 1),
    },
}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with at least one row in every table that has a key."""
    path = tmp_path_factory.mktemp("keys") / "small.duckdb"
    more = {name: pd.DataFrame([row]) for name, row in MORE.items()}
    make_store(path, small_tables() | more).connection.close()
    return path


@pytest.fixture(scope="module")
def copy(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    (path.parent / "copy.duckdb").write_bytes(path.read_bytes())
    with duckdb.connect(path.parent / "copy.duckdb") as connection:
        yield connection


@pytest.fixture
def writable(copy: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    """The store, to be written to: what a test writes is gone after it."""
    copy.begin()
    yield copy
    copy.rollback()


def test_every_table_of_the_schema_has_an_order_and_no_key_of_its_own() -> None:
    with duckdb.connect() as connection:
        connection.execute(SCHEMA.read_text(encoding="utf-8"))
        columns = connection.execute(
            "SELECT table_name, column_name, is_nullable FROM duckdb_columns() WHERE NOT internal"
        ).fetchall()
        kinds = connection.execute("SELECT constraint_type FROM duckdb_constraints()").fetchall()
        indexes = connection.execute("FROM duckdb_indexes()").fetchall()
    assert {kind for (kind,) in kinds} == {"NOT NULL", "CHECK"} and indexes == []
    assert set(KEYS) | set(ORDER_ALONE) == {table for table, _, _ in columns}
    assert set(READ_FIRST_BY) <= set(KEYS) and not set(KEYS) & set(ORDER_ALONE)
    never_empty = {(table, column) for table, column, is_nullable in columns if not is_nullable}
    for table in KEYS:
        first = {READ_FIRST_BY.get(table)} - {SMALL_AREA}
        assert {(table, column) for column in {*KEYS[table], *first} - {None}} <= never_empty


def test_what_tells_rows_apart_is_the_same_wherever_it_is_said() -> None:
    elsewhere = {
        "observation": checks.KEY_COLUMNS,
        "group_figure": GROUP_FIGURE_KEY,
        **geography.TABLE_KEYS,
    }
    for table, key in elsewhere.items():
        assert sorted(key) == sorted(KEYS[table]), table


@pytest.mark.parametrize("table", sorted(KEYS))
def test_a_repeated_row_of_any_table_is_found(
    table: str, writable: duckdb.DuckDBPyConnection
) -> None:
    words = f"rows of {table} repeat the "
    [question] = [question for question, says in REPEATED.items() if says.startswith(words)]
    assert writable.execute(question).fetchall() == [(0,)]
    again = f'INSERT INTO "{table}" FROM (FROM "{table}" LIMIT 1)'
    for _ in range(2):
        writable.execute(again)
    assert writable.execute(question).fetchall() == [(2,)]


def test_a_row_with_the_same_key_and_another_value_is_a_repeat_too(
    writable: duckdb.DuckDBPyConnection,
) -> None:
    writable.execute(
        "INSERT INTO observation SELECT * REPLACE (value + 1 AS value) FROM observation"
        " WHERE indicator_id = 'smoking' AND value IS NOT NULL LIMIT 3"
    )
    with pytest.raises(build.BuildFailed) as failure:
        build.verify(writable)
    assert (
        "3 rows of observation repeat the indicator_id, group_id, area_code, period_start_date,"
        " period_end_date of another" in str(failure.value)
    )


@pytest.mark.slow
def test_rows_lie_in_reading_order_whatever_order_they_came_in(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "verify", lambda connection: None)  # the small store is made up
    tables = _read(path)
    for name in ("build", *DERIVED):
        tables.pop(name)
    stores = []
    for seed in (1, 2):
        mixed = {name: frame.sample(frac=1, random_state=seed) for name, frame in tables.items()}
        build.write_store(mixed, tmp_path / f"{seed}.duckdb", "small", is_default=False)
        stores.append(_read(tmp_path / f"{seed}.duckdb"))
    for name, frame in stores[0].items():
        with duckdb.connect() as connection:
            order = ", ".join(reading_order(name))
            ordered = connection.execute(f"FROM frame ORDER BY {order}").df()
        pd.testing.assert_frame_equal(frame, ordered)
        if name != "build":
            pd.testing.assert_frame_equal(frame, stores[1][name])
    assert len(stores[0]["indicator_coverage"]) and len(stores[0]["authority_position"])
    assert stores[0]["neighbourhood"]["place_code"].is_monotonic_increasing
    assert len(stores[0]["observation"]) > 500


def _read(path: Path) -> dict[str, pd.DataFrame]:
    """Every table, its rows as they lie."""
    with duckdb.connect(path, read_only=True) as connection:
        names = [name for (name,) in connection.execute("SHOW TABLES").fetchall()]
        return {name: connection.execute(f'FROM "{name}"').df() for name in names}
