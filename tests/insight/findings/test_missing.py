"""What CORE20PLUS5 asks for and nothing here shows: all of it, each with its reason."""

from __future__ import annotations

import pandas as pd
import pytest

from insight.findings import missing
from insight.findings.catalogue import catalogue, clinical_areas, plus_groups, unmeasured
from insight.store import Store, queries
from tests.insight.findings.tables import blank_cells


def test_all_that_cannot_be_measured_is_listed_with_why_and_where(small_store: Store) -> None:
    every = missing.missing_measures(small_store)
    assert every is not None and blank_cells(every) == []
    expected = []
    for area in clinical_areas(small_store):
        own = missing.missing_measures(small_store, area.clinical_area_id)
        parts = [
            (each.what, each.why, each.might_come_from) for each in unmeasured(small_store, area)
        ]
        assert (own is None) is (not parts)
        if own is not None:
            assert list(own.table.texts) == parts
            assert own.title == f"What we cannot measure yet: {area.plain_name}"
        expected += parts
    assert [row[1:] for row in every.table.texts] == expected
    assert every.title == f"{len(expected)} parts of the goals not measured"
    assert {row[0].split(" (")[1] for row in every.table.texts} == {
        "adults)",
        "children and young people)",
    }


def test_every_plus_group_known_too_little_says_why(small_store: Store) -> None:
    found = missing.missing_groups(small_store)
    assert found is not None and blank_cells(found) == []
    expected = {
        each.group_name: each.unmeasured_reason
        for each in plus_groups(small_store)
        if each.unmeasured_reason
    }
    assert dict(found.table.texts) == expected
    assert found.title == f"{len(expected)} groups we know too little of"


def test_what_is_awaited_is_listed_with_where_it_comes_from(small_store: Store) -> None:
    found = missing.awaited_indicators(small_store)
    assert found is not None and blank_cells(found) == []
    expected = [
        each for each in catalogue(small_store).indicators.values() if each.awaits == "figures"
    ]
    rows = found.table.values
    figures = rows[rows["awaits"] == "figures"]
    assert figures["indicator_id"].tolist() == [each.indicator_id for each in expected]
    [copd] = figures[figures["indicator_id"] == "copd-admissions"].itertuples()
    assert (copd.publishers_number, copd.polarity) == ("92302", "low_is_good")
    assert found.title.endswith("published, and not in this build")


def test_what_was_awaited_and_has_come_is_no_longer_missing(
    small_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    [respiratory] = [a for a in clinical_areas(small_store) if a.clinical_area_id == "respiratory"]
    before = unmeasured(small_store, respiratory)
    listed = queries.indicators(small_store)
    come = pd.concat([listed, listed.head(1).assign(indicator_id="copd-admissions")])
    monkeypatch.setattr(queries, "indicators", lambda store: come)
    after = unmeasured(small_store, respiratory)
    assert [each.awaited_indicator_id for each in before if each not in after] == [
        "copd-admissions"
    ]
    awaited = missing.awaited_indicators(small_store)
    assert awaited is not None
    assert "copd-admissions" not in set(awaited.table.values["indicator_id"])
