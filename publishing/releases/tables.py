"""The tables of releases, in the database of decisions. Rows are only ever added.

What happened is a chain of events, each with the hash of the one before; what a version is follows
from them (`lifecycle`). Titles, summaries and change notes lie in no table: they are frozen with a
version's files, so that erasing these leaves no word of them.
"""

from __future__ import annotations

import sqlalchemy as sa

from insight.store import database

SHA, SLUG, NAME, REASON, TIME = 64, 80, 200, 500, 32

metadata = sa.MetaData(info={database.NEVER: "what happened to releases is only ever added to"})


def _text(
    name: str, longest: int, *, primary_key: bool = False, unique: bool = False
) -> sa.Column[str]:
    kind = sa.String(longest)
    return sa.Column(name, kind, nullable=False, primary_key=primary_key, unique=unique or None)


def _number(name: str, *, primary_key: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False, primary_key=primary_key, autoincrement=False)


def _version() -> tuple[sa.Column[str], sa.Column[int], sa.Column[int]]:
    """What names a submission: a version that is returned may be submitted again."""
    return (
        _text("release_id", SLUG, primary_key=True),
        _number("version", primary_key=True),
        _number("submission", primary_key=True),
    )


# Who did something, under a random id. The only table with names: a name may be blanked when
# somebody has left, nothing else may change. Personal data: for those who look after releases.
actor = sa.Table(
    "actor",
    metadata,
    _text("actor_id", 16, primary_key=True),
    _text("subject", 500, unique=True),  # issuer and its own unchanging name, never an e-mail
    sa.Column("name", sa.String(NAME), nullable=False, info={database.MAY_CHANGE: True}),
    _text("first_seen_at", TIME),
)

# The roles somebody held when last seen, or that an administrator took away.
role_grant = sa.Table(
    "role_grant",
    metadata,
    _number("role_grant_id", primary_key=True),
    _text("actor_id", 16),
    _text("roles", 200),  # joined by ';', '' for none
    _number("is_revoked"),  # 1: an administrator took them away, whatever the sign-in service says
    _text("at_utc", TIME),
    sa.Index("role_grant_actor", "actor_id", "role_grant_id"),
)

release = sa.Table(
    "release",
    metadata,
    _text("release_id", SLUG, primary_key=True),  # its first slug; never given to another
    _text("kind", 20),
    _text("created_at", TIME),
)

release_version = sa.Table(
    "release_version",
    metadata,
    *_version(),
    _text("change_kind", 20),
    _text("build_id", NAME),  # the store it was made from
    _text("code_version", NAME),
    _text("content_sha256", SHA),
    _text("scheduled_local", TIME),  # wall time, '' for none
    _text("scheduled_zone", 40),
    _text("scheduled_utc", TIME),
    _text("made_from_release_id", SLUG),  # what an Easy Read twin or a translation is made from
    _number("made_from_version"),
    _text("submitted_at", TIME),
)

release_file = sa.Table(
    "release_file",
    metadata,
    *_version(),
    _text("path", NAME, primary_key=True),
    _text("sha256", SHA),
    _number("bytes"),
    _text("media_type", 100),
)

release_source = sa.Table(
    "release_source",
    metadata,
    *_version(),
    _number("position", primary_key=True),
    _text("source_file_sha256", SHA),
    _text("indicator_id", NAME),
    _text("period_label", NAME),
    _text("licence", NAME),
    _text("disclosure_rule", 40),
    _text("gate_result", 40),
)

# Numbered from 1 without a gap: a row that is missing is noticed, as is one that was changed.
release_event = sa.Table(
    "release_event",
    metadata,
    _number("event_id", primary_key=True),
    _text("release_id", SLUG),  # '' where it is about no release
    _number("version"),  # 0 where it is about no version
    _text("kind", 20),
    _text("actor_id", 16),
    _text("actor_role", 20),
    _text("at_utc", TIME),  # by this machine's clock
    _text("database_at", TIME),  # by the database's
    _text("reason", REASON),
    _text("content_sha256", SHA),
    _number("approval_of"),  # the event of the submission that was approved, or 0
    sa.Column("details", sa.Text, nullable=False),  # JSON
    _text("previous_sha256", SHA),
    _text("event_sha256", SHA, unique=True),
    sa.Index("release_event_release", "release_id", "event_id"),
)

# Who may see a version before its time; published with it.
release_access = sa.Table(
    "release_access",
    metadata,
    _text("release_id", SLUG, primary_key=True),
    _number("version", primary_key=True),
    _number("position", primary_key=True),
    _text("subject", 500),  # '' for somebody who sees it on paper
    _text("name", NAME),
    _text("organisation", NAME),
    _text("reason", REASON),
    _text("opens_at", TIME),  # UTC; it closes with publication
)

redirect = sa.Table(
    "redirect",
    metadata,
    _text("from_slug", SLUG, primary_key=True),
    _text("to_slug", SLUG, unique=True),
    _text("release_id", SLUG),
    _text("created_at", TIME),
)

calendar_entry = sa.Table(
    "calendar_entry",
    metadata,
    _text("entry_id", SLUG, primary_key=True),
    _text("title", NAME),
    _text("release_id", SLUG),  # '' while it is not drafted
    _text("created_at", TIME),
)

calendar_change = sa.Table(
    "calendar_change",
    metadata,
    _text("entry_id", SLUG, primary_key=True),
    _number("position", primary_key=True),
    _text("state", 20),
    _text("date_text", NAME),  # 'spring 2027', or a London wall time once confirmed
    _text("reason", REASON),  # public
    _text("actor_id", 16),
    _text("at_utc", TIME),
)
