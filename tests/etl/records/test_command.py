"""What the command of records refuses, and what it says."""

from __future__ import annotations

import builtins
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb
import pytest

from etl.__main__ import main
from tests.etl.records.conftest import YEAR

SMI = "records-smi-checks"


def said(capsys: pytest.CaptureFixture[str]) -> str:
    return " ".join(capsys.readouterr().err.split())


def test_neighbourhoods_are_never_counted_by_group_and_month(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for small in ("neighbourhood", "middle"):
        options = ["--small", small, "--by", "sex", "--every", "month", "--out", str(tmp_path)]
        assert main(["records", str(tmp_path), *options]) == 2
        assert "Small areas are never counted by month" in said(capsys)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_without_the_packages_it_says_what_to_install(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    real = builtins.__import__

    def without(name: str, *more: Any) -> Any:
        if name.split(".")[0] == "ibis":
            raise ModuleNotFoundError("No module named 'ibis'", name="ibis")
        return real(name, *more)

    for name in [each for each in sys.modules if each.startswith("etl.records.")]:
        if name.split(".")[2] in ("run", "desk", "cells", "people", "synthetic"):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(builtins, "__import__", without)
    assert main(["records", str(tmp_path), "--out", str(tmp_path / "out")]) == 2
    assert "pip install -r requirements-engine.txt" in said(capsys)
    # Made-up records need none of them: they can be written here and counted elsewhere.
    assert main(["records", str(tmp_path / "made-up"), "--synthetic", "20"]) == 0
    assert "events of 20 people" in said(capsys)
    assert (tmp_path / "made-up" / "truth.parquet").is_file()


@pytest.mark.usefixtures("ibis_installed")
@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--engine", "oracle"], "There is no engine 'oracle'"),
        (["--engine", "duckdb://?no_such_setting=1"], "DuckDB could not be opened"),
        ([], "There is no table person, location, observation_period"),
    ],
)
def test_what_cannot_be_done_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], options: Sequence[str], words: str
) -> None:
    assert main(["records", str(tmp_path), "--out", str(tmp_path / "out"), *options]) == 2
    assert words in said(capsys)


@pytest.mark.usefixtures("ibis_installed")
@pytest.mark.parametrize("table", ["concept", "concept_ancestor", "cdm_source"])
def test_a_column_that_is_not_there_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], table: str
) -> None:
    columns = {
        "person": "person_id, gender_concept_id, year_of_birth, location_id, race_source_value",
        "location": "location_id, location_source_value",
        "observation_period": "person_id, observation_period_start_date,"
        " observation_period_end_date",
        table: "descendant_concept_id, concept_code, vocabulary_id",
    }
    needed = {"concept": "concept_id", "concept_ancestor": "ancestor_concept_id"}
    with duckdb.connect(tmp_path / "omop.duckdb") as connection:
        for name, listed in columns.items():
            typed = ", ".join(f"{each} VARCHAR" for each in listed.split(", "))
            connection.execute(f"CREATE TABLE {name} ({typed})")
    assert main(["records", str(tmp_path / "omop.duckdb"), "--out", str(tmp_path / "out")]) == 2
    named = needed.get(table, "cdm_source_name")
    assert f"The table {table} has no column {named}" in said(capsys)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("table", "values", "words"),
    [
        ("condition_occurrence", "'E11.9' AS condition_concept_id", "condition_concept_id"),
        ("condition_occurrence", "'31/31/24' AS condition_start_date", "condition_start_date"),
        ("location", "'elsewhere' AS location_source_value", "name its column with --lsoa-column"),
        ("person", "", "could not be read. "),
    ],
)
def test_what_cannot_be_read_is_said_in_words(
    made_up: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    table: str,
    values: str,
    words: str,
) -> None:
    """A code or a day of another kind, areas of another kind, a file that is damaged."""
    for each in made_up.iterdir():
        if each.is_dir() and each.name != table:
            (tmp_path / each.name).symlink_to(each)
    file = tmp_path / f"{table}.parquet"
    whole = f"SELECT * REPLACE ({values}) FROM '{made_up / table}/*.parquet'"
    if values:
        duckdb.sql(f"COPY ({whole}) TO '{file}'")
    else:
        file.write_bytes(b"no Parquet")
    asked = ["--measure", SMI, "--period", YEAR, "--by", "none", "--small", "none"]
    assert main(["records", str(tmp_path), *asked, "--out", str(tmp_path / "out")]) == 2
    assert words in said(capsys)
    assert not (tmp_path / "out").exists()


@pytest.mark.usefixtures("ibis_installed")
def test_a_file_in_place_of_records_or_of_a_folder_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "some.duckdb"
    file.write_bytes(b"no database")
    assert main(["records", str(file), "--out", str(tmp_path / "out")]) == 2
    assert "could not be read. " in said(capsys)
    assert main(["records", str(tmp_path), "--out", str(file)]) == 2
    assert "is a file: name a folder for the counts" in said(capsys)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--measure", "no-such"], "There is no measure no-such"),
        (["--by", "shoe-size"], "Nothing is counted by shoe-size"),
        (["--period", "last week"], "'last week' is no period"),
        (["--period", "2030/31"], "The records end on 30 June 2025, before 2030/31 does"),
    ],
)
def test_what_is_not_there_is_said(
    made_up: Path, capsys: pytest.CaptureFixture[str], options: Sequence[str], words: str
) -> None:
    assert main(["records", str(made_up), "--out", "/nowhere", *options]) == 2
    assert words in said(capsys)


@pytest.mark.slow
def test_the_questions_can_be_read_before_they_are_asked(
    made_up: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["--measure", SMI, "--period", YEAR, "--sql", "--out", str(tmp_path)]
    assert main(["records", str(made_up), *asked]) == 0
    text = capsys.readouterr().out
    assert text.startswith("-- Everybody who lives here, once\nCREATE OR REPLACE TABLE kept_")
    assert "severe_mental_illness_ever" in text and "MAKE_DATE(2025, 3, 31)" in text
    assert "too few" in text and "ROW_NUMBER()" in text  # and what is hidden, in the same script
    tables = {each.stem for each in tmp_path.glob("records_*.csv")}
    assert tables == set(re.findall(r"\brecords_\w+", text)) and len(tables) == 4
    # The script runs as it stands, and gives what the command gives.
    with duckdb.connect() as connection:
        for name in tables:
            connection.execute(f"CREATE TABLE {name} AS FROM '{tmp_path}/{name}.csv'")
        for folder in (each for each in made_up.iterdir() if each.is_dir()):
            connection.execute(f"CREATE VIEW omop_{folder.name} AS FROM '{folder}/*.parquet'")
        connection.execute(text)
        [(cells, shown)] = connection.execute(
            "SELECT count(*), count(numerator) FROM kept_safe_2024_25"
        ).fetchall()
    assert cells > shown > 20
