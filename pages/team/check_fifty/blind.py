"""One comment at a time, its words alone: what a machine said of it is not read here at all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st
from markupsafe import Markup

from insight.language import number_format
from insight.store import decisions
from pages.controls import choices
from pages.team.decision_form import record
from pages.ui import finding

WHAT_TO_DO = "Say what you hear in each comment. What the machine said of it is not shown."
WHAT_THIS_IS = (
    "A machine labels comments that nobody has labelled. How often it is right is only known where"
    " people have said what they hear in comments drawn at random, without seeing what the machine"
    " said. Until a load is checked, nothing the machine says of its moods is shown to anyone else."
)
ALL_DONE = (
    "With the next build the pages say how often people agreed with the machine, and use its moods"
    " only if that was often enough."
)
MOODS = {
    "Negative": "negative",
    "Mixed, or neither": "mixed",
    "Positive": "positive",
    "Cannot tell": "unclear",
}
REASON = "Labelled without seeing what the machine said"
SAID = Markup("<blockquote dir=auto>{}</blockquote>")


def chosen_load(samples: pd.DataFrame) -> pd.DataFrame:
    """The rows of `team.check_samples` of the load that was picked."""
    loads = samples.drop_duplicates("source_file_id")
    names = dict(zip(loads["source_file_id"], loads["file_name"], strict=True))
    with choices.folded("Choose a load"):
        load = choices.pick("Load", names, "load")
    return samples[samples["source_file_id"] == load]


def answered(sample: pd.DataFrame) -> set[str]:
    """Comments of a sample that somebody has labelled, in this build or since."""
    said = decisions.decisions("check")
    return set(sample["comment_id"]) & set(said["subject_id"])


def progress_sentence(sample: pd.DataFrame, done: set[str]) -> str:
    """How many are labelled, of how many."""
    drawn = number_format.counted(len(sample), "comment")
    return f"{len(done)} of {drawn} labelled, drawn at random from this load"


def label(row: Any, themes: Mapping[str, str]) -> None:
    """The form for one comment: how it sounds, and what it is about. themes: id → name."""
    finding.write(SAID.format(row.comment_text))
    key = row.comment_id
    with st.form(f"blind-{key}", border=True):
        mood = st.radio("How it sounds", list(MOODS), index=None, key=f"blind-mood-{key}")
        about = st.multiselect(
            "What it is about",
            list(themes),
            format_func=themes.__getitem__,
            key=f"blind-themes-{key}",
        )
        role = st.text_input(
            "Your role, not your name",
            key="blind-role",
            max_chars=decisions.LONGEST["made_by_role"],
        )
        pressed = st.form_submit_button("Record and show the next")
    if not pressed:
        return
    if mood is None:
        finding.empty("Nothing was recorded", "Say how it sounds.")
        return
    if record([("check", key, f"{MOODS[mood]}|{';'.join(about)}")], role, REASON):
        st.rerun()
