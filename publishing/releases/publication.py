"""What is due goes out: everything together, with one move of the pointer.

The web root follows from the events. So a publication that was stopped half-way, at any moment, is
put right by running it again: what the pointer shows was published, and nothing else was. A timer
runs it each minute.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta

import sqlalchemy as sa

from insight.roles import MAY, Action, Person, Role
from insight.store.publication import fix_base
from publishing.releases import calendar, frozen, ledger, web_root
from publishing.releases.content import thawed
from publishing.releases.gate import UNTRIED, Blocked, Gate, Other, passed
from publishing.releases.ledger import (
    Clock,
    Transaction,
    append,
    check_clocks,
    transaction,
    utc_now,
)
from publishing.releases.lifecycle import WHO, Kind, ReleaseRefused, State, Version, is_enough
from publishing.releases.london_time import from_iso, iso, wall_time
from publishing.releases.record import (
    FrozenFilesDiffer,
    Key,
    PublicRecord,
    approved_files,
    others,
    public,
)
from publishing.releases.web_root import SitePages, SiteRefused

GRACE = timedelta(minutes=15)  # how late something may go out without a person being asked
ATTEMPTS = 3
FAULTS = (OSError, FrozenFilesDiffer, SiteRefused)
# The roles of somebody now, by their subject; None where nobody can say but the last sign-in.
RolesNow = Callable[[str], frozenset[Role] | None]


class PublicationFailed(RuntimeError):
    """A publication did not finish: the old site is in place, or the whole new one."""


@dataclass(frozen=True)
class Outcome:
    """What became of a run. number: the site that is in place. stopped: what did not go out.

    damaged: releases whose files are not those approved, and why; they came down as well.
    """

    number: int
    is_moved: bool
    published: tuple[Key, ...] = ()
    stopped: Mapping[Key, str] = field(default_factory=dict)
    damaged: Mapping[str, str] = field(default_factory=dict)


@dataclass
class _Run:
    person: Person
    pages: SitePages
    clock: Clock
    roles_now: RolesNow
    adding: dict[Key, str] = field(default_factory=dict)
    stopped: dict[Key, str] = field(default_factory=dict)
    damaged: dict[str, str] | None = None  # None where damage stops the run


def nobody_can_say(subject: str) -> None:
    """For `roles_now`, where roles are only known from signing in."""


def publish(
    person: Person,
    pages: SitePages,
    gate: Gate,
    *,
    asked: Key | None = None,
    roles_now: RolesNow = nobody_can_say,
    clock: Clock = utc_now,
    is_rebuilt: bool = False,
) -> Outcome:
    """Publish what is due, and a version without a time that is asked for.

    is_rebuilt: also where nothing changed, for new pages around releases. Raises ReleaseRefused,
    PublicationFailed.
    """
    if not person.roles & MAY[Action.PUBLISH]:
        raise ReleaseRefused("To publish you need the role publisher")
    if asked is not None and not person.is_fresh(clock().timestamp()):
        raise ReleaseRefused("To publish, sign in again: it was too long ago")
    run = _Run(person, pages, clock, roles_now)
    with web_root.lock():
        with transaction(clock) as t:
            check_clocks(t)
            _recover(t, person)
        with transaction(clock) as t:
            check_clocks(t)
            _gather(t, run, asked)
        try:
            _ask_gate(run, gate)
            return _bring_about(run, is_rebuilt=is_rebuilt)
        except FAULTS as fault:
            raise _failed(run, fault) from fault


def take_down(person: Person, pages: SitePages, *, clock: Clock = utc_now) -> Outcome:
    """Take what was withdrawn off the web at once, and delete what was erased. Nothing is added.
    Files of other releases that are damaged do not keep it up: these releases come down as well.

    Raises ReleaseRefused, PublicationFailed.
    """
    if not person.roles & WHO[Kind.WITHDRAW]:
        raise ReleaseRefused("To take something down you need the role approver or publisher")
    run = _Run(person, pages, clock, nobody_can_say, damaged={})
    with web_root.lock():
        try:
            return _bring_about(run)
        except FAULTS as fault:
            raise _failed(run, fault) from fault


def _recover(t: Transaction, person: Person, why: str = "Stopped before the pointer moved") -> None:
    """Settle what a stopped run left: it is out if the pointer shows it, and else it failed."""
    shown = _shown()
    for release in ledger.releases(t).values():
        version = release.unfinished
        if version is not None and version.state is State.PUBLISHING:
            key = (release.release_id, version.number)
            at = shown.get((*key, version.content_sha256))
            if at is None:
                _note(t, Kind.FAILED, person, key, version, why)
            else:
                _note_published(t, person, key, version, at)


def _gather(t: Transaction, run: _Run, asked: Key | None) -> None:
    """Find what goes out now; hold or send back what may not."""
    now = run.clock()
    if asked is not None:
        version = ledger.existing(t, asked[0]).version(asked[1])
        if version.state not in (State.APPROVED, State.FAILED):
            raise ReleaseRefused(f"{asked[0]} version {asked[1]} is {version.state}: not approved")
        if version.scheduled_utc > iso(now):
            due = wall_time(from_iso(version.scheduled_utc))
            raise ReleaseRefused(f"It goes out on {due}: return it to change that")
    for release in ledger.releases(t).values():
        found = release.unfinished
        if found is None or found.state not in (State.APPROVED, State.FAILED):
            continue
        key = (release.release_id, found.number)
        if key != asked and not (found.scheduled_utc and found.scheduled_utc <= iso(now)):
            continue
        if not _is_still_approved(t, found, run.roles_now):
            _stop(t, run, Kind.LAPSE, key, found, "Whoever approved it no longer may")
        elif found.scheduled_utc and now - from_iso(found.scheduled_utc) > GRACE:
            due = wall_time(from_iso(found.scheduled_utc))
            _stop(t, run, Kind.HOLD, key, found, f"It was due on {due} and is too late to go out")
        else:
            run.adding[key] = iso(now)


def _ask_gate(run: _Run, gate: Gate) -> None:
    """Ask again about what goes out, now that others are out, or go out with it."""
    with transaction(run.clock, is_writing=False) as t:
        versions = {key: ledger.existing(t, key[0]).version(key[1]) for key in run.adding}
    frozen_files: dict[Key, dict[str, bytes]] = {}
    for (release_id, number), version in versions.items():
        key = (release_id, number)
        try:
            frozen_files[key] = approved_files(
                release_id, number, version.submission, version.content_sha256
            )
        except FrozenFilesDiffer as fault:
            _drop(run, Kind.HOLD, key, str(fault))
    with transaction(run.clock, is_writing=False) as t:
        record = public(t, run.adding)
    for key, files in frozen_files.items():
        compared: Sequence[Other] = others(record, key)
        try:
            passed(gate, thawed(files), compared)
        except Blocked as blocked:
            # Programs that only try bytes tried these when they were submitted.
            found = {each.check_id for each in blocked.found if each.is_blocking} - {UNTRIED}
            if found:
                _drop(run, Kind.HOLD, key, f"The gate blocks it now: {', '.join(sorted(found))}")
        except FrozenFilesDiffer:
            raise
        except Exception as fault:  # what a check cannot judge waits for a person; others go out
            _drop(run, Kind.HOLD, key, f"The gate could not judge it: {type(fault).__name__}")


def _bring_about(run: _Run, *, is_rebuilt: bool = False) -> Outcome:
    """Make the web root what the events say, and record it."""
    outcome: Outcome | None = None
    for _ in range(ATTEMPTS):
        outcome = _attempt(run, is_rebuilt=is_rebuilt)
        if outcome is not None:
            break
    if outcome is None:
        raise PublicationFailed("Releases changed while the site was written: run it again")
    _delete_erased(run)
    return outcome


def _attempt(run: _Run, *, is_rebuilt: bool) -> Outcome | None:
    """One try; None where something changed while the site was written."""
    with transaction(run.clock, is_writing=False) as t:
        events, last_event = ledger.last_sha256(t)
        record = _record(t, run)
    before = web_root.current()
    if before is not None and before.record_sha256 == record.sha256 and not is_rebuilt:
        return Outcome(before.number, False, stopped=run.stopped, damaged=run.damaged or {})
    made = web_root.stage(record, run.pages, iso(run.clock()), events, last_event)
    with transaction(run.clock) as t:
        if not _is_as_gathered(t, run, record):
            web_root.discard(made.number)
            return None
        for key in run.adding:
            version = ledger.existing(t, key[0]).version(key[1])
            _note(t, Kind.PUBLISHING, run.person, key, version, "Due", site=made.number)
    if run.adding:
        fix_base()
    web_root.move_pointer(made.number)
    with transaction(run.clock) as t:
        for key, at in run.adding.items():
            version = ledger.existing(t, key[0]).version(key[1])
            _note_published(t, run.person, key, version, at)
    return Outcome(made.number, True, tuple(run.adding), run.stopped, run.damaged or {})


def _record(t: Transaction, run: _Run) -> PublicRecord:
    """What readers are to have: also what a stopped run has put before them already."""
    shown, adding = _shown(), dict(run.adding)
    for release in ledger.releases(t).values():
        version = release.unfinished
        if version is not None and version.state is State.PUBLISHING:
            at = shown.get((release.release_id, version.number, version.content_sha256))
            if at is not None:
                adding[release.release_id, version.number] = at
    return public(t, adding, run.damaged)


def _is_as_gathered(t: Transaction, run: _Run, record: PublicRecord) -> bool:
    """Read everything again, at the second at which it goes out. What was stopped is left out."""
    if run.adding:
        check_clocks(t)
    for key in list(run.adding):
        version = ledger.existing(t, key[0]).version(key[1])
        is_ready = version.state in (State.APPROVED, State.FAILED)
        if not is_ready or not _is_still_approved(t, version, run.roles_now):
            del run.adding[key]
            run.stopped[key] = f"It is {version.state}"
    return _record(t, run).sha256 == record.sha256


def _is_still_approved(t: Transaction, version: Version, roles_now: RolesNow) -> bool:
    """Whether those who approved it still may."""
    standing = []
    for each in version.approvals:
        known = ledger.roles_known(t, each.actor_id)
        roles = frozenset() if known is None else known.roles
        if known is not None and not known.is_revoked:
            said = roles_now(ledger.subject_of(t, each.actor_id))
            roles = roles if said is None else said
        if each.role in roles:
            standing.append(each)
    return is_enough(tuple(standing))


def _failed(run: _Run, fault: Exception) -> PublicationFailed:
    """Write down that it failed, for what was to go out and is not.

    Where even that cannot be written, as on a full disk, the next run finds out by itself.
    """
    with suppress(sa.exc.SQLAlchemyError, ReleaseRefused), transaction(run.clock) as t:
        _recover(t, run.person, why=_why(fault))
        for key in run.adding:
            version = ledger.existing(t, key[0]).version(key[1])
            if version.state is State.APPROVED:
                _note(t, Kind.FAILED, run.person, key, version, _why(fault))
    return PublicationFailed(f"The publication did not finish: {_why(fault)}")


def _why(fault: Exception) -> str:
    if isinstance(fault, OSError):
        return f"{fault.strerror or 'the files could not be written'}"
    return str(fault)


def _stop(t: Transaction, run: _Run, kind: Kind, key: Key, version: Version, why: str) -> None:
    _note(t, kind, run.person, key, version, why)
    run.stopped[key] = why
    run.adding.pop(key, None)


def _drop(run: _Run, kind: Kind, key: Key, why: str) -> None:
    with transaction(run.clock) as t:
        version = ledger.existing(t, key[0]).version(key[1])
        if version.state in (State.APPROVED, State.FAILED):
            _stop(t, run, kind, key, version, why)
        else:
            run.adding.pop(key, None)


def _note(
    t: Transaction,
    kind: Kind,
    person: Person,
    key: Key,
    version: Version,
    reason: str,
    **details: object,
) -> None:
    append(
        t,
        kind,
        person,
        *key,
        reason=reason,
        content_sha256=version.content_sha256,
        approval_of=version.submitted_in,
        details=details,
    )


def _note_published(
    t: Transaction, person: Person, key: Key, version: Version, published_at: str
) -> None:
    _note(t, Kind.PUBLISHED, person, key, version, "Published", published_at=published_at)
    calendar.fulfil(t, person, key[0], published_at)


def _shown() -> dict[tuple[str, int, str], str]:
    """What the pointer shows: when, by release, version and content hash."""
    now = web_root.current()
    return {} if now is None else {(a, b, c): at for a, b, c, at in now.versions}


def _delete_erased(run: _Run) -> None:
    """Delete the bytes of what was erased, and sites that are no longer needed."""
    with transaction(run.clock, is_writing=False) as t:
        erased = {
            (release.release_id, version.number)
            for release in ledger.releases(t).values()
            for version in release.versions
            if version.is_erased
        }
    for release_id, number in erased:
        frozen.erase(release_id, number)
    web_root.sweep(lambda each: any(tuple(made[:2]) in erased for made in each.versions))
