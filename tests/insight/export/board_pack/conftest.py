"""One pack of a Place and one of the system, from the figures a fresh clone has."""

from __future__ import annotations

import pytest

from insight.export.board_pack.contents import assemble
from insight.export.board_pack.parts import Pack
from insight.store import Store


@pytest.fixture(scope="package")
def liverpool(real_store: Store) -> Pack:
    return assemble(real_store, "Liverpool", "https://example.test")


@pytest.fixture(scope="package")
def system(real_store: Store) -> Pack:
    return assemble(real_store)
