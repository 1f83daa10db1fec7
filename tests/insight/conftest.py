"""A small store and an empty one, made from the real schema."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import settings

from insight.store import Store
from tests.insight.small_store import build_row, make_store, small_tables

# Frames are slow to make on a busy machine; how long one takes is not what is tested.
settings.register_profile("frames", deadline=None)
settings.load_profile("frames")


@pytest.fixture(scope="session")
def small_store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    path: Path = tmp_path_factory.mktemp("small") / "insight-small.duckdb"
    return make_store(path, small_tables())


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The schema and the one row that names the build; nothing else."""
    path: Path = tmp_path_factory.mktemp("empty") / "insight-empty.duckdb"
    return make_store(path, {"build": build_row()})


def every_table(store: Store) -> dict[str, pd.DataFrame]:
    """Every table of a store as a frame, for recomputing answers the slow way."""
    names = [row[0] for row in store.connection.execute("SHOW TABLES").fetchall()]
    return {name: store.connection.execute(f"SELECT * FROM {name}").df() for name in names}
