"""Stores of real figures: the embedded default, and one built from every official file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from etl import build
from etl.pipeline import gather
from insight.reference.catalogue import load
from insight.settings import CATALOGUE
from insight.store import Store, open_store


@pytest.fixture(scope="session")
def whole_store(open_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store of the official files alone; the embedded figures have no part in it."""
    catalogue = load(CATALOGUE)
    tables = {**gather(open_data, catalogue).tables, **build.catalogue_tables(catalogue)}
    path = tmp_path_factory.mktemp("whole") / "whole.duckdb"
    build.write_store(tables, path, build.content_id(tables), is_default=False)
    store = open_store(path)
    yield store
    store.connection.close()


@pytest.fixture(scope="session")
def figures(real_store: Store) -> pd.DataFrame:
    """Every figure of the embedded default, beside its area and its indicator."""
    return real_store.connection.execute(
        "SELECT o.*, a.area_name, a.area_type, a.place_code, i.unit, i.value_type,"
        " i.decimal_places FROM observation o JOIN area a USING (area_code)"
        " JOIN indicator i USING (indicator_id)"
    ).df()
