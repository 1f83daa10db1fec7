"""The panel beside the census: counts worked out from the members, small ones hidden."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from insight.analysis.voices.panel_shape import KINDS, NOT_STATED, PanelShape, panel_shape
from insight.statistics import effective_base, wilson_interval
from insight.store import Store, queries
from tests.insight.small_store import make_store, small_tables

COLUMNS = {kind: "place_code" if kind == "place" else kind for kind in KINDS}
BASE = 10


@pytest.fixture(params=["small_store", "real_store"])
def store(request: pytest.FixtureRequest) -> Store:
    found: Store = request.getfixturevalue(request.param)
    return found


def members(store: Store) -> pd.DataFrame:
    frame = store.connection.execute("SELECT * FROM panel_member").df()
    fifth = frame["deprivation_quintile"]
    known = fifth.map(lambda each: str(int(each)), na_action="ignore")
    return frame.assign(deprivation_quintile=known.astype(object).where(fifth.notna(), NOT_STATED))


def shape(store: Store) -> PanelShape:
    found = panel_shape(store)
    assert found is not None
    return found


def test_the_whole_panel(store: Store) -> None:
    found, everyone = shape(store), members(store)
    weights = everyone["weight"].dropna().to_numpy()
    assert found.member_count == len(everyone)
    assert found.weighted_count == len(weights)
    assert found.effective_base == pytest.approx(effective_base(weights))
    assert found.trimmed_count == (weights > 4.99999 * np.median(weights)).sum()
    assert found.is_demonstration


def test_every_count_shown_is_that_of_the_members(store: Store) -> None:
    found, everyone = shape(store).rows, members(store)
    for kind, rows in found.groupby("kind"):
        counts = Counter(everyone[COLUMNS[str(kind)]])
        stated = len(everyone) - counts[NOT_STATED]
        assert set(counts) <= set(rows["category"])
        for row in rows.itertuples():
            count = counts[row.category]
            if row.state == "shown":
                assert row.member_count == count
                assert count >= BASE or row.category == NOT_STATED
                if row.category != NOT_STATED:
                    assert row.panel_pct == pytest.approx(100 * count / stated)
            else:
                assert (count < BASE) == (row.state == "too few")
                assert pd.isna([row.member_count, row.panel_pct, row.weighted_pct]).all()
                assert pd.isna([row.effective_base, row.difference, row.lower, row.upper]).all()


def test_no_hidden_count_can_be_worked_out(store: Store) -> None:
    found = shape(store)
    hidden = found.rows[found.rows["state"] != "shown"]
    for _, rows in hidden.groupby("kind"):
        assert len(rows) > 1


def test_weighted_shares_and_bases_are_those_of_the_members(store: Store) -> None:
    found, everyone = shape(store).rows, members(store).dropna(subset=["weight"])
    shown = found[(found["state"] == "shown") & (found["category"] != NOT_STATED)]
    for row in shown.itertuples():
        held = everyone.loc[everyone[COLUMNS[row.kind]] == row.category, "weight"]
        assert row.weighted_pct == pytest.approx(100 * held.sum() / everyone["weight"].sum())
        assert row.effective_base == pytest.approx(held.sum() ** 2 / (held**2).sum())


def test_words_are_said_only_when_the_whole_range_lies_on_one_side(store: Store) -> None:
    found = shape(store)
    census = queries.panel_census(store).set_index(["kind", "category"])["people"]
    told = found.rows.dropna(subset=["panel_pct", "census_pct"])
    assert len(told) > 4
    for kind, rows in told.groupby("kind"):
        everyone = members(store)
        base = int((everyone[COLUMNS[str(kind)]] != NOT_STATED).sum())
        for row in rows.itertuples():
            share = census[kind, row.category] / census[kind].sum()
            assert row.census_pct == pytest.approx(100 * share)
            lower, upper = wilson_interval(row.member_count, base)
            expected = "more" if lower > share else "fewer" if upper < share else ""
            assert row.word == (expected or "no clear difference")
            assert row.difference == pytest.approx(row.panel_pct - row.census_pct)
    assert found.compared_count == (found.rows["word"] != "").sum()


def test_sex_has_no_census_figure_and_no_word(store: Store) -> None:
    rows = shape(store).rows.query("kind == 'sex'")
    assert rows["census_pct"].isna().all()
    assert (rows["word"] == "").all()


def changed(tmp_path: Path, **columns: object) -> Store:
    tables = small_tables()
    tables["panel_member"] = tables["panel_member"].assign(**columns)
    return make_store(tmp_path / "changed.duckdb", tables)


@pytest.mark.slow
def test_too_few_may_be_called_fewer_when_even_nine_would_be(tmp_path: Path) -> None:
    # Four in a hundred members are of 65 and over, as are all residents the small census counts.
    band = np.where(np.arange(240) < 4, "65+", "16-34")
    rows = shape(changed(tmp_path, age_band=band)).rows
    few = rows[(rows["kind"] == "age_band") & (rows["category"] == "65+")].iloc[0]
    assert few["state"] == "too few"
    assert few["word"] == "fewer"
    assert pd.isna(few["difference"])
    young = rows[(rows["kind"] == "age_band") & (rows["category"] == "16-34")].iloc[0]
    assert young["state"] == "protected"
    assert young["word"] == ""


@pytest.mark.slow
def test_a_panel_without_weights_has_no_effective_base(tmp_path: Path) -> None:
    found = shape(changed(tmp_path, weight=None))
    assert found.weighted_count == found.trimmed_count == 0
    assert np.isnan(found.effective_base)
    assert found.rows["weighted_pct"].isna().all()
    assert (found.rows["base_state"] == "too few").all()


@pytest.mark.slow
def test_a_margin_nobody_stated_has_no_shares(tmp_path: Path) -> None:
    rows = shape(changed(tmp_path, age_band=NOT_STATED)).rows.query("kind == 'age_band'")
    assert rows["panel_pct"].isna().all()
    assert (rows["word"] == "").all()


@pytest.mark.slow
def test_no_panel_and_a_tiny_one_are_not_shown(empty_store: Store, tmp_path: Path) -> None:
    assert panel_shape(empty_store) is None
    tables = small_tables()
    tables["panel_member"] = tables["panel_member"].head(9)
    assert panel_shape(make_store(tmp_path / "tiny.duckdb", tables)) is None
