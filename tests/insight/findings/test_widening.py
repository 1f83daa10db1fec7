"""What can be said of every gap: counted again row by row, and the official gap on real figures."""

from __future__ import annotations

import pandas as pd

from insight.findings import Finding, widening
from insight.store import CachedStore, Store, queries


def built(finding: Finding | None) -> Finding:
    assert finding is not None
    return finding


def test_every_measure_with_a_gap_is_listed(small_store: Store) -> None:
    found = built(widening.what_can_be_shown(small_store))
    rows = queries.gap_history(small_store)
    assert set(found.table.values["indicator_id"]) == set(rows["indicator_id"])
    ways = rows[rows["period_count"] > 1]
    shown = found.table.values[found.table.values["shown"] > 0]
    assert len(shown) == len(ways[["indicator_id", "group_kind", "edition"]].drop_duplicates())
    tested = ways["absolute_word"].isin(["widening", "narrowing", "no clear change"])
    assert shown["tested"].sum() == tested.sum() > 0
    assert shown["since"].ne("").all()


def test_a_gap_that_was_not_tested_claims_nothing(real_store: CachedStore) -> None:
    found = built(widening.what_can_be_shown(real_store))
    for row, text in zip(found.table.values.itertuples(), found.table.texts, strict=True):
        if not row.tested:
            assert "widening" not in text[2] and "narrowing" not in text[2]
            assert text[2].startswith("No")


def test_the_official_gap_gives_first_and_latest_of_every_place(real_store: CachedStore) -> None:
    for sex in widening.LIFE_GAPS:
        found = built(widening.life_gap(real_store, sex))
        # The publisher forbids setting a Place against England on it: it has a row for itself.
        assert len(found.table.rows) == 10 and found.table.texts[-1][0] == "England"
        assert "England" not in f"{found.title} {found.sentence} {found.alt}"
        # No figure has a range here, so one sentence says so and no column repeats it.
        assert "not tested" in found.sentence and "Tested" not in found.table.columns
        values = found.table.values
        for area, first, latest, change in found.table.texts:
            own = values[(values["area_name"] == area) & values["value"].notna()]
            own = own.sort_values("period_end_date")["value"]
            assert first.startswith(f"{own.iloc[0]:.1f} years")
            assert latest.startswith(f"{own.iloc[-1]:.1f} years")
            if change != "none":
                moved = float(change.replace("−", "-"))
                assert abs(moved - (own.iloc[-1] - own.iloc[0])) < 0.051


def test_a_store_without_gaps_has_no_list(empty_store: Store) -> None:
    assert widening.what_can_be_shown(empty_store) is None
    assert all(widening.life_gap(empty_store, sex) is None for sex in widening.LIFE_GAPS)
    assert isinstance(queries.gap_history(empty_store), pd.DataFrame)
