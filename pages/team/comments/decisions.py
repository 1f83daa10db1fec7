"""Forms in which staff decide: labels, quotes and themes put forward. All are only ever added."""

from __future__ import annotations

from typing import Any

import streamlit as st

from insight.language import number_format
from insight.reference.areas import SYSTEM, SYSTEM_NAME
from insight.store import Store, queries
from insight.store.decisions import text_subject
from pages import data
from pages.controls import voice_choices
from pages.team.decision_form import record, who_and_why

AS_IT_IS = "Leave as it is"
SENTIMENTS = ("negative", "mixed", "positive")
QUOTE_VALUES = {"I have read it: approve for showing": "approved", "Do not show it": "refused"}
PROMOTION_VALUES = {"Put forward": "promoted", "Withdraw": "withdrawn"}


def about_comment(row: Any) -> None:
    """Correct one comment's themes and tone, and approve or withdraw its words as a quote."""
    names = theme_names()
    key = row.comment_id
    with st.form(f"decide-{key}", border=True):
        chosen = st.multiselect(
            "Themes",
            list(names),
            list(row.theme_ids),
            format_func=names.__getitem__,
            key=f"themes-{key}",
        )
        is_checked = st.checkbox("The themes are right: keep them as a person's", key=f"sure-{key}")
        tone = st.selectbox(
            "How it sounds",
            SENTIMENTS,
            SENTIMENTS.index(row.sentiment) if row.sentiment else None,
            number_format.capital,
            key=f"tone-{key}",
            placeholder="Not labelled",
        )
        quote = AS_IT_IS
        if row.may_quote:
            quote = st.selectbox("Quote", [AS_IT_IS, *QUOTE_VALUES], key=f"quote-{key}")
        role, reason = who_and_why(key)
        pressed = st.form_submit_button("Record")
    if not pressed:
        return
    made = []
    if is_checked or sorted(chosen) != sorted(row.theme_ids):
        made.append(("themes", key, ";".join(chosen)))
    if tone and tone != row.sentiment:
        made.append(("sentiment", key, tone))
    if quote != AS_IT_IS and row.may_quote:
        subject = text_subject("comment", key, "comment_text", row.comment_text)
        made.append(("text", subject, QUOTE_VALUES[quote]))
    record(made, role, reason)


def about_small_group() -> None:
    """Put a theme forward although few spoke of it, or withdraw it."""
    places = data.query(queries.places)
    areas = {SYSTEM: SYSTEM_NAME}
    areas |= dict(zip(places["place_code"], places["place_name"], strict=True))
    heard = data.query(queries.heard_groups)
    groups = dict(zip(heard["group_id"], heard["group_name"], strict=True))
    groups[voice_choices.EVERYONE] = "Everyone"
    names = theme_names()
    with st.form("put-forward", border=True):
        area = st.selectbox("In", list(areas), format_func=areas.__getitem__, key="forward-area")
        group = st.selectbox(
            "For", list(groups), format_func=groups.__getitem__, key="forward-group"
        )
        theme = st.selectbox(
            "Put theme", list(names), format_func=names.__getitem__, key="forward-theme"
        )
        value = st.selectbox("Decision", list(PROMOTION_VALUES), key="forward-value")
        role, reason = who_and_why("forward")
        pressed = st.form_submit_button("Record")
    if pressed:
        record([("promotion", f"{theme}|{area}|{group}", PROMOTION_VALUES[value])], role, reason)


def theme_names() -> dict[str, str]:
    """Names of all themes by id, those below a main theme with its name before them."""
    return data.query(_names)


def _names(store: Store) -> dict[str, str]:
    themes = queries.voice_themes(store, SYSTEM, voice_choices.EVERYONE)
    themes = themes[themes["theme_id"] != "any"]
    names = dict(zip(themes["theme_id"], themes["plain_name"], strict=True))
    return {
        row.theme_id: f"{names[row.parent_id]}: {row.plain_name}"
        if row.parent_id
        else row.plain_name
        for row in themes.itertuples()
    }
