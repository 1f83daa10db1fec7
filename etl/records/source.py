"""Where records lie: a folder of Parquet, a DuckDB file, or a schema of the engine's own tables.

Tables and columns are those of the OMOP Common Data Model 5.4. Every table is brought to the few
columns that are counted by; a table of events becomes person_id, concept_id, day, value, visit_id.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from etl.records.definitions import EVENT_TABLES
from etl.records.engine import Engine, Expression, readable
from etl.stop import Stop

NEEDED = ("person", "location", "observation_period")
OPTIONAL = (*EVENT_TABLES, "death", "concept", "concept_ancestor", "cdm_source")
# What is lost without a table, in words.
WITHOUT = {
    "death": "people who died count until their observation ends",
    "concept": "only concept ids that are listed count, no SNOMED CT codes",
    "concept_ancestor": "only concepts that are listed count, none below them",
    "cdm_source": "nothing says whose records they are",
}
ELSEWHERE = "what rests on it alone is not counted, and what others hold too is counted short"
SYNTHETIC_WORD = "synthetic"  # in the name of a source: nobody is behind its records


@dataclass(frozen=True)
class Records:
    """The tables there are, by name, as expressions.

    remarks: what is missing, a sentence each. is_synthetic: their own table says nobody's.
    """

    tables: dict[str, Expression]
    remarks: tuple[str, ...] = field(default=())
    is_synthetic: bool = False

    def has(self, name: str) -> bool:
        """Whether a table is there."""
        return name in self.tables


def open_records(engine: Engine, where: str, lsoa: str, ethnicity: str) -> Records:
    """The records at `where`: a folder, a .duckdb file, or 'tables:SCHEMA' (or 'tables:').

    lsoa: the column of location that holds the neighbourhood. ethnicity: the column of person that
    holds the code of the ethnic group. Raises Stop, naming what is missing.
    """
    with readable(where):
        found = _tables(engine, where)
    absent = [name for name in NEEDED if name not in found]
    if absent:
        raise Stop(
            f"There is no table {', '.join(absent)} in {where}: people cannot be counted without."
            f" A folder holds one Parquet file, or a folder of them, for each table"
        )
    tables = {name: _lower(table) for name, table in found.items()}
    remarks = [
        f"There is no table {name}: {WITHOUT.get(name, ELSEWHERE)}."
        for name in OPTIONAL
        if name not in found
    ]
    shaped = {
        name: _pick(name, table, _columns(name, lsoa, ethnicity)) for name, table in tables.items()
    }
    synthetic = False
    if "cdm_source" in shaped:
        names = engine.rows(shaped["cdm_source"])
        synthetic = any(SYNTHETIC_WORD in str(row["cdm_source_name"]).lower() for row in names)
    return Records(shaped, tuple(remarks), synthetic)


def _tables(engine: Engine, where: str) -> dict[str, Expression]:
    con, path = engine.connection, Path(where)
    if where.startswith("tables:"):
        schema = where.removeprefix("tables:") or None
        return _of_engine(engine, None, schema)
    if path.is_dir():
        return {
            name: con.read_parquet(parts, table_name=f"omop_{name}")
            for name in (*NEEDED, *OPTIONAL)
            if (parts := _parts(path, name))
        }
    if path.is_file() and engine.name == "duckdb":
        con.attach(path, name="omop", read_only=True)
        return _of_engine(engine, "omop", "main")
    if path.is_file():
        raise Stop(f"{where} is a file: Spark reads folders of Parquet, or 'tables:SCHEMA'")
    raise Stop(f"There are no records in {where}: give a folder, a .duckdb file or tables:SCHEMA")


def _of_engine(engine: Engine, catalog: str | None, schema: str | None) -> dict[str, Expression]:
    """The tables that the engine has itself, whatever the case of their names."""
    if engine.name == "pyspark":
        listed = engine.connection.list_tables(database=schema)
    else:
        columns = {"table_catalog": catalog, "table_schema": schema}
        wanted = " AND ".join(f"{name} = ?" for name, word in columns.items() if word)
        words = [word for word in columns.values() if word]
        asked = "SELECT table_name FROM information_schema.tables"
        listed = [
            row[0]
            for row in engine.connection.con.execute(
                f"{asked} WHERE {wanted}" if words else asked, words
            ).fetchall()
        ]
    known = {name.lower(): name for name in listed}
    database = (catalog, schema) if catalog else schema
    return {
        name: engine.connection.table(known[name], database=database)
        for name in (*NEEDED, *OPTIONAL)
        if name in known
    }


def _parts(folder: Path, name: str) -> str:
    """What to read of a table: NAME.parquet, or every Parquet file below NAME; '' for neither."""
    if (folder / f"{name}.parquet").is_file():
        return str(folder / f"{name}.parquet")
    if any((folder / name).glob("*.parquet")):
        return str(folder / name / "*.parquet")
    return ""


def _lower(table: Expression) -> Expression:
    return table.rename({column.lower(): column for column in table.columns})


def _columns(name: str, lsoa: str, ethnicity: str) -> dict[str, tuple[str, str]]:
    """Our columns of a table → theirs, and the type of both."""
    if name in EVENT_TABLES:
        concept, day = EVENT_TABLES[name]
        return {
            "person_id": ("person_id", "int64"),
            "concept_id": (concept, "int64"),
            "day": (day, "date"),
            "value": ("value_as_number" if name == "measurement" else "", "float64"),
            "visit_id": ("visit_occurrence_id", "int64"),
        }
    return {
        "person": {
            "person_id": ("person_id", "int64"),
            "sex_id": ("gender_concept_id", "int64"),
            "birth_year": ("year_of_birth", "int64"),
            "birth_month": ("month_of_birth", "int64"),
            "location_id": ("location_id", "int64"),
            "ethnicity": (ethnicity, "string"),
        },
        "location": {"location_id": ("location_id", "int64"), "lsoa": (lsoa, "string")},
        "observation_period": {
            "person_id": ("person_id", "int64"),
            "start_day": ("observation_period_start_date", "date"),
            "end_day": ("observation_period_end_date", "date"),
        },
        "death": {"person_id": ("person_id", "int64"), "death_day": ("death_date", "date")},
        "concept": {
            "concept_id": ("concept_id", "int64"),
            "concept_code": ("concept_code", "string"),
            "vocabulary_id": ("vocabulary_id", "string"),
        },
        "concept_ancestor": {
            "ancestor_concept_id": ("ancestor_concept_id", "int64"),
            "descendant_concept_id": ("descendant_concept_id", "int64"),
        },
        "cdm_source": {"cdm_source_name": ("cdm_source_name", "string")},
    }[name]


OPTIONAL_COLUMNS = {"visit_occurrence_id", "month_of_birth"}


def _pick(name: str, table: Expression, columns: dict[str, tuple[str, str]]) -> Expression:
    """Our columns, from theirs, each cast to its type; an optional one that is not there is empty.

    Raises Stop naming the columns that are needed and not there.
    """
    import ibis

    absent = [
        theirs
        for theirs, _ in columns.values()
        if theirs and theirs not in table.columns and theirs not in OPTIONAL_COLUMNS
    ]
    if absent:
        raise Stop(f"The table {name} has no column {', '.join(absent)}")
    picked: dict[str, Any] = {}
    for ours, (theirs, kind) in columns.items():
        known = theirs in table.columns
        picked[ours] = table[theirs].cast(kind) if known else ibis.null(kind)
    return table.select(**picked)
