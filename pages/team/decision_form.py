"""What every form for a decision has: who decided and why, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
import streamlit as st

from insight.findings import Column, DataTable
from insight.findings.table import data_table
from insight.language import number_format
from insight.roles import Action
from insight.store import decisions
from insight.store.decisions import DecisionRefused
from insight.store.rows import tuples
from pages.shell import gate
from pages.ui import finding

ROLE = "role"  # in the session: what somebody said last that they are
SAID = "recorded"  # in the session: what the last press did
NOTHING_RECORDED = "Nothing was recorded"
TAKES_EFFECT = "It takes effect with the next build of the store."
KINDS = {
    "themes": "Themes of a comment",
    "sentiment": "Tone of a comment",
    "text": "A text read",
    "promotion": "A theme put forward",
    "flag": "A sign of doubt",
    "step": "Work on a comment",
    "check": "A comment labelled blind",
}
# What somebody must be allowed to do to decide about each.
NEEDS = {
    "themes": Action.LABEL,
    "sentiment": Action.LABEL,
    "text": Action.APPROVE,
    "promotion": Action.APPROVE,
    "flag": Action.CHECK_FIGURES,
    "step": Action.READ_COMMENTS,
    "check": Action.LABEL,
}


def pending(built_at: pd.Timestamp) -> pd.DataFrame:
    """Decisions a build has yet to read, newest first: the columns of `decisions.decisions`.

    Steps of work are none: no build reads them, and they count at once. built_at: in UTC, as in
    `build`.
    """
    rows = decisions.decisions()
    return rows[(rows["made_at"] > built_at) & (rows["kind"] != "step")].iloc[::-1]


def pending_table(rows: pd.DataFrame) -> DataTable:
    """Rows of `pending` as a table."""
    columns = [
        Column("When (UTC)", lambda row: f"{row.made_at:%-d %B %Y, %H:%M}"),
        Column("What", lambda row: KINDS.get(row.kind, row.kind)),
        Column("About", lambda row: str(row.subject_id)),
        Column("Decision", lambda row: row.value or "no theme"),
        Column("Decided by", lambda row: str(row.made_by_role)),
        Column("Why", lambda row: str(row.reason)),
    ]
    return data_table("Decisions not yet in the store", columns, tuples(rows), rows)


def who(key: str) -> str:
    """The field for a role, which the session remembers. key: tells it from other forms'."""
    name = f"role-{key}"
    if name not in st.session_state:
        st.session_state[name] = st.session_state.get(ROLE, "")
    role = st.text_input(
        "Your role, not your name", key=name, max_chars=decisions.LONGEST["made_by_role"]
    )
    if role.strip():
        st.session_state[ROLE] = role
    return role


def who_and_why(key: str) -> tuple[str, str]:
    """The fields for a role and a reason. key: tells one form's fields from another's."""
    role = who(key)
    reason = st.text_area(
        "Reason (no names, and not how many: it may be shown to everyone)",
        key=f"reason-{key}",
        max_chars=decisions.LONGEST["reason"],
    )
    return role, reason


def record(made: Iterable[tuple[str, str, str]], role: str, reason: str) -> bool:
    """Record what was decided, and say so; or say what is missing, and record nothing.

    Whether anything was recorded.
    """
    said = recorded(made, role, reason)
    if said is not None:
        finding.empty(*said)
    return said is not None and said[0] != NOTHING_RECORDED


def recorded(
    made: Iterable[tuple[str, str, str]], role: str, reason: str, then: str = TAKES_EFFECT
) -> tuple[str, str] | None:
    """Record what was decided: kind, subject and value of each. What to say of it, in two parts;
    None where somebody may not decide this, or not yet, and the page has said so.

    then: what follows from it.
    """
    made = list(made)
    people = [gate.actor(action) for action in dict.fromkeys(NEEDS[kind] for kind, _, _ in made)]
    if None in people:
        return None
    if not made:
        return NOTHING_RECORDED, "Nothing differs from what the store holds."
    subject = next(each.subject for each in people if each is not None)
    try:
        for kind, subject_id, value in made:
            decisions.record(kind, subject_id, value, role, reason, subject)
    except DecisionRefused as refusal:
        return NOTHING_RECORDED, f"{refusal}."
    return f"Recorded: {number_format.counted(len(made), 'decision')}", then


def keep_saying(said: tuple[str, str] | None) -> None:
    """Say it at the top of the list when the page is next drawn. said: of `recorded`."""
    if said is not None:
        st.session_state[SAID] = said


def say_what_was_kept() -> None:
    """What the last press did, or why it did nothing."""
    said = st.session_state.pop(SAID, None)
    if said:
        finding.empty(*said)
