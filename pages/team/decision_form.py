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

TAKES_EFFECT = "It takes effect with the next build of the store."
KINDS = {
    "themes": "Themes of a comment",
    "sentiment": "Tone of a comment",
    "quote": "Showing a quote",
    "promotion": "A theme put forward",
    "flag": "A sign of doubt",
}
# What somebody must be allowed to do to decide about each.
NEEDS = {
    "themes": Action.LABEL,
    "sentiment": Action.LABEL,
    "quote": Action.APPROVE,
    "promotion": Action.APPROVE,
    "flag": Action.CHECK_FIGURES,
}


def pending(built_at: pd.Timestamp) -> pd.DataFrame:
    """Decisions made since the store was built, newest first: the columns of
    `decisions.decisions`. built_at: in UTC, as in `build`."""
    rows = decisions.decisions()
    return rows[rows["made_at"] > built_at].iloc[::-1]


def pending_table(rows: pd.DataFrame) -> DataTable:
    """Rows of `pending` as a table."""
    columns = [
        Column("When (UTC)", lambda row: f"{row.made_at:%-d %B %Y, %H:%M}"),
        Column("What", lambda row: KINDS[row.kind]),
        Column("About", lambda row: str(row.subject_id)),
        Column("Decision", lambda row: row.value or "no theme"),
        Column("Decided by", lambda row: str(row.made_by_role)),
        Column("Why", lambda row: str(row.reason)),
    ]
    return data_table("Decisions not yet in the store", columns, tuples(rows), rows)


def who_and_why(key: str) -> tuple[str, str]:
    """The fields for a role and a reason. key: tells one form's fields from another's."""
    role = st.text_input(
        "Your role, not your name", key=f"role-{key}", max_chars=decisions.LONGEST["made_by_role"]
    )
    reason = st.text_area(
        "Reason (no names, and not how many: it may be shown to everyone)",
        key=f"reason-{key}",
        max_chars=decisions.LONGEST["reason"],
    )
    return role, reason


def record(made: Iterable[tuple[str, str, str]], role: str, reason: str) -> None:
    """Record what was decided, and say so; or say what is missing, and record nothing."""
    made = list(made)
    people = [gate.actor(action) for action in dict.fromkeys(NEEDS[kind] for kind, _, _ in made)]
    if None in people:
        return
    if not made:
        finding.empty("Nothing was recorded", "Nothing differs from what the store holds.")
        return
    subject = next(each.subject for each in people if each is not None)
    try:
        for kind, subject_id, value in made:
            decisions.record(kind, subject_id, value, role, reason, subject)
    except DecisionRefused as refusal:
        finding.empty("Nothing was recorded", f"{refusal}.")
        return
    finding.empty(f"Recorded: {number_format.counted(len(made), 'decision')}", TAKES_EFFECT)
