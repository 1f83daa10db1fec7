"""Who may see a version before its time: named one by one, with the reason, published with it.

Each look is an event. What is shown carries a watermark, and nothing can be taken away before the
time: a file is given out only as the page to look at.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import sqlalchemy as sa
from markupsafe import Markup

from insight.roles import Person
from publishing.releases import frozen, ledger, tables
from publishing.releases.content import PAGE, with_marks
from publishing.releases.ledger import Transaction, append, existing, one_line
from publishing.releases.lifecycle import Kind, ReleaseRefused, State, Version
from publishing.releases.london_time import from_iso, iso, wall_time

OPENS_BEFORE = timedelta(hours=24)  # the pre-release orders of 2008 for official statistics
EMBARGO = Markup('<p class="embargo">{} {}</p>')


@dataclass(frozen=True)
class Access:
    """Somebody on the list. subject: '' for somebody who sees it on paper. opens_at: ISO, UTC."""

    name: str
    organisation: str
    reason: str
    subject: str
    opens_at: str


def grant(
    t: Transaction,
    person: Person,
    release_id: str,
    number: int,
    *,
    name: str,
    organisation: str,
    subject: str = "",
    reason: str,
) -> None:
    """Let somebody see an approved version within a day of its time."""
    version = existing(t, release_id).version(number)
    if version.state is not State.APPROVED or not version.scheduled_utc:
        raise ReleaseRefused("Only what is approved, and has a time, is shown before it")
    listed = list_of(t, release_id, number)
    if subject and any(each.subject == subject for each in listed):
        raise ReleaseRefused("They are on the list already")
    details = {"position": len(listed) + 1}
    kept = append(t, Kind.ACCESS, person, release_id, number, reason=reason, details=details)
    row = {
        "release_id": release_id,
        "version": number,
        "position": len(listed) + 1,
        "subject": subject,
        "name": one_line(name, "A name", tables.NAME),
        "organisation": one_line(organisation, "An organisation", tables.NAME),
        "reason": kept.reason,
        "opens_at": _opens_at(version),
    }
    t.add(tables.release_access, [row])


def list_of(t: Transaction, release_id: str, number: int) -> Sequence[Access]:
    """Who is on a version's list."""
    table = tables.release_access
    question = (
        sa.select(table)
        .where(table.c.release_id == release_id, table.c.version == number)
        .order_by(table.c.position)
    )
    return [
        Access(row.name, row.organisation, row.reason, row.subject, row.opens_at)
        for row in t.rows(question)
    ]


def open_to(t: Transaction, person: Person) -> list[tuple[str, Version]]:
    """What somebody may look at now or later, before its time: release and version."""
    return [
        (release.release_id, version)
        for release in ledger.releases(t).values()
        for version in release.versions
        if version.state is State.APPROVED
        and any(
            each.subject == person.subject
            for each in list_of(t, release.release_id, version.number)
        )
    ]


def page_before_its_time(t: Transaction, person: Person, release_id: str, number: int) -> bytes:
    """The page for somebody on the list, with its watermark. Each look is written down."""
    version = existing(t, release_id).version(number)
    listed = [each for each in list_of(t, release_id, number) if each.subject == person.subject]
    if not listed:
        raise ReleaseRefused("You are not on the list of those who may see it before its time")
    if version.state is not State.APPROVED:
        raise ReleaseRefused(f"It is {version.state}: there is nothing to see before its time")
    if not version.scheduled_utc:
        raise ReleaseRefused("It has no time yet, and so nothing before it")
    # Its time as it is now: it may have been returned, and submitted for a later one.
    opens_at = _opens_at(version)
    if iso(t.now) < opens_at:
        raise ReleaseRefused(f"You may see it from {_said(opens_at)}")
    append(t, Kind.VIEW, person, release_id, number, reason="Looked at before its time")
    page = frozen.read(release_id, number, version.submission)[PAGE]
    return marked(page, version, person.name or listed[-1].name)


def marked(page: bytes, version: Version, name: str = "") -> bytes:
    """A page that is not out, with a mark that says so all over it. name: of who looks at it."""
    if version.scheduled_utc and version.state is State.APPROVED:
        said = f"Embargoed until {_said(version.scheduled_utc)}."
    else:
        said = f"Not published ({version.state})."
    whose = f"For {name or 'those who work on it'} alone."
    return with_marks(page, {"notice": EMBARGO.format(said, whose)})


def _opens_at(version: Version) -> str:
    return iso(from_iso(version.scheduled_utc) - OPENS_BEFORE)


def _said(moment: str) -> str:
    return wall_time(from_iso(moment))
