"""Middle-layer areas: their people, wards and deprivation, and the codes that lead to them."""

from __future__ import annotations

import pytest

from insight.store import Store, queries
from tests.insight.small_store import PLACES
from tests.insight.store.queries.slow import Slow


def test_an_area_has_the_people_of_its_neighbourhoods(small_store: Store) -> None:
    table, people = Slow(small_store), {}
    for home in table.tables["neighbourhood"]:
        code = table.area[home["area_code"]]["parent_code"]
        people.setdefault(code, []).append(home["population_count"])
    found = queries.middle_layer_areas(small_store)
    assert len(found) == len(people) == len(PLACES)
    for row in found.itertuples():
        assert row.population_count == sum(people[row.area_code])
        assert row.neighbourhood_count == len(people[row.area_code])
        assert PLACES[row.place_code] == row.place_name
        assert list(row.former_codes) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("E02002001", ["E02002001"]),
        ("e01002003", ["E02002001"]),
        ("E01012002", ["E02002001"]),  # of 2011, cut in two
        ("Halton 003", ["E02002001"]),
        ("E02002002", []),  # nobody lives there
        ("Halton Town", []),
        ("' OR 1=1 --", []),
        ("", []),
    ],
)
def test_a_neighbourhood_leads_to_its_area(text: str, found: list[str], small_store: Store) -> None:
    assert list(queries.middle_layer_area_of(small_store, text)["area_code"]) == found


def test_deprivation_is_of_its_own_neighbourhoods_in_every_domain(small_store: Store) -> None:
    table = Slow(small_store)
    found = queries.middle_layer_deprivation(small_store, "E02002001")
    homes = {c for c, area in table.area.items() if area["parent_code"] == "E02002001"}
    expected = {
        (row["area_code"], row["domain"]): (row["decile"], row["rank"])
        for row in table.tables["deprivation"]
        if row["edition"] == "2025" and row["area_code"] in homes
    }
    assert len(expected) == 4 * 8
    got = {(row.area_code, row.domain): (row.decile, row.rank) for row in found.itertuples()}
    assert got == expected
