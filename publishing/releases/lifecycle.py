"""What a version of a release can be, what may happen to it, and who may do it.

Pure: events go in, in order, and what a release is comes out; an event that may not happen raises
ReleaseRefused. The transitions ask here before they write, and `verification` asks again of
everything that was ever written, so there is one rule and no way round it.

    draft ──submit──▶ in review ──approve──▶ approved ──publish──▶ publishing ──▶ published
      ▲                   │  ▲                  │   ▲                  │            │
      └────── return ─────┘  └─ resume ─ held ◀─┘   └──── failed ◀─────┘   superseded, withdrawn
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from insight.roles import MAY, Action, Role


class ReleaseRefused(ValueError):
    """Something that may not be done with a release. The message says why, and what may."""


class State(StrEnum):
    """What a version is."""

    DRAFT = "draft"
    IN_REVIEW = "in review"
    HELD = "held"
    APPROVED = "approved"
    PUBLISHING = "publishing"
    FAILED = "failed"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
    ABANDONED = "abandoned"


class Kind(StrEnum):
    """What happened. From REDIRECT on: to a release, to no version of it, or to none at all."""

    DRAFT = "draft"
    SUBMIT = "submit"
    RETURN = "return"
    HOLD = "hold"
    RESUME = "resume"
    APPROVE = "approve"
    LAPSE = "lapse"  # an approver has lost the role before publication
    PUBLISHING = "publishing"  # the pointer is about to move
    PUBLISHED = "published"
    FAILED = "failed"
    WITHDRAW = "withdraw"
    ABANDON = "abandon"
    READERS = "readers"  # those whom a version is for have read it, and say that it is good
    REDIRECT = "redirect"
    ACCESS = "access"  # somebody may see it before its time
    VIEW = "view"  # and did
    CALENDAR = "calendar"
    REVOKE = "revoke"  # an administrator took somebody's roles away
    END = "end"  # a release is no longer updated


UNFINISHED = frozenset(
    {
        State.DRAFT,
        State.IN_REVIEW,
        State.HELD,
        State.APPROVED,
        State.PUBLISHING,
        State.FAILED,
    }
)
OUT = frozenset({State.PUBLISHED, State.SUPERSEDED})

_EITHER = MAY[Action.SUBMIT] | MAY[Action.APPROVE] | MAY[Action.PUBLISH]
# One person may stop; that is why more may hold than may start. Administrators approve in pairs.
WHO: Mapping[Kind, frozenset[Role]] = {
    Kind.DRAFT: MAY[Action.SUBMIT],
    Kind.SUBMIT: MAY[Action.SUBMIT],
    Kind.RETURN: _EITHER,
    Kind.HOLD: _EITHER,
    Kind.RESUME: _EITHER,
    Kind.APPROVE: MAY[Action.APPROVE] | {Role.ADMIN},
    Kind.LAPSE: MAY[Action.PUBLISH],
    Kind.PUBLISHING: MAY[Action.PUBLISH],
    Kind.PUBLISHED: MAY[Action.PUBLISH],
    Kind.FAILED: MAY[Action.PUBLISH],
    Kind.WITHDRAW: MAY[Action.APPROVE] | MAY[Action.PUBLISH],
    Kind.ABANDON: MAY[Action.SUBMIT],
    Kind.READERS: _EITHER | {Role.ENGAGEMENT},
    Kind.REDIRECT: MAY[Action.PUBLISH],
    Kind.END: _EITHER,
    Kind.ACCESS: MAY[Action.SUBMIT] | MAY[Action.PUBLISH],
    Kind.VIEW: frozenset(Role),
    Kind.CALENDAR: MAY[Action.SUBMIT] | MAY[Action.PUBLISH],
    Kind.REVOKE: frozenset({Role.ADMIN}),
}

# From which states, and to which.
MOVES: Mapping[Kind, tuple[frozenset[State], State]] = {
    Kind.SUBMIT: (frozenset({State.DRAFT}), State.IN_REVIEW),
    Kind.RETURN: (
        frozenset({State.IN_REVIEW, State.APPROVED, State.HELD, State.FAILED}),
        State.DRAFT,
    ),
    Kind.HOLD: (frozenset({State.IN_REVIEW, State.APPROVED, State.FAILED}), State.HELD),
    Kind.RESUME: (frozenset({State.HELD}), State.IN_REVIEW),
    Kind.APPROVE: (frozenset({State.IN_REVIEW}), State.APPROVED),
    Kind.LAPSE: (frozenset({State.APPROVED, State.FAILED}), State.IN_REVIEW),
    Kind.PUBLISHING: (frozenset({State.APPROVED, State.FAILED}), State.PUBLISHING),
    Kind.PUBLISHED: (frozenset({State.PUBLISHING}), State.PUBLISHED),
    Kind.FAILED: (frozenset({State.APPROVED, State.PUBLISHING}), State.FAILED),
    Kind.WITHDRAW: (OUT | {State.WITHDRAWN}, State.WITHDRAWN),
    Kind.ABANDON: (frozenset({State.DRAFT, State.IN_REVIEW, State.HELD}), State.ABANDONED),
}
# What puts something in, or starts it again: who does so does not approve.
CONTRIBUTIONS = frozenset({Kind.DRAFT, Kind.SUBMIT, Kind.RESUME})
SECOND_PERSON = (
    "Whoever drafted, submitted or resumed a version does not approve it: a second person does"
)
# An approval is of what was seen, and ends when anything of it changes or was in doubt.
KEEPS_APPROVAL = frozenset({Kind.APPROVE, Kind.PUBLISHING, Kind.PUBLISHED, Kind.FAILED})

FIRST_CHANGE, CHANGES = "new", ("revision", "correction")
# The reasons for withdrawing that readers are told. Never a value, and never words of the moment.
WITHDRAWALS: Mapping[str, str] = {
    "mistake": "Its figures were wrong.",
    "disclosure": "It said more than it should have.",
    "rights": "We may not publish what it was made from.",
    "source": "Its publisher withdrew what it was made from.",
}
# Why a release is no longer updated, as readers are told. Its figures stay as they were.
ENDINGS: Mapping[str, str] = {
    "indicator": "Its publisher no longer gives out these figures.",
    "areas": "The areas it is about have changed.",
    "method": "It is now measured in another way, and new figures cannot be set beside these.",
}
# Who reads a version first. An Easy Read twin says that it waits for them; what is in another
# language is not approved before they have.
READING_GROUP, NATIVE_READERS = "a reading group", "native readers of "
ADMINS_FOR_ONE_APPROVER = 2


@dataclass(frozen=True)
class Event:
    """One row of release_event: see `tables`. details: what else there is to say, as JSON can."""

    event_id: int
    release_id: str
    version: int
    kind: Kind
    actor_id: str
    actor_role: Role
    at_utc: str
    database_at: str
    reason: str
    content_sha256: str = ""
    approval_of: int = 0
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Approval:
    """Who approved, and as what."""

    actor_id: str
    role: Role


@dataclass(frozen=True)
class Version:
    """A version, as its events have made it.

    submission: how often it was submitted. submitted_in: the event of the newest submission.
    readers: who reads it first, '' for nobody; is_read: whether they have. contributors: actors who
    may not approve it. scheduled_for: London wall time, '' for whenever somebody publishes it.
    published_at: ISO, UTC. reason: of the newest event.
    """

    number: int
    state: State
    change_kind: str
    submission: int = 0
    submitted_in: int = 0
    content_sha256: str = ""
    scheduled_for: str = ""
    scheduled_utc: str = ""
    contributors: frozenset[str] = frozenset()
    approvals: tuple[Approval, ...] = ()
    published_at: str = ""
    withdrawn_at: str = ""
    withdrawn_because: str = ""
    is_erased: bool = False
    readers: str = ""
    is_read: bool = False
    reason: str = ""

    @property
    def is_approved(self) -> bool:
        """By one approver, or by two administrators where there is none to ask."""
        return is_enough(self.approvals)


@dataclass(frozen=True)
class Release:
    """A release and its versions, first to last. ended_because: of ENDINGS, '' while it goes on.

    figure: what it shows, as the newest draft says that says so; '' where none does.
    """

    release_id: str
    kind: str
    slug: str
    versions: tuple[Version, ...] = ()
    ended_because: str = ""
    figure: str = ""

    @property
    def shows(self) -> str:
        """What it shows, whatever address it has: its figure, or else its first slug."""
        return self.figure or self.release_id

    def version(self, number: int) -> Version:
        """One version. Raises ReleaseRefused."""
        for each in self.versions:
            if each.number == number:
                return each
        raise ReleaseRefused(f"{self.release_id} has no version {number}")

    @property
    def unfinished(self) -> Version | None:
        """The one version that is neither out, nor withdrawn, nor abandoned."""
        return next((each for each in self.versions if each.state in UNFINISHED), None)

    @property
    def latest(self) -> Version | None:
        """The newest version that was ever out. Where it is withdrawn nothing takes its place."""
        ever = [each for each in self.versions if each.published_at]
        return ever[-1] if ever else None


def is_enough(approvals: tuple[Approval, ...]) -> bool:
    """Whether these make a version approved."""
    if any(each.role in MAY[Action.APPROVE] for each in approvals):
        return True
    admins = {each.actor_id for each in approvals if each.role is Role.ADMIN}
    return len(admins) >= ADMINS_FOR_ONE_APPROVER


def after(release: Release | None, event: Event) -> Release:
    """The release once an event has happened. Raises ReleaseRefused where it may not happen."""
    if event.actor_role not in WHO[event.kind]:
        raise ReleaseRefused(f"The role {event.actor_role} may not {event.kind}")
    if event.kind is Kind.DRAFT:
        return _drafted(release, event)
    if release is None:
        raise ReleaseRefused(f"There is no release {event.release_id}")
    if event.kind is Kind.REDIRECT:
        return replace(release, slug=str(event.details["to"]))
    if event.kind is Kind.END:
        return _ended(release, event)
    if event.kind is Kind.READERS:
        return _read(release, event)
    if event.kind not in MOVES:
        if event.version:
            release.version(event.version)
        return release
    was = release.version(event.version)
    states, state = MOVES[event.kind]
    if was.state not in states:
        raise ReleaseRefused(
            f"{release.release_id} version {was.number} is {was.state}: it cannot {event.kind}"
        )
    now = replace(
        was,
        state=state,
        reason=event.reason,
        approvals=was.approvals if event.kind in KEEPS_APPROVAL else (),
    )
    if event.kind in CONTRIBUTIONS:
        now = replace(now, contributors=now.contributors | {event.actor_id})
    now = _EFFECTS.get(event.kind, _nothing_more)(was, now, event)
    changed = [now if each.number == was.number else each for each in release.versions]
    if event.kind is Kind.PUBLISHED:
        changed = [
            replace(each, state=State.SUPERSEDED)
            if each.state is State.PUBLISHED and each.number != was.number
            else each
            for each in changed
        ]
        release = replace(release, ended_because="")
    return replace(release, versions=tuple(changed))


def _ended(release: Release, event: Event) -> Release:
    because = str(event.details["because"])
    if because not in ENDINGS:
        raise ReleaseRefused(f"'{because}' is none of {', '.join(ENDINGS)}")
    if release.latest is None:
        raise ReleaseRefused(f"{release.release_id} was never out: abandon it")
    return replace(release, ended_because=because)


def _read(release: Release, event: Event) -> Release:
    """Its readers have read it: these very bytes, and not by the word of who put them in."""
    was = release.version(event.version)
    if not was.readers:
        raise ReleaseRefused(f"{release.release_id} version {was.number} waits for no readers")
    if was.state in (State.DRAFT, State.WITHDRAWN, State.ABANDONED):
        raise ReleaseRefused(f"{release.release_id} version {was.number} is {was.state}")
    if event.content_sha256 != was.content_sha256:
        raise ReleaseRefused("It was changed since they read it: have it read again")
    if event.actor_id in was.contributors:
        raise ReleaseRefused("Whoever put a version in does not say that its readers like it")
    now = replace(was, is_read=True)
    changed = [now if each.number == was.number else each for each in release.versions]
    return replace(release, versions=tuple(changed))


def _drafted(release: Release | None, event: Event) -> Release:
    if release is None:
        kind = str(event.details["kind"])
        release = Release(event.release_id, kind, event.release_id)
    unfinished = release.unfinished
    if unfinished is not None:
        raise ReleaseRefused(
            f"{release.release_id} has a version {unfinished.number} that is {unfinished.state}:"
            " finish or abandon it first"
        )
    number, change = len(release.versions) + 1, str(event.details["change_kind"])
    allowed = CHANGES if release.latest is not None else (FIRST_CHANGE,)
    if event.version != number:
        raise ReleaseRefused(f"The next version of {release.release_id} is {number}")
    if change not in allowed:
        raise ReleaseRefused(
            f"The next version of {release.release_id} is a {' or a '.join(allowed)},"
            f" and not a {change}"
        )
    drafted = Version(
        number,
        State.DRAFT,
        change,
        contributors=frozenset({event.actor_id}),
        reason=event.reason,
    )
    figure = str(event.details.get("figure", "")) or release.figure
    return replace(release, versions=(*release.versions, drafted), figure=figure)


def _nothing_more(was: Version, now: Version, event: Event) -> Version:
    return now


def _submitted(was: Version, now: Version, event: Event) -> Version:
    return replace(
        now,
        submission=was.submission + 1,
        submitted_in=event.event_id,
        content_sha256=event.content_sha256,
        scheduled_for=str(event.details["scheduled_local"]),
        scheduled_utc=str(event.details["scheduled_utc"]),
        readers=str(event.details.get("readers", "")),
        is_read=False,
    )


def _approved(was: Version, now: Version, event: Event) -> Version:
    if event.actor_id in was.contributors:
        raise ReleaseRefused(SECOND_PERSON)
    if event.content_sha256 != was.content_sha256 or event.approval_of != was.submitted_in:
        raise ReleaseRefused("It was changed since you opened it: look at it again")
    if was.readers.startswith(NATIVE_READERS) and not was.is_read:
        raise ReleaseRefused(f"It waits for {was.readers}: nobody is shown it before they read it")
    if any(each.actor_id == event.actor_id for each in was.approvals):
        raise ReleaseRefused("You have approved it already: another administrator is needed")
    approvals = (*was.approvals, Approval(event.actor_id, event.actor_role))
    state = State.APPROVED if is_enough(approvals) else State.IN_REVIEW
    return replace(now, approvals=approvals, state=state)


def _going_out(was: Version, now: Version, event: Event) -> Version:
    if event.content_sha256 != was.content_sha256:
        raise ReleaseRefused("These are not the bytes that were approved")
    if not was.is_approved or {each.actor_id for each in was.approvals} & was.contributors:
        raise ReleaseRefused("No second person has approved it")
    return now


def _published(was: Version, now: Version, event: Event) -> Version:
    now = _going_out(was, now, event)
    return replace(now, published_at=str(event.details["published_at"]))


def _withdrawn(was: Version, now: Version, event: Event) -> Version:
    because, is_erased = str(event.details["because"]), bool(event.details["erase"])
    if because not in WITHDRAWALS:
        raise ReleaseRefused(f"'{because}' is none of {', '.join(WITHDRAWALS)}")
    if was.state is State.WITHDRAWN and (was.is_erased or not is_erased):
        raise ReleaseRefused("It is withdrawn already")
    return replace(
        now,
        withdrawn_at=was.withdrawn_at or event.at_utc,
        withdrawn_because=was.withdrawn_because or because,
        is_erased=is_erased,
    )


_EFFECTS: Mapping[Kind, Callable[[Version, Version, Event], Version]] = {
    Kind.SUBMIT: _submitted,
    Kind.APPROVE: _approved,
    Kind.PUBLISHING: _going_out,
    Kind.PUBLISHED: _published,
    Kind.WITHDRAW: _withdrawn,
}
