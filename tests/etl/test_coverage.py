"""What there is of each indicator, counted again row by row."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from insight.store import Store, queries
from insight.store.connection import query_text
from tests.insight.small_store import make_store, small_tables
from tests.insight.store.queries.slow import slow


@pytest.fixture(scope="module", params=["small_store", "real_store"])
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store made up for tests, and that of the embedded figures."""
    if request.param == "small_store":
        return make_store(tmp_path_factory.mktemp("coverage") / "small.duckdb", small_tables())
    found: Store = request.getfixturevalue(request.param)
    return found


def counted_again(store: Store) -> list[dict[str, Any]]:
    """The rows of indicator_coverage, from one row of observation after the other."""
    table = slow(store)
    figures: dict[tuple[str, str, str], list[dict[str, Any]]] = {}
    for row in table.tables["observation"]:
        if row["value"] is not None:
            area_type = table.area[row["area_code"]]["area_type"]
            kind = table.group[row["group_id"]]["kind"]
            figures.setdefault((row["indicator_id"], area_type, kind), []).append(row)
    rows = []
    for (indicator_id, area_type, kind), found in sorted(figures.items()):
        found.sort(key=lambda row: (row["period_end_date"], row["period_start_date"]))
        rows.append(
            {
                "indicator_id": indicator_id,
                "area_type": area_type,
                "group_kind": kind,
                "first_period": found[0]["period_label"],
                "latest_period": found[-1]["period_label"],
                "area_count": len({row["area_code"] for row in found}),
                "has_interval": any(row["lower_ci"] is not None for row in found),
                "latest_period_end_date": found[-1]["period_end_date"],
            }
        )
    return rows


def covered(store: Store) -> list[dict[str, Any]]:
    cursor = store.connection.execute("FROM indicator_coverage")
    columns = [column[0] for column in cursor.description]
    return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]


@pytest.mark.slow
def test_coverage_is_what_the_figures_say(store: Store) -> None:
    assert covered(store) == counted_again(store)
    assert len(covered(store)) > 10


@pytest.mark.slow
def test_a_figure_without_a_value_is_no_figure(tmp_path_factory: pytest.TempPathFactory) -> None:
    tables = small_tables()
    observation = tables["observation"]
    is_latest = observation["period_end_date"] == observation["period_end_date"].max()
    is_gone = (observation["indicator_id"] == "claimants") & is_latest
    assert is_gone.sum() > 5
    blank = {"value": None, "lower_ci": None, "upper_ci": None, "value_note": "not published"}
    tables["observation"] = observation.assign(
        **{column: observation[column].mask(is_gone, with_) for column, with_ in blank.items()}
    )
    path = tmp_path_factory.mktemp("blank") / "blank.duckdb"
    store = make_store(path, tables)
    assert covered(store) == counted_again(store)
    latest = {row["indicator_id"]: row["latest_period"] for row in covered(store)}
    assert latest["claimants"] == "2024"
    listed = queries.indicators(store).set_index("indicator_id")
    assert listed.loc["claimants", "latest_period_label"] == "2024"
    newest = queries.newest(store, 20).set_index("indicator_id")
    assert newest.loc["claimants", "latest_period_end_date"] == pd.Timestamp("2024-12-31")
    store.connection.close()


def test_lists_do_not_read_the_figures() -> None:
    for name in ("indicators", "newest"):
        assert "indicator_coverage" in query_text(name)
        assert "observation" not in query_text(name)
