"""What has been made public so far: at which smallest base, and every count as it last left.

`python -m publishing public-store` writes this record beside the stores, readable by its owner
alone, since it says of hidden counts that they were protected, and how large they were then. A
build reads it, so that no count moves by fewer than the smallest base (`etl.voice.batches`) and
the base stays what it was: of two bases together, small counts can be worked out.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from insight import settings
from insight.store.disk import replace_durably

RECORD = "published.parquet"
# A row of the record: one count of one table. key: what it counts, as its table tells it apart.
KEYS = {
    "voice_cell": ("area_code", "group_id", "theme_id", "period_label"),
    "voice_source": ("area_code", "organisation_type", "method"),
    "survey_result": ("survey_id", "question", "area_code", "group_id", "answer"),
}
COUNTS = {
    "voice_cell": "comment_count",
    "voice_source": "comment_count",
    "survey_result": "answer_count",
}


class BaseIsFixed(ValueError):
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

    Raises BaseIsFixed when the record is there and cannot be read: nothing may be built without it.
    """
    path = record_path()
    if not path.is_file():
        return None
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


def smallest_base() -> int:
    """Fewest comments or answers that may be counted: the setting's, and once something is public
    what it was then.

    Raises BaseIsFixed when the setting says another, ValueError when it says nonsense.
    """
    wanted = settings.smallest_base()
    public = last_published()
    if public is None or wanted == public.base:
        return wanted
    if "INSIGHT_SMALLEST_BASE" in os.environ:
        raise BaseIsFixed(
            f"INSIGHT_SMALLEST_BASE is {wanted}, and what is public was counted with"
            f" {public.base}: with both, small counts could be worked out. Set it to {public.base}"
        )
    return public.base
