"""Mid-2020 estimates: residents of neighbourhoods of 2011 and of other authorities."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from etl.opening.content import Table
from etl.opening.open_file import read_file
from tests.etl.sources.examples import EXAMPLES, OTHER_SPELLINGS
from tests.etl.sources.reading import LAYOUTS, read, reference, refused, rows_kept


def test_residents_of_neighbourhoods(tmp_path: Path) -> None:
    rows = read(tmp_path, "population_lsoa11", EXAMPLES["population_lsoa11"]).tables["population"]
    assert rows.to_dict("records") == [
        {"area_code": "E01012367", "area_type": "lsoa11", "population_count": 1480},
        {"area_code": "E01006830", "area_type": "lsoa11", "population_count": 2100},
    ]


def test_our_places_are_left_to_the_census(tmp_path: Path) -> None:
    reading = read(tmp_path, "population_authority", EXAMPLES["population_authority"])
    assert reading.tables["population"]["area_code"].tolist() == ["E08000001"]
    assert reading.outside_count == 1  # Wales


def test_shares_by_age_of_authorities_and_our_places(tmp_path: Path) -> None:
    text = EXAMPLES["population_authority"]
    ages = read(tmp_path, "population_authority", text).tables["authority_ages"]
    ages = ages.set_index("area_code")
    assert list(ages.index) == ["E08000001", "E06000006"]
    assert ages.loc["E08000001", "aged_under_16_pct"] == pytest.approx(100 * 190 / 288)
    assert ages.loc["E06000006", "aged_65_plus_pct"] == pytest.approx(100 * 39 / 129)
    assert (
        "authority_ages"
        not in read(tmp_path, "population_lsoa11", EXAMPLES["population_lsoa11"]).tables
    )


def test_years_of_age_must_add_up(tmp_path: Path) -> None:
    text = EXAMPLES["population_lsoa11"].replace("1480.0", "1481.0")
    reading = read(tmp_path, "population_lsoa11", text)
    assert refused(reading) == {2: "the years of age do not add up to the total"}


def test_years_of_age_may_be_left_out(tmp_path: Path) -> None:
    text = "lsoa11_code,total_population\nE01012367,1480\n"
    rows = read(tmp_path, "population_lsoa11", text).tables["population"]
    assert rows["population_count"].tolist() == [1480]


def test_authorities_under_the_publishers_headings_of_any_year(tmp_path: Path) -> None:
    text = OTHER_SPELLINGS["population_authority_estimates"]
    reading = read(tmp_path, "population_authority_estimates", text)
    ages = reading.tables["authority_ages"].set_index("area_code")
    assert ages.loc["E08000001"].tolist() == pytest.approx([20, 20])
    assert reading.tables["population"].values.tolist() == [["E08000001", "authority", 1000]]
    assert reading.outside_count == 1  # England
    newer = text.replace("Code,Name", "LAD 2024 Code,LAD 2024 Name").replace("All ages", "Total")
    again = read(tmp_path, "population_authority_estimates", newer)
    assert again.tables["population"].equals(reading.tables["population"])


def test_sexes_are_added_up(tmp_path: Path) -> None:
    text = "LAD 2023 Code,LAD 2023 Name,Total,F0,F15,F65,M0,M15,M90+\n"
    text += "E08000001,Bolton,100,10,10,30,10,20,20\n"
    reading = read(tmp_path, "population_authority_estimates", text)
    ages = reading.tables["authority_ages"].set_index("area_code")
    assert ages.loc["E08000001"].tolist() == [50, 50]
    wrong = text.replace(",100,", ",101,")
    [frame] = read(tmp_path, "population_authority_estimates", wrong).rejections
    assert frame["column_name"].tolist() == ["Total"]


def test_a_row_for_each_authority_sex_and_year_of_age(tmp_path: Path) -> None:
    ages = [
        f"{code},x,E,{sex},{age},9,{people}"
        for code, people in (("E08000001", 5), ("E06000006", 7), ("W06000001", 3))
        for sex in "FM"
        for age in range(91)
    ]
    header = "ladcode23,laname23,country,sex,age,population_2023,population_2024"
    text = "\n".join([header, *ages, "E08000002,x,E,F,0,9,many"])
    reading = read(tmp_path, "population_authority_long", text)
    assert reading.tables["population"].values.tolist() == [["E08000001", "authority", 910]]
    ages_of = reading.tables["authority_ages"].set_index("area_code")
    assert ages_of.loc["E06000006", "aged_under_16_pct"] == pytest.approx(100 * 16 / 91)
    assert reading.outside_count == 2 * 91 + 1  # Wales, and an authority not known here


def test_neighbourhoods_of_2011_of_another_year(tmp_path: Path) -> None:
    text = OTHER_SPELLINGS["population_lsoa11_estimates"]
    rows = read(tmp_path, "population_lsoa11_estimates", text).tables["population"]
    assert rows.values.tolist() == [["E01012367", "lsoa11", 1480]]


@pytest.mark.data
def test_official_neighbourhoods(open_data: Path) -> None:
    path = open_data / "population" / "mye2020_single_year_age_lsoa11_cm.csv"
    naive = pd.read_csv(path)
    layout, near = LAYOUTS["population_lsoa11"], reference()
    near.area_types.update(dict.fromkeys(naive["lsoa11_code"], "lsoa11"))
    [found] = read_file(path, path.name, layout.fits)
    assert isinstance(found, Table)
    assert layout.read is not None
    reading = layout.read(found, near)
    assert (reading.outside_count, refused(reading)) == (0, {})
    residents = reading.tables["population"]["population_count"]
    assert len(rows_kept(reading)) == len(naive) == 1562
    assert residents.sum() == naive["total_population"].sum()


@pytest.mark.data
def test_official_authorities(open_data: Path) -> None:
    path = open_data / "population" / "mye2020_ltla21.csv"
    naive = pd.read_csv(path)
    layout, near = LAYOUTS["population_authority"], reference()
    abroad = naive[~naive["ltla21_code"].isin(list(near.area_types))]
    near.area_types.update(dict.fromkeys(abroad["ltla21_code"], "authority"))
    [found] = read_file(path, path.name, layout.fits)
    assert isinstance(found, Table)
    assert layout.read is not None
    reading = layout.read(found, near)
    assert refused(reading) == {}
    assert reading.outside_count == 0
    assert len(rows_kept(reading)) == len(naive)
    assert len(reading.tables["population"]) + 9 == len(naive)  # our own Places
    ages = reading.tables["authority_ages"].set_index("area_code")
    years = naive.set_index("ltla21_code").drop(columns=["ltla21_name", "total_population"])
    young = years[[str(year) for year in range(16)]].sum(axis=1) / years.sum(axis=1)
    pd.testing.assert_series_equal(
        ages["aged_under_16_pct"], 100 * young, check_names=False, check_index_type=False
    )
