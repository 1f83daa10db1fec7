"""Shares of residents in Core20 neighbourhoods, by Place."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from etl.geography import assemble
from etl.opening.open_file import read_file
from etl.resident_shares import shares_of_residents
from tests.etl.sources.examples import EXAMPLES
from tests.etl.sources.reading import LAYOUTS, catalogue, parts_of, table


def shares(folder: Path, *names: str) -> pd.DataFrame:
    parts = parts_of([(LAYOUTS[name], table(folder, EXAMPLES[name])) for name in names])
    return shares_of_residents(parts, assemble(parts, catalogue()), catalogue())


def test_share_and_its_counts(tmp_path: Path) -> None:
    found = shares(tmp_path, "deprivation_2025", "census_age").set_index("area_code")
    halton = found.loc["E06000006"]
    assert (halton["value"], halton["numerator_count"]) == (100.0, 1500.0)
    assert halton["denominator_count"] == 1500.0
    assert (halton["period_label"], halton["source_file_id"]) == ("2025", "deprivation_2025")


def test_place_with_unknown_residents_says_so(tmp_path: Path) -> None:
    found = shares(tmp_path, "deprivation_2025", "census_age").set_index("area_code")
    st_helens = found.loc["E08000013"]
    assert st_helens[["value", "numerator_count", "denominator_count"]].isna().all()
    assert st_helens["value_note"] == "not all neighbourhoods of this area are known"
    assert pd.isna(found.loc["E06000006", "value_note"])


def test_neighbourhood_without_a_decile_makes_its_place_unknown(tmp_path: Path) -> None:
    """The share of the neighbourhoods that are left would pass for the Place's."""
    names = ("deprivation_2025", "census_age")
    parts = parts_of([(LAYOUTS[name], table(tmp_path, EXAMPLES[name])) for name in names])
    tables = assemble(parts, catalogue())
    parts["counted"] = [f[f["area_code"] != "E01012367"] for f in parts["counted"]]
    found = shares_of_residents(parts, tables, catalogue()).set_index("area_code")
    assert pd.isna(found.loc["E06000006", "value"])


def test_without_deprivation_there_is_nothing(tmp_path: Path) -> None:
    assert shares(tmp_path, "census_age").empty


@pytest.mark.data
def test_official_shares(open_data: Path) -> None:
    [imd_path] = (open_data / "deprivation").glob("*IoD2025*")
    age_path = open_data / "census2021" / "population_age_bands_lsoa21_cm.csv"
    found = []
    for path, name in ((imd_path, "deprivation_2025"), (age_path, "census_age")):
        [content] = read_file(path, path.name, LAYOUTS[name].fits)
        found.append((LAYOUTS[name], content))
    parts = parts_of(found)
    mine = shares_of_residents(parts, assemble(parts, catalogue()), catalogue())
    imd = pd.read_csv(imd_path).set_index("LSOA code (2021)")
    people = pd.read_csv(age_path).groupby("lsoa21_code")["usual_residents"].sum()
    place = imd.loc[people.index, "Local Authority District code (2024)"]
    deprived = imd.filter(like="(IMD) Decile").loc[people.index].iloc[:, 0] <= 2
    count, among = people.where(deprived, 0).groupby(place).sum(), people.groupby(place).sum()
    rows = mine.set_index("area_code")
    assert len(rows) == 9
    assert rows["numerator_count"].tolist() == count[rows.index].tolist()
    assert rows["value"].tolist() == pytest.approx((100 * count / among)[rows.index].tolist())
