"""Counts from records of people: read with their reasons, refused where they are too small."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.etl.sources.figures import read_text

SYSTEM = "E54000008"
HEAD = (
    "measure_id,area_code,group_id,period,value,lower_ci,upper_ci,numerator_count,"
    "denominator_count,value_note,{}\n"
)
ROWS = """\
records-smi-checks,E54000008,everyone,2024/25,50.0,40.4,59.6,50,100,,yes
records-smi-checks,E54000008,imd-quintile-1-by-2025,2024/25,40.0,30.9,49.8,40,100,,yes
records-smi-checks,E54000008,ethnic-black,2024/25,,,,,,too few to show,yes
records-copd-admissions,E54000008,everyone,2024/25,123.4,110,140,300,250000,,yes
"""


@pytest.mark.parametrize("mark", ["linked_records", "synthetic_records"])
def test_figures_come_with_counts_and_hidden_ones_with_the_reason(
    tmp_path: Path, mark: str
) -> None:
    read = read_text(tmp_path, HEAD.format(mark) + ROWS)
    assert read.layout.source_id == mark.replace("_", "-")
    assert read.refusals == []
    found = read.only("records-smi-checks", SYSTEM).set_index("group_id")
    assert found["value"].to_dict() | {"ethnic-black": None} == {
        "everyone": 50,
        "imd-quintile-1-by-2025": 40,
        "ethnic-black": None,
    }
    assert found.loc["everyone", "denominator_count"] == 100
    assert found.loc["ethnic-black", "value_note"] == "too few to show"
    assert str(found.loc["everyone", "period_end_date"]).startswith("2025-03-31")
    assert read.only("records-copd-admissions", SYSTEM)["value"].tolist() == [123.4]


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("records-smi-checks,E54000008,sex-male,2024/25,9,4,17,9,100,,yes", "numerator_count"),
        ("records-smi-checks,E54000008,sex-male,2024/25,95,89,98,95,100,,yes", "denominator_count"),
        ("records-smi-checks,E54000008,tall-people,2024/25,50,40,60,50,100,,yes", "group_id"),
    ],
)
def test_what_should_not_have_left_is_refused(tmp_path: Path, row: str, column: str) -> None:
    read = read_text(tmp_path, HEAD.format("linked_records") + ROWS + row + "\n")
    assert [(number, name) for number, name, _ in read.refusals] == [(6, column)]


def test_rounded_counts_may_be_close_to_all(tmp_path: Path) -> None:
    row = (
        "records-smi-checks,E54000008,sex-male,2024/25,95,89,98,95,100,from counts rounded to 5,yes"
    )
    read = read_text(tmp_path, HEAD.format("linked_records") + ROWS + row + "\n")
    assert read.refusals == []
