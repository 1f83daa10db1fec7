"""Stores of real figures: the embedded default, and one built from every official file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from etl import build
from etl.catalogue_tables import catalogue_tables
from etl.gather import gather
from insight.reference.areas import project_catalogue
from insight.store import Store, open_store
from tests.conftest import made_once


@pytest.fixture(scope="session")
def whole_store(open_data: Path, refresh_data: Path, common_folder: Path) -> Iterator[Store]:
    """A store of the official files alone; the embedded figures have no part in it."""

    def make(folder: Path) -> None:
        catalogue = project_catalogue()
        tables = {
            **gather([open_data, refresh_data], catalogue).tables,
            **catalogue_tables(catalogue),
        }
        path = folder / "whole.duckdb"
        build.write_store(tables, path, build.content_id(tables), is_default=False)

    store = open_store(made_once(common_folder / "whole-store", make) / "whole.duckdb")
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
