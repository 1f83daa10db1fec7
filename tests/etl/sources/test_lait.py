"""DfE Local Authority Interactive Tool: areas by name, years in many spellings."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.etl.sources.figures import changed, read_path, read_text, reference_of

HEADER = (
    "Short Desc,Data item,Years,LA and Regions,Values,LA Number,Region,Measure_short,Topic,"
    "Measure,Polarity,y_axis_name\n"
)


def row(
    measure: str = "LAC",
    year: str = "2024",
    area: str = "Halton",
    value: str = "91",
    number: str = "876.0",
) -> str:
    return f"{measure},item,{year},{area},{value},{number},North West,{measure},T,M,Low,axis\n"


def test_areas_by_any_spelling_or_by_number(tmp_path: Path) -> None:
    text = HEADER + "".join(
        (
            row(area="St. Helens", number="342.0"),
            row(area="ENGLAND", number=""),
            row(area="North West", number="981.0"),
            row(area="The Wirral", number="344.0"),
        )
    )
    found = read_text(tmp_path, text).only("children-looked-after")
    assert set(found["area_code"]) == {"E08000013", "E92000001", "E12000002", "E08000015"}


def test_another_region_is_outside_and_a_nameless_row_refused(tmp_path: Path) -> None:
    text = HEADER + row() + row(area="East of England", number="985.0") + row(area="", number="")
    found = read_text(tmp_path, text)
    assert (len(found.observations), found.outside_count) == (1, 1)
    assert found.refusals == [(4, "LA and Regions", "the area has no name")]


@pytest.mark.parametrize(
    ("measure", "indicator_id", "year", "label"),
    [
        ("LAC", "children-looked-after", "2024", "2023/24"),
        ("LAC", "children-looked-after", "2016-17 (OT)", "2016/17"),
        ("LAC", "children-looked-after", "2017/18", "2017/18"),
        ("AVG_Attain8_Score", "gcse-attainment", "2020 (Final)", "2019/20"),
        ("InfMort", "infant-mortality", "2021", "2021"),
        ("RTA", "children-road-injuries", "2014-16", "2014 to 2016"),
        (
            "Hosp_Adm_Alc_<18yrs",
            "alcohol-admissions-under-18",
            "2013/14-15/16",
            "2013/14 to 2015/16",
        ),
    ],
)
def test_years(measure: str, indicator_id: str, year: str, label: str, tmp_path: Path) -> None:
    text = HEADER + row(measure, year, value="20")
    [found] = read_text(tmp_path, text).only(indicator_id).itertuples()
    assert found.period_label == label


@pytest.mark.parametrize(
    ("year", "value", "note"),
    [
        ("2025 (prov)", "91", "provisional figure"),
        ("2024 (Rev)", "91", "revised figure"),
        ("2024", "-", "not published"),
        ("2025 (prov)", "-", "not published"),
    ],
)
def test_what_to_know_about_a_figure(year: str, value: str, note: str, tmp_path: Path) -> None:
    text = HEADER + row(year=year, value=value)
    [found] = read_text(tmp_path, text).only("children-looked-after").itertuples()
    assert found.value_note == note


def test_a_year_that_is_none_and_a_word_for_a_number_are_refused(tmp_path: Path) -> None:
    text = HEADER + row(year="0") + row(year="2023", value="few") + row()
    assert read_text(tmp_path, text).refusals == [
        (2, "Years", "this is not a period this project knows"),
        (3, "Values", "this is not a number"),
    ]


def test_figures_are_multiplied_as_the_catalogue_says(tmp_path: Path) -> None:
    per_1000 = changed("children-looked-after", multiply=0.1)
    found = read_text(tmp_path, HEADER + row(value="91.5"), catalogue=per_1000)
    assert list(found.observations["value"]) == [9.15]


def test_the_dictionary_is_recognised(tmp_path: Path) -> None:
    text = "Measure_code,Topic,Measure_short,Year_Type,Methodology\n4,Health,InfMort,Year,Counts\n"
    assert read_text(tmp_path, text).layout.is_reference


@pytest.mark.parametrize(("england", "is_kept"), [("905", False), ("12", False), ("93", True)])
def test_england_is_not_taken_from_a_sum_of_its_areas(
    tmp_path: Path, england: str, is_kept: bool
) -> None:
    parts = "".join(
        row(area=name, value=str(90 + n), number="")
        for n, name in enumerate(("Halton", "Sefton", "North West", "London", "South East"))
    )
    found = read_text(tmp_path, HEADER + parts + row(area="England", value=england, number=""))
    assert ("E92000001" in set(found.only("children-looked-after")["area_code"])) is is_kept
    assert [(line, column) for line, column, _ in found.refusals] == [(7, "Values")] * (not is_kept)


def test_authorities_elsewhere_are_known_by_name(tmp_path: Path) -> None:
    text = (
        HEADER + row() + row(area='"Bristol, City of"', number="801") + row(area="Kent", number="")
    )
    path = tmp_path / "lait.csv"
    path.write_text(text, encoding="utf-8")
    bristol = "E06000023"
    known = replace(
        reference_of(),
        area_types={**reference_of().area_types, bristol: "authority"},
        authorities={"bristol city of": bristol},
    )
    found = read_path(path, known)
    assert set(found.only("children-looked-after")["area_code"]) == {"E06000006", bristol}
    assert found.outside_count == 1
