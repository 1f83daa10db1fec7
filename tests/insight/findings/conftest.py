"""The stores of findings: opened with a memory, as pages open them."""

from __future__ import annotations

from pathlib import Path

import pytest

from insight.store import CachedStore, current_path, open_cached


@pytest.fixture(scope="session")
def real_cached(real_store_folder: Path) -> CachedStore:
    """The embedded figures."""
    return open_cached(current_path(real_store_folder))
