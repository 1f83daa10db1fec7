"""Every answer is worked out again on a store made up for tests, and on the embedded figures."""

from __future__ import annotations

import pytest

from insight.store import Store
from tests.insight.store.queries.slow import Slow, slow


@pytest.fixture(params=["small_store", "real_store"])
def store(request: pytest.FixtureRequest) -> Store:
    found: Store = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def table(store: Store) -> Slow:
    return slow(store)
