"""What somebody may do with a version, as buttons: the same functions as the commands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from insight.roles import Action, Person
from pages.shell import gate
from pages.team.releases.sections import One
from pages.ui import finding
from publishing import parts
from publishing.releases import tables, transitions
from publishing.releases.ledger import Transaction, transaction
from publishing.releases.lifecycle import MOVES, WHO, WITHDRAWALS, Kind, ReleaseRefused, State
from publishing.releases.publication import PublicationFailed, publish, take_down
from publishing.releases.record import FrozenFilesDiffer

DONE, SHOWN = "release-done", "release-shown"
# What each step says on the page, and what a person must be allowed, who proves anew who they are.
STEPS: dict[Kind, tuple[str, Action]] = {
    Kind.APPROVE: ("Approve these bytes", Action.APPROVE),
    Kind.RETURN: ("Return to its author", Action.SEE_RELEASES),
    Kind.HOLD: ("Hold", Action.SEE_RELEASES),
    Kind.RESUME: ("Resume, to be approved again", Action.SEE_RELEASES),
    Kind.ABANDON: ("Abandon", Action.SEE_RELEASES),
    Kind.PUBLISHING: ("Publish now", Action.PUBLISH),
    Kind.WITHDRAW: ("Withdraw", Action.SEE_RELEASES),
}
Step = Callable[..., Any]
PLAIN: dict[Kind, Step] = {
    Kind.RETURN: transitions.return_to_author,
    Kind.HOLD: transitions.hold,
    Kind.RESUME: transitions.resume,
    Kind.ABANDON: transitions.abandon,
}


def say_what_was_done() -> None:
    """What the last button did, once."""
    done = st.session_state.pop(DONE, None)
    if done is not None:
        finding.empty(*done)


def offer(one: One) -> None:
    """The steps that this person may take with this version now, in one form."""
    who = gate.person()
    offered = [] if who is None else [kind for kind in STEPS if _may(who, one, kind)]
    # What somebody approves is what they were shown, and not what has come in its place since.
    key = f"{one.release.release_id}:{one.version.number}"
    before = st.session_state.get(SHOWN)
    shown = before[1] if before is not None and before[0] == key else one.version.content_sha256
    st.session_state[SHOWN] = (key, one.version.content_sha256)
    if not offered:
        finding.empty("Nothing for you to do here", f"It is {one.version.state}.")
        return
    with st.form(f"release-{key}", border=True):
        kind = st.selectbox(
            "Step", offered, format_func=lambda kind: STEPS[kind][0], key=f"step-{key}"
        )
        because, is_erased = "", False
        if Kind.WITHDRAW in offered:
            because = st.selectbox(
                "Why readers are told it was withdrawn",
                list(WITHDRAWALS),
                format_func=WITHDRAWALS.__getitem__,
                key=f"because-{key}",
            )
            is_erased = st.checkbox("Erase: delete its bytes everywhere", key=f"erase-{key}")
        reason = st.text_area(
            "Reason (kept for ever: no figures, no names)",
            key=f"why-{key}",
            max_chars=tables.REASON,
        )
        pressed = st.form_submit_button("Do it")
    if pressed:
        person = gate.actor(STEPS[kind][1])
        if person is not None:
            _take(one, kind, person, reason, shown, because, is_erased)


def _may(who: Person, one: One, kind: Kind) -> bool:
    if not who.roles & WHO[kind] or one.version.state not in MOVES[kind][0]:
        return False
    if kind is Kind.PUBLISHING:
        return not one.version.scheduled_utc
    return kind is not Kind.WITHDRAW or one.version.state is not State.WITHDRAWN


def _take(
    one: One, kind: Kind, person: Person, reason: str, shown: str, because: str, is_erased: bool
) -> None:
    slug, number = one.release.release_id, one.version.number
    try:
        if kind is Kind.PUBLISHING:
            publish(person, parts.PAGES, parts.GATE, asked=(slug, number))
        else:
            with transaction() as t:
                _change(t, slug, number, kind, person, reason, shown, because, is_erased)
        if kind is Kind.WITHDRAW:
            take_down(person, parts.PAGES)
    except ReleaseRefused as refusal:
        finding.empty("Nothing was done", f"{refusal}.")
        return
    except (PublicationFailed, FrozenFilesDiffer) as fault:
        finding.empty("It is written down, and the site is not yet what it says", f"{fault}.")
        return
    st.session_state[DONE] = (f"Done: {STEPS[kind][0].lower()}", f"{slug}, version {number}")
    st.rerun()


def _change(
    t: Transaction,
    slug: str,
    number: int,
    kind: Kind,
    person: Person,
    reason: str,
    shown: str,
    because: str,
    is_erased: bool,
) -> None:
    if kind is Kind.APPROVE:
        transitions.approve(t, person, slug, number, shown, reason=reason)
    elif kind is Kind.WITHDRAW:
        transitions.withdraw(
            t, person, slug, number, because=because, erase=is_erased, reason=reason
        )
    else:
        PLAIN[kind](t, person, slug, number, reason=reason)
