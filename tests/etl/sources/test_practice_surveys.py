"""CVDPREVENT, the Friends and Family Test and the GP Patient Survey, by practice."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from etl.layout import Reference
from tests.etl.sources.figures import Read, read_path, reference_of

PRACTICES = {"N81001": "practice", "N84001": "practice"}
FFT = "gp_code,fft_responses,fft_pct_positive\nN81001,40.0,92.5\nN84001,,\nP82001,10,50.0\n"
CVD = (
    "gp_code,practice_name,CVDP004HYP,CVDP007HYP,CVDP002AF,CVDP012CHOL,CVDP003CKD\n"
    "N81001,A SURGERY,90.5,70.25,88.0,45.0,1.2\nN84001,B SURGERY,85.0,,91,40.5,\n"
)
GPPS = "gp_code,g25_overall_good_pct,g25_contact_good_pct,g24_overall_good_pct\nN81001,80,70.5,75\n"


def read(folder: Path, text: str, name: str) -> Read:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    known = reference_of()
    return read_path(path, Reference(known.catalogue, known.area_types | PRACTICES))


def test_friends_and_family_has_exact_counts(tmp_path: Path) -> None:
    found = read(tmp_path, FFT, "fft_gp_feb26_cm.csv")
    [audlem] = found.only("friends-and-family-gp", "N81001").itertuples()
    assert (audlem.value, audlem.numerator_count, audlem.denominator_count) == (92.5, 37, 40)
    assert (str(audlem.period_start_date), str(audlem.period_end_date)) == (
        "2026-02-01",
        "2026-02-28",
    )
    [bootle] = found.only("friends-and-family-gp", "N84001").itertuples()
    assert bootle.value_note == "hidden, or not sent: the file does not say which"
    assert (found.outside_count, found.refusals) == (1, [])


def test_a_percentage_that_is_no_whole_number_of_people_is_refused(tmp_path: Path) -> None:
    found = read(tmp_path, FFT.replace("92.5", "92.1"), "fft_gp_feb26_cm.csv")
    [(row, column, reason)] = found.refusals
    assert (row, column) == (2, "fft_pct_positive")
    assert "whole number of people" in reason


def test_without_a_month_in_the_name_it_is_refused(tmp_path: Path) -> None:
    found = read(tmp_path, FFT, "fft_gp.csv")
    [(row, _, reason)] = found.refusals
    assert row == 0
    assert "fft_gp_feb26.csv" in reason
    assert found.observations.empty


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("cvdprevent_practice.csv", "2025-01-01", "2025-12-31"),  # as the catalogue says
        ("cvdprevent_march_2026.csv", "2025-04-01", "2026-03-31"),
        ("cvdp-Jun25.csv", "2024-07-01", "2025-06-30"),
    ],
)
def test_cvdprevent_is_of_twelve_months(tmp_path: Path, name: str, first: str, last: str) -> None:
    found = read(tmp_path, CVD, name)
    [row] = found.only("bp-treated", "N81001").itertuples()
    assert (row.value, str(row.period_start_date), str(row.period_end_date)) == (70.25, first, last)
    [blank] = found.only("bp-treated", "N84001").itertuples()
    assert blank.value_note == "not published"
    assert [each.value for each in found.only("kidney-one-low-test", "N81001").itertuples()] == [
        1.2
    ]
    assert ("taken to be December 2025" in found.reading.note) is name.endswith("practice.csv")


def test_each_year_of_the_patient_survey_has_its_column(tmp_path: Path) -> None:
    found = read(tmp_path, GPPS, "gpps.csv")
    rows = found.only("gp-survey-overall-good", "N81001")
    assert dict(zip(rows["period_label"], rows["value"], strict=True)) == {"2025": 80, "2024": 75}
    assert len(found.only("gp-survey-contact-good")) == 1


def test_a_practice_listed_twice_with_two_figures_is_refused(tmp_path: Path) -> None:
    found = read(tmp_path, GPPS + "N81001,81,70,75\n", "gpps.csv")
    assert [row for row, _, _ in found.refusals] == [2, 3]


def test_friends_and_family_as_nhs_england_publishes_it(tmp_path: Path) -> None:
    text = (
        "ICB Code,Practice Code,Practice Name,Total Responses,Very Good,Good,Very Poor\n"
        "QYG,N81001,A SURGERY,100,70,22,8\nQYG,N84001,B SURGERY,*,*,*,*\nQYG,,,200,150,30,20\n"
    )
    found = read(tmp_path, text, "FFT GP February 2026.csv")
    [audlem] = found.only("friends-and-family-gp", "N81001").itertuples()
    assert (audlem.value, audlem.numerator_count, audlem.denominator_count) == (92, 92, 100)
    assert pd.isna(found.only("friends-and-family-gp", "N84001")["value"]).all()
    assert (found.outside_count, found.refusals) == (1, [])
