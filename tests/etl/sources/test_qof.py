"""QOF registers: practices become areas and their registers shares of their lists."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.etl.sources.figures import read_text

NAME = "qof_2020_21_prevalence.csv"
PRACTICES = """\
PRACTICE_CODE,GROUP_CODE,REGISTER,PATIENT_LIST_TYPE,PRACTICE_LIST_SIZE,CCG_ODS_CODE,PRACTICE_NAME
N81001,HYP,1000,TOTAL,5000,27D,Audlem Practice
N81001,RA,20,16OV,4000,27D,Audlem Practice
N84001,HYP,300,TOTAL,2000,01T,Bootle Practice
N84002,HYP,0,TOTAL,1500,01V,Southport Practice
P82001,HYP,400,TOTAL,2500,00T,Bolton Practice
"""
ENGLAND = """\
GROUP_CODE,REGISTER,PRACTICE_LIST_SIZE,prevalence
HYP,8457600,60716244,0.1393
RA,382517,49791957,0.0077
"""


def test_a_register_is_a_share_of_the_list(tmp_path: Path) -> None:
    found = read_text(tmp_path, PRACTICES, NAME)
    [audlem] = found.only("hypertension-register", "N81001").itertuples()
    assert (audlem.value, audlem.numerator_count, audlem.denominator_count) == (20, 1000, 5000)
    assert 18 < audlem.lower_ci < 20 < audlem.upper_ci < 22
    assert audlem.period_label == "2020/21"
    [none] = found.only("hypertension-register", "N84002").itertuples()
    assert (none.value, none.lower_ci) == (0, 0)
    assert (found.outside_count, found.refusals) == (2, [])


def test_practices_lie_in_their_place_or_in_both_cheshires(tmp_path: Path) -> None:
    areas = read_text(tmp_path, PRACTICES, NAME).reading.tables["area"].set_index("area_code")
    assert list(areas.index) == ["N81001", "N84001", "N84002"]
    assert set(areas["area_type"]) == {"practice"}
    assert areas.loc["N81001", "area_name"] == "Audlem Practice"
    assert areas.loc["N81001", "parent_code"] == "E38000233"
    assert areas.loc["N81001", "place_code"] == ""
    assert set(areas.loc[["N84001", "N84002"], "place_code"]) == {"E08000014"}


def test_england_has_a_file_of_its_own(tmp_path: Path) -> None:
    found = read_text(tmp_path, ENGLAND, NAME)
    [england] = found.only("hypertension-register").itertuples()
    assert england.area_code == "E92000001"
    assert england.value == pytest.approx(100 * 8457600 / 60716244)
    assert found.outside_count == 1


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("qof_2019-20_prevalence.csv", "2019/20"),
        ("PREVALENCE_2122.csv", "2021/22"),
        ("PREVALENCE_2021.csv", "2020/21"),  # as NHS England names 2020/21
        ("qof-2223-practices.csv", "2022/23"),
    ],
)
def test_the_year_is_in_the_name(name: str, label: str, tmp_path: Path) -> None:
    found = read_text(tmp_path, ENGLAND, name)
    assert list(found.observations["period_label"]) == [label]
    assert found.reading.note == ""


def test_without_a_year_in_the_name_the_catalogue_tells_it_and_a_note_says_so(
    tmp_path: Path,
) -> None:
    found = read_text(tmp_path, ENGLAND, "download_1105.csv")
    assert list(found.observations["period_label"]) == ["2020/21"]
    assert "taken to be 2020/21" in found.reading.note


def test_broken_rows_are_refused_and_the_rest_loaded(tmp_path: Path) -> None:
    text = (
        PRACTICES.replace("N81001,HYP,1000", "N8100,HYP,1000")
        .replace("HYP,300,TOTAL", "HYP,three hundred,TOTAL")
        .replace("HYP,0,TOTAL,1500", "HYP,1501,TOTAL,1500")
    )
    found = read_text(tmp_path, text, NAME)
    assert [(row, column) for row, column, _ in found.refusals] == [
        (2, "PRACTICE_CODE"),
        (4, "REGISTER"),
        (5, "REGISTER"),
    ]


def test_a_practice_listed_twice_with_two_registers_is_refused(tmp_path: Path) -> None:
    text = PRACTICES + "N81001,HYP,900,TOTAL,5000,27D,Audlem Practice\n"
    found = read_text(tmp_path, text, NAME)
    assert [row for row, _, _ in found.refusals] == [2, 7]
    assert found.only("hypertension-register", "N81001").empty
