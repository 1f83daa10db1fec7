"""Fingertips: any area type, sexes and categories told apart, exact repeats let pass."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pandas as pd
import pytest

from etl.layout import Reference
from insight.reference.catalogue import Catalogue
from tests.etl.sources.figures import SHIPPED, Read, changed, read_path, read_text, reference_of

HEADER = """\
Indicator ID,Indicator Name,Parent Code,Parent Name,Area Code,Area Name,Area Type,Sex,Age,\
Category Type,Category,Time period,Value,Lower CI 95.0 limit,Upper CI 95.0 limit,\
Lower CI 99.8 limit,Upper CI 99.8 limit,Count,Denominator,Value note,Recent Trend,\
Compared to England value or percentiles,Compared to Region value or percentiles,\
Time period Sortable,New data,Compared to goal,Time period range"""
COLUMNS = HEADER.split(",")
PREVENTABLE = {
    "Indicator ID": "93721",
    "Area Code": "E06000006",
    "Area Type": "UA",
    "Sex": "Persons",
    "Time period": "2022",
    "Value": "190.5",
    "Lower CI 95.0 limit": "170",
    "Upper CI 95.0 limit": "210.25",
}
BOTH_SEXES = changed("preventable-mortality", match={"Indicator ID": ("93721",)})


def file_of(*rows: dict[str, str], columns: list[str] = COLUMNS) -> str:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(columns)
    for row in rows:
        cells = {**PREVENTABLE, **row}
        writer.writerow([cells.get(column, "") for column in columns])
    return text.getvalue()


def read(folder: Path, *rows: dict[str, str], catalogue: Catalogue = SHIPPED) -> Read:
    return read_text(folder, file_of(*rows), catalogue=catalogue)


def test_a_row_with_its_interval(tmp_path: Path) -> None:
    [found] = read(tmp_path, {}).only("preventable-mortality").itertuples()
    assert (found.area_code, found.group_id, found.period_label) == (
        "E06000006",
        "everyone",
        "2022",
    )
    assert (found.value, found.lower_ci, found.upper_ci) == (190.5, 170, 210.25)


@pytest.mark.parametrize("indicator", ["93721", "93721.0", " 93721 "])
def test_ids_as_spreadsheets_write_them(indicator: str, tmp_path: Path) -> None:
    assert len(read(tmp_path, {"Indicator ID": indicator}).observations) == 1


@pytest.mark.parametrize(
    "columns",
    [
        COLUMNS[:-1],
        [c.replace("to Region", "to PCNs (v. 27/10/23)") for c in COLUMNS],
        [c.replace("Compared to Region value or percentiles", "Column not used") for c in COLUMNS],
        [c.replace("to Region", "to England") for c in COLUMNS],  # a header that occurs twice
    ],
)
def test_headers_that_vary_between_downloads(columns: list[str], tmp_path: Path) -> None:
    found = read_text(tmp_path, file_of({}, columns=columns))
    assert (found.layout.name, len(found.observations)) == ("fingertips", 1)


def test_sexes_are_groups_of_an_indicator_about_persons(tmp_path: Path) -> None:
    rows = [{}, {"Sex": "Female", "Value": "150", "Lower CI 95.0 limit": "140"}, {"Sex": "Male"}]
    found = read(tmp_path, *rows, catalogue=BOTH_SEXES).observations.set_index("group_id")
    assert set(found.index) == {"everyone", "sex-female", "sex-male"}
    assert found.loc["sex-female", "sex"] == "female"
    assert found.loc["everyone", "sex"] == "persons"


def test_the_other_sex_is_outside_an_indicator_about_one(tmp_path: Path) -> None:
    women = {"Indicator ID": "90366", "Sex": "Female", "Time period": "2022 - 24", "Value": "82"}
    limits = {"Lower CI 95.0 limit": "", "Upper CI 95.0 limit": ""}
    only_women = changed("life-expectancy-female", match={"Indicator ID": ("90366",)})
    only_women = changed("life-expectancy-male", only_women, match={"Indicator ID": ("0",)})
    rows = [{**women, **limits}, {**women, **limits, "Sex": "Male"}]
    found = read(tmp_path, *rows, catalogue=only_women)
    assert list(found.observations["group_id"]) == ["everyone"]
    assert list(found.observations["period_label"]) == ["2022 to 2024"]
    assert found.outside_count == 1


ENGLAND = {"Area Code": "E92000001", "Area Type": "England"}


def test_tenths_of_neighbourhoods_become_groups_newest_edition_first(tmp_path: Path) -> None:
    rows = [
        {
            **ENGLAND,
            "Category Type": f"LSOA11 deprivation deciles in England (IMD{edition})",
            "Category": f"{name} deprived decile (IMD{edition})",
        }
        for edition in ("2015", "2019")
        for name in ("Most", "Fifth more", "Least")
    ]
    found = read(tmp_path, {**ENGLAND}, *rows)
    assert set(found.observations["group_id"]) == {
        "everyone",
        "imd-decile-1",
        "imd-decile-5",
        "imd-decile-10",
    }
    assert (found.outside_count, found.refusals) == (3, [])


@pytest.mark.parametrize(
    "kind",
    [
        "District & UA deprivation deciles in England (IMD2019, 4/21 geography)",
        "County & UA deprivation deciles in England (IMD2019, 4/23 geography)",
        "CCG deprivation deciles in England (IMD2019, 2021 CCGs)",
        "General Practice deprivation deciles in England (IMD2019)",
        "LSOA11 deprivation deciles within area (IMD2019)",
    ],
)
def test_tenths_of_anything_else_are_outside(kind: str, tmp_path: Path) -> None:
    tenth = {**ENGLAND, "Category Type": kind, "Category": "Most deprived decile (IMD2019)"}
    found = read(tmp_path, {**ENGLAND}, tenth)
    assert list(found.observations["group_id"]) == ["everyone"]
    assert found.outside_count == 1
    assert "not loaded" in found.reading.note


@pytest.mark.parametrize(
    ("category", "group"),
    [
        ("White", "ethnic-white"),
        ("Mixed / Multiple ethnic groups", "ethnic-mixed"),
        ("Black / African / Caribbean / Black British", "ethnic-black"),
        ("Asian / Asian British inc Chinese", "ethnic-asian"),
        ("Asian", None),  # without Chinese people, so not today's group
        ("Chinese", None),
        ("Unknown", None),
    ],
)
def test_ethnic_groups_where_they_are_clear(
    category: str, group: str | None, tmp_path: Path
) -> None:
    rows = [{**ENGLAND}, {**ENGLAND, "Category Type": "Ethnic groups", "Category": category}]
    found = read(tmp_path, *rows)
    assert set(found.observations["group_id"]) == {"everyone", group} - {None}
    assert found.outside_count == (group is None)


def test_sex_within_a_category_is_outside(tmp_path: Path) -> None:
    women = {"Category Type": "Ethnic groups", "Category": "White", "Sex": "Female"}
    found = read(tmp_path, {**ENGLAND, **women}, catalogue=BOTH_SEXES)
    assert found.reading.claims is None
    assert found.outside_count == 1


def test_england_repeated_for_each_area_type_is_loaded_once(tmp_path: Path) -> None:
    found = read(tmp_path, ENGLAND, {}, {**ENGLAND, "Compared to goal": "Not compared"})
    assert found.refusals == []
    assert (len(found.observations), found.outside_count) == (2, 1)


def test_rows_that_contradict_each_other_are_refused(tmp_path: Path) -> None:
    found = read(tmp_path, {}, {"Value": "200"}, {"Area Code": "E08000012"})
    assert [row for row, _, _ in found.refusals] == [2, 3]
    assert list(found.observations["area_code"]) == ["E08000012"]


def test_codes_only_fingertips_has_are_outside_and_a_broken_code_refused(tmp_path: Path) -> None:
    found = read(tmp_path, {"Area Code": "Cl_L2_1a"}, {"Area Code": "E0600"}, {"Area Code": ""})
    assert found.outside_count == 1
    assert found.refusals == [
        (3, "Area Code", "this is not an area code"),
        (4, "Area Code", "this is not an area code"),
    ]


def test_only_periods_of_the_wanted_length_are_loaded(tmp_path: Path) -> None:
    smokers = {
        "Indicator ID": "92445",
        "Value": "20",
        "Lower CI 95.0 limit": "",
        "Upper CI 95.0 limit": "",
    }
    rows = [{**smokers, "Time period": when} for when in ("2019", "2020", "2019 - 21", "2020 - 22")]
    found = read(tmp_path, *rows)
    assert list(found.observations["period_label"]) == ["2019 to 2021", "2020 to 2022"]
    assert found.outside_count == 2


def test_counts_and_notes_are_kept(tmp_path: Path) -> None:
    row = {"Count": "12,345", "Denominator": "6480050.5", "Value note": "Aggregated from parts"}
    [found] = read(tmp_path, row).observations.itertuples()
    assert (found.numerator_count, found.denominator_count) == (12345, 6480050.5)
    assert found.value_note == "Aggregated from parts"


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"Value": "n.d."}, "Value"),
        ({"Upper CI 95.0 limit": "high"}, "Upper CI 95.0 limit"),
        ({"Count": "many"}, "Count"),
        ({"Time period": "lately"}, "Time period"),
    ],
)
def test_a_broken_cell_is_refused_by_its_own_name(
    cells: dict[str, str], column: str, tmp_path: Path
) -> None:
    [(row, name, _)] = read(tmp_path, {"Area Code": "E08000012"}, cells).refusals
    assert (row, name) == (3, column)


@pytest.mark.parametrize(
    "header",
    [
        "Children,AreaCode,AreaName,Level,HierarchyType,AreaType,AreaTypeCode",
        "CategoryName,CategoryTypeName,Sequence",
        "IndicatorID,Polarity,BenchmarkComparisonMethod,ValueType,IndicatorName",
    ],
)
def test_files_that_describe_the_others_are_recognised(header: str, tmp_path: Path) -> None:
    text = header + "\n" + ",".join("x" for _ in header.split(",")) + "\n"
    assert read_text(tmp_path, text).layout.is_reference


def test_words_for_a_blank_are_blanks(tmp_path: Path) -> None:
    """As R and pandas write a file they have read."""
    na = dict.fromkeys(["Category Type", "Category", "Count", "Denominator", "Value note"], "NA")
    [found] = read(tmp_path, na | {"Lower CI 99.8 limit": "NA"}).observations.itertuples()
    assert (found.group_id, found.value) == ("everyone", 190.5)
    assert pd.isna(found.value_note)


def test_a_file_as_pandas_writes_it(tmp_path: Path) -> None:
    header, row = file_of({"Indicator ID": "93721.0", "Count": "61000.0"}).splitlines()
    [found] = read_text(tmp_path, f",{header}\n0,{row}\n").observations.itertuples()
    assert (found.value, found.numerator_count) == (190.5, 61000)


@pytest.mark.parametrize("code", ["nE54000008", " e54000008", "E54000008"])
def test_codes_of_nhs_areas_may_have_an_n(code: str, tmp_path: Path) -> None:
    found = read(tmp_path, {"Area Code": code, "Area Type": "ICBs"})
    assert found.observations["area_code"].tolist() == ["E54000008"]


@pytest.mark.parametrize(
    ("lower", "upper", "count"), [("175", "205", 0), ("160", "220", 1), ("170", "210.25", 1)]
)
def test_limits_at_95_are_no_wider_than_those_at_998(
    lower: str, upper: str, count: int, tmp_path: Path
) -> None:
    found = read(tmp_path, {"Lower CI 99.8 limit": lower, "Upper CI 99.8 limit": upper})
    assert len(found.observations) == count
    assert [column for _, column, _ in found.refusals] == ["Lower CI 95.0 limit"] * (1 - count)


def test_the_same_limits_to_the_last_digit_are_refused(tmp_path: Path) -> None:
    limits = ("170.12345", "210.54321")
    cells = {f"{end} CI {level} limit": text for level in ("95.0", "99.8")
             for end, text in zip(("Lower", "Upper"), limits, strict=True)}  # fmt: skip
    assert len(read(tmp_path, cells).observations) == 0


def test_deprivation_of_practices_is_kept_by_its_edition(tmp_path: Path) -> None:
    figures = [
        ("93553", "N81001", "2019", "13.9"),
        ("94240", "N81001", "2025", "14.1"),
        ("94240", "N81002", "2025", "*"),
        ("94240", "E92000001", "2025", "21"),
    ]
    names = ("Indicator ID", "Area Code", "Time period", "Value")
    limits = {"Lower CI 95.0 limit": "", "Upper CI 95.0 limit": ""}
    (tmp_path / "a.csv").write_text(
        file_of(*[limits | dict(zip(names, each, strict=True)) for each in figures])
    )
    known = reference_of()
    practices = dict.fromkeys(("N81001", "N81002"), "practice")
    found = read_path(tmp_path / "a.csv", Reference(known.catalogue, known.area_types | practices))
    kept = found.reading.tables["practice_deprivation"][["area_code", "edition", "score"]]
    assert kept.values.tolist() == [["N81001", "2019", 13.9], ["N81001", "2025", 14.1]]
    assert found.only("practice-deprivation-score")["value"].tolist() == [14.1]
    assert [(row, column) for row, column, _ in found.refusals] == [(4, "Value")]
    assert found.outside_count == 1
