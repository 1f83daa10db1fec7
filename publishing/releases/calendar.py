"""What will be published and when: provisional, then confirmed, then published or cancelled.

A confirmed date is a promise: it never becomes provisional again, and each change has a reason that
readers are told (Code of Practice for Statistics, which we apply of our own will).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import sqlalchemy as sa

from insight.roles import Person
from publishing.releases import ledger, tables
from publishing.releases.ledger import Transaction, append, one_line
from publishing.releases.lifecycle import Kind, ReleaseRefused
from publishing.releases.london_time import instant, iso, wall_time


class EntryState(StrEnum):
    """What an entry in the calendar is."""

    PROVISIONAL = "provisional"
    CONFIRMED = "confirmed"
    PUBLISHED = "published"
    CANCELLED = "cancelled"


MAY_BE_TOLD = {"web address", "date of birth"}  # of what redaction finds: days are its matter
MAY_BECOME = {
    EntryState.PROVISIONAL: {
        EntryState.PROVISIONAL,
        EntryState.CONFIRMED,
        EntryState.CANCELLED,
    },
    EntryState.CONFIRMED: {
        EntryState.CONFIRMED,
        EntryState.CANCELLED,
        EntryState.PUBLISHED,
    },
}


@dataclass(frozen=True)
class Change:
    """One state of an entry, and why. date_text: words, or once confirmed a London wall time."""

    state: EntryState
    date_text: str
    reason: str
    at_utc: str


@dataclass(frozen=True)
class Entry:
    """An entry and its changes, first to last."""

    entry_id: str
    title: str
    release_id: str
    changes: tuple[Change, ...]

    @property
    def newest(self) -> Change:
        """How it stands."""
        return self.changes[-1]


def announce(
    t: Transaction,
    person: Person,
    entry_id: str,
    title: str,
    state: EntryState,
    date_text: str,
    *,
    release_id: str = "",
    reason: str,
) -> None:
    """Add an entry to the calendar."""
    if any(each.entry_id == entry_id for each in entries(t)):
        raise ReleaseRefused(f"The calendar has an entry {entry_id} already: change it")
    if state not in MAY_BECOME:
        raise ReleaseRefused(f"A new entry is not {state}")
    if release_id:
        ledger.existing(t, release_id)
    row = {
        "entry_id": one_line(entry_id, "An id", tables.SLUG),
        "title": one_line(title, "A title", tables.NAME),
        "release_id": release_id,
        "created_at": iso(t.now),
    }
    _write(t, person, entry_id, release_id, 1, Change(state, date_text, reason, iso(t.now)), row)


def change(
    t: Transaction,
    person: Person,
    entry_id: str,
    state: EntryState,
    date_text: str,
    *,
    reason: str,
) -> None:
    """Confirm an entry, move it or cancel it. reason: public."""
    entry = next((each for each in entries(t) if each.entry_id == entry_id), None)
    if entry is None:
        raise ReleaseRefused(f"The calendar has no entry {entry_id}")
    was = entry.newest.state
    if state not in MAY_BECOME.get(was, ()):
        raise ReleaseRefused(f"What is {was} does not become {state}")
    if state is EntryState.PUBLISHED:
        raise ReleaseRefused("It becomes published when its release does")
    made = Change(state, date_text or entry.newest.date_text, reason, iso(t.now))
    _write(t, person, entry_id, entry.release_id, len(entry.changes) + 1, made)


def fulfil(t: Transaction, person: Person, release_id: str, published_at: str) -> None:
    """Mark what was announced of a release as published."""
    for entry in entries(t):
        done = fulfilled(entry, {release_id: published_at})
        if done is not entry:
            place = len(done.changes)
            _write(t, person, entry.entry_id, release_id, place, done.newest)


def fulfilled(entry: Entry, published_at: Mapping[str, str]) -> Entry:
    """An entry once releases are out. published_at: when, by release."""
    at = published_at.get(entry.release_id)
    if at is None or entry.newest.state is not EntryState.CONFIRMED:
        return entry
    if at < iso(instant(entry.newest.date_text)):  # a correction meanwhile is not what was promised
        return entry
    done = Change(EntryState.PUBLISHED, entry.newest.date_text, "Published", at)
    return replace(entry, changes=(*entry.changes, done))


def confirmed_for(t: Transaction, release_id: str) -> str:
    """The London wall time that is confirmed for a release; '' for none."""
    for entry in entries(t):
        if entry.release_id == release_id and entry.newest.state is EntryState.CONFIRMED:
            return entry.newest.date_text
    return ""


def entries(t: Transaction) -> Sequence[Entry]:
    """The calendar, in the order in which it was announced."""
    changed = tables.calendar_change
    changes: dict[str, list[Change]] = {}
    for row in t.rows(sa.select(changed).order_by(changed.c.entry_id, changed.c.position)):
        made = Change(EntryState(row.state), row.date_text, row.reason, row.at_utc)
        changes.setdefault(row.entry_id, []).append(made)
    added = tables.calendar_entry
    question = sa.select(added).order_by(added.c.created_at, added.c.entry_id)
    return [
        Entry(row.entry_id, row.title, row.release_id, tuple(changes[row.entry_id]))
        for row in t.rows(question)
    ]


def _write(
    t: Transaction,
    person: Person,
    entry_id: str,
    release_id: str,
    position: int,
    made: Change,
    new: dict[str, str] | None = None,
) -> None:
    date_text = one_line(made.date_text, "A date", tables.NAME)
    for words in (new["title"] if new else "", made.reason):
        _refuse_personal_details(words)
    if made.state is EntryState.CONFIRMED:
        due = instant(date_text)
        if due <= t.now:
            raise ReleaseRefused(f"{wall_time(due)} has passed")
        _check_agrees(t, release_id, date_text)
    said = {"entry_id": entry_id, "state": str(made.state), "date": date_text}
    kept = append(t, Kind.CALENDAR, person, release_id, reason=made.reason, details=said)
    if new is not None:
        t.add(tables.calendar_entry, [new])
    row = {
        "entry_id": entry_id,
        "position": position,
        "state": str(made.state),
        "date_text": date_text,
        "reason": kept.reason,
        "actor_id": kept.actor_id,
        "at_utc": made.at_utc,
    }
    t.add(tables.calendar_change, [row])


def _check_agrees(t: Transaction, release_id: str, date_text: str) -> None:
    """A version under way goes out when the calendar says, or not before it was returned."""
    release = ledger.release(t, release_id) if release_id else None
    version = release.unfinished if release is not None else None
    due = version.scheduled_utc if version is not None else ""
    if version is not None and due and due != iso(instant(date_text)):
        raise ReleaseRefused(
            f"Version {version.number} is submitted for {version.scheduled_for}: return it first"
        )


def _refuse_personal_details(words: str) -> None:
    """No gate sees the calendar before readers do."""
    from insight.redaction.redact import redact  # here, since its patterns take long to make

    found = sorted(redact(words)[1].keys() - MAY_BE_TOLD)
    if found:
        raise ReleaseRefused(
            f"The calendar is public, and these words seem to hold a {found[0]}: leave it out"
        )
