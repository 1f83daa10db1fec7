"""What CORE20PLUS5 asks for and nothing here shows: all of it, each with its reason."""

from __future__ import annotations

from insight.findings import missing
from insight.findings.catalogue import clinical_areas, plus_groups
from insight.store import Store
from tests.insight.findings.tables import blank_cells


def test_all_that_cannot_be_measured_is_listed_with_why_and_where(small_store: Store) -> None:
    every = missing.missing_measures(small_store)
    assert every is not None and blank_cells(every) == []
    expected = []
    for area in clinical_areas(small_store):
        own = missing.missing_measures(small_store, area.clinical_area_id)
        parts = [(each.what, each.why, each.might_come_from) for each in area.unmeasured]
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
