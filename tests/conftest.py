"""Fixtures every test may use, and the guard that keeps tests away from real stores."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from etl.__main__ import main
from insight.store import Store, current_path, open_store
from tests.bench import builds


def missing(what: str) -> None:
    """Skip with a plain message; on CI nothing may be missing, so fail."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what} (CI must have it)")
    pytest.skip(what)


@pytest.fixture(scope="session", autouse=True)
def decided_nothing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Nobody has decided anything: tests never read, or add to, what staff here have decided."""
    file = tmp_path_factory.mktemp("decisions") / "decisions.sqlite"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INSIGHT_DECISIONS_URL", f"sqlite:///{file}")
        yield


@pytest.fixture(scope="session")
def open_data() -> Path:
    """The folder of real official files: INSIGHT_OPEN_DATA, or beside the project."""
    folder = builds.open_data()
    if folder is None:
        missing("no folder of official files: set INSIGHT_OPEN_DATA to run the tests on them")
    assert folder is not None
    return folder


@pytest.fixture(scope="session")
def real_store_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of stores holding one, built from the embedded figures as `make run` does."""
    stores = tmp_path_factory.mktemp("real-stores")
    no_files = tmp_path_factory.mktemp("no-raw")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INSIGHT_STORES", str(stores))
        assert main(["build", "--raw", str(no_files)]) == 0
    return stores


@pytest.fixture(scope="session")
def real_store(real_store_folder: Path) -> Iterator[Store]:
    """The store of the embedded figures, open."""
    store = open_store(current_path(real_store_folder))
    yield store
    store.connection.close()
