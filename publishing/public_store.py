"""The file that a public server opens: what anybody may see, and nothing else.

A server that holds no comment cannot give one away, whatever question somebody forgets a WHERE in.
The file is written new, so that nothing deleted is left in it, and put in its place whole.
"""

from __future__ import annotations

import argparse
import os
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from insight import settings
from insight.reference.vocabulary import SYNTHETIC_SOURCE
from insight.roles import LOCAL, Action, Person, Role
from insight.store import NoStore, Store, current_path, open_store, publication, queries
from insight.store.connection import SCHEMA
from insight.store.disk import replace_durably
from insight.store.publication import COUNTS, KEYS, Published
from publishing.releases import operating_system
from publishing.safe_tables import IN_PART, LEFT_OUT, SAFE

BLOCK_SIZE = 32768  # bytes; as of a store: most tables are small
# Where people are counted.
COUNTED = (*COUNTS.items(), ("survey_result", "base_count"))


class NotMadePublic(Exception):
    """No public store was written; the one before, if any, is untouched. The message says why."""


@dataclass(frozen=True)
class Report:
    """What a public store holds, and what it does not.

    rows: table → rows copied. left_out: table → (rows left out, why), where there are any.
    """

    path: Path
    build_id: str
    rows: dict[str, int]
    left_out: dict[str, tuple[int, str]]


def write_public_store(out: Path) -> Report:
    """Write what is public of the current store to `out`, and keep the record of what left.

    Raises NotMadePublic, or NoStore when nothing has been built.
    """
    store = open_store(current_path(settings.stores_folder()))
    try:
        _refuse_to_overwrite(out, store)
        _refuse_made_up_records(store)
        _refuse_what_does_not_carry_on(out, store)
        part = out.with_name(f".{out.name}.{os.getpid()}.part")
        try:
            rows, left_out = _copy(store, part)
            published = _published(store)
            # The record first: should anything fail in between, it says too much, not too little.
            publication.write_record(published)
            publication.fix_base()
            replace_durably(part, out)
        except (OSError, duckdb.Error) as error:
            raise NotMadePublic(f"{out} could not be written: {error}") from error
        finally:
            part.unlink(missing_ok=True)
            part.with_name(part.name + ".wal").unlink(missing_ok=True)
        return Report(out, store.build_id, rows, left_out)
    finally:
        store.connection.close()


def _refuse_to_overwrite(out: Path, store: Store) -> None:
    """Nothing is replaced but a public store."""
    if not out.parent.is_dir():
        raise NotMadePublic(f"There is no folder {out.parent}: make it first")
    if out.is_dir():
        raise NotMadePublic(f"{out} is a folder: give the name of a file in it")
    if not out.exists() and not out.is_symlink():
        return
    if out.is_symlink():
        raise NotMadePublic(f"{out} is a link: name the file itself")
    if not _is_public(out):
        raise NotMadePublic(f"{out} is there and is no public store: it is not overwritten")


def _refuse_made_up_records(store: Store) -> None:
    """Nothing counted in made-up records becomes public, not even marked."""
    if SYNTHETIC_SOURCE in set(queries.indicators(store)["source_id"]):
        raise NotMadePublic(
            "This build holds figures from made-up records: take the file out of data/raw, run"
            " `python -m etl build`, and then this again"
        )


def _is_public(path: Path) -> bool:
    try:
        connection = duckdb.connect(path, read_only=True)
    except duckdb.Error:
        return False
    try:
        row = connection.execute("SELECT is_public FROM build").fetchone()
        return bool(row and row[0])
    except duckdb.Error:
        return False
    finally:
        connection.close()


def _refuse_what_does_not_carry_on(out: Path, store: Store) -> None:
    """The counts of a build move in batches from those that are public, or it stays here."""
    public = publication.last_published()
    there = publication.published_in(out) if public is None else None
    if there is not None:
        publication.write_record(there)
        raise NotMadePublic(
            f"The record of what is public was gone, and was made again from {out}."
            " Run `python -m etl build`, so that counts move on from there, and then this again"
        )
    fixed = publication.fixed_base()
    if fixed not in (None, store.smallest_base):
        raise NotMadePublic(
            f"This build counts with a smallest base of {store.smallest_base}, and what is public"
            f" with {fixed}: with both, small counts could be worked out."
            f" Set INSIGHT_SMALLEST_BASE to {fixed} and run `python -m etl build`"
        )
    if public is None:
        return
    carries_on = queries.build(store)["carries_on_from"].iloc[0]
    if public.build_id not in (carries_on, store.build_id):
        raise NotMadePublic(
            "This build was made before the last public store, so its counts do not move on from"
            " there in batches: run `python -m etl build`, and then this again"
        )


def _copy(store: Store, part: Path) -> tuple[dict[str, int], dict[str, tuple[int, str]]]:
    """Write the safe rows of every table; rows copied, and rows left out with the reason."""
    part.unlink(missing_ok=True)
    mask = os.umask(0o177)  # DuckDB makes the file: for its owner alone
    try:
        connection = duckdb.connect(part, config={"default_block_size": BLOCK_SIZE})
    finally:
        os.umask(mask)
    rows: dict[str, int] = {}
    left_out: dict[str, tuple[int, str]] = {}
    try:
        source = str(store.path).replace("'", "''")
        connection.create_function("without_details", _without_details, [str], str)
        connection.execute(f"ATTACH '{source}' AS whole (READ_ONLY)")
        connection.begin()
        connection.execute(SCHEMA.read_text(encoding="utf-8"))
        for table in _tables(connection):
            count = _count(connection, f'whole."{table}"')
            if table in LEFT_OUT:
                kept, why = 0, LEFT_OUT[table]
            elif table in SAFE:
                chosen = SAFE[table].format(store="whole", table=table)
                connection.execute(f'INSERT INTO "{table}" BY NAME {chosen}')
                kept, why = _count(connection, f'"{table}"'), IN_PART.get(table, "")
                rows[table] = kept
            else:
                raise NotMadePublic(
                    f"Nobody has said whether the table {table} may be public:"
                    " name it in publishing/safe_tables.py"
                )
            if count > kept:
                left_out[table] = (count - kept, why)
        _refuse_small_counts(connection, store.smallest_base)
        connection.commit()
        connection.execute("DETACH whole")
        connection.execute("CHECKPOINT")
    finally:
        connection.close()
    part.chmod(0o600)
    return rows, left_out


@cache
def _without_details(text: str) -> str:
    """Words somebody typed, such as the name of a file, without personal details in them."""
    from insight.redaction.redact import redact  # here, since its patterns take long to make

    for words in (text, " ".join(re.split(r"[\W_]+", text))):
        clean, found = redact(words)
        if found:
            return clean
    return text


def _refuse_small_counts(connection: duckdb.DuckDBPyConnection, base: int) -> None:
    """Look for small counts once more, whatever the build made of them."""
    for table, column in COUNTED:
        question = f"SELECT count(*) FROM {table} WHERE {column} < {base}"  # noqa: S608
        row = connection.execute(question).fetchone()
        if row and row[0]:
            raise NotMadePublic(f"{row[0]} rows of {table} have a {column} below {base}")


def _tables(connection: duckdb.DuckDBPyConnection) -> list[str]:
    found = connection.execute(
        "SELECT table_name FROM duckdb_tables() WHERE database_name = current_database()"
        " ORDER BY table_name"
    ).fetchall()
    return [str(row[0]) for row in found]


def _count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    row = connection.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608
    return int(row[0]) if row else 0


def _published(store: Store) -> Published:
    """The record of what leaves with this build."""
    cursor = store.connection.cursor()
    try:
        tables = {
            name: cursor.execute(f"SELECT {publication.columns(name)} FROM {name}").df()  # noqa: S608
            for name in KEYS
        }
        then = cursor.execute("SELECT * FROM protected_count").df()
    finally:
        cursor.close()
    for name, frame in tables.items():
        # What is protected among ways of being heard, or answers, stays so: see etl.voice.batches.
        is_cell = name == "voice_cell"
        with_then = frame.merge(then, how="left", on=list(KEYS[name])) if is_cell else frame
        tables[name] = with_then if is_cell else frame.assign(then_count=float("nan"))
    return Published(store.smallest_base, store.build_id, tables)


STOPS = (NotMadePublic, NoStore, settings.SettingRefused)


def add_verb(commands: Any) -> None:
    """Add `public-store` to the commands of `python -m publishing`."""
    command = commands.add_parser(
        "public-store",
        help="write the file that a public server opens",
        description="Write the file that a public server opens: counts that are safe to show and"
        " approved texts, of the current build. It says what it leaves out. Counts in which fewer"
        " comments than the smallest base are new since the last time stay as they were. It takes"
        " the role publisher, once data/decisions/people.toml (or INSIGHT_PEOPLE) gives roles.",
    )
    command.add_argument(
        "--out",
        type=Path,
        default=settings.public_store(),
        metavar="FILE",
        help="file to write, or to replace whole (default: %(default)s)",
    )
    command.set_defaults(run=_run)


def _person() -> Person:
    """Who runs the command, as for releases. Where no file gives anybody a role, the machine is
    somebody's own, as it is for the team edition without sign-in."""
    return operating_system.person() if settings.people_file().exists() else LOCAL


def _run(options: argparse.Namespace) -> int:
    if not _person().may(Action.PUBLISH):
        raise NotMadePublic(
            f"To write a public store you need the role {Role.PUBLISHER}: {settings.people_file()}"
            " gives it to a group of this machine's users"
        )
    report = write_public_store(options.out)
    size, count = report.path.stat().st_size / 1e6, sum(report.rows.values())
    print(f"Wrote {report.path}, {size:.1f} MB: {count:,} rows of build {report.build_id}.")
    for table, (rows, why) in sorted(report.left_out.items()):
        print(f"Left out: {table}, {rows:,} {'row' if rows == 1 else 'rows'}: {why}.")
    return 0
