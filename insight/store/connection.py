"""The store: a built DuckDB file, opened read-only, asked by named queries.

A build never changes a file that is being read: it writes a new one and moves the pointer
`current.json`. So a store is identified by its build, and whatever the app remembers of it
can be kept for as long as that build is current.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import pandas as pd

from insight import settings
from insight.settings import POINTER

QUERIES = Path(__file__).parent / "sql"
SCHEMA = Path(__file__).with_name("schema.sql")


class NoStore(Exception):
    """There is no built store yet. The message says how to make one."""


@dataclass(frozen=True)
class Store:
    """An open store.

    build_id: its identity. connection: read-only, no outside access. smallest_base: counts of
    comments, answers or panel members below it are not shown. is_public: it holds nothing else
    than what anybody may see.
    """

    build_id: str
    path: Path
    connection: duckdb.DuckDBPyConnection
    smallest_base: int
    is_public: bool = False

    def query(self, name: str, **values: Any) -> pd.DataFrame:
        """What `sql/<name>.sql` gives as a frame; values are bound, never pasted in.

        Every call uses a cursor of its own: one connection object must not be shared by threads.
        """
        cursor = self.connection.cursor()
        try:
            return cursor.execute(query_text(name), values).df()
        finally:
            cursor.close()


@lru_cache(maxsize=1)
def schema_id() -> str:
    """A fingerprint of the schema: a store built with another one cannot be queried."""
    return hashlib.sha256(SCHEMA.read_bytes()).hexdigest()[:12]


@lru_cache(maxsize=256)
def query_text(name: str) -> str:
    """The SQL of a named query."""
    return (QUERIES / f"{name}.sql").read_text(encoding="utf-8")


def current_path(folder: Path) -> Path:
    """The store the pointer names. Raises NoStore when there is none."""
    try:
        pointer = json.loads((folder / POINTER).read_text(encoding="utf-8"))
        path = folder / pointer["file"]
    except (OSError, ValueError, KeyError) as error:
        raise NoStore("No store has been built yet: run `python -m etl build`") from error
    if not path.is_file():
        raise NoStore(f"The store {path.name} is gone: run `python -m etl build`")
    return path


def open_store(path: Path) -> Store:
    """Open one store file read-only, unable to reach any other file."""
    if not path.is_file():
        raise NoStore(f"There is no store at {path}: run `python -m etl build`")
    connection = duckdb.connect(
        path,
        read_only=True,
        config={"threads": 2, "enable_external_access": "false", "lock_configuration": "true"},
    )
    try:
        question = "SELECT build_id, smallest_base, schema_id, is_public, system_id FROM build"
        row = connection.execute(question).fetchone()
    except duckdb.BinderException:  # older than these columns
        row = None
    if row is None or row[2] != schema_id():
        connection.close()
        raise NoStore(f"{path.name} was built by another version: run `python -m etl build`")
    if row[4] != settings.system():
        connection.close()
        raise NoStore(
            f"{path.name} is about {row[4]}, and this process about {settings.system()}: it must be"
            " started again"
        )
    return Store(str(row[0]), path, connection, int(row[1]), bool(row[3]))


def open_public_store(path: Path) -> Store:
    """Open a file made by `python -m publishing public-store`, and no other.

    It is read from a copy that nobody else can see: a new file of the same name is not noticed by
    DuckDB for as long as the old one is open. Raises NoStore for any other file, or none.
    """
    command = f"run `python -m publishing public-store --out {path}`"
    if not path.is_file():
        raise NoStore(f"There is no public store at {path}: {command}")
    with TemporaryDirectory(prefix="insight-", ignore_cleanup_errors=True) as folder:
        copy = Path(folder) / path.name
        shutil.copyfile(path, copy)
        try:
            store = open_store(copy)
        except (NoStore, duckdb.Error) as error:
            raise NoStore(f"{path} is no public store of this version: {command}") from error
    if not store.is_public:
        store.connection.close()
        raise NoStore(f"{path} is no public store, and is not opened here: {command}")
    return replace(store, path=path)
