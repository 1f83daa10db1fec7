"""Answers as shares: with an indicative interval for a panel, without one for other surveys."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from insight.analysis.voices.panel_shape import panel_shape
from insight.analysis.voices.survey_shares import UNRELIABLE, survey_shares
from insight.statistics import wilson_interval
from insight.store import Store
from tests.insight.small_heard import OPEN_QUESTION, PANEL_QUESTION
from tests.insight.small_store import HALTON, LIVERPOOL, SYSTEM, make_store, small_tables


def panel(store: Store) -> pd.DataFrame:
    return survey_shares(store, "spring", PANEL_QUESTION, is_panel=True)


def test_a_panels_base_shrinks_as_its_weights_demand(small_store: Store) -> None:
    shape = panel_shape(small_store)
    assert shape is not None
    shares = panel(small_store)
    whole = shares[(shares["area_code"] == SYSTEM) & (shares["group_id"] == "everyone")]
    left = shape.effective_base / shape.weighted_count
    assert 0 < left == shape.base_share < 1
    assert whole["effective_base"].to_numpy() == pytest.approx(
        whole["base_count"].to_numpy(float) * left
    )
    members = small_store.connection.execute("SELECT place_code, weight FROM panel_member").df()
    told = shape.rows[(shape.rows["kind"] == "place") & shape.rows["base_share"].notna()]
    assert len(told)
    for place in told["category"]:
        weights = members.loc[members["place_code"] == place, "weight"].dropna()
        rows = shares[shares["area_code"] == place]
        share = weights.sum() ** 2 / (weights**2).sum() / len(weights)
        expected = rows["base_count"].to_numpy(float) * share
        assert rows["effective_base"].to_numpy() == pytest.approx(expected)


def test_shares_have_wilsons_interval_on_the_effective_base(small_store: Store) -> None:
    shares = panel(small_store).dropna(subset=["share_pct"])
    assert len(shares) > 10
    for row in shares.itertuples():
        proportion = row.answer_count / row.base_count
        assert row.share_pct == pytest.approx(100 * proportion)
        assert row.effective_base >= 50
        limits = wilson_interval(proportion * row.effective_base, row.effective_base)
        assert (row.lower_pct / 100, row.upper_pct / 100) == pytest.approx(limits)
        assert row.base_state == ("shown" if row.effective_base >= 100 else "few")


def test_a_small_effective_base_hides_the_share(small_store: Store) -> None:
    halton = panel(small_store).query("area_code == @HALTON")
    was_shown = halton["state"] == UNRELIABLE
    assert was_shown.any()
    assert halton[["share_pct", "answer_count", "lower_pct"]].isna().all(axis=None)
    assert (halton["base_state"] == "too few").all()


def test_hidden_answers_stay_hidden(small_store: Store) -> None:
    liverpool = panel(small_store).query("area_code == @LIVERPOOL")
    assert liverpool["state"].tolist() == ["shown", "protected", "too few"]
    assert liverpool["share_pct"].notna().tolist() == [True, False, False]


def test_without_weights_the_base_is_the_answers(tmp_path: Path) -> None:
    tables = small_tables()
    tables["panel_member"] = tables["panel_member"].head(0)
    shares = panel(make_store(tmp_path / "unweighted.duckdb", tables))
    assert (shares["effective_base"] == shares["base_count"]).all()


def test_an_open_survey_has_shares_and_no_interval(small_store: Store) -> None:
    shares = survey_shares(small_store, "open", OPEN_QUESTION, is_panel=False)
    halton = shares[shares["area_code"] == HALTON]
    assert halton["share_pct"].tolist() == [60, 40]
    assert shares[["lower_pct", "upper_pct", "effective_base"]].isna().all(axis=None)
    assert shares.loc[shares["area_code"] == LIVERPOOL, "share_pct"].isna().all()
