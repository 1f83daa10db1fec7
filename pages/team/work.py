"""Work on a comment: where it stands, the steps taken, and the form for the next one."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st
from markupsafe import Markup

from insight.analysis.work_flow import CLOSED, PASSED_ON, STATES, Waiting, work_flow
from insight.language import number_format
from insight.language.number_format import capital, counted
from insight.store import decisions
from insight.store.decisions import OWNER
from insight.store.decisions import PASSED_ON as PASSED_ON_TO
from pages.controls import address, choices
from pages.team.decision_form import keep_saying, recorded, who
from pages.ui import finding

PAGE_SIZE = 8
CHOSEN = "comment"  # in the address: the comment that is open
OPEN, EVERY = "open", "every"
SHOWN = {OPEN: "Open", **{state: capital(state) for state in STATES}, EVERY: "All"}
STEPS = {
    "Seen": "seen",
    "Pass on": PASSED_ON_TO,
    "Name an owner": OWNER,
    "Close": "closed",
    "Open again": "reopened",
}
AT_ONCE = "It counts at once."
STANDS = Markup('<p class="standing"><b>{state}</b>{whose}. {waits}.</p>')
HISTORY = Markup('<ol class="steps">{}</ol>')
STEP = Markup("<li>{when}: {what}, by {who}. {why}</li>")


def state_picker(first: str = OPEN) -> str:
    """The state chosen: open, one of STATES, or every. first: what is shown unasked."""
    order = {first: SHOWN[first], **SHOWN}
    return choices.pick("Where it stands", order, "state")


def flow() -> pd.DataFrame:
    """Where every comment stands that somebody has touched (see `work_flow`)."""
    return work_flow(decisions.decisions())


def of_state(rows: pd.DataFrame, state: str) -> pd.DataFrame:
    """Those of `with_flow` that stand where was chosen."""
    if state == EVERY:
        return rows
    return rows[rows["state"] != CLOSED] if state == OPEN else rows[rows["state"] == state]


def waiting_sentence(waits: Waiting, today: pd.Timestamp) -> str:
    """'3 new, 1 seen, none passed on; 2 closed. The oldest has waited 214 days, since …'."""
    open_ = ", ".join(f"{number_format.number(waits.counts[s])} {s}" for s in STATES[:3])
    closed = f"{number_format.number(waits.counts[CLOSED])} closed"
    if waits.oldest is None:
        return f"{capital(open_)}; {closed}. Nothing waits."
    days = counted(waits.days(today), "day")
    return f"{open_}; {closed}. The oldest has waited {days}, since {waits.oldest:%-d %B %Y}."


def standing(row: Any, today: pd.Timestamp) -> Markup:
    """Where one comment stands, whose it is, and for how long it has waited."""
    whose = f", to {row.passed_to}" if row.state == PASSED_ON else ""
    whose += f" on {row.since:%-d %B %Y}" if row.state in (PASSED_ON, CLOSED) else ""
    whose += f"; owner: {row.owner_role}" if row.owner_role else "; no owner"
    days = counted(int((today - row.received_date).days), "day")
    waits = f"Heard {days} ago" if row.state == CLOSED else f"Waiting for {days}"
    return STANDS.format(state=capital(row.state), whose=whose, waits=waits)


def open_button(comment_id: str) -> bool:
    """A button that opens one comment in its place; whether it is the one that is open."""
    view = address.view()
    if CHOSEN in view.asked:
        view.chosen[CHOSEN] = view.asked.pop(CHOSEN)
    if view.chosen.get(CHOSEN) == comment_id:
        st.button("Shut", key=f"shut-{comment_id}", on_click=address.keep, args=(CHOSEN, ""))
        return True
    st.button("Work on it", key=f"open-{comment_id}", on_click=_open, args=(comment_id,))
    return False


def _open(comment_id: str) -> None:
    address.keep(CHOSEN, comment_id)


def history(comment_id: str) -> Markup:
    """Every step that was ever taken, with who and when."""
    made = decisions.decisions("step")
    made = made[made["subject_id"] == comment_id]
    if made.empty:
        return finding.said("Nobody has taken a step yet.", "quiet")
    items = Markup().join(
        STEP.format(
            when=f"{row.made_at:%-d %B %Y, %H:%M} UTC",
            what=row.value,
            who=row.made_by_role,
            why=row.reason,
        )
        for row in made.itertuples()
    )
    return HISTORY.format(items)


def steps(row: Any) -> None:
    """Every step taken on a comment, and the form for the next one."""
    key = row.comment_id
    finding.write(history(key))
    with st.form(f"step-{key}", border=True):
        st.selectbox("Step", list(STEPS), key=f"next-{key}")
        st.text_input(
            "To whom, or whose (a role or a team, not a name)", key=f"whom-{key}", max_chars=80
        )
        who(f"step-{key}")
        st.text_input(
            "Why, in a few words: no names, and none of theirs",
            key=f"reason-step-{key}",
            max_chars=500,
        )
        st.form_submit_button("Take this step", on_click=_take, args=(key,))


def _take(comment_id: str) -> None:
    """Record a step before the page is drawn anew, so that the list is right."""
    typed = {
        name: str(st.session_state[f"{name}-{comment_id}"])
        for name in ("next", "whom", "role-step", "reason-step")
    }
    value = STEPS[typed["next"]]
    if value in (PASSED_ON_TO, OWNER):
        value += typed["whom"].strip()
    made = [("step", comment_id, value)]
    keep_saying(recorded(made, typed["role-step"], typed["reason-step"], AT_ONCE))
