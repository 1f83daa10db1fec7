"""Published surveys of patients: figures as published, by area, year and fifth; never ranked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from etl.catalogue_tables import catalogue_tables
from insight.export.files import self_naming
from insight.findings.patient_surveys import FIFTHS, INDICATORS, patient_surveys
from insight.store import Store
from insight.store.connection import SCHEMA
from tests.etl.sources.figures import SHIPPED
from tests.insight.small_store import HALTON, PLACES, SYSTEM, build_row, make_store

OVERALL, _, FRIENDS = INDICATORS
NOTE = "approximate: the mean of 14 of 14 practices, weighted by their size"


def row(indicator_id: str, area: str, value: float, year: int, **more: object) -> dict[str, object]:
    return {
        "indicator_id": indicator_id,
        "area_code": area,
        "group_id": "everyone",
        "sex": "persons",
        "age": "All ages",
        "period_start_date": date(year, 1, 1),
        "period_end_date": date(year, 12, 31),
        "period_label": str(year),
        "value": value,
        "lower_ci": None if indicator_id == FRIENDS else value - 4,
        "upper_ci": None if indicator_id == FRIENDS else value + 4,
        "numerator_count": None,
        "denominator_count": None,
        "value_note": NOTE,
        "source_file_id": "file",
        **more,
    }


def columns_of_the_schema() -> dict[str, set[str]]:
    with duckdb.connect() as connection:
        connection.execute(SCHEMA.read_text(encoding="utf-8"))
        rows = connection.execute("SELECT table_name, column_name FROM duckdb_columns()").fetchall()
    return {table: {name for each, name in rows if each == table} for table, _ in rows}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    rows = [
        row(OVERALL, HALTON, 71.5, 2024),
        row(OVERALL, HALTON, 73.0, 2025),
        row(OVERALL, SYSTEM, 76.0, 2025),
        row(OVERALL, SYSTEM, 70.0, 2025, group_id="practice-quintile-1"),
        row(OVERALL, SYSTEM, 82.0, 2025, group_id="practice-quintile-5"),
        row(FRIENDS, HALTON, 92.9, 2026, value_note="no figure for 1 of 14 practices"),
        row(FRIENDS, SYSTEM, 90.9, 2026),
    ]
    names = {**PLACES, SYSTEM: "Cheshire and Merseyside"}
    area = pd.DataFrame({"area_code": list(names), "area_name": list(names.values())})
    area["area_type"] = area["area_code"].map({SYSTEM: "system"}).fillna("place")
    catalogue = catalogue_tables(SHIPPED)
    schema = columns_of_the_schema()
    tables = {
        name: catalogue[name][[each for each in catalogue[name] if each in schema[name]]]
        for name in ("indicator", "population_group", "source")
    }
    tables |= {"observation": pd.DataFrame(rows), "area": area, "build": build_row()}
    made = make_store(tmp_path_factory.mktemp("surveys") / "store.duckdb", tables)
    yield made
    made.connection.close()


def texts(store: Store, area: str) -> dict[str, tuple[str, ...]]:
    found = patient_surveys(store, area)
    assert found is not None
    return {line[0]: line[1:] for line in found.table.texts}


@pytest.mark.slow
def test_a_place_stands_beside_the_system_and_the_year_before(store: Store) -> None:
    overall, friends = texts(store, HALTON).values()
    here, before, system = overall
    assert here.startswith("73.0%; 69.0% to 77.0%; 2025")
    assert here.endswith("2025; Approximate")  # the caveat says what of
    assert before.startswith("71.5%")
    assert system.startswith("76.0%")
    assert friends[0].startswith("92.9%")
    assert "No figure for 1 of 14 practices" in friends[0]
    assert friends[1] == "No earlier figure"


def test_the_system_has_fifths_of_practices(store: Store) -> None:
    found = patient_surveys(store)
    assert found is not None
    assert found.table.columns[-2:] == tuple(FIFTHS.values())
    overall = texts(store, SYSTEM)[found.table.texts[0][0]]
    assert [each.split(";")[0] for each in overall[-2:]] == ["70.0%", "82.0%"]


def test_it_is_real_and_warns_against_ranking(store: Store) -> None:
    found = patient_surveys(store, HALTON)
    assert found is not None
    assert not found.is_demonstration
    assert "Do not rank" in found.caveat
    assert set(found.source_ids) == {"gp-patient-survey", "fft-gp"}
    for words in ("better", "worse", "higher", "lower"):
        assert all(words not in cell for line in found.table.texts for cell in line)


def test_its_file_names_every_figure(store: Store) -> None:
    found = patient_surveys(store, SYSTEM)
    assert found is not None
    rows = self_naming(found.table.values, found.about)
    assert len(rows) == 4
    assert list(rows["unit"].unique()) == ["%"]
    assert set(rows["indicator_id"]) == {OVERALL, FRIENDS}
    assert {70.0, 82.0} < set(rows["value"])


def test_without_surveys_there_is_none(tmp_path: Path) -> None:
    made = make_store(tmp_path / "empty.duckdb", {"build": build_row()})
    assert patient_surveys(made, HALTON) is None
    made.connection.close()
