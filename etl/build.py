"""Write a new store, check it, and only then let readers see it.

A build never touches a file that is being read: the new store is written beside the old ones
under a name of its own, and the pointer is moved last. Whatever happens before that, the last
good store goes on serving.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import time
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Self

import duckdb
import pandas as pd

from etl.derived_tables import DERIVED
from etl.maps.geometry import LayerFile
from etl.stop import Stop
from etl.store_checks import CHECKS
from etl.store_keys import reading_order
from insight import settings
from insight.settings import POINTER, PROJECT
from insight.store import publication
from insight.store.connection import SCHEMA, schema_id
from insight.store.disk import keep_private, replace_durably, sync

KEPT_BUILDS = 3
STALE_PART_SECONDS = 3600
# Bytes. Every column of every table takes whole blocks and most tables are small: with blocks of
# 262144 bytes, as DuckDB makes them by itself, more than half of a store is empty.
BLOCK_SIZE = 32768
FEW_ROWS = 5000
DRAFTS = count(1)  # several may be on their way in one process
NOT_PUT_IN_PLACE = "The new store was not put in place:"


class BuildFailed(Stop):
    """The new store did not pass its checks; the last good one is untouched."""


def map_layer_table(layers: list[LayerFile]) -> pd.DataFrame:
    """The map_layer table of the layers a build has drawn."""
    return pd.DataFrame(
        [vars(layer) for layer in layers],
        columns=[
            "layer_id",
            "area_type",
            "shape",
            "file_name",
            "area_count",
            "is_approximate",
            "attribution",
        ],
    )


def content_id(tables: dict[str, pd.DataFrame]) -> str:
    """A fingerprint of the tables and the schema: the same content gives the same id."""
    return _joint_id({name: _table_id(frame) for name, frame in tables.items()})


def _joint_id(table_ids: dict[str, str]) -> str:
    digest = hashlib.sha256(schema_id().encode())
    for name in sorted(table_ids):
        digest.update(f"{name}:{table_ids[name]}".encode())
    return digest.hexdigest()[:12]


def _table_id(frame: pd.DataFrame) -> str:
    """A fingerprint of the columns and rows of a table."""
    head = f"{','.join(frame.columns)}:{len(frame)}"
    if len(frame) < FEW_ROWS:  # cells of any kind, lists among them
        rows = pd.util.hash_pandas_object(frame.astype("str"), index=False)
        return head + hashlib.sha256(rows.to_numpy().tobytes()).hexdigest()
    with duckdb.connect() as connection:
        connection.register("incoming", _with_days(frame))
        answer = connection.execute("SELECT sum(hash(row)) FROM incoming AS row").fetchall()
        return f"{head}{answer[0]}"


def _with_days(frame: pd.DataFrame) -> pd.DataFrame:
    """Days as numbers rather than Python dates, which are slow to hash and to write one by one."""
    days = [c for c in frame if str(c).endswith("_date") and frame[c].dtype == object]
    return frame.assign(**{c: pd.to_datetime(frame[c]) for c in days})


def write_store(
    tables: dict[str, pd.DataFrame], path: Path, build_id: str, is_default: bool
) -> None:
    """Write one store file at `path`, whole or not at all.

    Raises BuildFailed when the tables contradict each other or the schema.
    """
    with Draft(path.parent) as draft:
        draft.add(tables)
        draft.derive()
        draft.verify()
        draft.finish(path, build_id, is_default)


class Draft:
    """A store on its way, in a file of its own: nobody reads it before it is finished.

    Tables are added as they are ready. One that is left unfinished leaves nothing behind.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._path = folder / f".store.{os.getpid()}.{next(DRAFTS)}.part"
        self._remove()
        self._connection = duckdb.connect(self._path, config={"default_block_size": BLOCK_SIZE})
        self._connection.begin()  # else the disk is waited for after every statement
        self._connection.execute(SCHEMA.read_text(encoding="utf-8"))
        self._table_ids: dict[str, str] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()
        self._remove()

    def add(self, tables: dict[str, pd.DataFrame]) -> None:
        """Fill tables of the schema. Raises BuildFailed when the schema forbids a row."""
        for name, frame in tables.items():
            self._table_ids[name] = _table_id(frame)
            if frame.empty:
                continue
            described = self._connection.execute(f'DESCRIBE "{name}"').fetchall()
            columns = ", ".join(f'"{row[0]}"' for row in described)
            order = ", ".join(reading_order(name))
            self._connection.register("incoming", _with_days(frame))
            try:
                self._connection.execute(
                    f'INSERT INTO "{name}" SELECT {columns} FROM incoming ORDER BY {order}'  # noqa: S608
                )
            except duckdb.ConstraintException as error:
                raise BuildFailed(f"{NOT_PUT_IN_PLACE} {error}") from error
            self._connection.unregister("incoming")

    def derive(self) -> None:
        """Work out the tables that figures and the catalogue imply (see etl.derived_tables)."""
        for question in DERIVED.values():
            self._connection.execute(question)

    def save(self) -> None:
        """Have what is written so far on the disk, so that less is left to do at the end."""
        self._connection.commit()
        self._connection.execute("CHECKPOINT")
        self._connection.begin()

    @property
    def content_id(self) -> str:
        """The fingerprint of the tables added so far, as of the function of this name."""
        return _joint_id(self._table_ids)

    def verify(self) -> None:
        """Search the store for contradictions. Raises BuildFailed naming every fault."""
        verify(self._connection)

    def finish(self, path: Path, build_id: str, is_default: bool) -> None:
        """Say what the store is, and move it to `path`.

        When this returns, the file is on the disk and not just on its way there.
        """
        self.add({"build": _build_table(build_id, is_default)})
        self._connection.commit()
        self._connection.execute("CHECKPOINT")
        self._connection.close()
        replace_durably(self._path, path)

    def _remove(self) -> None:
        self._path.unlink(missing_ok=True)
        self._path.with_name(self._path.name + ".wal").unlink(missing_ok=True)


def _build_table(build_id: str, is_default: bool) -> pd.DataFrame:
    public = publication.last_published()
    return pd.DataFrame(
        {
            "build_id": [build_id],
            "built_at": [datetime.now(UTC).replace(tzinfo=None)],
            "code_version": [code_version()],
            "is_embedded_default": [is_default],
            "smallest_base": [publication.smallest_base()],
            "schema_id": [schema_id()],
            "carries_on_from": [public.build_id if public is not None else ""],
            "is_public": [False],
            "system_id": [settings.system()],
        }
    )


def verify(connection: duckdb.DuckDBPyConnection) -> None:
    """Refuse a store that contradicts itself. Raises BuildFailed naming every fault."""
    faults = []
    for question, words in CHECKS.items():
        row = connection.execute(question).fetchone()
        if row and row[0]:
            faults.append(f"{row[0]} {words}")
    if faults:
        raise BuildFailed(f"{NOT_PUT_IN_PLACE} {'; '.join(faults)}.")


def put_in_place(store: Path) -> None:
    """Point readers at `store`, keep the last few builds for going back, tidy up the rest.

    Even if the power fails on the way, the pointer names a whole store: the new one, which is on
    the disk before it is pointed at, or the one before.
    """
    keep_private(store)
    sync(store)
    folder = store.parent
    pointer = folder / f".{POINTER}.{os.getpid()}.part"
    pointed = {"file": store.name, "system": settings.system()}
    pointer.write_text(json.dumps(pointed) + "\n", encoding="utf-8")
    replace_durably(pointer, folder / POINTER)
    os.utime(store)
    builds = sorted(folder.glob("insight-*.duckdb"), key=lambda path: path.stat().st_mtime)
    for old in builds[:-KEPT_BUILDS]:
        old.unlink()
    for part in folder.glob(".*.part*"):
        if time.time() - part.stat().st_mtime > STALE_PART_SECONDS:
            part.unlink()


def code_version() -> str:
    """The commit this code stands at, or 'unknown' outside a checkout."""
    try:
        done = subprocess.run(
            ["git", "-C", str(PROJECT), "rev-parse", "--short", "HEAD"],
            capture_output=True,
            text=True,
            timeout=5,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return "unknown"
    return done.stdout.strip()
