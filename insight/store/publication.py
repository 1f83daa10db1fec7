"""What has been made public so far: at which smallest base, and every count as it last left.

`python -m publishing public-store` writes this record beside the stores, readable by its owner
alone, since it says of hidden counts that they were protected, and how large they were then. A
build reads it, so that no count moves by fewer than the smallest base (`etl.voice.batches`) and
the base stays what it was: of two bases together, small counts can be worked out. Where it is
lost, the public store itself says the same, but for what it hides. The base alone is also kept
beside releases, which nobody deletes to build anew: somebody may have kept a copy of what is gone.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pandas as pd

from insight import settings
from insight.store.connection import NoStore, current_path, open_store
from insight.store.disk import replace_durably, write_whole

RECORD = "published.parquet"
BASE = "smallest_base.txt"  # in the folder of releases
# A row of the record: one count of one table. key: what it counts, as its table tells it apart.
KEYS = {
    "voice_cell": ("area_code", "group_id", "theme_id", "period_label"),
    "voice_source": ("area_code", "organisation_type", "method"),
    "survey_result": ("survey_id", "question", "area_code", "group_id", "answer"),
    "engagement_activity": ("activity_id",),
    "idea": ("idea_id",),
}
COUNTS = {
    "voice_cell": "comment_count",
    "voice_source": "comment_count",
    "survey_result": "answer_count",
    "engagement_activity": "people_count",
    "idea": "support_count",
}
# What else of a row is public, and stays while its count does.
BESIDE = {
    "voice_cell": ("mood", "organisation_count", "dominant_organisation", "machine_pct"),
    "survey_result": ("base_count",),
}
# What says of a table whether a count is shown, where that is no column called state.
STATES = {
    "engagement_activity": "people_state AS state",
    "idea": "if(support_count IS NULL, 'too few', 'shown') AS state",
}


class BaseIsFixed(settings.SettingRefused):
    """The smallest base cannot change any more. The message says since when it is what it is."""


@dataclass(frozen=True)
class Published:
    """What is public. counts: rows of one of the tables of KEYS as they left, and then_count, the
    true count where that was protected (NaN where it is not known)."""

    base: int
    build_id: str
    tables: dict[str, pd.DataFrame]

    def rows(self, table: str, is_demonstration: bool) -> pd.DataFrame | None:
        """The rows of a table; None without any. What is real does not carry on from what is not.

        is_demonstration: whether the counts that come after it are a demonstration.
        """
        found = self.tables.get(table)
        if found is None or found.empty:
            return None
        return None if bool(found["is_demonstration"].any()) != is_demonstration else found


def record_path() -> Path:
    """Where the record lies."""
    return settings.stores_folder() / RECORD


def last_published() -> Published | None:
    """What the last public store showed; None where nothing was ever made public.

    Raises BaseIsFixed when the record, or without one the public store, is there and cannot be
    read: nothing may be built without it.
    """
    path = record_path()
    if not path.is_file():
        return published_in(settings.public_store())
    try:
        every = pd.read_parquet(path)
        base, build_id = int(every["base"].iloc[0]), str(every["build_id"].iloc[0])
        tables = {}
        for name, key in KEYS.items():
            rows = every[every["table"] == name].reset_index(drop=True)
            parts = rows.pop("key")
            told = pd.DataFrame(parts.tolist(), columns=list(key), index=rows.index)
            tables[name] = told.join(rows.drop(columns=["table", "base", "build_id"]))
    except (OSError, ValueError, KeyError, IndexError) as error:
        raise BaseIsFixed(
            f"{path} says what is public already, and cannot be read: put it back from a copy"
        ) from error
    return Published(base, build_id, tables)


def published_in(path: Path) -> Published | None:
    """What a public store itself tells of what it shows; None where the file is none, or not there.

    Raises BaseIsFixed when it is one and cannot be read.
    """
    if not path.is_file():
        return None
    try:
        with duckdb.connect(path, read_only=True) as connection:
            found = connection.execute("SELECT smallest_base, build_id, is_public FROM build")
            base, build_id, is_public = found.fetchone() or (0, "", False)
            if not is_public:
                return None
            tables = {
                name: connection.execute(f"SELECT {columns(name)} FROM {name}")  # noqa: S608
                .df()
                .assign(then_count=float("nan"))
                for name in KEYS
            }
    except duckdb.Error as error:
        raise BaseIsFixed(f"{path} says what is public already, and cannot be read") from error
    return Published(int(base), str(build_id), tables)


def columns(table: str) -> str:
    """What a row of the record holds of a table, for a SELECT."""
    state = STATES.get(table, "state")
    return ", ".join(
        (*KEYS[table], state, COUNTS[table], *BESIDE.get(table, ()), "is_demonstration")
    )


def write_record(published: Published) -> None:
    """Put a new record in the place of the last, whole or not at all, for its owner alone."""
    path = record_path()
    parts = []
    for name, rows in published.tables.items():
        if rows.empty:
            continue
        key = list(KEYS[name])
        parts.append(
            rows.drop(columns=key).assign(key=rows[key].to_numpy(dtype=object).tolist(), table=name)
        )
    about = {"base": published.base, "build_id": published.build_id}
    nothing = pd.DataFrame({"key": [[]], "table": ["nothing"], "is_demonstration": [True]})
    every = pd.concat(parts or [nothing], ignore_index=True).assign(**about)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.touch(mode=0o600)
        every.to_parquet(part)
        replace_durably(part, path)
    finally:
        part.unlink(missing_ok=True)


def fix_base() -> None:
    """Note the base of the store in place beside releases as something goes; the first counts."""
    path = settings.releases_folder() / BASE
    if not path.exists():
        try:
            store = open_store(current_path(settings.stores_folder()))
        except NoStore:
            base = smallest_base()
        else:
            base = store.smallest_base
            store.connection.close()
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, f"{base}\n".encode())


def fixed_base() -> int | None:
    """The base that what is public was counted with; None where nothing is.

    Raises BaseIsFixed when nobody can tell.
    """
    public = last_published()
    if public is not None:
        return public.base
    path = settings.releases_folder() / BASE
    try:
        return int(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise BaseIsFixed(f"{path} says which base is fixed, and cannot be read") from error


def smallest_base() -> int:
    """Fewest comments or answers that may be counted: the setting's, and once something is public
    what it was then.

    Raises BaseIsFixed when the setting says another, SettingRefused when it says nonsense.
    """
    wanted, fixed = settings.smallest_base(), fixed_base()
    if fixed is None or wanted == fixed:
        return wanted
    if "INSIGHT_SMALLEST_BASE" in os.environ:
        raise BaseIsFixed(
            f"INSIGHT_SMALLEST_BASE is {wanted}, and what is public was counted with"
            f" {fixed}: with both, small counts could be worked out. Set it to {fixed}"
        )
    return fixed
