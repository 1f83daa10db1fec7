"""Census counts become shares that add up, by group and for what an indicator asks for."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from etl.checks import check_claims
from etl.layout import Reading
from etl.opening.content import Table
from etl.opening.open_file import read_file
from tests.etl.sources.examples import EXAMPLES
from tests.etl.sources.reading import LAYOUTS, catalogue, read, reference, refused, refused_rows

FILES = {
    "census_age": "population_age_bands_lsoa21_cm.csv",
    "census_ethnic_group": "ethnicity_lsoa21_cm.csv",
    "census_disability": "disability_lsoa21_cm.csv",
    "census_household_deprivation": "household_deprivation_dimensions_lsoa21_cm.csv",
    "census_english": "english_proficiency_msoa21_cm.csv",
}


def one_indicator(layout: str, by_group: bool) -> str:
    [found] = [i for i in catalogue().indicators_from(layout) if bool(i.match) != by_group]
    return found.indicator_id


def claims(reading: Reading, indicator_id: str) -> pd.DataFrame:
    assert reading.claims is not None
    return reading.claims[reading.claims["indicator_id"] == indicator_id]


def counts(rows: pd.DataFrame) -> list[tuple[str, str, str]]:
    columns = ["group_id", "numerator_count", "denominator_count"]
    return list(rows[columns].itertuples(index=False, name=None))


def test_every_band_of_age_is_a_group(tmp_path: Path) -> None:
    reading = read(tmp_path, "census_age", EXAMPLES["census_age"])
    rows = claims(reading, one_indicator("census_age", by_group=True))
    assert counts(rows) == [
        ("age-0-15", "300", "1500"),
        ("age-16-24", "150", "1500"),
        ("age-25-34", "250", "1500"),
        ("age-35-49", "300", "1500"),
        ("age-50-64", "300", "1500"),
        ("age-65-plus", "200", "1500"),
    ]
    assert rows["value"].astype(float).tolist() == pytest.approx(
        [20, 10, 100 * 250 / 1500, 20, 20, 100 * 200 / 1500]
    )
    assert set(rows["period"]) == {"2021"}


def test_residents_are_the_sum_of_the_bands(tmp_path: Path) -> None:
    residents = read(tmp_path, "census_age", EXAMPLES["census_age"]).tables["population"]
    [row] = residents.to_dict("records")
    assert row == {"area_code": "E01012367", "population_count": 1500, "area_type": "lsoa21"}


def test_ethnic_minority_is_all_but_white(tmp_path: Path) -> None:
    reading = read(tmp_path, "census_ethnic_group", EXAMPLES["census_ethnic_group"])
    rows = claims(reading, one_indicator("census_ethnic_group", by_group=False))
    assert counts(rows) == [("everyone", "100", "1500")]
    groups = claims(reading, one_indicator("census_ethnic_group", by_group=True))
    assert ("ethnic-white", "1400", "1500") in counts(groups)


def test_disabled_residents_alone_and_as_groups(tmp_path: Path) -> None:
    reading = read(tmp_path, "census_disability", EXAMPLES["census_disability"])
    assert counts(claims(reading, one_indicator("census_disability", by_group=False))) == [
        ("everyone", "300", "1500")
    ]
    assert counts(claims(reading, one_indicator("census_disability", by_group=True))) == [
        ("plus-disabled", "300", "1500"),
        ("plus-not-disabled", "1200", "1500"),
    ]


def test_households_deprived_in_three_or_four_ways(tmp_path: Path) -> None:
    name = "census_household_deprivation"
    reading = read(tmp_path, name, EXAMPLES[name])
    rows = claims(reading, one_indicator(name, by_group=False))
    assert counts(rows) == [("everyone", "50", "650")]


def test_limited_english_is_not_well_and_not_at_all(tmp_path: Path) -> None:
    reading = read(tmp_path, "census_english", EXAMPLES["census_english"])
    assert reading.claims is not None
    assert counts(reading.claims) == [("everyone", "100", "8000")]
    assert float(reading.claims["value"].iloc[0]) == pytest.approx(1.25)


@pytest.mark.parametrize(
    ("old", "new", "row", "reason"),
    [
        ("years,150.0", "years,many", 3, "this is not a whole number"),
        ("years,150.0", "years,-5", 3, "this is not a whole number"),
        ("years,150.0", "years,1.5", 3, "this is not a whole number"),
        ("16 to 24", "16 to 25", 3, "this table has no such group"),
        ("E01012367,Halton 007A,Aged 16", "E0101236,Halton 007A,Aged 16", 3, "this is not an area"),
    ],
)
def test_one_faulty_band_spoils_the_shares_of_its_area(
    old: str, new: str, row: int, reason: str, tmp_path: Path
) -> None:
    """A share of the bands that are left would pass for a share of everyone."""
    text = EXAMPLES["census_age"].replace(old, new)
    assert text != EXAMPLES["census_age"]
    reading = read(tmp_path, "census_age", text)
    found = refused(reading)
    assert found.pop(row).startswith(reason)
    assert set(found.values()) == {"another group of this area is missing or was refused"}
    assert refused_rows(reading) == {2, 3, 4, 5, 6, 7}
    assert reading.claims is None
    assert reading.tables["population"].empty


def test_total_that_does_not_add_up_is_refused(tmp_path: Path) -> None:
    text = EXAMPLES["census_disability"].replace("300.0,1500.0", "310.0,1500.0")
    reading = read(tmp_path, "census_disability", text)
    assert refused(reading) == dict.fromkeys(
        (2, 3), "the groups of this area do not add up to its total"
    )


@pytest.mark.data
@pytest.mark.parametrize("name", sorted(FILES))
def test_official_counts_add_up_to_the_naive_sums(name: str, open_data: Path) -> None:
    path = open_data / "census2021" / FILES[name]
    [found] = read_file(path, path.name, LAYOUTS[name].fits)
    assert isinstance(found, Table)
    naive = pd.read_csv(path)
    area_types = dict.fromkeys(naive.iloc[:, 0], "msoa" if name == "census_english" else "lsoa21")
    near = reference()
    near.area_types.update(area_types)
    read_rows = LAYOUTS[name].read
    assert read_rows is not None
    reading = read_rows(found, near)
    assert (reading.outside_count, refused(reading)) == (0, {})
    observations, faulty, outside = check_claims(reading, near, date(2026, 11, 1))
    assert (len(faulty), outside) == (0, 0)
    assert observations["area_code"].nunique() == (323 if name == "census_english" else 1601)
    assert observations["value"].between(0, 100).all()
    for indicator_id, rows in observations.groupby("indicator_id"):
        indicator = catalogue().indicators[str(indicator_id)]
        expected, among = naive_sums(name, naive, bool(indicator.match))
        assert rows["numerator_count"].sum() == expected
        assert rows.drop_duplicates("area_code")["denominator_count"].sum() == among


def naive_sums(name: str, naive: pd.DataFrame, is_headline: bool) -> tuple[float, float]:
    """Numerator and denominator over all areas, by plain pandas."""
    if name == "census_english":
        columns = list(naive)[1:-1]
        return float(naive[columns[-2:]].sum().sum()), float(naive[columns[:2]].sum().sum())
    count = {"census_age": "usual_residents", "census_household_deprivation": "count"}.get(
        name, "n"
    )
    everyone = float(naive[count].sum())
    if not is_headline:
        return everyone, everyone
    wanted = {
        "census_ethnic_group": lambda rows: rows["ethnic_group"] != "White",
        "census_disability": lambda rows: rows["disability"].str.startswith("Disabled"),
        "census_household_deprivation": lambda rows: rows.iloc[:, 1] >= 3,
    }[name](naive)
    return float(naive.loc[wanted, count].sum()), everyone
