"""Comments: for staff, to search, to put labels right, to approve quotes and to put few voices
forward."""

import streamlit as st

from insight.reference.areas import SYSTEM
from insight.store import queries
from insight.store.queries import team
from pages import data
from pages.controls import choices, voice_choices
from pages.shell import gate
from pages.team.comments import comments as found
from pages.team.comments import decisions
from pages.ui import demonstration, panels

gate.staff_only()

panels.title("Comments, for staff")
st.html(f'<p class="note">{found.ACCEPTABLE_USE}</p>')

with st.container(horizontal=True, vertical_alignment="bottom", key="pickers"):
    place_code, _ = choices.place(with_system=True)
    group_id, _ = voice_choices.group()
    theme_id, _ = voice_choices.theme()
    tone = choices.pick("Tone", voice_choices.TONES, "tone")
    labelled_by = choices.pick("Labelled", voice_choices.LABELLED, "labelled")
# Not in the address, where a name typed here would stay in the browser's history.
words = st.text_input("Words to look for", key="words", max_chars=60) or ""

comments = data.query(
    team.found_comments,
    words=tuple(words.split()),
    place_code=None if place_code == SYSTEM else place_code,
    group_id=None if group_id == voice_choices.EVERYONE else group_id,
    theme_id=theme_id or None,
    sentiment=None if tone == voice_choices.EVERY else tone,
    labelled_by=None if labelled_by == voice_choices.EVERY else labelled_by,
)
demonstration.banner(bool(comments["is_demonstration"].any()))
panels.heading("What was found", found.count_sentence(comments))
if comments.empty:
    panels.empty("No comment was found", "Use fewer words, or choose less narrowly.")
else:
    st.html(found.comment_list(comments))
    panels.heading("Decide about one comment", decisions.TAKES_EFFECT)
    rows = {row.comment_id: row for row in comments.itertuples()}
    numbers = {each: number for number, each in enumerate(rows, start=1)}
    chosen = st.selectbox(
        "Comment", list(rows), format_func=lambda each: found.short(rows[each], numbers[each])
    )
    decisions.about_comment(rows[chosen])

panels.heading("Put few voices forward", "A theme of a small group, with the reason it matters")
decisions.about_small_group()

panels.heading("Decided, and not yet in the store")
waiting = decisions.waiting(data.query(queries.build)["built_at"].iloc[0])
if waiting.empty:
    panels.empty("Nothing is waiting", "The store holds every decision made so far.")
else:
    st.html(decisions.waiting_table(waiting))
