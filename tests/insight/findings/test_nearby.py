"""What is said of the Place around an area: tested, of late, and never invented."""

from __future__ import annotations

import pandas as pd

from insight.findings import nearby
from insight.store import CachedStore, Store, queries
from tests.insight.small_store import HALTON


def test_the_largest_differences_of_a_place_passed_their_test_and_are_of_late(
    real_store: CachedStore,
) -> None:
    found = nearby.place_extremes(real_store, "E08000015")
    assert found is not None
    values = found.table.values
    assert list(values["verdict"]) == ["worse"] * 3 + ["better"] * 3
    assert not values.duplicated(["verdict", "topic"]).any()
    assert (values["doubt"] == "").all()
    built = queries.build(real_store)["built_at"].iloc[0]
    assert (pd.to_datetime(values["period_end_date"]) > built - pd.DateOffset(years=3)).all()
    for row in values.to_dict("records"):
        assert row["upper_ci"] < row["benchmark_value"] or row["lower_ci"] > row["benchmark_value"]


def test_nothing_invented_leads(small_store: Store) -> None:
    voices = nearby.nearby_voices(small_store, HALTON)
    done = nearby.nearby_responses(small_store, HALTON)
    for found in filter(None, (voices, done)):
        assert found.is_demonstration
        assert found.title in (
            "What people in Halton spoke of most",
            "You said, we did: what was done in Halton",
        )
    assert done is not None and done.table.rows
