"""The database of decisions and releases: making its tables, copies of it, and putting one back.

A copy is a SQLite file with the same tables, whichever database it was made of, and may be put back
into either: so it is the way from a file to a server as well.
"""

from __future__ import annotations

import argparse
import shutil
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import sqlalchemy as sa

from insight import settings
from insight.store import database, decisions, sign_outs
from insight.store.disk import replace_durably
from publishing.releases import tables

METADATA = (decisions.table.metadata, sign_outs.table.metadata, tables.metadata)
KEPT = 30  # copies
ROWS_AT_ONCE = 1_000


class NotCopied(Exception):
    """No copy was made, or none was put back; what was there is untouched. The message says why."""


STOPS = (NotCopied, database.DecisionRefused)


def prepare(url: str) -> None:
    """Make every table that is missing, and bring older ones up to date.

    Raises DecisionRefused where the database does not let this user make any.
    """
    path = database.sqlite_path(url)
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
    try:
        for metadata in METADATA:
            database.prepare(url, metadata)
    except sa.exc.ProgrammingError as fault:
        raise database.DecisionRefused(
            f"The database lets nobody but its owner make tables, and this is another user of it:"
            f" {fault.orig}"
        ) from fault


def backup(folder: Path, kept: int = KEPT) -> Path:
    """A copy of the database as it is at this moment, while others go on; older ones are removed.

    For its owner alone: it holds people's words, and who decided what. kept: copies to keep, this
    one among them. Raises NotCopied, or DecisionRefused where there is no database.
    """
    url = settings.decisions_url()
    path = database.sqlite_path(url)
    if path is not None and not path.is_file():
        raise NotCopied(f"There is no database at {path}: nothing was decided yet")
    for metadata in METADATA:
        database.ready(url, metadata)
    folder.mkdir(parents=True, exist_ok=True)
    made = folder / f"decisions-{datetime.now(UTC):%Y%m%dT%H%M%S%f}Z.sqlite"
    part = made.with_suffix(".part")
    part.touch(mode=0o600)
    try:
        copy = f"sqlite:///{part}"
        prepare(copy)
        with (
            database.transaction(database.engine(url), is_writing=False) as source,
            database.transaction(database.engine(copy)) as target,
        ):
            _copy(source, target)
        _close(copy)
        replace_durably(part, made)
    finally:
        for each in folder.glob(f"{part.name}*"):
            each.unlink()
    for old in sorted(folder.glob("decisions-*Z.sqlite"))[: -max(kept, 1)]:
        old.unlink()
    return made


def restore(file: Path) -> dict[str, int]:
    """Put a copy back into an empty database, all of it or nothing; on a server as its owner.

    Table → rows. Raises NotCopied where the copy is damaged, or the database holds something.
    """
    url = settings.decisions_url()
    prepare(url)
    with TemporaryDirectory(prefix="insight-") as folder:
        ours = Path(folder) / "copy.sqlite"
        copy = f"sqlite:///{ours}"
        try:
            shutil.copyfile(file, ours)
            _close(copy)
            prepare(copy)  # one of an earlier version lacks columns
        except (OSError, sa.exc.DatabaseError) as fault:
            raise NotCopied(f"{file} is no copy of decisions, or is damaged") from fault
        with (
            database.transaction(database.engine(copy), is_writing=False) as source,
            database.transaction(database.engine(url)) as target,
        ):
            for table in _tables():
                if target.execute(sa.select(table).limit(1)).first() is not None:
                    raise NotCopied(
                        f"The database holds rows of {table.name} already, and what is in it is"
                        " never replaced: name an empty one in INSIGHT_DECISIONS_URL"
                    )
            return _copy(source, target)


def _copy(source: sa.Connection, target: sa.Connection) -> dict[str, int]:
    """Every row of every table; the numbers of what is added next go on from there."""
    copied = {}
    for table in _tables():
        rows = source.execute(sa.select(table).order_by(*table.primary_key.columns))
        copied[table.name] = 0
        for some in rows.mappings().partitions(ROWS_AT_ONCE):
            target.execute(table.insert(), [dict(row) for row in some])
            copied[table.name] += len(some)
        number = table.autoincrement_column
        if number is not None and copied[table.name] and target.dialect.name != "sqlite":
            newest = target.execute(sa.select(sa.func.max(number))).scalar_one()
            sequence = sa.func.pg_get_serial_sequence(table.name, number.name)
            target.execute(sa.select(sa.func.setval(sequence, newest)))
    return copied


def _tables() -> list[sa.Table]:
    return [table for metadata in METADATA for table in metadata.sorted_tables]


def _close(url: str) -> None:
    """Read a copy through, and leave one file of it."""
    with database.engine(url).connect() as connection:
        said = connection.exec_driver_sql("PRAGMA integrity_check").scalars().first()
        if said != "ok" or not sa.inspect(connection).has_table(decisions.table.name):
            raise NotCopied(f"The copy is damaged, or holds no decisions: {said}")
        connection.exec_driver_sql("PRAGMA journal_mode=DELETE")


def add_verbs(commands: Any) -> None:
    """Add `prepare`, `backup` and `restore` to the commands of `python -m publishing`."""

    def verb(name: str, run: Any, what: str) -> argparse.ArgumentParser:
        command: argparse.ArgumentParser = commands.add_parser(name, help=what, description=what)
        command.set_defaults(run=run)
        return command

    what = "make the tables of decisions and releases; on a server, as its owner"
    command = verb("prepare", _prepare, what)
    command.add_argument("--print", action="store_true", help="print the statements instead")
    command = verb("backup", _backup, "copy the database of decisions and releases into a folder")
    command.add_argument("folder", type=Path, help="where the copies lie, for their owner alone")
    command.add_argument(
        "--keep",
        type=int,
        default=KEPT,
        metavar="N",
        help="copies to keep (default: %(default)s); an older one would keep words past retention",
    )
    command = verb("restore", _restore, "put a copy back into an empty database, as its owner")
    command.add_argument("file", type=Path, help="a copy that `backup` made")


def _prepare(options: argparse.Namespace) -> int:
    url = settings.decisions_url()
    if options.print:
        dialect = database.engine(url).dialect
        for metadata in METADATA:
            print(";\n".join(database.statements(metadata, dialect)) + ";")
        return 0
    prepare(url)
    print(f"The tables are there: {', '.join(table.name for table in _tables())}.")
    return 0


def _backup(options: argparse.Namespace) -> int:
    made = backup(options.folder, options.keep)
    print(f"Copied to {made}. Copy the folder of releases (INSIGHT_RELEASES) with it.")
    return 0


def _restore(options: argparse.Namespace) -> int:
    for name, count in restore(options.file).items():
        print(f"{name:20} {count:8,}")
    print(
        "Put back. Next: `python -m publishing verify`, and `python -m etl build`, which takes out"
        " words that are past retention by now."
    )
    return 0
