"""What goes wrong with any file goes wrong harmlessly with each of these readers."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from etl.checks import check_claims
from etl.layout import Reading
from etl.opening.content import UnreadableFile
from tests.etl.sources.examples import EXAMPLES, ROWS
from tests.etl.sources.reading import (
    LAYOUTS,
    read,
    reference,
    refused,
    refused_rows,
    rows_kept,
    table,
)

pytestmark = pytest.mark.slow

NAMES = sorted(EXAMPLES)
# These add several rows up to one claim, so that claims do not carry every row's number.
ADDING_UP = {"census_household_deprivation"}


def cells(name: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(EXAMPLES[name])))


def as_csv(rows: list[list[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def same(first: Reading, second: Reading) -> bool:
    """Whether two readings say the same."""
    if (first.claims is None) != (second.claims is None):
        return False
    if first.claims is not None:
        pd.testing.assert_frame_equal(first.claims, second.claims)
    assert first.tables.keys() == second.tables.keys()
    for name, frame in first.tables.items():
        pd.testing.assert_frame_equal(frame, second.tables[name])
    return first.outside_count == second.outside_count and refused(first) == refused(second)


@pytest.mark.parametrize("name", NAMES)
def test_every_row_is_loaded_or_outside(name: str, tmp_path: Path) -> None:
    reading = read(tmp_path, name, EXAMPLES[name])
    read_count, outside_count = ROWS[name]
    assert reading.outside_count == outside_count
    assert refused_rows(reading) == set()
    if name not in ADDING_UP:
        assert len(rows_kept(reading)) == read_count - outside_count


@pytest.mark.parametrize("name", NAMES)
def test_missing_column_is_named(name: str) -> None:
    header = cells(name)[0]
    for column in LAYOUTS[name].columns:
        short = [cell for cell in header if cell != column]
        assert not LAYOUTS[name].fits(short)
        assert LAYOUTS[name].missing(short) == (column,)


@pytest.mark.parametrize("name", NAMES)
def test_extra_and_repeated_columns_change_nothing(name: str, tmp_path: Path) -> None:
    rows = cells(name)
    wider = [[*rows[0], "Notes", "Notes"]] + [[*row, "a", "b"] for row in rows[1:]]
    assert same(read(tmp_path, name, EXAMPLES[name]), read(tmp_path, name, as_csv(wider)))


@pytest.mark.parametrize("name", NAMES)
def test_columns_in_another_order_change_nothing(name: str, tmp_path: Path) -> None:
    turned = as_csv([row[::-1] for row in cells(name)])
    assert same(read(tmp_path, name, EXAMPLES[name]), read(tmp_path, name, turned))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_encodings_change_nothing(name: str, encoding: str, tmp_path: Path) -> None:
    encoded = EXAMPLES[name].encode(encoding)
    assert same(read(tmp_path, name, EXAMPLES[name]), read(tmp_path, name, encoded))


@pytest.mark.parametrize("name", NAMES)
def test_header_alone_gives_nothing(name: str, tmp_path: Path) -> None:
    reading = read(tmp_path, name, as_csv(cells(name)[:1]))
    assert reading.claims is None or reading.claims.empty
    assert all(frame.empty for frame in reading.tables.values())
    assert reading.outside_count == 0
    assert refused_rows(reading) == set()


def test_empty_file_is_unreadable(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="empty"):
        table(tmp_path, "")


@pytest.mark.parametrize("name", NAMES)
def test_words_in_every_cell_are_refused(name: str, tmp_path: Path) -> None:
    rows = cells(name)
    spoilt = as_csv([rows[0], *(["oops"] * len(row) for row in rows[1:])])
    reading = read(tmp_path, name, spoilt)
    assert len(refused_rows(reading)) == ROWS[name][0]
    assert reading.outside_count == 0
    assert rows_kept(reading) == set()


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_any_one_spoilt_cell_loses_no_row(name: str, tmp_path: Path) -> None:
    rows = cells(name)
    for column in range(len(rows[0])):
        for row_number in {1, 2 + column % (len(rows) - 2)}:
            spoilt = [list(row) for row in rows]
            spoilt[row_number][column] = "oops"
            reading = read(tmp_path, name, as_csv(spoilt))
            kept, faulty = rows_kept(reading), refused_rows(reading)
            assert not kept & faulty
            counted = len(kept) + reading.outside_count + len(faulty)
            if name in ADDING_UP:
                assert counted <= ROWS[name][0]
            else:
                assert counted == ROWS[name][0], (rows[0][column], rows[row_number])


@pytest.mark.parametrize("name", NAMES)
def test_file_pasted_twice_is_read_once(name: str, tmp_path: Path) -> None:
    rows = cells(name)
    once, twice = (
        read(tmp_path, name, EXAMPLES[name]),
        read(tmp_path, name, as_csv(rows + rows[1:])),
    )
    for table_name, frame in once.tables.items():
        pd.testing.assert_frame_equal(frame, twice.tables[table_name])
    if once.claims is None or refused_rows(twice):
        # Each row of the second copy is refused, or outside as in the first.
        outside = twice.outside_count - once.outside_count
        assert len(refused_rows(twice)) + outside == ROWS[name][0]
        return
    today = date(2026, 11, 1)
    expected, _, _ = check_claims(once, reference(), today)
    found, faulty, _ = check_claims(twice, reference(), today)
    pd.testing.assert_frame_equal(found, expected)
    assert len(faulty) == len(once.claims)
