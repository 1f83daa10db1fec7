"""A postcode, whole or in part, leads to its middle-layer areas and Places."""

from __future__ import annotations

from collections import Counter

import pytest

from insight.reference.postcodes import Postcode
from insight.store import Store, queries
from tests.insight.store.queries.slow import Slow, assert_same


def slowly(table: Slow, outward: str, inward: str = "", is_whole: bool = True) -> list[dict]:
    counts = Counter(
        row["area_code"]
        for row in table.tables["postcode"]
        if row["postcode"][-3:].startswith(inward)
        and (
            row["postcode"][:-3] == outward
            if is_whole
            else row["postcode"][:-3].startswith(outward)
        )
    )
    rows = []
    for code, count in counts.items():
        area = table.area[code]
        place = table.area[area["place_code"]]
        rows.append(
            {
                "area_code": code,
                "area_name": area["area_name"],
                "place_code": place["area_code"],
                "place_name": place["area_name"],
                "postcode_count": count,
            }
        )
    return sorted(rows, key=lambda row: (-row["postcode_count"], row["area_name"]))


@pytest.mark.parametrize(
    "postcode",
    [
        Postcode("WA8", "1AA"),
        Postcode("WA8", "1"),
        Postcode("WA8"),  # and not WA81
        Postcode("WA81"),
        Postcode("WA", is_district=False),
        Postcode("L1"),
        Postcode("L1", "7"),  # and not L11
        Postcode("L11", "7AA"),
    ],
)
def test_a_postcode_or_its_beginning(postcode: Postcode, small_store: Store) -> None:
    expected = slowly(Slow(small_store), *postcode)
    assert expected
    assert_same(queries.postcode_areas(small_store, postcode), expected)


@pytest.mark.parametrize("outward", ["", "ZE1", "%", "WA_", "' OR 1=1 --"])
def test_what_is_no_postcode_of_ours_finds_nothing(outward: str, small_store: Store) -> None:
    assert queries.postcode_areas(small_store, Postcode(outward)).empty
