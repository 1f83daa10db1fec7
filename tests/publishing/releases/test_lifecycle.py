"""What may happen to a version, and who may do it: the rules alone, without a database."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insight.roles import Role
from publishing.releases.lifecycle import (
    MOVES,
    OUT,
    WHO,
    Event,
    Kind,
    Release,
    ReleaseRefused,
    State,
    after,
)

A, B, C = "a" * 64, "b" * 64, "c" * 64
DETAILS: dict[Kind, dict[str, Any]] = {
    Kind.DRAFT: {"kind": "chart", "change_kind": "new"},
    Kind.SUBMIT: {"scheduled_local": "", "scheduled_utc": ""},
    Kind.PUBLISHED: {"published_at": "2026-12-10T09:30:00+00:00"},
    Kind.WITHDRAW: {"because": "mistake", "erase": False},
    Kind.REDIRECT: {"from": "cancer", "to": "early-cancer"},
}


def event(
    number: int,
    kind: Kind,
    actor: str = "anne",
    role: Role | None = None,
    content: str = A,
    approval_of: int = 2,
    version: int = 1,
    **details: Any,
) -> Event:
    return Event(
        number,
        "cancer",
        version,
        kind,
        actor,
        role or sorted(WHO[kind])[0],
        "2026-11-27T10:00:00+00:00",
        "2026-11-27T10:00:00+00:00",
        "A reason",
        content,
        approval_of,
        DETAILS.get(kind, {}) | details,
    )


def so_far(*kinds: Kind) -> Release | None:
    """A release to which this happened, the approval by somebody else."""
    found: Release | None = None
    for number, kind in enumerate(kinds, 1):
        is_second = kind is Kind.APPROVE
        who, role = ("bob", Role.APPROVER) if is_second else ("anne", None)
        found = after(found, event(number, kind, who, role))
    return found


PATHS = {
    State.DRAFT: (Kind.DRAFT,),
    State.IN_REVIEW: (Kind.DRAFT, Kind.SUBMIT),
    State.HELD: (Kind.DRAFT, Kind.SUBMIT, Kind.HOLD),
    State.APPROVED: (Kind.DRAFT, Kind.SUBMIT, Kind.APPROVE),
    State.FAILED: (Kind.DRAFT, Kind.SUBMIT, Kind.APPROVE, Kind.FAILED),
    State.PUBLISHING: (Kind.DRAFT, Kind.SUBMIT, Kind.APPROVE, Kind.PUBLISHING),
    State.PUBLISHED: (Kind.DRAFT, Kind.SUBMIT, Kind.APPROVE, Kind.PUBLISHING, Kind.PUBLISHED),
    State.WITHDRAWN: (
        Kind.DRAFT,
        Kind.SUBMIT,
        Kind.APPROVE,
        Kind.PUBLISHING,
        Kind.PUBLISHED,
        Kind.WITHDRAW,
    ),
    State.ABANDONED: (Kind.DRAFT, Kind.ABANDON),
}


@pytest.mark.parametrize("state", PATHS)
@pytest.mark.parametrize("kind", MOVES)
def test_a_step_is_taken_from_where_it_may_and_from_nowhere_else(state: State, kind: Kind) -> None:
    release = so_far(*PATHS[state])
    assert release is not None and release.version(1).state is state
    step = event(9, kind, "bob", Role.APPROVER if kind is Kind.APPROVE else None)
    may = state in MOVES[kind][0] and not (kind is Kind.WITHDRAW and state is State.WITHDRAWN)
    if may:
        assert after(release, step).version(1).state is MOVES[kind][1]
    else:
        with pytest.raises(ReleaseRefused):
            after(release, step)


@pytest.mark.parametrize("kind", Kind)
def test_no_other_role_may(kind: Kind) -> None:
    for role in set(Role) - WHO[kind]:
        with pytest.raises(ReleaseRefused, match="may not"):
            after(so_far(*PATHS[State.IN_REVIEW]), event(9, kind, "bob", role))


def test_nothing_goes_out_that_nobody_else_approved() -> None:
    """Also where somebody has written such events past every check: reading them refuses."""
    for kinds in ((Kind.DRAFT, Kind.SUBMIT), (Kind.DRAFT, Kind.SUBMIT, Kind.HOLD, Kind.RESUME)):
        release = so_far(*kinds)
        with pytest.raises(ReleaseRefused):
            after(release, event(9, Kind.PUBLISHING))
        with pytest.raises(ReleaseRefused, match="a second person"):
            after(release, event(9, Kind.APPROVE, "anne", Role.APPROVER))


@pytest.mark.parametrize(("content", "of"), [(B, 2), (A, 1)])
def test_an_approval_is_of_the_bytes_and_of_the_submission(content: str, of: int) -> None:
    release = so_far(*PATHS[State.IN_REVIEW])
    with pytest.raises(ReleaseRefused, match="changed since you opened it"):
        after(release, event(3, Kind.APPROVE, "bob", Role.APPROVER, content, of))


def test_other_bytes_than_the_approved_ones_do_not_go_out() -> None:
    with pytest.raises(ReleaseRefused, match="not the bytes"):
        after(so_far(*PATHS[State.APPROVED]), event(4, Kind.PUBLISHING, content=B))


steps = st.tuples(
    st.sampled_from(list(MOVES)),
    st.sampled_from(["anne", "bob", "cat"]),
    st.sampled_from([Role.AUTHOR, Role.APPROVER, Role.PUBLISHER, Role.ADMIN]),
    st.sampled_from([A, B, C]),
)


@given(st.lists(steps, max_size=40))
def test_random_steps_never_publish_what_no_second_person_approved(
    taken: list[tuple[Kind, str, Role, str]],
) -> None:
    """The rule said anew, by looking back over everything that was let happen."""
    release = after(None, event(1, Kind.DRAFT))
    happened = [event(1, Kind.DRAFT)]
    for kind, who, role, content in taken:
        submitted_in = release.version(1).submitted_in
        step = event(len(happened) + 1, kind, who, role, content, submitted_in)
        try:
            release = after(release, step)
        except ReleaseRefused:
            continue
        happened.append(step)
        if release.version(1).state in OUT:
            check_two_people(happened)


def check_two_people(happened: list[Event]) -> None:
    """Of exactly the bytes that were submitted last, after everything that started them."""
    last = max(each.event_id for each in happened if each.kind is Kind.SUBMIT)
    submitted = happened[last - 1]
    started = {e.actor_id for e in happened if e.kind in (Kind.DRAFT, Kind.SUBMIT, Kind.RESUME)}
    stopped = [
        e.event_id for e in happened if e.kind in (Kind.HOLD, Kind.LAPSE, Kind.RETURN, Kind.RESUME)
    ]
    since = max([last, *stopped])
    approved = {
        (e.actor_id, e.actor_role)
        for e in happened[since:]
        if e.kind is Kind.APPROVE and e.content_sha256 == submitted.content_sha256
    }
    assert not {who for who, _ in approved} & started
    is_usual = any(role is Role.APPROVER for _, role in approved)
    assert is_usual or len({who for who, role in approved if role is Role.ADMIN}) == 2
    assert happened[-1].content_sha256 == submitted.content_sha256 or happened[-1].kind not in (
        Kind.PUBLISHED,
    )
