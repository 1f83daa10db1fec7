"""Words that may no longer be kept leave older stores too, and what staff wrote about them.

A build leaves out what is past retention, what is in no file any more, and what a person refused.
The builds before it, kept for going back, still hold those words: such a store is removed whole,
as a file in which rows are deleted keeps their bytes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb

from etl.store_checks import SHOWN_TEXTS
from insight import settings
from insight.reference.free_text import MAY_BE_SHOWN, NOT_SHOWN
from insight.store import decisions

# Comments and texts of an older store that the new one (attached as `new`) may not show or hold.
PAST = "past the day until which it may be kept"
PAST_TEXT = "of ideas or surveys past two years"
GONE = "in no file any more"
WITHDRAWN = "no longer agreed to be quoted"
REFUSED = "refused by a person since"
QUESTIONS = {
    PAST: "SELECT comment_id FROM comment_original WHERE retain_until_date < current_date",
    # Ideas, and answers to surveys, as etl.voice.retention has them.
    PAST_TEXT: "SELECT subject_id FROM free_text ANTI JOIN new.free_text USING (subject_id)"  # noqa: S608
    " WHERE table_name IN ('idea', 'survey_result') AND NOT is_demonstration"
    f" AND said_date + INTERVAL {settings.RETENTION_YEARS} YEAR < current_date",
    # The demonstration is kept for ever, and may go: nobody said it.
    GONE: "SELECT comment_id FROM comment_original ANTI JOIN new.comment_original"
    " USING (comment_id) WHERE retain_until_date >= current_date"
    " AND retain_until_date < DATE '9999-12-31'",
    WITHDRAWN: "SELECT comment_id FROM comment JOIN new.comment AS now USING (comment_id)"
    " WHERE comment.may_quote AND NOT now.may_quote",
    REFUSED: "SELECT subject_id FROM free_text JOIN new.free_text AS now USING (subject_id)"
    " WHERE free_text.state <> 'refused' AND now.state = 'refused'",
}
# Texts of a public store (attached as `public`) that may not be shown by the new one. The questions
# are put together of our own names of tables and columns: nobody's words are in them.
STILL_SHOWN = [
    f"SELECT DISTINCT {column} FROM public.{table} WHERE {column} NOT IN {('', *NOT_SHOWN)}"  # noqa: S608
    f" AND {column} NOT IN "
    + (
        "(SELECT quote_text FROM new.quote)"
        if table == "quote"
        else f"(SELECT text_to_show FROM new.free_text WHERE state IN {MAY_BE_SHOWN}"  # noqa: S608
        f" AND (table_name, column_name) = ('{of}', '{name}'))"
    )
    for (table, column), (of, name) in SHOWN_TEXTS.items()
]


def purge(store: Path) -> list[str]:
    """Remove what the new store in place shows to be no longer allowed; what was done, in words.

    store: the new one. Only stores beside it are looked at, and what staff wrote of its comments.
    """
    said = []
    forgotten: set[str] = set()
    for old in sorted(store.parent.glob("insight-*.duckdb")):
        if old == store:
            continue
        found = _no_longer_allowed(old, store)
        forgotten |= found[PAST] | found[PAST_TEXT] | found[WITHDRAWN]
        counts = {why: len(ids) for why, ids in found.items() if ids}
        if counts:
            old.unlink()
            said.append(f"Removed {old.name}: it held {_listed(counts)}.")
    two_years_ago = datetime.now(UTC).replace(tzinfo=None) - timedelta(
        days=366 * settings.RETENTION_YEARS
    )
    if count := decisions.forget(forgotten, two_years_ago):
        what = "1 decision" if count == 1 else f"{count:,} decisions"
        said.append(f"Removed the words of {what} on comments or texts that are gone or refused.")
    return [*said, *_public_store(store)]


def _no_longer_allowed(old: Path, store: Path) -> dict[str, set[str]]:
    """Ids of an older store by why its words may not be kept. One of another schema has none."""
    connection = duckdb.connect(old, read_only=True)
    try:
        connection.execute(f"ATTACH '{_quoted(store)}' AS new (READ_ONLY)")
        return {why: set(_ids(connection, question)) for why, question in QUESTIONS.items()}
    finally:
        connection.close()


def _ids(connection: duckdb.DuckDBPyConnection, question: str) -> Iterator[str]:
    try:
        yield from (str(row[0]) for row in connection.execute(question).fetchall())
    except (duckdb.CatalogException, duckdb.BinderException):
        return  # made before there was such a table


def _public_store(store: Path) -> list[str]:
    """A word of warning where the public store shows words that the new store does not."""
    public = settings.public_store()
    if not public.is_file():
        return []
    connection = duckdb.connect()
    try:
        connection.execute(f"ATTACH '{_quoted(store)}' AS new (READ_ONLY)")
        connection.execute(f"ATTACH '{_quoted(public)}' AS public (READ_ONLY)")
        count = sum(len(list(_ids(connection, question))) for question in STILL_SHOWN)
    except duckdb.Error:
        return []
    finally:
        connection.close()
    if not count:
        return []
    return [
        f"{public} still shows {_listed({'that may not be shown any more': count})}:"
        " run `python -m publishing public-store`."
    ]


def _listed(counts: dict[str, int]) -> str:
    every = Counter(counts)
    parts = [f"{n:,} {'text' if n == 1 else 'texts'} {why}" for why, n in every.items()]
    return ", ".join(parts)


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
