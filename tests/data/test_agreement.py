"""The embedded figures are what the official files give today, row for row."""

from __future__ import annotations

import pandas as pd
import pytest

from etl import embedded_figures
from insight.store import Store

pytestmark = [pytest.mark.data, pytest.mark.slow]
REFRESH = "run `python -m etl figures --raw FOLDER` on the official files and look at what changed"


def rows_of(store: Store, table: str) -> pd.DataFrame:
    return store.connection.execute(f"SELECT * FROM {table} ORDER BY ALL").df()


@pytest.mark.parametrize("table", embedded_figures.TABLES)
def test_every_row_is_the_same(table: str, real_store: Store, whole_store: Store) -> None:
    embedded, whole = rows_of(real_store, table), rows_of(whole_store, table)
    if table == "source_file":  # people's voice comes with the project and is not an official file
        embedded = embedded[~embedded["path"].str.startswith("data/")]
    together = embedded.merge(whole, how="outer", indicator="which")
    lone = (
        together[together["which"] != "both"]
        .astype({"which": str})
        .replace({"which": {"left_only": "embedded", "right_only": "official files"}})
    )
    assert lone.empty, f"{len(lone)} rows differ: {REFRESH}\n{lone.head(20).to_string()}"
    assert len(embedded) == len(whole) > 0


def test_no_row_of_an_official_file_is_unaccounted_for(whole_store: Store) -> None:
    lost = whole_store.connection.execute(
        "SELECT path, read_count, loaded_count, outside_count, refused FROM source_file LEFT JOIN"
        " (SELECT source_file_id, count(DISTINCT row_number) FILTER (row_number > 0) AS refused"
        " FROM rejected_row GROUP BY ALL) USING (source_file_id)"
        " WHERE read_count <> loaded_count + outside_count + coalesce(refused, 0)"
    ).df()
    assert lost.empty, lost.to_string()
