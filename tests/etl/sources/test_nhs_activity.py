"""A&E and beds: the system by month, and England where all of it is there."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest

from etl.sources.nhs_activity import ICBS_IN_ENGLAND
from tests.etl.sources.figures import read_text

OURS = "E54000008"
HEADER = (
    "icb22_code,total_attendances,attendances_over_4hours,total_emergency_admissions,"
    "emergency_admissions_over_4hours,date"
)


def months(others: int, month: str = "April 2025") -> list[str]:
    rows = [f"E5400{9000 + n},100.0,30.0,40.0,10.0,{month}" for n in range(others)]
    return [*rows, f"{OURS},1000.0,250.0,400.0,100.0,{month}"]


def test_within_four_hours_is_all_less_those_who_took_longer(tmp_path: Path) -> None:
    found = read_text(tmp_path, "\n".join([HEADER, *months(ICBS_IN_ENGLAND - 1)]))
    [ours] = found.only("ae-within-four-hours", OURS).itertuples()
    assert (ours.value, ours.numerator_count, ours.denominator_count) == (75, 750, 1000)
    assert (str(ours.period_start_date), str(ours.period_end_date)) == ("2025-04-01", "2025-04-30")
    [england] = found.only("ae-within-four-hours", "E92000001").itertuples()
    assert (england.numerator_count, england.denominator_count) == (750 + 41 * 70, 1000 + 4100)
    assert found.outside_count == 0


def test_england_needs_every_nhs_area(tmp_path: Path) -> None:
    found = read_text(tmp_path, "\n".join([HEADER, *months(ICBS_IN_ENGLAND - 2)]))
    assert found.only("ae-within-four-hours", "E92000001").empty
    assert len(found.only("ae-within-four-hours", OURS)) == 1
    assert found.outside_count == ICBS_IN_ENGLAND - 2


def test_england_alone_where_no_nhs_area_is_ours(tmp_path: Path) -> None:
    rows = [row.replace(OURS, "E54009999") for row in months(ICBS_IN_ENGLAND - 1)]
    found = read_text(tmp_path, "\n".join([HEADER, *rows]))
    assert set(found.only("ae-within-four-hours")["area_code"]) == {"E92000001"}


def test_what_is_no_month_is_refused(tmp_path: Path) -> None:
    found = read_text(tmp_path, "\n".join([HEADER, *months(0, "Spring 2025")]))
    assert [(row, column) for row, column, _ in found.refusals] == [(2, "date")]


@pytest.mark.parametrize("month", ["Sep-25", "2025-09", "01/09/2025", "30/09/2025", "2025-09-01"])
def test_a_month_as_spreadsheets_write_it_and_codes_of_another_year(
    month: str, tmp_path: Path
) -> None:
    header = HEADER.replace("icb22", "icb24")
    [ours] = (
        read_text(tmp_path, "\n".join([header, *months(0, month)]))
        .only("ae-within-four-hours", OURS)
        .itertuples()
    )
    assert (str(ours.period_start_date), str(ours.period_end_date)) == ("2025-09-01", "2025-09-30")


def days(count: int, beds: str = "1000", zero: int = 0) -> str:
    rows = [f"{OURS},2025-02-{n:02d},{beds if n != zero else 0}" for n in range(1, count + 1)]
    return "\n".join(["icb22_code,date,do_not_meet_criteria_to_reside", *rows])


@pytest.mark.slow
def test_a_month_of_beds_is_the_mean_of_its_days(tmp_path: Path) -> None:
    [found] = read_text(tmp_path, days(28)).only("ready-to-leave-hospital").itertuples()
    assert (found.area_code, found.value) == (OURS, 1000)
    assert pd.isna(found.value_note)
    [found] = read_text(tmp_path, days(28, zero=5)).only("ready-to-leave-hospital").itertuples()
    assert (found.value, found.value_note) == (1000, "the mean of 27 of 28 days")


def test_days_of_beds_month_first(tmp_path: Path) -> None:
    text = re.sub(r"2025-02-(\d\d)", r"2/\1/2025", days(28))
    [found] = read_text(tmp_path, text).only("ready-to-leave-hospital").itertuples()
    assert (found.period_label, found.value) == ("February 2025", 1000)


def test_part_of_a_month_has_no_figure(tmp_path: Path) -> None:
    [found] = read_text(tmp_path, days(20)).only("ready-to-leave-hospital").itertuples()
    assert pd.isna(found.value)
    assert "within this month" in found.value_note


def test_figures_of_trusts_are_recognised_and_not_loaded(tmp_path: Path) -> None:
    header = "nhs_trust22_code,total_attendances,attendances_over_4hours,date"
    found = read_text(tmp_path, f"{header}\nRBS,5515.0,402.0,April 2021\n")
    assert found.layout.is_reference
    assert found.observations.empty
