"""Areas, their people and their deprivation, as official sources count them."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from insight.store import Store, queries

pytestmark = pytest.mark.data
SYSTEM = "E54000008"
RESIDENTS = 2_518_728  # Census 2021, the sum of our 1,601 neighbourhoods
NEIGHBOURHOODS = {
    "Cheshire East": 244,
    "Cheshire West and Chester": 222,
    "Halton": 80,
    "Knowsley": 100,
    "Liverpool": 302,
    "Sefton": 191,
    "St Helens": 121,
    "Warrington": 132,
    "Wirral": 209,
}
# Neighbourhoods in each tenth of England, the most deprived first.
TENTHS = {
    "2025": [322, 172, 135, 115, 113, 104, 119, 149, 175, 197],
    "2019": [365, 180, 134, 113, 112, 114, 124, 148, 131, 141],
}
EDITIONS = {  # file, its columns of codes and of authorities, neighbourhoods in England
    "2025": ("File_7_IoD2025*.csv", "LSOA code (2021)", "District code (2024)", 33_755),
    "2019": ("File_7_-_All_IoD2019*.csv", "LSOA code (2011)", "District code (2019)", 32_844),
}


def one(store: Store, question: str) -> object:
    row = store.connection.execute(question).fetchone()
    assert row is not None
    return row[0]


def imd_file(open_data: Path, edition: str) -> pd.DataFrame:
    """Our neighbourhoods in the official file: code, place, rank, decile."""
    pattern, code, authority, total = EDITIONS[edition]
    [path] = (open_data / "deprivation").glob(pattern)
    file = pd.read_csv(path)
    assert len(file) == total
    imd = "Index of Multiple Deprivation (IMD)"
    columns = {
        code: "area_code",
        f"Local Authority {authority}": "place_code",
        f"{imd} Rank (where 1 is most deprived)": "rank",
        f"{imd} Decile (where 1 is most deprived 10% of LSOAs)": "decile",
    }
    return file.rename(columns=columns)[[*columns.values()]]


def test_the_neighbourhoods_of_each_place(real_store: Store) -> None:
    counted = real_store.connection.execute(
        "SELECT p.area_name, count(*) AS n FROM neighbourhood n"
        " JOIN area p ON p.area_code = n.place_code GROUP BY ALL ORDER BY ALL"
    ).df()
    assert dict(zip(counted["area_name"], counted["n"], strict=True)) == NEIGHBOURHOODS
    assert sum(NEIGHBOURHOODS.values()) == 1_601


def test_every_neighbourhood_is_whole(real_store: Store) -> None:
    rows = real_store.connection.execute("SELECT * FROM neighbourhood").df()
    known = rows.drop(columns="is_core20_2019")
    assert known.notna().all(axis=None)
    assert (known.astype(str) != "").all(axis=None)
    assert rows["is_core20_2019"].notna().mean() > 0.98
    # An LSOA is drawn to hold 1,000 to 3,000 people.
    assert rows["population_count"].between(900, 6_000).all()


@pytest.mark.parametrize("edition", ["2025", "2019"])
def test_neighbourhoods_in_each_tenth(edition: str, real_store: Store) -> None:
    tenths = real_store.connection.execute(
        "SELECT decile, count(*) AS n FROM deprivation"
        " WHERE domain = 'imd' AND edition = ? GROUP BY decile ORDER BY decile",
        [edition],
    ).df()
    assert tenths["n"].tolist() == TENTHS[edition]


@pytest.mark.parametrize("edition", ["2025", "2019"])
def test_ranks_and_tenths_are_those_of_the_official_file(
    edition: str, real_store: Store, open_data: Path
) -> None:
    ours = real_store.connection.execute(
        "SELECT area_code, rank, decile FROM deprivation WHERE domain = 'imd' AND edition = ?"
        " ORDER BY area_code",
        [edition],
    ).df()
    official = imd_file(open_data, edition)
    places = real_store.connection.execute(
        "SELECT area_code FROM area WHERE area_type = 'place'"
    ).df()["area_code"]
    official = official[official["place_code"].isin(places)].sort_values("area_code")
    pd.testing.assert_frame_equal(
        ours, official[["area_code", "rank", "decile"]].reset_index(drop=True), check_dtype=False
    )


def test_core20_is_the_two_most_deprived_tenths(real_store: Store) -> None:
    people = queries.core20_people(real_store, "2025").set_index("area_code")
    system = people.loc[SYSTEM]
    assert system["core20_neighbourhood_count"] == sum(TENTHS["2025"][:2]) == 494
    assert (system["people_count"], system["core20_count"]) == (RESIDENTS, 771_307)
    assert system["core20_pct"] == pytest.approx(100 * 771_307 / RESIDENTS)
    older = queries.core20_people(real_store, "2019").set_index("area_code").loc[SYSTEM]
    assert older["core20_neighbourhood_count"] == sum(TENTHS["2019"][:2]) == 545
    for column in ("people_count", "core20_count", "core20_neighbourhood_count"):
        assert people.drop(SYSTEM)[column].sum() == system[column]


def test_people_add_up_from_neighbourhoods_to_the_system(real_store: Store) -> None:
    of = "SELECT sum(population_count) FROM"
    assert one(real_store, f"{of} neighbourhood") == RESIDENTS
    assert one(real_store, f"{of} area WHERE area_type = 'place'") == RESIDENTS
    assert one(real_store, f"{of} area WHERE area_code = '{SYSTEM}'") == RESIDENTS


def test_people_are_those_of_the_census_file(real_store: Store, open_data: Path) -> None:
    census = pd.read_csv(open_data / "census2021" / "population_age_bands_lsoa21_cm.csv")
    expected = census.groupby("lsoa21_code")["usual_residents"].sum()
    ours = real_store.connection.execute(
        "SELECT area_code, population_count FROM neighbourhood"
    ).df()
    ours = ours.set_index("area_code")["population_count"]
    assert (ours.sort_index() == expected.sort_index()).all()
    assert expected.sum() == RESIDENTS


def test_the_census_is_near_the_estimate_of_the_year_before(
    real_store: Store, open_data: Path
) -> None:
    estimate = pd.read_csv(open_data / "population" / "mye2020_ltla21.csv")
    estimate = estimate.set_index("ltla21_code")["total_population"]
    places = real_store.connection.execute(
        "SELECT area_code, population_count FROM area WHERE area_type = 'place'"
    ).df()
    ratio = places["population_count"] / places["area_code"].map(estimate)
    assert ratio.between(0.96, 1.04).all()
