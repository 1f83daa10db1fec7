"""The form in which staff confirm or lift a sign of doubt, and what they decided so far."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from insight.reference.vocabulary import FLAGS
from insight.store import decisions, queries
from insight.store.rows import tuples
from pages import data
from pages.team.decision_form import TAKES_EFFECT, record, who_and_why
from pages.ui import finding

VALUES = {"Lift: the figure is sound": "lifted", "Confirm: the figure is doubtful": "confirmed"}
HOW = (
    "Ask who keeps the register. Lift a sign when the figure is sound, confirm it when it is not."
    f" {TAKES_EFFECT} A lifted sign can be confirmed again, and then stands"
)


def decide(flags: pd.DataFrame) -> None:
    """Record a decision on one sign. flags: `queries.figure_flags`; lifted signs can be chosen
    too."""
    names = _names(flags)
    if not names:
        finding.empty("There is nothing to decide", "No sign stands, and none was lifted.")
        return
    with st.form("decide-flag", border=True):
        subject = st.selectbox("Sign", list(names), format_func=names.__getitem__, key="flag")
        value = st.selectbox("Decision", list(VALUES), key="flag-value")
        role, reason = who_and_why("flag")
        pressed = st.form_submit_button("Record")
    if pressed:
        record([("flag", subject, VALUES[value])], role, reason)


def decided() -> pd.DataFrame:
    """The newest decision on each sign, newest first, what it is about in words."""
    made = decisions.latest(decisions.decisions("flag")).iloc[::-1]
    return made.assign(subject_id=[_about(subject) for subject in made["subject_id"]])


def _names(flags: pd.DataFrame) -> dict[str, str]:
    """Every sign that stands or was ever decided about, by what a decision names it by."""
    standing = [
        decisions.flag_subject(row.indicator_id, row.area_code, row.period_start_date, row.flag)
        for row in tuples(flags)
    ]
    earlier = decisions.latest(decisions.decisions("flag"))["subject_id"]
    return {subject: _about(subject) for subject in [*standing, *earlier]}


def _about(subject: str) -> str:
    """'Alcohol check, Sefton, from April 2023: unlike its own past'."""
    indicator_id, area_code, start, flag = subject.split("|")
    indicators = data.query(queries.indicators).set_index("indicator_id")["plain_name"]
    places = data.query(queries.places).set_index("place_code")["place_name"]
    name, area = indicators.get(indicator_id, indicator_id), places.get(area_code, area_code)
    return f"{name}, {area}, from {pd.Timestamp(start):%B %Y}: {FLAGS.get(flag, flag).lower()}"
