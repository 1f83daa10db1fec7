"""What people do with a release: one function a step, each in the transaction it is given.

Every one takes who does it, and raises ReleaseRefused with what to put right. A reason is kept for
ever and cannot be erased: it never holds a figure or a name.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import sqlalchemy as sa

from insight.roles import Person
from insight.store.disk import digest
from publishing.releases import frozen, ledger, tables
from publishing.releases.calendar import confirmed_for
from publishing.releases.content import Packet, canonical, media_type
from publishing.releases.gate import Check, Gate, Other, passed
from publishing.releases.ledger import Transaction, append, existing
from publishing.releases.lifecycle import (
    FIRST_CHANGE,
    WITHDRAWALS,
    Event,
    Kind,
    ReleaseRefused,
    State,
    Version,
)
from publishing.releases.london_time import ZONE, instant, iso, wall_time

# What is released, and where its address begins.
KINDS = {"chart": "charts", "place": "places", "care-area": "core20plus5", "report": "reports"}
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True)
class Frozen:
    """A packet that the gate has let through, its files written. part: where, until it is kept."""

    packet: Packet
    warnings: tuple[Check, ...]
    part: Path


def draft(
    t: Transaction, person: Person, slug: str, kind: str, *, figure: str = "", reason: str
) -> Version:
    """Begin a release. slug: its address, for ever. figure: what it shows, as a page's address."""
    if kind not in KINDS:
        raise ReleaseRefused(f"'{kind}' is none of {', '.join(KINDS)}")
    release = ledger.release(t, slug)
    if release is None:
        _check_new_slug(t, slug)
    elif release.kind != kind:
        raise ReleaseRefused(f"{slug} is a {release.kind}, and no {kind}")
    return _draft(t, person, slug, kind, FIRST_CHANGE, figure, reason)


def correct(t: Transaction, person: Person, slug: str, *, figure: str = "", reason: str) -> Version:
    """Begin a version that puts a mistake right; readers of the old one are told."""
    return _draft(t, person, slug, existing(t, slug).kind, "correction", figure, reason)


def revise(t: Transaction, person: Person, slug: str, *, figure: str = "", reason: str) -> Version:
    """Begin a version with newer or better figures, where nothing was wrong."""
    return _draft(t, person, slug, existing(t, slug).kind, "revision", figure, reason)


def freeze(packet: Packet, gate: Gate, others: Sequence[Other]) -> Frozen:
    """Ask the gate and write the files, so that `submit` is short. Raises Blocked, OSError."""
    warnings = passed(gate, packet, others)
    return Frozen(packet, warnings, frozen.write(packet.release_id, packet.files))


def submit(t: Transaction, person: Person, made: Frozen, *, reason: str) -> Version:
    """Hand over frozen bytes for somebody else to approve. What is refused leaves no bytes."""
    try:
        return _submit(t, person, made, reason)
    except ReleaseRefused:
        shutil.rmtree(made.part, ignore_errors=True)
        raise


def _submit(t: Transaction, person: Person, made: Frozen, reason: str) -> Version:
    packet = made.packet
    version = existing(t, packet.release_id).version(packet.version)
    if version.change_kind != packet.change_kind:
        raise ReleaseRefused(f"Version {version.number} is a {version.change_kind}")
    due = _due(t, packet)
    _check_made_from(t, packet)
    submission = version.submission + 1
    content = packet.sha256
    details = {
        "scheduled_local": packet.scheduled_for,
        "scheduled_utc": due,
        "submission": submission,
        "readers": packet.readers,
        "warnings": sorted({each.check_id for each in made.warnings}),
    }
    append(
        t,
        Kind.SUBMIT,
        person,
        packet.release_id,
        packet.version,
        reason=reason,
        content_sha256=content,
        details=details,
    )
    key = {
        "release_id": packet.release_id,
        "version": packet.version,
        "submission": submission,
    }
    origin = packet.made_from
    row = {
        "change_kind": packet.change_kind,
        "build_id": packet.build_id,
        "code_version": packet.code_version,
        "content_sha256": content,
        "scheduled_local": packet.scheduled_for,
        "scheduled_zone": ZONE if due else "",
        "scheduled_utc": due,
        "made_from_release_id": origin.release_id if origin else "",
        "made_from_version": origin.version if origin else 0,
        "submitted_at": iso(t.now),
    }
    t.add(tables.release_version, [key | row])
    files = [
        {"path": path, "sha256": digest(data), "bytes": len(data), "media_type": media_type(path)}
        for path, data in packet.files.items()
    ]
    t.add(tables.release_file, [key | each for each in files])
    t.add(
        tables.release_source,
        [key | {"position": n} | asdict(each) for n, each in enumerate(packet.sources, 1)],
    )
    said = [{"check": each.check_id, "message": each.message} for each in made.warnings]
    frozen.keep(made.part, packet.release_id, packet.version, submission, canonical(said))
    return existing(t, packet.release_id).version(packet.version)


def approve(
    t: Transaction, person: Person, slug: str, number: int, content_sha256: str, *, reason: str
) -> Version:
    """Approve the bytes with this hash, as they were shown, as a second person.

    An administrator's approval counts as half: two of them stand in for an approver.
    """
    _check_fresh(t, person, "approve")
    version = existing(t, slug).version(number)
    if version.scheduled_utc and version.scheduled_utc < iso(t.now):
        raise ReleaseRefused("Its time has passed: return it, and submit it with another")
    _append(t, Kind.APPROVE, person, slug, version, reason, content_sha256=content_sha256)
    return existing(t, slug).version(number)


def readers_approve(
    t: Transaction, person: Person, slug: str, number: int, content_sha256: str, *, reason: str
) -> Version:
    """Say that those whom a version is for have read these bytes: a reading group, or native
    readers. reason: who read it, in words that name nobody."""
    version = existing(t, slug).version(number)
    _append(t, Kind.READERS, person, slug, version, reason, content_sha256=content_sha256)
    return existing(t, slug).version(number)


def return_to_author(
    t: Transaction, person: Person, slug: str, number: int, *, reason: str
) -> Version:
    """Back to a draft, for its author to change."""
    return _step(t, Kind.RETURN, person, slug, number, reason)


def hold(t: Transaction, person: Person, slug: str, number: int, *, reason: str) -> Version:
    """Stop it: one person may."""
    return _step(t, Kind.HOLD, person, slug, number, reason)


def resume(t: Transaction, person: Person, slug: str, number: int, *, reason: str) -> Version:
    """Let what was held go on: another person then approves it again, for it takes two to start."""
    return _step(t, Kind.RESUME, person, slug, number, reason)


def abandon(t: Transaction, person: Person, slug: str, number: int, *, reason: str) -> Version:
    """Give a version up. It stays on record."""
    return _step(t, Kind.ABANDON, person, slug, number, reason)


def withdraw(
    t: Transaction,
    person: Person,
    slug: str,
    number: int,
    *,
    because: str,
    erase: bool = False,
    reason: str,
) -> Version:
    """Take a version off the web for ever; `publication.take_down` then does so.

    because: one of WITHDRAWALS, which readers are told. erase: its bytes are deleted everywhere,
    which cannot be undone and so needs a fresh sign-in; stopping does not.
    """
    if because not in WITHDRAWALS:
        raise ReleaseRefused(f"'{because}' is none of {', '.join(WITHDRAWALS)}")
    if erase:
        _check_fresh(t, person, "erase")
    version = existing(t, slug).version(number)
    details = {"because": because, "erase": erase}
    _append(t, Kind.WITHDRAW, person, slug, version, reason, details=details)
    return existing(t, slug).version(number)


def redirect(t: Transaction, person: Person, slug: str, to: str, *, reason: str) -> None:
    """Give a release another address; the old one leads there for ever."""
    _check_fresh(t, person, "give another address")
    release = existing(t, slug)
    _check_new_slug(t, to)
    details = {"from": release.slug, "to": to}
    append(t, Kind.REDIRECT, person, slug, reason=reason, details=details)
    row = {
        "from_slug": release.slug,
        "to_slug": to,
        "release_id": slug,
        "created_at": iso(t.now),
    }
    t.add(tables.redirect, [row])


def end(t: Transaction, person: Person, slug: str, *, because: str, reason: str) -> None:
    """Say that a release is no longer updated: its figures stay, and readers are told why.

    because: one of ENDINGS. A version that is published afterwards takes it back.
    """
    append(t, Kind.END, person, slug, reason=reason, details={"because": because})


def revoke(
    t: Transaction, person: Person, actor_id: str, *, is_undone: bool = False, reason: str
) -> None:
    """Take somebody's roles away at once, whatever the sign-in service still says; or undo that.

    What they approved and is not out yet goes back to review.
    """
    if ledger.actor_id(t, person) == actor_id:
        raise ReleaseRefused("Another administrator does this")
    ledger.subject_of(t, actor_id)
    append(
        t,
        Kind.REVOKE,
        person,
        reason=reason,
        details={"actor_id": actor_id, "is_undone": is_undone},
    )
    ledger.note_roles(t, actor_id, frozenset(), is_revoked=not is_undone)


def used_by(address: str, pages: Sequence[Other]) -> list[str]:
    """Which of the pages readers have point to an address, to be seen before it is withdrawn."""
    named = address.encode()
    return [
        f"{each.release_id} version {each.version}"
        for each in pages
        if any(named in data for path, data in each.files().items() if path.endswith(".html"))
    ]


def _draft(
    t: Transaction, person: Person, slug: str, kind: str, change: str, figure: str, reason: str
) -> Version:
    release = ledger.release(t, slug)
    number = 1 if release is None else len(release.versions) + 1

    def made() -> None:
        if release is None:
            row = {"release_id": slug, "kind": kind, "created_at": iso(t.now)}
            t.add(tables.release, [row])

    append(
        t,
        Kind.DRAFT,
        person,
        slug,
        number,
        reason=reason,
        details={"kind": kind, "change_kind": change, "figure": figure},
        row_of_release=made,
    )
    return existing(t, slug).version(number)


def _step(
    t: Transaction, kind: Kind, person: Person, slug: str, number: int, reason: str
) -> Version:
    _append(t, kind, person, slug, existing(t, slug).version(number), reason)
    return existing(t, slug).version(number)


def _append(
    t: Transaction,
    kind: Kind,
    person: Person,
    slug: str,
    version: Version,
    reason: str,
    **more: object,
) -> Event:
    said = {"content_sha256": version.content_sha256, "approval_of": version.submitted_in} | more
    return append(t, kind, person, slug, version.number, reason=reason, **said)  # type: ignore[arg-type]


def _check_fresh(t: Transaction, person: Person, what: str) -> None:
    if not person.is_fresh(t.now.timestamp()):
        raise ReleaseRefused(f"To {what}, sign in again: it was too long ago")


def _check_new_slug(t: Transaction, slug: str) -> None:
    if not _SLUG.fullmatch(slug) or len(slug) > tables.SLUG:
        raise ReleaseRefused(
            f"'{slug}' is no address: small letters, figures and single hyphens, at most"
            f" {tables.SLUG}"
        )
    first = sa.select(tables.release.c.release_id).where(tables.release.c.release_id == slug)
    other = sa.select(tables.redirect.c.to_slug).where(tables.redirect.c.to_slug == slug)
    if t.rows(first) or t.rows(other):
        raise ReleaseRefused(f"{slug} was given to a release, and is never given to another")


def _due(t: Transaction, packet: Packet) -> str:
    """The instant a packet is due, as it is kept; '' for none. What was promised in the calendar
    comes out then, and a correction may come out meanwhile."""
    announced = confirmed_for(t, packet.release_id)
    promised = instant(announced) if announced else None
    if packet.scheduled_for:
        due = instant(packet.scheduled_for)
        if due <= t.now:
            raise ReleaseRefused(f"{wall_time(due)} has passed")
        is_kept = promised in (None, due)
    else:
        due = None
        is_kept = promised is None or promised <= t.now or packet.change_kind == "correction"
    if not is_kept:
        raise ReleaseRefused(
            f"The calendar says {announced}: change it there, with the reason, or submit for then"
        )
    return iso(due) if due else ""


def _check_made_from(t: Transaction, packet: Packet) -> None:
    if packet.made_from is not None:
        origin = existing(t, packet.made_from.release_id).version(packet.made_from.version)
        if origin.state in (State.WITHDRAWN, State.ABANDONED):
            raise ReleaseRefused(f"What it is made from is {origin.state}")
