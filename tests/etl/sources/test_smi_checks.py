"""Checks for people with a severe mental illness: fourth quarters, added up only when whole."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from tests.etl.sources.figures import Read, read_text

OURS = ("01F", "01J", "99A", "01T", "01V", "01X", "02E", "12F", "27D")
ELSEWHERE = tuple(f"0{number}Z" for number in range(100, 200))  # an England of 109 NHS areas
LAST = "SMI-Q4-2023-2024"


def lines(
    codes: tuple[str, ...] = OURS,
    quarter: str = LAST,
    checked: int = 40,
    register: int = 100,
    question: str = "All6PHC",
) -> list[str]:
    return [
        line
        for code in codes
        for line in (
            f"{quarter},{code},{question},{checked}.0,",
            f"{quarter},{code},SMIRegister,{register}.0,",
        )
    ]


def read(folder: Path, rows: list[str]) -> Read:
    return read_text(folder, "\n".join(["Period,CCG Code,Question,Answer,place", *rows]) + "\n")


def everyone(found: Read, area_code: str) -> pd.Series:
    [row] = found.only("smi-checks-all-six", area_code).to_dict("records")
    return pd.Series(row)


def test_people_checked_among_people_on_the_register(tmp_path: Path) -> None:
    halton = everyone(read(tmp_path, lines()), "E06000006")
    assert (halton["value"], halton["numerator_count"], halton["denominator_count"]) == (
        40,
        40,
        100,
    )
    assert 30 < halton["lower_ci"] < 40 < halton["upper_ci"] < 51
    assert halton["period_start_date"] == date(2023, 4, 1)
    assert halton["period_end_date"] == date(2024, 3, 31)
    assert halton["period_label"] == "2023/24"


def test_sefton_and_the_system_are_sums(tmp_path: Path) -> None:
    found = read(tmp_path, lines())
    assert everyone(found, "E08000014")["denominator_count"] == 200
    assert everyone(found, "E54000008")["denominator_count"] == 900
    assert everyone(found, "E54000008")["numerator_count"] == 360


def test_no_figure_for_one_cheshire_place_alone(tmp_path: Path) -> None:
    codes = set(read(tmp_path, lines()).observations["area_code"])
    assert "E38000233" in codes
    assert not codes & {"E06000049", "E06000050"}


def test_england_is_the_sum_of_every_area_in_the_file(tmp_path: Path) -> None:
    found = read(tmp_path, lines() + lines(ELSEWHERE, checked=1))
    england = everyone(found, "E92000001")
    assert (england["numerator_count"], england["denominator_count"]) == (360 + 100, 10900)
    assert (found.outside_count, found.refusals) == (0, [])


def test_an_extract_is_not_england(tmp_path: Path) -> None:
    found = read(tmp_path, lines() + lines(("00T", "00Y")))
    assert found.only("smi-checks-all-six", "E92000001").empty
    assert everyone(found, "E54000008")["denominator_count"] == 900
    assert found.outside_count == 4


def test_other_quarters_and_questions_are_outside(tmp_path: Path) -> None:
    rows = lines() + lines(quarter="SMI-Q3-2023-2024") + [f"{LAST},01F,Eyesight,5.0,"]
    found = read(tmp_path, rows)
    assert found.outside_count == 2 * len(OURS) + 1
    assert set(found.observations["period_label"]) == {"2023/24"}
    assert "overlap" in found.reading.note


def test_each_question_is_an_indicator(tmp_path: Path) -> None:
    rows = lines() + [f"{LAST},{code},Smoking,70.0," for code in OURS]
    found = read(tmp_path, rows)
    [halton] = found.only("smi-check-smoking", "E06000006").itertuples()
    assert halton.value == 70
    assert everyone(found, "E06000006")["value"] == 40


@pytest.mark.parametrize("answer", ["", "about forty", "-1"])
def test_without_one_area_nothing_it_is_part_of_has_a_figure(answer: str, tmp_path: Path) -> None:
    rows = lines() + lines(ELSEWHERE)
    rows[rows.index(f"{LAST},01V,All6PHC,40.0,")] = f"{LAST},01V,All6PHC,{answer},"
    found = read(tmp_path, rows)
    notes = {
        "E08000014": "no figure in 01V, which is part of this area",
        "E54000008": "no figure for Sefton",
        "E92000001": "no figure for 01V",
    }
    for area_code, note in notes.items():
        blank = everyone(found, area_code)
        assert pd.isna(blank["value"])
        assert blank["value_note"] == note
    assert everyone(found, "E06000006")["value"] == 40
    refused = [(row, column) for row, column, _ in found.refusals]
    assert refused == ([] if answer == "" else [(10, "Answer")])


def test_an_area_not_in_the_file_at_all_leaves_the_system_blank(tmp_path: Path) -> None:
    found = read(tmp_path, lines(tuple(code for code in OURS if code not in ("01F", "01T"))))
    assert everyone(found, "E54000008")["value_note"] == "no figure for Halton, Sefton"
    assert everyone(found, "E08000014")["value_note"].startswith("no figure for 01T")


def test_before_2020_four_areas_were_cheshire(tmp_path: Path) -> None:
    old = (*OURS[:-1], "01C", "01R", "02D", "02F")
    found = read(tmp_path, lines(old, "SMI-Q4-2018-2019") + lines())
    both = found.only("smi-checks-all-six", "E38000233").set_index("period_label")
    assert list(both.loc[["2018/19", "2023/24"], "denominator_count"]) == [400, 100]


def test_a_row_told_twice_and_a_contradiction_are_refused(tmp_path: Path) -> None:
    again = read(tmp_path, [*lines(), f"{LAST},01F,All6PHC,40.0,"])
    assert [row for row, _, _ in again.refusals] == [20]
    assert everyone(again, "E06000006")["value"] == 40
    other = read(tmp_path, [*lines(), f"{LAST},01F,All6PHC,41.0,"])
    assert [row for row, _, _ in other.refusals] == [2, 20]
    assert pd.isna(everyone(other, "E06000006")["value"])


@pytest.mark.parametrize("quarter", ["SMI-Q5-2023-2024", "SMI-Q4-2023-2025", "2023/24 Q4", ""])
def test_a_quarter_that_is_none_is_refused(quarter: str, tmp_path: Path) -> None:
    found = read(tmp_path, [*lines(), f"{quarter},01F,All6PHC,40.0,"])
    assert found.refusals == [(20, "Period", "this is not a quarter such as SMI-Q4-2023-2024")]
