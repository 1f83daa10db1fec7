"""A postcode, whole or in part, leads to its middle-layer areas and Places."""

from __future__ import annotations

from collections import Counter

import pytest

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
    ("text", "outward", "inward", "is_whole"),
    [
        ("WA8 1AA", "WA8", "1AA", True),
        ("  wa81ab ", "WA8", "1AB", True),
        ("WA8 1", "WA8", "1", True),
        ("WA8", "WA8", "", True),  # and not WA81
        ("WA81", "WA81", "", True),
        ("WA", "WA", "", False),
        ("L1", "L1", "", True),
        ("L1 7", "L1", "7", True),  # and not L11
        ("L11 7AA", "L11", "7AA", True),
    ],
)
def test_a_postcode_or_its_beginning(
    text: str, outward: str, inward: str, is_whole: bool, small_store: Store
) -> None:
    expected = slowly(Slow(small_store), outward, inward, is_whole)
    assert expected
    assert_same(queries.postcode_areas(small_store, text), expected)


@pytest.mark.parametrize(
    "text", ["", " ", "ZE1 0AA", "WA8 9ZZ", "Widnes", "8", "%", "WA8%", "WA_", "' OR 1=1 --", "W@8"]
)
def test_what_is_no_postcode_of_ours_finds_nothing(text: str, small_store: Store) -> None:
    assert queries.postcode_areas(small_store, text).empty
