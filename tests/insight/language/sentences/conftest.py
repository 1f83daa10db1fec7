"""Every real figure, as the tables hold it and as questions answer with it."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from insight.store import Store, queries
from tests.insight.language.sentences.true_gaps import true_gaps

Tables = dict[str, pd.DataFrame]


@pytest.fixture(scope="session")
def tables(real_store: Store) -> Tables:
    names = ("observation", "group_figure", "inequality", "gap_change", "indicator")
    return {name: real_store.connection.execute(f"FROM {name}").df() for name in names}


@pytest.fixture(scope="session")
def about(tables: Tables) -> dict[str, dict[str, Any]]:
    """Indicator id → its row."""
    return {row["indicator_id"]: row for row in tables["indicator"].to_dict("records")}


@pytest.fixture(scope="session")
def series(real_store: Store, about: dict[str, Any]) -> Tables:
    """Indicator id → `queries.series`."""
    return {id_: queries.series(real_store, id_) for id_ in about}


@pytest.fixture(scope="session")
def gaps(real_store: Store, tables: Tables) -> pd.DataFrame:
    """Every row of `inequality` as questions answer with it, and whether it is truly clear."""
    ways = tables["inequality"][["indicator_id", "group_kind", "edition"]].drop_duplicates()
    asked = [queries.inequalities(real_store, *way) for way in ways.itertuples(index=False)]
    rows = pd.concat(asked, ignore_index=True)
    assert len(rows) == len(tables["inequality"])
    return rows.assign(is_truly_clear=true_gaps(rows, tables["group_figure"]))
