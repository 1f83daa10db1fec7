"""The list of neighbourhoods: ranked, searched, and nothing said that is not known."""

from __future__ import annotations

import pandas as pd
import pytest

from insight.findings import neighbourhoods as module
from insight.findings.neighbourhoods import neighbourhoods
from insight.store import Store, queries
from insight.visual import style
from tests.insight.small_store import HALTON, LIVERPOOL


@pytest.mark.parametrize("rank", ["most", "least", "name"])
def test_every_neighbourhood_is_listed_in_the_order_asked_for(
    small_store: Store, rank: str
) -> None:
    finding = neighbourhoods(small_store, LIVERPOOL, rank)
    assert finding is not None
    expected = queries.neighbourhoods(small_store, LIVERPOOL)
    values = finding.table.values
    assert sorted(values["area_code"]) == sorted(expected["area_code"])
    in_order = values["area_name" if rank == "name" else "imd_rank_2025"]
    assert in_order.is_monotonic_decreasing if rank == "least" else in_order.is_monotonic_increasing
    assert finding.sentence == f"{len(expected)} neighbourhoods of {len(expected)} in Liverpool."
    assert finding.title == "Neighbourhoods of Liverpool"


@pytest.mark.parametrize(
    ("words", "count"),
    [("HALTON 003", 1), ("town halton", 4), ("E0100", 4), ("003 004", 0), ("[a(", 0), ("", 4)],
)
def test_a_search_keeps_those_that_match_every_word(
    small_store: Store, words: str, count: int
) -> None:
    finding = neighbourhoods(small_store, HALTON, words=words)
    assert (finding is None) is (count == 0)
    if finding is not None:
        assert len(finding.table.rows) == count
        plural = "" if count == 1 else "s"
        assert finding.sentence == f"{count} neighbourhood{plural} of 4 in Halton."


def test_a_row_has_its_decile_in_colour_and_word_and_says_what_is_missing() -> None:
    row = pd.Series(
        {
            "area_code": "E01000001",
            "area_name": "Halton 001",
            "msoa_name": "",
            "ward_name": "Norton",
            "imd_decile_2025": 2.0,
            "imd_decile_2019": float("nan"),
            "is_core20": True,
        }
    )
    assert module._name(row).text == "Halton 001; Halton 001, Norton"
    (name,) = module._name(row).main
    assert name.link is not None and name.link.address == "neighbourhood?area=E01000001"
    assert module._decile(row).text == "■ 2; Core20"
    assert module._decile(row).main[0].colour == style.decile_colour(2)  # type: ignore[union-attr]
    assert module._before(row) == "areas redrawn"
    unknown = row.copy()
    unknown["imd_decile_2025"], unknown["is_core20"] = float("nan"), None
    assert module._decile(unknown).text == "no figure"


def test_there_are_none_in_an_empty_store(empty_store: Store) -> None:
    assert neighbourhoods(empty_store, HALTON) is None
