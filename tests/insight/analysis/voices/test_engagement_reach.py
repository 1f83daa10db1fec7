"""Comments per 10,000 residents, and when a Place may be called heard more or less."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from insight.analysis.voices.engagement_reach import reach
from insight.store import Store, queries
from tests.insight.small_store import make_store, small_tables


@pytest.fixture(params=["small_store", "real_store"])
def store(request: pytest.FixtureRequest) -> Store:
    found: Store = request.getfixturevalue(request.param)
    return found


def test_rates_are_of_counts_that_may_be_shown(store: Store) -> None:
    found, asked = reach(store), queries.heard_by_area(store)
    pd.testing.assert_frame_equal(found[list(asked.columns)], asked)
    hidden = found["state"] != "shown"
    assert found.loc[hidden, ["rate", "lower", "upper"]].isna().all(axis=None)
    assert (found.loc[hidden, "verdict"] == "not tested").all()
    told = found[~hidden]
    assert len(told) > 1
    assert told["rate"].to_numpy() == pytest.approx(
        10_000 * told["comment_count"].to_numpy(float) / told["people_count"].to_numpy(float)
    )


def test_the_range_is_that_of_poisson_counts_at_998(store: Store) -> None:
    told = reach(store).dropna(subset=["rate"])
    told = told[told["comment_count"] >= 10]
    count = told["comment_count"].to_numpy(float)
    per = 10_000 / told["people_count"].to_numpy(float)
    # Byar's limits are within 2% of the exact ones from a count of ten.
    np.testing.assert_allclose(told["lower"], stats.chi2.ppf(0.001, 2 * count) / 2 * per, rtol=0.03)
    np.testing.assert_allclose(
        told["upper"], stats.chi2.ppf(0.999, 2 * count + 2) / 2 * per, rtol=0.03
    )


def test_a_verdict_needs_the_whole_range_on_one_side(store: Store) -> None:
    found = reach(store)
    whole = found[found["area_type"] == "system"].iloc[0]
    assert whole["verdict"] == "not tested"
    for row in found[found["area_type"] == "place"].dropna(subset=["rate"]).itertuples():
        high, low = row.lower > whole["rate"], row.upper < whole["rate"]
        assert row.verdict == ("higher" if high else "lower" if low else "similar")


def test_places_nobody_commented_in_look_like_those_where_too_few_did(tmp_path: Path) -> None:
    tables = small_tables()
    tables["voice_cell"] = tables["voice_cell"].head(0)
    found = reach(make_store(tmp_path / "silent.duckdb", tables))
    assert len(found) == 10
    assert (found["state"] == "too few").all() and found["rate"].isna().all()
    assert (found["verdict"] == "not tested").all()
