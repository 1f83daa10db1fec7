"""A short form for people who know what lies behind a published chart, where answers are taken."""

from __future__ import annotations

import streamlit as st

from insight.reference.areas import SYSTEM, areas
from insight.store import answers
from pages.controls import address
from pages.ui import finding

ASKED = "release"  # in the address: the chart that is meant
THANKED = "answer-thanked"
KEPT = "Your answer is kept until somebody reads it."
TITLE = "What lies behind a figure?"
HOW = (
    "Figures do not say why. You may know. A person reads each answer. Names and numbers of people"
    " are taken out as far as a machine knows them: please leave them out yourself."
)
NOT_FOR_HELP = (
    "We do not read this at once. If you, or somebody you know, needs help now, call 999, or 111."
)
WHERE = "Where do you live?"
WHAT = "What do you see, or what have you lived through?"
QUOTE = "You may show my words to others, without my name"


def offer() -> None:
    """The form; nothing where this server takes no answers."""
    if not answers.are_taken():
        return
    release_id = address.view().get(ASKED)
    finding.heading(TITLE, f"About: {release_id}" if release_id else "")
    finding.say(HOW)
    finding.say(NOT_FOR_HELP)
    if st.session_state.pop(THANKED, False):
        finding.empty("Thank you", KEPT)
    places = [code for code, area in areas().items() if area.area_type == "place"]
    with st.form("answer", clear_on_submit=True, border=True):
        text = st.text_area(WHAT, max_chars=answers.LONGEST)
        place_code = st.selectbox(
            WHERE, [*places, SYSTEM], format_func=lambda code: areas()[code].area_name, index=None
        )
        may_quote = st.checkbox(QUOTE)
        pressed = st.form_submit_button("Send")
    if not pressed:
        return
    try:
        answers.keep(
            text,
            place_code or "",
            release_id,
            may_quote=may_quote,
            sender=str(st.context.ip_address or ""),
        )
    except answers.AnswerRefused as refusal:
        finding.empty("Not sent", f"{refusal}.")
        return
    st.session_state[THANKED] = True
    st.rerun()
