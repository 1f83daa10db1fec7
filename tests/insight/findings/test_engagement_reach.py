"""Who was asked and heard: a row for each Place, group and method, and nothing hidden shown."""

from __future__ import annotations

import pytest

from insight.analysis.voices.engagement_reach import reach
from insight.findings import Finding
from insight.findings.engagement_reach import (
    engagement_methods,
    reach_by_group,
    reach_by_place,
    resident_shares,
)
from insight.store import Store, queries
from tests.insight.findings.tables import blank_cells
from tests.insight.small_store import HALTON, LIVERPOOL, SYSTEM

AREAS = {SYSTEM: "Cheshire and Merseyside", HALTON: "Halton", LIVERPOOL: "Liverpool"}
REASONS = {"too few": "Fewer than 10, or none", "protected": "Not shown"}


@pytest.fixture
def by_place(small_store: Store) -> Finding:
    found = reach_by_place(small_store)
    assert found is not None
    return found


def test_each_place_and_the_system_has_its_residents_and_comments(
    small_store: Store, by_place: Finding
) -> None:
    frame = reach(small_store)
    assert len(by_place.table.rows) == len(frame) == 10
    for row, (place, _, core20, activities, comments, rate) in zip(
        frame.itertuples(), by_place.table.texts, strict=True
    ):
        assert place == row.area_name
        assert core20 == f"{row.core20_pct:.0f}%"
        assert activities.startswith(str(row.activity_count) if row.activity_count else "none")
        if row.demonstration_activity_count:
            assert f"and {row.demonstration_activity_count} in the demonstration" in activities
        if row.state == "shown":
            assert comments == f"{int(row.comment_count):,}"
            assert rate.startswith(f"{row.rate:.1f}; {row.lower:.1f} to {row.upper:.1f}")
            assert (row.verdict in rate) is (row.area_type == "place")
        else:
            assert comments.startswith(REASONS[row.state])
    assert blank_cells(by_place) == []


def test_only_places_lead_to_their_page(by_place: Finding) -> None:
    links = [row[0].main[0].link for row in by_place.table.rows]
    assert [link.address for link in links[:-1]] == [
        f"place?place={code}" for code in by_place.table.values["area_code"][:-1]
    ]
    assert links[-1] is None


def test_a_file_of_places_names_its_figure_and_its_range(by_place: Finding) -> None:
    assert {"value", "lower_ci", "upper_ci", "benchmark_value"} <= set(by_place.table.values)
    assert by_place.about["confidence"] == pytest.approx(99.8)
    assert by_place.about["verdict_confidence"] == pytest.approx(99.8)
    assert by_place.about["benchmark_name"] == "Cheshire and Merseyside"
    assert by_place.is_demonstration


@pytest.mark.parametrize("area_code", AREAS)
def test_each_group_has_its_count_or_the_reason_in_words(
    small_store: Store, area_code: str
) -> None:
    found = reach_by_group(small_store, area_code)
    assert found.title.endswith(AREAS[area_code])
    assert found.link is not None
    assert found.link.address == f"who_has_been_heard?place={area_code}"
    groups = queries.groups_heard(small_store, area_code)
    shares = resident_shares(small_store, area_code)
    for row, (group, share, _, comments) in zip(
        groups.itertuples(), found.table.texts, strict=True
    ):
        assert group == row.group_name
        known = shares.get(row.group_id, float("nan"))
        assert share == (f"{known:.1f}%" if known == known else "not counted")
        if row.state == "shown":
            assert comments == f"{int(row.comment_count):,}"
        else:
            assert comments.startswith(REASONS[row.state])
    assert blank_cells(found) == []


def test_an_activity_counts_for_each_of_its_methods(small_store: Store) -> None:
    found = engagement_methods(small_store, SYSTEM)
    assert found is not None
    rows = {row[0]: row[1:] for row in found.table.texts}
    assert rows["Event"] == ("1; and 1 in the demonstration", "2", "Halton")
    assert rows["Survey"] == ("1; and 1 in the demonstration", "2", "Halton and Liverpool")
    assert rows["Letter"][0] == "1"


def test_a_place_has_the_methods_of_its_own_activities(small_store: Store) -> None:
    found = engagement_methods(small_store, HALTON)
    assert found is not None and [row[0] for row in found.table.texts] == ["Event", "Survey"]
    none = queries.activities(small_store)["area_code"].eq("E08000015").sum()
    assert none == 0 and engagement_methods(small_store, "E08000015") is None


def test_a_store_without_places_has_nothing_to_find(empty_store: Store) -> None:
    assert reach_by_place(empty_store) is None
    assert engagement_methods(empty_store, SYSTEM) is None
    assert reach_by_group(empty_store, SYSTEM).table.rows == ()
