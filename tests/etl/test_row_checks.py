"""Rows are kept, set aside or refused, and never two of these or none."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.row_checks import (
    LSOA_SHAPE,
    RowChecks,
    area_rows,
    place_from_name,
    places_by_authority,
)
from insight.reference.catalogue import load
from insight.settings import CATALOGUE
from tests.etl.sources.reading import catalogue

OF_BOTH = ("cheshire-and-merseyside", "england")

CELLS = st.sampled_from(["E01000001", " E01000002 ", "E01000003", "E0100", "", "5", "5.0", "oops"])


def sieve_of(*rows: tuple[str, ...]) -> RowChecks:
    columns = ["code", "count", "note"][: len(rows[0])]
    return RowChecks(pd.DataFrame(rows, columns=columns, index=range(2, 2 + len(rows)), dtype=str))


def refusals(checks: RowChecks) -> list[tuple[int, str, str]]:
    columns = ["row_number", "column_name", "raw_text"]
    return [tuple(row) for frame in checks.rejections for row in frame[columns].to_numpy().tolist()]


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=20))
def test_no_row_is_lost(rows: list[tuple[str, ...]]) -> None:
    checks = sieve_of(*rows)
    checks.tidy_codes("code", LSOA_SHAPE)
    checks.keep_areas("code", {"E01000001": "lsoa21", "E01000002": "lsoa11"}, "lsoa21")
    checks.refuse_repeats(["code"])
    counts = checks.counts("count")
    refused = [row for row, _, _ in refusals(checks)]
    assert len(refused) == len(set(refused))
    assert not set(refused) & set(checks.rows.index)
    assert len(checks.rows) + checks.outside_count + len(refused) == len(rows)
    assert list(counts.index) == list(checks.rows.index)
    assert not checks.rows["code"].duplicated().any()


def test_refusal_quotes_the_cell() -> None:
    checks = sieve_of(("E0100", "1"), ("E01000001", "1"))
    checks.tidy_codes("code", LSOA_SHAPE)
    assert refusals(checks) == [(2, "code", "E0100")]


@pytest.mark.parametrize("cell", ["", "x", "*", "-1", "1.5", "inf", "many"])
def test_counts_are_whole_numbers(cell: str) -> None:
    checks = sieve_of(("E01000001", cell), ("E01000002", "1,250"))
    assert checks.counts("count").to_dict() == {3: 1250}
    assert refusals(checks) == [(2, "count", cell)]


def test_exact_repeat_is_refused_and_a_contradiction_wholly() -> None:
    checks = sieve_of(("a", "1"), ("a", "1"), ("b", "1"), ("b", "2"), ("c", "1"))
    checks.refuse_repeats(["code"])
    assert checks.rows["code"].tolist() == ["a", "c"]
    assert sorted(row for row, _, _ in refusals(checks)) == [3, 4, 5]


def test_first_of_two_columns_of_one_name_counts() -> None:
    rows = pd.DataFrame([["a", "b"]], columns=["code", "code"], index=[2])
    assert RowChecks(rows).rows["code"].tolist() == ["a"]


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("St. Helens 019A", "E08000013"),
        ("St Helens 019", "E08000013"),
        ("Cheshire West and Chester 001A", "E06000050"),
        (" Halton 007A ", "E06000006"),
        ("Bolton 001A", ""),
        ("Halton", "E06000006"),
        ("", ""),
    ],
)
def test_place_by_the_name_of_an_area(name: str, place: str) -> None:
    assert place_from_name(pd.Series([name]), catalogue()).tolist() == [place]


def test_an_authority_is_a_place_or_lies_in_the_region_that_is() -> None:
    ours, england = (places_by_authority(load(CATALOGUE, each)) for each in OF_BOTH)
    assert ours["E08000012"] == "E08000012" and "E08000035" not in ours
    assert england["E08000012"] == england["E07000026"] == england["E12000002"] == "E12000002"
    assert england["E08000035"] == "E12000003"


def test_part_of_the_area_table_keeps_row_numbers() -> None:
    code = pd.Series(["E01000001"], index=[7])
    part = area_rows("lsoa21", code, place=pd.Series(["E06000006"], index=[7]))
    assert part.index.tolist() == [7]
    assert part.loc[7, ["area_code", "area_type", "place_code"]].tolist() == [
        "E01000001",
        "lsoa21",
        "E06000006",
    ]
    assert part["area_name"].isna().all()
