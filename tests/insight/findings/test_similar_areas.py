"""The areas most like a Place, the most alike first, with how they were found."""

from __future__ import annotations

from insight.findings.similar_areas import METHOD, similar_areas
from insight.store import Store, queries
from tests.insight.small_store import HALTON


def test_the_most_alike_come_first(small_store: Store) -> None:
    found = similar_areas(small_store, HALTON)
    assert found is not None
    rows = queries.similar_areas(small_store, HALTON).sort_values("distance")
    assert [cells[0] for cells in found.table.texts] == list(rows["area_name"])
    assert [cells[-1] for cells in found.table.texts] == [f"{d:.2f}" for d in rows["distance"]]
    assert found.table.caption == f"The {len(rows)} areas most like Halton"
    assert (found.title, found.caveat) == ("Areas most like Halton", METHOD)


def test_without_a_list_there_is_nothing(empty_store: Store) -> None:
    assert similar_areas(empty_store, HALTON) is None
