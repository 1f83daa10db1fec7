"""The list of texts to read: one text with what was taken out marked, and what may be done."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st
from markupsafe import Markup

from insight.findings import Column, DataTable
from insight.findings.table import data_table
from insight.language import number_format
from insight.reference.free_text import KINDS, NAMES, TAKEN_OUT, THE_RULE
from insight.store.decisions import CORRECTED
from insight.store.rows import tuples
from pages.controls import address
from pages.team import decision_form
from pages.ui import finding

PAGE_SIZE = 10
CHOSEN = "text"  # in the address: the text that is open
LATER, CORRECTING = "later", "correcting"  # in the session
STATES = {
    "waiting": "To read",
    "approved": "Approved",
    "corrected": "Corrected",
    "refused": "Refused",
}
HOW = (
    f"{THE_RULE} Look for names, nicknames, places of work, rare illnesses, small groups, and"
    " anything that lets somebody be recognised. Each decision is recorded at once, for this text"
    " alone; pages follow with the next build."
)
KEYS = (
    "Press a button, or its key: A approves, E edits and corrects, X refuses, L leaves it for"
    " later."
)
ORDER = "Comments that may tell of harm first, then texts of pages, then other comments"
FIRST = "Read this first: a machine finds that it may tell of harm. "
NEXT = "The next text is below; pages follow with the next build."
NOTHING = "Every text that pages could show has been read."
CARD = Markup(
    '<div class="to-read"><p class="quiet">{about}</p><blockquote dir="auto">{words}</blockquote>'
    "{taken}</div>"
)
ROW = Markup('<div class="next"><p class="quiet">{about}</p><p dir="auto">{words}</p></div>')
MARK = Markup("<mark>{}</mark>")
PRIVATE = (
    "Its author did not agree to be quoted, so it is shown to nobody. Read it all the same:"
    " somebody may be at risk."
)
REASONS = {
    "approved": "Read: nothing points at a person",
    "refused": "Read: not to be shown",
    "corrected": "Read, and put right",
    "seen": "Read",
}


def waiting_table(texts: pd.DataFrame, today: pd.Timestamp) -> DataTable:
    """How many texts of each kind wait, and for how long. texts: those that wait."""
    groups = texts.groupby("table_name")["said_date"].agg(["size", "min"])
    rows = groups.reindex([kind for kind in KINDS if kind in groups.index]).reset_index()
    columns = [
        Column("Kind", lambda row: KINDS[row.table_name]),
        Column("To read", lambda row: number_format.number(row.size_), is_number=True),
        Column("Oldest", lambda row: _day(row.min)),
        Column("Waiting", lambda row: _wait(row.min, today)),
    ]
    rows = rows.rename(columns={"size": "size_"})
    return data_table("What waits to be read", columns, tuples(rows), rows)


def marked(text: str) -> Markup:
    """Words as text, with what redaction left in place of a detail marked."""
    pieces, at = Markup(), 0
    for found in TAKEN_OUT.finditer(text):
        pieces += Markup("{}").format(text[at : found.start()]) + MARK.format(found[0])
        at = found.end()
    return pieces + Markup("{}").format(text[at:])


def chosen(rows: pd.DataFrame) -> Any:
    """The text that is open: the one chosen in the list, or else the first not left for later."""
    view = address.view()
    if CHOSEN in view.asked:
        view.chosen[CHOSEN] = view.asked.pop(CHOSEN)
    asked = rows[rows["subject_id"] == view.chosen.get(CHOSEN, "")]
    if asked.empty:
        later = st.session_state.get(LATER, ())
        asked = rows[~rows["subject_id"].isin(later)]
    return next((asked if len(asked) else rows).itertuples())


def card(row: Any) -> None:
    """One text, who reads it, and the buttons that decide about it."""
    taken = len(TAKEN_OUT.findall(row.text_to_read))
    count = number_format.counted(taken, "detail")
    note = finding.said(f"{number_format.capital(count)} taken out by machine, marked.", "quiet")
    finding.write(
        CARD.format(about=_about(row), words=marked(row.text_to_read), taken=note * bool(taken))
    )
    subject = row.subject_id
    if row.state == "private":
        finding.say(PRIVATE, "note")
        role = decision_form.who("reader")
        with st.container(horizontal=True, key="keys"):
            _button("Seen", "S", subject, _record, ("step", row.row_id, "seen", role))
            _button("Later", "L", subject, _leave, (subject,))
        return
    if row.state not in ("held", "private"):
        finding.say(f"Decided: {row.state}. Another decision takes its place.", "note")
    role = decision_form.who("reader")
    with st.container(horizontal=True, key="keys"):
        _button("Approve", "A", subject, _record, ("text", subject, "approved", role), "primary")
        _button("Correct", "E", subject, _correct, (subject,))
        _button("Refuse", "X", subject, _record, ("text", subject, "refused", role))
        _button("Later", "L", subject, _leave, (subject,))
    if st.session_state.get(CORRECTING) == subject:
        with st.form("correct", border=True):
            st.text_area(
                "The words to show: take out more, or put back a word that was taken for a name."
                " Change nothing else.",
                row.text_to_read,
                key=f"words-{subject}",
            )
            st.form_submit_button(
                "Show these words", on_click=_record_correction, args=(subject, role)
            )


def next_in_list(rows: pd.DataFrame) -> None:
    """The texts of this page of the list, each with a button that opens it above."""
    for row in rows.itertuples():
        with st.container(
            horizontal=True, vertical_alignment="center", key=f"row-{row.subject_id}"
        ):
            words = marked(row.text_to_read)
            st.html(ROW.format(about=_about(row), words=words))
            st.button(
                "Read this",
                key=f"read-{row.subject_id}",
                on_click=address.keep,
                args=(CHOSEN, row.subject_id),
            )


def _about(row: Any) -> str:
    where = f"{row.path}, row {row.row_number}" if row.path else "written here by staff"
    what = NAMES.get((row.table_name, row.column_name), row.table_name)
    first = FIRST * bool(row.is_first)
    return f"{first}{what}. {row.area_name}, {_day(row.said_date)}. From: {where}."


def _day(day: Any) -> str:
    return "no date" if pd.isna(day) else f"{day:%-d %B %Y}"


def _wait(day: Any, today: pd.Timestamp) -> str:
    return "not known" if pd.isna(day) else number_format.counted(int((today - day).days), "day")


def _button(
    label: str, key: str, subject: str, call: Any, args: tuple[str, ...], look: Any = "secondary"
) -> None:
    st.button(label, key=f"{label}-{subject}", shortcut=key, on_click=call, args=args, type=look)


def _leave(subject: str) -> None:
    st.session_state[LATER] = (*st.session_state.get(LATER, ()), subject)
    address.keep(CHOSEN, "")


def _correct(subject: str) -> None:
    st.session_state[CORRECTING] = subject


def _record_correction(subject: str, role: str) -> None:
    words = st.session_state[f"words-{subject}"].strip()
    _record("text", subject, f"{CORRECTED}{words}", role)


def _record(kind: str, subject: str, value: str, role: str) -> None:
    """Record one decision before the page is drawn anew, so that the next text is there."""
    what = value.partition(":")[0]
    said = decision_form.recorded([(kind, subject, value)], role, REASONS[what], NEXT)
    decision_form.keep_saying(said)
    if said is not None and said[0] != decision_form.NOTHING_RECORDED:
        st.session_state.pop(CORRECTING, None)
        address.keep(CHOSEN, "")
