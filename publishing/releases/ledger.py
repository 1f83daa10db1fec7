"""The chain of events: one transaction at a time, each event with the hash of the one before.

Whoever writes holds the only lock, so what a transition has checked is still true when it is
written. The database's clock is kept beside this machine's.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from insight import settings
from insight.roles import Person, Role
from insight.store import database
from insight.store.disk import digest
from publishing.releases import tables
from publishing.releases.content import canonical
from publishing.releases.lifecycle import WHO, Event, Kind, Release, ReleaseRefused, after
from publishing.releases.london_time import from_iso, iso

CLOCK_SECONDS = 5
FIRST = "0" * 64  # what the first event has for the hash of the one before
NO_RELEASE, NO_VERSION = "", 0
COLUMNS = tuple(column.name for column in tables.release_event.columns)

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The time by this machine's clock."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Transaction:
    """One look at the releases, or one change to them. now, database_now: two clocks, UTC."""

    connection: sa.Connection
    now: datetime
    database_now: datetime

    def rows(self, question: sa.Select[Any]) -> Sequence[sa.Row[Any]]:
        """The answer to a question."""
        return self.connection.execute(question).all()

    def add(self, table: sa.Table, rows: Sequence[Mapping[str, Any]]) -> None:
        """Add rows to one of `tables`."""
        if rows:
            self.connection.execute(table.insert(), list(rows))


@contextmanager
def transaction(clock: Clock = utc_now, *, is_writing: bool = True) -> Iterator[Transaction]:
    """Begin, and commit at the end; whatever is raised undoes all of it.

    A writer waits until no other writes; a reader sees one state throughout.
    """
    engine = database.ready(settings.decisions_url(), tables.metadata)
    with database.transaction(engine, is_writing=is_writing) as connection:
        before, theirs, after = clock(), database.now(connection), clock()
        # Of this machine's time while it asked, the nearest: on a busy one that takes seconds.
        yield Transaction(connection, sorted((before, theirs, after))[1], theirs)


def check_clocks(t: Transaction) -> None:
    """Raises ReleaseRefused where a time said now could not be believed."""
    apart = abs((t.now - t.database_now).total_seconds())
    if apart > CLOCK_SECONDS:
        raise ReleaseRefused(
            f"This machine's clock and the database's are {apart:.0f} seconds apart: nothing is"
            " published until they agree"
        )
    last = _last_row(t)
    if last is not None and (from_iso(last.at_utc) - t.now).total_seconds() > CLOCK_SECONDS:
        raise ReleaseRefused(
            "This machine's clock says it is earlier than the last event: it was put back, and"
            " nothing is published until it is right"
        )


def append(
    t: Transaction,
    kind: Kind,
    person: Person,
    release_id: str = NO_RELEASE,
    version: int = NO_VERSION,
    *,
    reason: str,
    content_sha256: str = "",
    approval_of: int = 0,
    details: Mapping[str, Any] | None = None,
    row_of_release: Callable[[], None] | None = None,
) -> Event:
    """Add one event, if it may happen. Raises ReleaseRefused.

    row_of_release: what to write before an event of a release that is not there yet.
    """
    roles = sorted(person.roles & WHO[kind])
    if not roles:
        raise ReleaseRefused(f"To {kind} you need the role {' or '.join(sorted(WHO[kind]))}")
    role = Role.APPROVER if Role.APPROVER in roles else roles[0]
    last, actor = _last_row(t), actor_id(t, person)
    known = roles_known(t, actor)
    if known is not None and known.is_revoked:
        raise ReleaseRefused("An administrator took your roles away")
    event = Event(
        event_id=1 if last is None else last.event_id + 1,
        release_id=release_id,
        version=version,
        kind=kind,
        actor_id=actor,
        actor_role=role,
        at_utc=iso(t.now),
        database_at=iso(t.database_now),
        reason=one_line(reason, "A reason", tables.REASON),
        content_sha256=content_sha256,
        approval_of=approval_of,
        details=dict(details or {}),
    )
    if release_id:
        after(release(t, release_id), event)
    if row_of_release is not None:
        row_of_release()
    previous = FIRST if last is None else last.event_sha256
    row = event_row(event, previous)
    t.add(tables.release_event, [row])
    return event


def event_row(event: Event, previous_sha256: str) -> dict[str, Any]:
    """An event as a row of release_event, with the hash over all of it."""
    row = {
        "event_id": event.event_id,
        "release_id": event.release_id,
        "version": event.version,
        "kind": str(event.kind),
        "actor_id": event.actor_id,
        "actor_role": str(event.actor_role),
        "at_utc": event.at_utc,
        "database_at": event.database_at,
        "reason": event.reason,
        "content_sha256": event.content_sha256,
        "approval_of": event.approval_of,
        "details": canonical(event.details).decode(),
        "previous_sha256": previous_sha256,
    }
    return row | {"event_sha256": digest(canonical(row))}


def one_line(text: str, what: str, longest: int) -> str:
    """Words as they are kept. Raises ReleaseRefused where there are none, or too many."""
    text = " ".join(text.split())
    if not text or not text.isprintable():
        raise ReleaseRefused(f"{what} is needed, in plain words")
    if len(text) > longest:
        raise ReleaseRefused(f"{what} is longer than {longest} characters")
    return text


def events(t: Transaction, release_id: str | None = None) -> list[Event]:
    """What happened, first to last: to one release, or altogether."""
    found = sa.select(tables.release_event).order_by(tables.release_event.c.event_id)
    if release_id is not None:
        found = found.where(tables.release_event.c.release_id == release_id)
    return [event_of(row) for row in t.rows(found)]


def event_of(row: sa.Row[Any]) -> Event:
    """A row of release_event as an event. Raises ReleaseRefused where it is none."""
    try:
        kind, role, details = Kind(row.kind), Role(row.actor_role), json.loads(row.details)
    except ValueError as fault:
        raise ReleaseRefused(f"Event {row.event_id} cannot be read") from fault
    return Event(
        row.event_id,
        row.release_id,
        row.version,
        kind,
        row.actor_id,
        role,
        row.at_utc,
        row.database_at,
        row.reason,
        row.content_sha256,
        row.approval_of,
        details,
    )


def release(t: Transaction, release_id: str) -> Release | None:
    """A release as its events have made it; None where there is none."""
    found: Release | None = None
    for event in events(t, release_id):
        found = after(found, event)
    return found


def releases(t: Transaction) -> dict[str, Release]:
    """Every release by its id, in the order in which they were drafted."""
    found: dict[str, Release] = {}
    for event in events(t):
        if event.release_id:
            found[event.release_id] = after(found.get(event.release_id), event)
    return found


def existing(t: Transaction, release_id: str) -> Release:
    """A release. Raises ReleaseRefused."""
    found = release(t, release_id)
    if found is None:
        raise ReleaseRefused(f"There is no release {release_id}")
    return found


def identity(t: Transaction, slug: str) -> str:
    """The id of the release that has, or had, an address."""
    to = tables.redirect.c
    found = t.connection.execute(sa.select(to.release_id).where(to.to_slug == slug)).scalar()
    return slug if found is None else str(found)


def actor_id(t: Transaction, person: Person) -> str:
    """The random id of somebody, given when first seen. Their roles are noted where they changed.

    Who somebody is, is their subject alone: another name or e-mail makes no other person.
    """
    question = sa.select(tables.actor.c.actor_id).where(tables.actor.c.subject == person.subject)
    found: str | None = t.connection.execute(question).scalar()
    if found is None:
        found = secrets.token_hex(8)
        seen = {
            "actor_id": found,
            "subject": person.subject,
            "name": person.name[: tables.NAME],
            "first_seen_at": iso(t.now),
        }
        t.add(tables.actor, [seen])
    known = roles_known(t, found)
    if known is None or (known.roles != person.roles and not known.is_revoked):
        note_roles(t, found, person.roles)
    return found


def subject_of(t: Transaction, actor: str) -> str:
    """The subject of somebody by their id. Raises ReleaseRefused."""
    question = sa.select(tables.actor.c.subject).where(tables.actor.c.actor_id == actor)
    found: str | None = t.connection.execute(question).scalar()
    if found is None:
        raise ReleaseRefused(f"Nobody has the id {actor}")
    return found


@dataclass(frozen=True)
class Known:
    """The roles somebody held when last seen; none where an administrator took them away."""

    roles: frozenset[Role]
    is_revoked: bool


def roles_known(t: Transaction, actor: str) -> Known | None:
    """What is known of somebody's roles; None for somebody never seen."""
    grant = tables.role_grant
    question = sa.select(grant.c.roles, grant.c.is_revoked).where(grant.c.actor_id == actor)
    newest = question.order_by(grant.c.role_grant_id.desc()).limit(1)
    row = t.connection.execute(newest).first()
    if row is None:
        return None
    return Known(frozenset(Role(each) for each in row.roles.split(";") if each), row.is_revoked > 0)


def note_roles(
    t: Transaction, actor: str, roles: frozenset[Role], *, is_revoked: bool = False
) -> None:
    """Write down which roles somebody holds from now on."""
    grant = tables.role_grant
    last = t.connection.execute(sa.select(sa.func.max(grant.c.role_grant_id))).scalar()
    row = {
        "role_grant_id": (last or 0) + 1,
        "actor_id": actor,
        "roles": ";".join(sorted(roles)),
        "is_revoked": int(is_revoked),
        "at_utc": iso(t.now),
    }
    t.add(grant, [row])


def last_sha256(t: Transaction) -> tuple[int, str]:
    """The number and the hash of the newest event."""
    last = _last_row(t)
    return (0, FIRST) if last is None else (last.event_id, last.event_sha256)


def _last_row(t: Transaction) -> sa.Row[Any] | None:
    newest = sa.select(tables.release_event).order_by(tables.release_event.c.event_id.desc())
    return t.connection.execute(newest.limit(1)).first()
