"""Life expectancy of middle-layer areas, female and male, blanks explained."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from etl.checks import check_claims
from etl.opening.content import Table
from etl.opening.open_file import read_file
from tests.etl.sources.examples import EXAMPLES
from tests.etl.sources.reading import LAYOUTS, catalogue, read, reference, refused

NAME = "msoa_life_expectancy"
TODAY = date(2026, 11, 1)


def indicator_of(sex: str) -> str:
    [found] = [i for i in catalogue().indicators_from(NAME) if i.sex == sex]
    return found.indicator_id


def test_each_sex_is_its_own_indicator(tmp_path: Path) -> None:
    reading = read(tmp_path, NAME, EXAMPLES[NAME])
    observations, faulty, outside = check_claims(reading, reference(), TODAY)
    assert (len(faulty), outside, reading.outside_count) == (0, 0, 2)
    women = observations[observations["indicator_id"] == indicator_of("female")]
    assert women[["area_code", "value", "lower_ci", "upper_ci"]].to_numpy().tolist() == [
        ["E02002580", 80.25, 78.6, 81.9]
    ]
    assert set(observations["period_label"]) == {"2016 to 2020"}


def test_blank_figure_has_a_reason(tmp_path: Path) -> None:
    reading = read(tmp_path, NAME, EXAMPLES[NAME])
    observations, _, _ = check_claims(reading, reference(), TODAY)
    [row] = observations[observations["area_code"] == "E02001424"].itertuples()
    assert pd.isna(row.value)
    assert row.value_note == "not published"


@pytest.mark.data
def test_official_file(open_data: Path) -> None:
    folder = open_data / "indicators" / "ons_life_expectancy"
    [path] = folder.glob("msoa_life_expectancy*.csv")
    naive, near, layout = pd.read_csv(path), reference(), LAYOUTS[NAME]
    near.area_types.update(dict.fromkeys(naive["Code"], "msoa"))
    [found] = read_file(path, path.name, layout.fits)
    assert isinstance(found, Table)
    assert layout.read is not None
    reading = layout.read(found, near)
    assert len(naive) == 969
    assert reading.outside_count == (naive["Sex"] == "Persons").sum() == 323
    assert refused(reading) == {}
    observations, faulty, outside = check_claims(reading, near, TODAY)
    assert (len(observations), len(faulty), outside) == (646, 0, 0)
    figures = naive[naive["Sex"] != "Persons"]["Life Expectancy at birth (in years)"]
    assert observations["value"].isna().sum() == figures.isna().sum()
    assert observations["value"].sum() == pytest.approx(figures.sum())
    assert (observations["lower_ci"] <= observations["value"]).sum() == figures.notna().sum()
