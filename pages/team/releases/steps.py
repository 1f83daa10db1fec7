"""What somebody may do with a version, as buttons: the same functions as the commands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from insight.roles import Action, Person
from pages.shell import gate
from pages.team.releases import sections
from pages.team.releases.drafts import DONE, REASON
from pages.team.releases.sections import One
from pages.ui import finding, table
from publishing import parts
from publishing.releases import access, frozen, tables, transitions
from publishing.releases.gate import Blocked
from publishing.releases.ledger import Transaction, transaction
from publishing.releases.lifecycle import (
    MOVES,
    SECOND_PERSON,
    WHO,
    WITHDRAWALS,
    Kind,
    ReleaseRefused,
    State,
)
from publishing.releases.publication import PublicationFailed, publish, take_down
from publishing.releases.record import FrozenFilesDiffer
from publishing.releases.submission import Wish, prepare

SHOWN = "release-shown"
# What each step says on the page, and what a person must be allowed, who proves anew who they are.
STEPS: dict[Kind, tuple[str, Action]] = {
    Kind.SUBMIT: ("Render it, and submit it for approval", Action.SUBMIT),
    Kind.APPROVE: ("Approve these bytes", Action.APPROVE),
    Kind.READERS: ("Say that its readers have read it", Action.SEE_RELEASES),
    Kind.RETURN: ("Return to its author", Action.SEE_RELEASES),
    Kind.HOLD: ("Hold", Action.SEE_RELEASES),
    Kind.RESUME: ("Resume, to be approved again", Action.SEE_RELEASES),
    Kind.ABANDON: ("Abandon", Action.SEE_RELEASES),
    Kind.PUBLISHING: ("Publish now", Action.PUBLISH),
    Kind.WITHDRAW: ("Withdraw", Action.SEE_RELEASES),
}
OF_ANOTHER = (Kind.APPROVE, Kind.READERS)  # steps of somebody who did not make the version
PAST_READING = (State.DRAFT, State.WITHDRAWN, State.ABANDONED)
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


def look_before_its_time() -> None:
    """For somebody on the list of a version who has no part in it: the page, and nothing more."""
    who = gate.person()
    if who is None or who.may(Action.SEE_RELEASES):
        return
    with transaction(is_writing=False) as t:
        listed = access.open_to(t, who)
    if not listed:
        return
    finding.title(
        "Before its time", "Each look is written down, and your name is published with it"
    )
    for release_id, version in listed:
        name = f"{release_id}, version {version.number}"
        if st.button(f"Look at {name}", key=f"look-{release_id}-{version.number}"):
            try:
                with transaction() as t:
                    page = access.page_before_its_time(t, who, release_id, version.number)
            except ReleaseRefused as refusal:
                finding.empty("Not yet", f"{refusal}.")
                continue
            files = frozen.read(release_id, version.number, version.submission)
            sections.preview(st.container(), name, sections.framed(page, files))
    st.stop()


def offer(one: One) -> None:
    """The steps that this person may take with this version now, in one form."""
    who = gate.person()
    may = [] if who is None else [kind for kind in STEPS if _may(who, one, kind)]
    is_maker = who is not None and who.subject in one.makers
    offered = [kind for kind in may if not (is_maker and kind in OF_ANOTHER)]
    if Kind.APPROVE in may and Kind.APPROVE not in offered:
        finding.empty("You cannot approve this version", f"{SECOND_PERSON}.")
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
            REASON,
            key=f"why-{key}",
            max_chars=tables.REASON,
        )
        wish = _wish(one, key) if Kind.SUBMIT in offered else Wish()
        # Pressed while another is still being chosen, it is done to the one that it names.
        pressed = st.form_submit_button(
            f"Do it: {sections.name(one.release, one.version)}", key=f"do-{key}"
        )
    if pressed:
        person = gate.actor(STEPS[kind][1])
        if person is not None:
            _take(one, kind, person, reason, shown, because, is_erased, wish)


def _wish(one: One, key: str) -> Wish:
    """What an author says of a version beside its figure."""
    note = ""
    if one.version.number > 1:
        note = st.text_input("What changed, for readers", key=f"note-{key}")
    return Wish(
        change_note=note,
        scheduled_for=st.text_input(
            "When it goes out, London time (2026-12-10 09:30; empty: when somebody publishes it)",
            key=f"at-{key}",
        ),
        next_update=st.text_input("When readers may expect newer figures", key=f"next-{key}"),
    )


def _may(who: Person, one: One, kind: Kind) -> bool:
    if kind is Kind.READERS:
        waits = one.version.readers and not one.version.is_read and one.version.submission
        return bool(waits and who.roles & WHO[kind] and one.version.state not in PAST_READING)
    if not who.roles & WHO[kind] or one.version.state not in MOVES[kind][0]:
        return False
    if kind is Kind.PUBLISHING:
        return not one.version.scheduled_utc
    return kind is not Kind.WITHDRAW or one.version.state is not State.WITHDRAWN


def _take(
    one: One,
    kind: Kind,
    person: Person,
    reason: str,
    shown: str,
    because: str,
    is_erased: bool,
    wish: Wish,
) -> None:
    slug, number = one.release.release_id, one.version.number
    try:
        if kind is Kind.SUBMIT:
            ready = prepare(slug, parts.GATE, parts.RENDER, wish)
            with transaction() as t:
                transitions.submit(t, person, ready, reason=reason)
        elif kind is Kind.PUBLISHING:
            publish(person, parts.PAGES, parts.GATE, asked=(slug, number))
        else:
            with transaction() as t:
                _change(t, slug, number, kind, person, reason, shown, because, is_erased)
        if kind is Kind.WITHDRAW:
            take_down(person, parts.PAGES)
    except Blocked as blocked:
        finding.empty("Nothing was done", "The gate blocks it. Put these right, then try again.")
        finding.write(table.table(sections.blocked_table(blocked.found), "stacked"))
        return
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
    elif kind is Kind.READERS:
        transitions.readers_approve(t, person, slug, number, shown, reason=reason)
    elif kind is Kind.WITHDRAW:
        transitions.withdraw(
            t, person, slug, number, because=because, erase=is_erased, reason=reason
        )
    else:
        PLAIN[kind](t, person, slug, number, reason=reason)
