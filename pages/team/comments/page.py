"""Comments: for staff, to search, to put labels right, to approve quotes and to put few voices
forward."""

import streamlit as st

from insight.reference.areas import SYSTEM
from insight.roles import Action
from insight.store import queries
from insight.store.queries import team
from pages import data
from pages.controls import choices, voice_choices
from pages.shell import gate
from pages.team import decision_form
from pages.team.comments import decisions, sections
from pages.ui import demonstration, finding, table

gate.staff_only(Action.READ_COMMENTS)

finding.title("Comments, for staff")
finding.say(sections.ACCEPTABLE_USE, "note")

with st.container(horizontal=True, vertical_alignment="bottom", key="pickers"):
    place_code, _ = choices.place(with_system=True)
    group_id, _ = voice_choices.group()
    theme_id, _ = voice_choices.theme()
    tone = choices.pick("Tone", voice_choices.TONES, "tone")
    labelled_by = choices.pick("Labelled", voice_choices.LABELLED, "labelled")
# Not in the address, where a name typed here would stay in the browser's history.
words = st.text_input("Words to look for", key="words", max_chars=60) or ""

comments = data.query(
    team.comments,
    words=tuple(words.split()),
    place_code=None if place_code == SYSTEM else place_code,
    group_id=None if group_id == voice_choices.EVERYONE else group_id,
    theme_id=theme_id or None,
    sentiment=None if tone == voice_choices.EVERY else tone,
    labelled_by=None if labelled_by == voice_choices.EVERY else labelled_by,
)
demonstration.banner(bool(comments["is_demonstration"].any()))
finding.heading("What was found", sections.count_sentence(comments))
if comments.empty:
    finding.empty("No comment was found", "Use fewer words, or choose less narrowly.")
else:
    finding.write(sections.comment_list(comments))
    finding.heading("Decide about one comment", decision_form.TAKES_EFFECT)
    rows = {row.comment_id: row for row in comments.itertuples()}
    numbers = {each: number for number, each in enumerate(rows, start=1)}
    chosen = st.selectbox(
        "Comment", list(rows), format_func=lambda each: sections.short(rows[each], numbers[each])
    )
    decisions.about_comment(rows[chosen])

finding.heading("Put few voices forward", "A theme of a small group, with the reason it matters")
decisions.about_small_group()

finding.heading("Decided, and not yet in the store")
pending = decision_form.pending(data.query(queries.build)["built_at"].iloc[0])
if pending.empty:
    finding.empty("Nothing is waiting", "The store holds every decision made so far.")
else:
    finding.write(table.table(decision_form.pending_table(pending), "stacked"))
