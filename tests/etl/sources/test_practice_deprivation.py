"""Practice deprivation: fifth 1 is always the most deprived, whichever way the file counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.etl.sources.figures import read_text

HEADER = "Practice.Code,ICB.NAME,IMD,IMD_quintile\n"
SCORES = {"N81001": 8.5, "N81002": 15.0, "N84001": 22.0, "N84002": 30.0, "N85001": 55.25}


def file_of(fifths: list[int], icb: str = "Cheshire and Merseyside") -> str:
    rows = zip(SCORES.items(), fifths, strict=True)
    return HEADER + "".join(f"{code},{icb},{score},{fifth}\n" for (code, score), fifth in rows)


@pytest.mark.parametrize("fifths", [[1, 2, 3, 4, 5], [5, 4, 3, 2, 1]])
def test_the_highest_score_is_in_fifth_one(fifths: list[int], tmp_path: Path) -> None:
    found = read_text(tmp_path, file_of(fifths)).reading.tables["practice_deprivation"]
    assert dict(zip(found["area_code"], found["quintile"], strict=True)) == {
        "N81001": 5,
        "N81002": 4,
        "N84001": 3,
        "N84002": 2,
        "N85001": 1,
    }
    assert list(found["score"]) == list(SCORES.values())
    assert set(found["edition"]) == {"2019"}


def test_other_systems_are_outside(tmp_path: Path) -> None:
    found = read_text(tmp_path, file_of([1, 2, 3, 4, 5], "Greater Manchester"))
    assert found.reading.tables["practice_deprivation"].empty
    assert found.outside_count == 5


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("N9,Cheshire and Merseyside,9,1", "Practice.Code"),
        ("N90001,Cheshire and Merseyside,NA,1", "IMD"),
        ("N90001,Cheshire and Merseyside,-1,1", "IMD"),
        ("N90001,Cheshire and Merseyside,9,6", "IMD_quintile"),
        ("N90001,Cheshire and Merseyside,9,first", "IMD_quintile"),
        ("N81001,Cheshire and Merseyside,8.5,1", "Practice.Code"),
    ],
)
def test_a_broken_row_is_refused_and_the_rest_loaded(row: str, column: str, tmp_path: Path) -> None:
    found = read_text(tmp_path, file_of([1, 2, 3, 4, 5]) + row + "\n")
    assert [(number, name) for number, name, _ in found.refusals] == [(7, column)]
    assert len(found.reading.tables["practice_deprivation"]) == 5


def test_two_scores_for_one_practice_are_both_refused(tmp_path: Path) -> None:
    text = file_of([1, 2, 3, 4, 5]) + "N81001,Cheshire and Merseyside,60,5\n"
    found = read_text(tmp_path, text)
    assert [number for number, _, _ in found.refusals] == [2, 7]
    assert "N81001" not in set(found.reading.tables["practice_deprivation"]["area_code"])
