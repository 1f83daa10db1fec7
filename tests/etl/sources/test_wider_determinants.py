"""Fuel poverty, digital exclusion and loneliness: figures as published, with counts if given."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from etl.checks import check_claims
from etl.layout import Reading, Reference
from etl.opening.content import Table
from etl.opening.open_file import read_file
from tests.etl.sources.examples import EXAMPLES
from tests.etl.sources.reading import LAYOUTS, catalogue, read, reference, refused

TODAY = date(2026, 11, 1)
FILES = {
    "fuel_poverty": ("fuel_poverty_2020_lsoa11_cm.csv", 1562),
    "digital_exclusion": ("depahri_digital_exclusion_lsoa11_cm.csv", 1562),
    "loneliness": ("loneliness_cls_2020_lsoa21_cm.csv", 1601),
}


def official(name: str, open_data: Path) -> tuple[Reading, Reference, pd.DataFrame]:
    path = open_data / "wider_determinants" / FILES[name][0]
    naive, near, layout = pd.read_csv(path), reference(), LAYOUTS[name]
    kind = "lsoa21" if name == "loneliness" else "lsoa11"
    near.area_types.update(dict.fromkeys(naive.iloc[:, 0], kind))
    [found] = read_file(path, path.name, layout.fits)
    assert isinstance(found, Table)
    assert layout.read is not None
    return layout.read(found, near), near, naive


def test_fuel_poverty_with_its_counts(tmp_path: Path) -> None:
    reading = read(tmp_path, "fuel_poverty", EXAMPLES["fuel_poverty"])
    assert reading.claims is not None
    row = reading.claims.iloc[0]
    assert (row["area_code"], row["value"], row["period"]) == ("E01012367", "20.0", "2020")
    assert (row["numerator_count"], row["denominator_count"]) == ("128.0", "640.0")


@pytest.mark.parametrize("name", sorted(FILES))
def test_figure_is_the_column_the_catalogue_names(name: str, tmp_path: Path) -> None:
    reading = read(tmp_path, name, EXAMPLES[name])
    assert reading.claims is not None
    [indicator] = catalogue().indicators_from(name)
    assert reading.columns["value"] == indicator.column
    header, first, *_ = EXAMPLES[name].replace("\\\n", "").splitlines()
    position = header.split(",").index(indicator.column)
    assert reading.claims["value"].iloc[0] == first.split(",")[position]


@pytest.mark.parametrize("name", sorted(FILES))
def test_text_among_figures_is_refused_by_the_checks(name: str, tmp_path: Path) -> None:
    [indicator] = catalogue().indicators_from(name)
    header, first, *rest = EXAMPLES[name].splitlines()
    cells = first.split(",")
    cells[header.split(",").index(indicator.column)] = "lots"
    text = "\n".join([header, ",".join(cells), *rest]) + "\n"
    reading = read(tmp_path, name, text)
    observations, faulty, _ = check_claims(reading, reference(), TODAY)
    assert faulty[["row_number", "column_name", "reason", "raw_text"]].to_numpy().tolist() == [
        [2, indicator.column, "this is not a number", "lots"]
    ]
    assert len(observations) == 1


def test_column_the_file_lacks_is_noted(tmp_path: Path) -> None:
    header, *rows = EXAMPLES["loneliness"].splitlines()
    [indicator] = catalogue().indicators_from("loneliness")
    text = "\n".join([header.replace(indicator.column, "other"), *rows]) + "\n"
    path = tmp_path / "file.csv"
    path.write_text(text)
    [found] = read_file(path, path.name, lambda cells: "lsoa21_code" in cells)
    layout = LAYOUTS["loneliness"]
    assert isinstance(found, Table)
    assert layout.read is not None
    reading = layout.read(found, reference())
    assert reading.claims is None
    assert reading.note == f"The file has no column '{indicator.column}'."


@pytest.mark.data
@pytest.mark.parametrize("name", sorted(FILES))
def test_official_figures_are_all_loaded(name: str, open_data: Path) -> None:
    reading, near, naive = official(name, open_data)
    assert (reading.outside_count, refused(reading)) == (0, {})
    observations, faulty, outside = check_claims(reading, near, TODAY)
    assert (len(faulty), outside) == (0, 0)
    assert len(observations) == len(naive) == FILES[name][1]
    [indicator] = catalogue().indicators_from(name)
    assert observations["value"].sum() == pytest.approx(naive[indicator.column].sum())


@pytest.mark.data
def test_official_fuel_poverty_counts_add_up(open_data: Path) -> None:
    reading, near, naive = official("fuel_poverty", open_data)
    observations, _, _ = check_claims(reading, near, TODAY)
    counted = observations["numerator_count"] / observations["denominator_count"] * 100
    assert counted.to_numpy() == pytest.approx(observations["value"].to_numpy())
    assert observations["denominator_count"].sum() == naive["Number of households"].sum()


@pytest.mark.data
def test_a_high_score_is_a_high_risk_of_digital_exclusion(open_data: Path) -> None:
    """The file does not say; the score rises from the least to the most deprived tenth."""
    reading, near, _ = official("digital_exclusion", open_data)
    observations, _, _ = check_claims(reading, near, TODAY)
    [path] = (open_data / "deprivation").glob("*IoD2019*")
    imd = pd.read_csv(path).set_index("LSOA code (2011)").filter(like="(IMD) Decile").iloc[:, 0]
    means = observations.groupby(observations["area_code"].map(imd))["value"].mean()
    assert len(means) == 10
    assert means.is_monotonic_decreasing
    assert catalogue().indicators_from("digital_exclusion")[0].polarity == "low_is_good"
