"""QOF registers: practices become areas and their registers shares of their lists."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pandas as pd
import pytest

from etl.gather import gather
from etl.opening.content import Table
from etl.sources import qof
from tests.etl.sources.figures import SHIPPED, read_text

NAME = "qof_2020_21_prevalence.csv"
PRACTICES = """\
PRACTICE_CODE,GROUP_CODE,REGISTER,PATIENT_LIST_TYPE,PRACTICE_LIST_SIZE,CCG_ODS_CODE,PRACTICE_NAME
N81001,HYP,1000,TOTAL,5000,27D,Audlem Practice
N81001,XYZ,20,16OV,4000,27D,Audlem Practice
N84001,HYP,300,TOTAL,2000,01T,Bootle Practice
N84002,HYP,0,TOTAL,1500,01V,Southport Practice
P82001,HYP,400,TOTAL,2500,00T,Bolton Practice
"""
ENGLAND = """\
GROUP_CODE,REGISTER,PRACTICE_LIST_SIZE,prevalence
HYP,8457600,60716244,0.1393
XYZ,382517,49791957,0.0077
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
        ("QOF 2018-2019 v2.csv", "2018/19"),
        ("QOF2324.zip › PREVALENCE.csv", "2023/24"),
        ("QOF_2223.zip › PREVALENCE_2324.csv", "2023/24"),  # the name inside tells more
        ("downloads 2122/nhs/prevalence.csv", "2021/22"),
        ("2022-23/england.zip › data.csv", "2022/23"),
    ],
)
def test_the_year_is_in_a_name(name: str, label: str) -> None:
    assert qof._year(Table(name, (), pd.DataFrame())) == label


@pytest.mark.parametrize(
    "name",
    [
        "prevalence.csv",
        "download_1105.csv",
        "PREVALENCE_2024.csv",
        "prevalence 11-12-2024.csv",  # a day
        "prevalence_2024-12-13.csv",
        "2021/prevalence.csv",  # of a folder this may be any year
    ],
)
def test_a_name_without_a_year_gives_none(name: str) -> None:
    assert qof._year(Table(name, (), pd.DataFrame())) == ""


def test_a_column_tells_the_year_whatever_the_name_says(tmp_path: Path) -> None:
    header, *rows = ENGLAND.splitlines()
    text = "\n".join([f"{header},YEAR", *(f"{row},2022/23" for row in rows)])
    found = read_text(tmp_path, text, NAME)
    assert list(found.observations["period_label"]) == ["2022/23"]


@pytest.mark.parametrize("content", [PRACTICES, ENGLAND])
def test_without_any_year_the_file_is_refused_and_says_what_to_do(
    content: str, tmp_path: Path
) -> None:
    found = read_text(tmp_path, content, "prevalence.csv")
    assert found.observations.empty
    [(row, column, reason)] = found.refusals
    assert (row, column) == (0, "whole file")
    assert "PREVALENCE_2425.csv for 2024/25" in reason
    assert found.outside_count == len(content.splitlines()) - 1


NATIVE = """\
PRACTICE_CODE,GROUP_CODE,PATIENT_LIST_TYPE,REGISTER,PRACTICE_LIST_SIZE
N84001,HYP,TOTAL,450,3000
N81001,HYP,TOTAL,800,5000
P82001,HYP,TOTAL,400,2500
"""
MAPPING = """\
ICB_ODS_CODE,SUB_ICB_LOC_ODS_CODE,PCN_ODS_CODE,PCN_NAME,PRACTICE_CODE,PRACTICE_NAME
QYG,01T,U1,A PCN,N84001,BOOTLE PRACTICE
QYG,27D,U2,B PCN,N81001,AUDLEM PRACTICE
QOP,00T,U3,C PCN,P82001,BOLTON PRACTICE
"""


def test_the_publishers_own_zip_is_read_with_its_mapping(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "QOF2324.zip", "w") as archive:
        archive.writestr("PREVALENCE_2324.csv", NATIVE)
        archive.writestr("MAPPING_NHS_GEOGRAPHIES_2324.csv", MAPPING)
    found = gather(tmp_path, SHIPPED).tables
    rows = found["observation"].set_index("area_code")
    rows = rows[rows["indicator_id"] == "hypertension-register"]
    bootle = rows.loc["N84001"]
    assert (bootle["value"], bootle["period_label"]) == (15, "2023/24")
    assert rows.loc["E38000233", "value"] == 16
    assert "P82001" not in rows.index
    area = found["area"].set_index("area_code")
    assert area.loc["N84001", "area_name"] == "Bootle Practice"
    assert area.loc["N84001", "place_code"] == "E08000014"
    assert found["rejected_row"].empty


def test_without_the_mapping_it_is_named(tmp_path: Path) -> None:
    found = read_text(tmp_path, NATIVE, "PREVALENCE_2324.csv")
    [(row, _, reason)] = found.refusals
    assert row == 0
    assert "MAPPING_NHS_GEOGRAPHIES" in reason


def test_a_file_of_all_england_adds_up_to_england(tmp_path: Path) -> None:
    rows = [f"A{number:05d},HYP,TOTAL,{number % 90},1000" for number in range(5_200)]
    text = "\n".join([NATIVE.splitlines()[0], *rows, "N84001,HYP,TOTAL,450,3000"])
    (tmp_path / "PREVALENCE_2324.csv").write_text(text)
    (tmp_path / "MAPPING_2324.csv").write_text(MAPPING)
    found = gather(tmp_path, SHIPPED).tables["observation"]
    [england] = found[found["area_code"] == "E92000001"].itertuples()
    count = sum(number % 90 for number in range(5_200)) + 450
    assert (england.numerator_count, england.denominator_count) == (count, 5_203_000)


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
