"""The waiting list: the system by month, where all of its trusts are there."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from tests.etl.sources.figures import read_text

TRUSTS = ["RBL", "RBN", "RBQ", "RBS", "RBT", "REM", "REN", "REP", "RET", "RJN", "RJR", "RW4", "RWW"]
WAITING = "Filename,Provider_Code,RTT_Part,Treatment_Function_Code,Grand_Total,Weeks,Volume"


def waiting(trusts: list[str]) -> str:
    rows = [
        f"202406.csv,{trust},PART_2,{code},10,{weeks},{volume}"
        for trust in trusts
        for code in ("C_100", "C_999")
        for weeks, volume in ((0, 4), (17, 2), (18, 3), (104, 1))
    ]
    return "\n".join([WAITING, *rows, "202406.csv,RXX,PART_2,C_999,5,1,5"])


def test_eighteen_weeks_are_over_when_the_eighteenth_is(tmp_path: Path) -> None:
    found = read_text(tmp_path, waiting(TRUSTS))
    [row] = found.only("waiting-within-18-weeks").itertuples()
    assert (row.numerator_count, row.denominator_count) == (13 * 6, 13 * 10)
    assert str(row.period_start_date) == "2024-06-01"
    assert found.outside_count == 13 * 4 + 1


def test_a_list_without_one_of_its_trusts_has_no_figure(tmp_path: Path) -> None:
    [row] = read_text(tmp_path, waiting(TRUSTS[1:])).only("waiting-within-18-weeks").itertuples()
    assert pd.isna(row.value)
    assert "RBL" in row.value_note


def test_rows_that_are_all_refused_are_not_outside_as_well(tmp_path: Path) -> None:
    """A frame without rows takes on those of what it is given."""
    found = read_text(tmp_path, f"{WAITING}\n" + "nothing,RBL,Part_2,C_100,1,1,1\n" * 2)
    assert [refusal[0] for refusal in found.refusals] == [2, 3]
    assert found.outside_count == 0


def test_the_waiting_list_as_nhs_england_publishes_it(tmp_path: Path) -> None:
    header = "Period,Provider Org Code,RTT Part Type,Treatment Function Code"
    weeks = "Gt 00 To 01 Weeks SUM 1,Gt 17 To 18 Weeks SUM 1,Gt 18 To 19 Weeks SUM 1"
    rows = [
        f"RTT-February-2026,{trust},Part_2,{code},4,2,,1,7"
        for trust in (*TRUSTS, "RXX")
        for code in ("C_100", "C_999")
    ]
    text = "\n".join([f"{header},{weeks},Gt 104 Weeks SUM 1,Total All", *rows])
    found = read_text(tmp_path, text)
    [row] = found.only("waiting-within-18-weeks").itertuples()
    assert (row.numerator_count, row.denominator_count) == (13 * 6, 13 * 7)
    assert str(row.period_start_date) == "2026-02-01"
    assert found.refusals == []
