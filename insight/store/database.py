"""The database of what people decide: one SQLite file, or a server such as PostgreSQL.

Its tables are only ever added to, and the database itself sees to it: triggers refuse to change,
remove or replace a row, on a server its owner's too. There the owner makes the tables
(`python -m publishing prepare`), and the app's user may add and read, no more
(deploy/postgresql/insight.sql). A SQLite file gets its tables when it is first used.

What belongs together is one `sa.MetaData`, whose info says NEVER: the words of a refusal. A column
whose info says MAY_CHANGE may be written again.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.schema import CreateColumn, CreateIndex, CreateTable

from insight.store.disk import keep_private

NEVER, MAY_CHANGE = "never", "may_change"
SECONDS_TO_WAIT = 10
LOCK = 7_245_112  # any number of our own: those who write alone wait for one another

# On a server one function refuses for all tables, in the words its trigger gives it.
REFUSE = (
    "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ "
    "BEGIN RAISE EXCEPTION USING ERRCODE = 'restrict_violation', MESSAGE = TG_ARGV[0]; END $$"
)


class DecisionRefused(ValueError):
    """A decision that cannot be recorded, or read. The message says what to put right."""


def ready(url: str, metadata: sa.MetaData) -> sa.Engine:
    """The database with these tables: made where it is a file, looked for on a server.

    Once for each process; a file that is new is noticed. Raises DecisionRefused where a server's
    owner has not made them.
    """
    path = sqlite_path(url)
    if path is None:
        _look_for(url, metadata)
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.is_file() or not path.stat().st_size:
            prepare(url, metadata)
        _prepared(url, metadata)
    return engine(url)


def prepare(url: str, metadata: sa.MetaData) -> None:
    """Make the tables where they are missing, and bring older ones up to date, whole or not at all.

    Safe when several do so at once, and more than once.
    """
    database = engine(url)
    with transaction(database) as connection:
        for statement in (*_behind(connection, metadata), *statements(metadata, database.dialect)):
            connection.exec_driver_sql(statement)
    if file := sqlite_path(url):
        keep_private(file)


@contextmanager
def transaction(database: sa.Engine, *, is_writing: bool = True) -> Iterator[sa.Connection]:
    """Begin, and commit at the end; whatever is raised undoes all of it.

    A writer waits until no other writes; a reader sees one state throughout.
    """
    if database.dialect.name != "sqlite":
        with database.begin() as connection:
            if is_writing:
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")
            else:
                connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            yield connection
        return
    with database.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        # The driver would begin only at the first change, after what was looked at.
        connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writing else "BEGIN")
        try:
            yield connection
        except BaseException:
            connection.exec_driver_sql("ROLLBACK")
            raise
        connection.exec_driver_sql("COMMIT")


def now(connection: sa.Connection) -> datetime:
    """The time by the database's clock, which is one for all servers that use it."""
    if connection.dialect.name == "sqlite":
        text = connection.exec_driver_sql("SELECT strftime('%Y-%m-%d %H:%M:%f', 'now')")
        return datetime.fromisoformat(text.scalar_one()).replace(tzinfo=UTC)
    moment: datetime = connection.exec_driver_sql("SELECT clock_timestamp()").scalar_one()
    return moment.astimezone(UTC)


def statements(metadata: sa.MetaData, dialect: sa.Dialect) -> list[str]:
    """What makes tables, their indexes and what refuses changes. Each may be run more than once."""
    made = [] if dialect.name == "sqlite" else [REFUSE]
    for table in metadata.sorted_tables:
        made.append(str(CreateTable(table, if_not_exists=True).compile(dialect=dialect)))
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            made.append(str(CreateIndex(index, if_not_exists=True).compile(dialect=dialect)))
        made += refusals(table, dialect).values()
    return made


def refusals(table: sa.Table, dialect: sa.Dialect) -> dict[str, str]:
    """Name of a trigger → the statement after which rows are not changed, removed or replaced."""
    never = str(table.metadata.info[NEVER]).replace("'", "''")
    fixed = ", ".join(each.name for each in table.columns if MAY_CHANGE not in each.info)
    refused = {
        "change": f"UPDATE OF {fixed} ON {table.name}",
        "removal": f"DELETE ON {table.name}",
    }
    if dialect.name == "sqlite":  # where REPLACE is a hidden delete
        refused["replacement"] = f"INSERT ON {table.name} WHEN {_is_there(table)}"
        begin, then = "CREATE TRIGGER IF NOT EXISTS", f"BEGIN SELECT RAISE(ABORT, '{never}'); END"
    else:
        refused = {what: f"{when} FOR EACH ROW" for what, when in refused.items()}
        refused["emptying"] = f"TRUNCATE ON {table.name} FOR EACH STATEMENT"
        begin, then = "CREATE OR REPLACE TRIGGER", f"EXECUTE FUNCTION refuse_change('{never}')"
    return {
        f"{table.name}_no_{what}": f"{begin} {table.name}_no_{what} BEFORE {when} {then}"
        for what, when in refused.items()
    }


def sqlite_path(url: str) -> Path | None:
    """The file of a SQLite address; None for another kind of database. Raises DecisionRefused."""
    parts = sa.make_url(url)
    if parts.get_backend_name() != "sqlite":
        return None
    if not parts.database or parts.database == ":memory:":
        raise DecisionRefused("INSIGHT_DECISIONS_URL names no file, so decisions would be lost")
    return Path(parts.database)


@lru_cache(maxsize=8)
def engine(url: str) -> sa.Engine:
    """The database itself, whatever is in it."""
    if sqlite_path(url) is None:
        wait = {"connect_timeout": SECONDS_TO_WAIT}
        return sa.create_engine(url, pool_pre_ping=True, connect_args=wait)
    # A SQLite file is opened for each use: nothing is shared between threads, and nothing stays
    # open after a test or a command.
    made = sa.create_engine(url, poolclass=sa.NullPool, connect_args={"timeout": SECONDS_TO_WAIT})
    sa.event.listen(made, "connect", _write_ahead)
    return made


def _write_ahead(connection: object, _: object) -> None:
    # Readers do not wait for writers; writers wait for one another, for SECONDS_TO_WAIT.
    connection.execute("PRAGMA journal_mode=WAL")  # type: ignore[attr-defined]


@lru_cache(maxsize=32)
def _prepared(url: str, metadata: sa.MetaData) -> None:
    prepare(url, metadata)


@lru_cache(maxsize=32)
def _look_for(url: str, metadata: sa.MetaData) -> None:
    with engine(url).connect() as connection:
        found = set(sa.inspect(connection).get_table_names())
        if not found.issuperset(metadata.tables) or _behind(connection, metadata):
            raise DecisionRefused(
                "The database of decisions lacks tables, or has older ones: its owner runs"
                " `python -m publishing prepare` once (deploy/README.md)"
            )


def _behind(connection: sa.Connection, metadata: sa.MetaData) -> list[str]:
    """What brings tables that are there up to date: columns they lack, and texts cut short."""
    found, dialect = [], connection.dialect
    there = set(sa.inspect(connection).get_table_names())
    for table in metadata.sorted_tables:
        if table.name not in there:
            continue
        kinds = {each["name"]: each["type"] for each in _columns(connection, table)}
        for column in table.columns:
            if column.name not in kinds:
                added = CreateColumn(column).compile(dialect=dialect)
                found.append(f"ALTER TABLE {table.name} ADD COLUMN {added}")
            elif (
                dialect.name != "sqlite"  # which never cuts a text short
                and isinstance(column.type, sa.Text)
                and not isinstance(kinds[column.name], sa.Text)
            ):
                found.append(f"ALTER TABLE {table.name} ALTER COLUMN {column.name} TYPE text")
    return found


def _columns(connection: sa.Connection, table: sa.Table) -> list[dict]:
    return [dict(each) for each in sa.inspect(connection).get_columns(table.name)]


def _is_there(table: sa.Table) -> str:
    """Whether a row to be added has a key that a row has already."""
    keys = [[column.name for column in table.primary_key.columns]]
    keys += [[column.name] for column in table.columns if column.unique]
    return " OR ".join(
        f"EXISTS (SELECT 1 FROM {table.name} WHERE "  # noqa: S608  # our own names
        + " AND ".join(f"{column} = NEW.{column}" for column in key)
        + ")"
        for key in keys
    )
