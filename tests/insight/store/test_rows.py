"""Rows are those that pandas itself hands out."""

from __future__ import annotations

import pandas as pd

from insight.store import Store, queries
from insight.store.rows import records, tuples


def test_rows_are_those_of_pandas(small_store: Store) -> None:
    frame = queries.series(small_store, "smoking").fillna({"value": 0, "lower_ci": 0})
    frame = frame[["area_name", "period_end_date", "value", "value_note"]]
    assert records(frame) == frame.to_dict("records")
    assert list(map(tuple, tuples(frame))) == list(frame.itertuples(index=False, name=None))
    assert [row._asdict() for row in tuples(frame)] == records(frame)


def test_a_missing_figure_stays_missing() -> None:
    frame = pd.DataFrame({"name": ["a", None], "value": [1.5, float("nan")]})
    first, second = records(frame)
    assert first == {"name": "a", "value": 1.5}
    assert pd.isna(second["name"])
    assert pd.isna(second["value"])


def test_a_frame_without_rows_has_none() -> None:
    frame = pd.DataFrame({"name": pd.Series(dtype="str")})
    assert records(frame) == []
    assert list(tuples(frame)) == []
