"""A small store and an empty one, and the stores opened with a memory, as pages open them."""

from __future__ import annotations

from pathlib import Path

import pytest

from insight.store import CachedStore, Store
from tests.insight.small_store import build_row, make_store, small_tables


@pytest.fixture(scope="session")
def small_store(tmp_path_factory: pytest.TempPathFactory) -> CachedStore:
    path: Path = tmp_path_factory.mktemp("small") / "insight-small.duckdb"
    return make_store(path, small_tables())


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The schema and the one row that names the build; nothing else."""
    path: Path = tmp_path_factory.mktemp("empty") / "insight-empty.duckdb"
    return make_store(path, {"build": build_row()})
