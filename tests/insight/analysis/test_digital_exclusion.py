"""The risk of being left out online, beside what helps and what people say."""

from __future__ import annotations

import pandas as pd
import pytest

from insight.analysis import digital_exclusion
from insight.store import Store, queries
from tests.insight.small_store import HALTON, LIVERPOOL


@pytest.fixture(params=["small_store", "real_store"])
def store(request: pytest.FixtureRequest) -> Store:
    found: Store = request.getfixturevalue(request.param)
    return found


@pytest.mark.parametrize("edition", ["2025", "2019"])
def test_high_risk_is_the_fifth_with_the_highest_scores(edition: str, store: Store) -> None:
    found = digital_exclusion.risk(store, edition)
    high, rest = found[found["is_high"]], found[~found["is_high"]]
    assert high["score"].min() > rest["score"].max()
    assert len(high) / len(found) == pytest.approx(0.2, abs=0.02)
    assert (found["is_older"] == (found["older_pct"] >= 25)).all()
    assert set(found["is_core20"]) <= {True, False, None}
    known = queries.digital_exclusion(store, edition)["is_core20"]
    assert list(found["is_core20"].eq(True)) == [each is True for each in known.astype(object)]


def test_places_side_by_side(store: Store) -> None:
    found = digital_exclusion.side_by_side(store, "2025")
    risk, help_ = digital_exclusion.risk(store, "2025"), queries.resources(store, "getting-online")
    said = queries.theme_voices(store, ["digital-exclusion"])
    cells = {(row.area_code, row.group_id): row for row in said.itertuples()}
    assert list(found["place_name"]) == sorted(risk["place_name"].unique())
    for row in found.itertuples():
        here = risk[risk["place_code"] == row.place_code]
        assert row.neighbourhood_count == len(here)
        assert row.high_count == here["is_high"].sum()
        kinds = help_.loc[help_["area_code"] == row.place_code, "is_demonstration"]
        assert row.resource_count == (~kinds.astype(bool)).sum()
        assert row.demonstration_resource_count == kinds.sum()
        for group, prefix in (("everyone", ""), ("older-people", "older_")):
            cell = cells.get((row.place_code, group))
            state = getattr(row, f"{prefix}state")
            assert state == ("too few" if cell is None else cell.state)
            if state == "shown":
                assert getattr(row, f"{prefix}comment_count") == cell.comment_count
                assert getattr(row, f"{prefix}mood") == cell.mood


def test_help_in_a_place_is_counted_apart_from_the_demonstration(small_store: Store) -> None:
    found = digital_exclusion.side_by_side(small_store, "2025").set_index("place_code")
    counts = found[["resource_count", "demonstration_resource_count"]]
    assert counts.loc[HALTON].tolist() == [1, 0]
    assert counts.loc[LIVERPOOL].tolist() == [0, 1]
    assert counts.drop([HALTON, LIVERPOOL]).eq(0).all(axis=None)


def test_an_empty_store_has_no_risk(empty_store: Store) -> None:
    assert digital_exclusion.risk(empty_store, "2025").empty
    assert digital_exclusion.side_by_side(empty_store, "2025").empty
    assert isinstance(digital_exclusion.risk(empty_store, "2019"), pd.DataFrame)
