"""Where records are counted: DuckDB on this machine (out of core), or Spark where they live.

One setting chooses, INSIGHT_ENGINE or `--engine`:

    duckdb://?memory_limit=2GB&threads=2    the default; anything DuckDB lets be set
    pyspark://                              the Spark session that is open, or one of this machine
    pyspark://local[2]?spark.driver.memory=4g
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from etl.stop import Stop

if TYPE_CHECKING:
    import pandas as pd

Expression = Any  # of Ibis; typed loosely, since it is installed only where records are counted
DUCKDB = {"memory_limit": "2GB", "preserve_insertion_order": "false"}
SPARK = {
    "spark.driver.host": "127.0.0.1",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.shuffle.partitions": "8",
    "spark.driver.memory": "4g",
}
NAMES = ("duckdb", "pyspark")
MISSING = (
    "Counting records needs packages that are not installed ({}). Install them beside the others:"
    " .venv/bin/python -m pip install -r requirements-engine.txt"
)


@dataclass(frozen=True)
class Engine:
    """An open connection. name: 'duckdb' or 'pyspark'. version: of the engine and of Ibis. kept:
    names of tables that are ours, and go with the connection."""

    name: str
    connection: Any
    version: str
    kept: list[str] = field(default_factory=list)

    def rows(self, expression: Expression) -> list[dict[str, Any]]:
        """The rows of an expression, worked out by the engine."""
        return self.answer(self.sql(expression))

    def answer(self, sql: str) -> list[dict[str, Any]]:
        """The rows of a question that `sql` has laid out. Raises Stop."""
        with readable("The records"):
            found = self.connection.raw_sql(sql)
            if self.name == "pyspark":
                # Spark's own way to rows: its way to pandas does not know the newest pandas.
                return [row.asDict() for row in found.collect()]
            names = [each[0] for each in found.description]
            return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

    def sql(self, expression: Expression) -> str:
        """The question as the engine's own SQL, laid out to be read."""
        self.connection._run_pre_execute_hooks(expression)
        return str(self.connection.compile(expression, pretty=True))

    def lookup(self, name: str, rows: pd.DataFrame) -> Expression:
        """A small table of ours, as a table of the engine by this name."""
        self.kept.append(name)
        if self.name == "pyspark":
            tuples = [tuple(row) for row in rows.itertuples(index=False)]
            found = self.connection._session.createDataFrame(tuples, list(rows))
            self._view(name, found.coalesce(1))
            return self.connection.table(name)
        self.connection.create_table(name, obj=rows, overwrite=True)
        return self.connection.table(name)

    def statement(self, name: str, sql: str) -> str:
        """What makes a table of the rows of a question, in the engine's own words."""
        how = "CREATE TABLE" if self.name == "pyspark" else "CREATE OR REPLACE TABLE"
        return f"{how} {name} AS\n{sql}"

    def keep(self, name: str, sql: str) -> Expression:
        """The rows of a question worked out once, and kept while it is open. Raises Stop."""
        self.kept.append(name)
        with readable("The records"):
            if self.name == "pyspark":
                self._view(name, self.connection.raw_sql(sql))
            else:
                self.connection.raw_sql(self.statement(name, sql))
        return self.connection.table(name)

    def drop(self, name: str) -> None:
        """Forget a table of ours."""
        self.kept.remove(name)
        if self.name == "pyspark":
            self.connection._session.catalog.dropTempView(name)
        else:
            self.connection.raw_sql(f"DROP TABLE {name}")

    def _view(self, name: str, rows: Any) -> None:
        """Rows of Spark under a name, cut off from how they came about: Spark would plan that anew
        with each question, which takes it longer than to answer."""
        rows.localCheckpoint(eager=True).createOrReplaceTempView(name)

    def promise(self, name: str, question: Expression) -> Expression:
        """The table that `keep` would make, for questions that are only written down."""
        import ibis

        return ibis.table(question.schema(), name=name)


@contextmanager
def readable(what: str) -> Iterator[None]:
    """Whatever an engine cannot read or convert ends with its own words, which name the column."""
    try:
        yield
    except Stop:
        raise
    except Exception as error:
        said = str(error).partition("\n")[0]
        raise Stop(f"{what} could not be read. {type(error).__name__}: {said}") from error


def url(choice: str | None = None) -> str:
    """The engine's address: the choice, or INSIGHT_ENGINE, or DuckDB; a bare name will do."""
    text = choice or os.environ.get("INSIGHT_ENGINE", NAMES[0])
    return text if "://" in text else f"{text}://"


@contextmanager
def open_engine(address: str) -> Iterator[Engine]:
    """The engine at an address of this module's kind. Raises Stop for one that nobody knows."""
    scheme, _, rest = address.partition("://")
    if scheme not in NAMES:
        raise Stop(f"There is no engine '{scheme}': choose {' or '.join(NAMES)}, such as duckdb://")
    master, _, query = rest.partition("?")
    asked = dict(parse_qsl(query))
    try:
        import ibis
    except ModuleNotFoundError as error:
        raise Stop(MISSING.format(error.name)) from error
    if scheme == "duckdb":
        with tempfile.TemporaryDirectory(prefix="records-") as desk:
            connection = _duckdb(Path(desk), asked)
            [row] = connection.raw_sql("SELECT version()").fetchall()
            try:
                yield Engine(scheme, connection, f"DuckDB {row[0]}, Ibis {ibis.__version__}")
            finally:
                connection.disconnect()
        return
    session, is_own = _spark(master, asked)
    try:
        version = f"Spark {session.version}, Ibis {ibis.__version__}"
        engine = Engine(scheme, ibis.pyspark.connect(session), version)
        yield engine
        if not is_own:  # somebody else's session is left as it was
            for name in list(engine.kept):
                engine.drop(name)
    finally:
        if is_own:
            session.stop()


def _duckdb(desk: Path, asked: dict[str, str]) -> Any:
    import ibis

    settings = {**DUCKDB, "temp_directory": str(desk / "spill"), **asked}
    try:
        return ibis.duckdb.connect(str(desk / "records.duckdb"), **settings)
    except Exception as error:  # DuckDB names the setting it does not know, or the value
        raise Stop(f"DuckDB could not be opened: {error}") from error


def _spark(master: str, asked: dict[str, str]) -> tuple[Any, bool]:
    """The session that is open; else one of this machine, which is ours to stop."""
    try:
        from pyspark.sql import SparkSession
    except ModuleNotFoundError as error:
        raise Stop(MISSING.format(error.name)) from error
    active = SparkSession.getActiveSession()
    if active is not None:
        return active, False
    builder = SparkSession.builder.appName("records").master(master or "local[*]")
    for name, value in {**SPARK, **asked}.items():
        builder = builder.config(name, value)
    try:
        session = builder.getOrCreate()
    except Exception as error:  # of Java, when it is not there, is too old, or lacks memory
        raise Stop(f"Spark could not be started; it needs Java 17 or newer: {error}") from error
    session.sparkContext.setLogLevel("ERROR")
    return session, True
