"""Comments: for staff, to search, to work through, to put labels right and to put few voices
forward."""

import pandas as pd
import streamlit as st

from insight.analysis import work_flow
from insight.reference.areas import SYSTEM
from insight.roles import Action
from insight.store import queries
from insight.store.queries import team
from pages import data
from pages.controls import choices, paging, voice_choices
from pages.shell import gate
from pages.team import decision_form, work
from pages.team.comments import decisions, sections
from pages.ui import demonstration, finding, table

gate.staff_only(Action.READ_COMMENTS)

finding.title("Comments, for staff")
with st.expander(sections.GIVEN):
    finding.say(sections.ACCEPTABLE_USE)

with choices.folded("Choose which comments"):
    place_code, _ = choices.place(with_system=True)
    group_id, _ = voice_choices.group()
    theme_id, _ = voice_choices.theme()
    tone = choices.pick("Tone", voice_choices.TONES, "tone")
    labelled_by = choices.pick("Labelled", voice_choices.LABELLED, "labelled")
    state = work.state_picker(work.EVERY)
    order = choices.press("Order", sections.ORDERS, "order")
    # Not in the address, where a name typed here would stay in the browser's history.
    words = st.text_input("Words to look for", key="words", max_chars=60) or ""

today = pd.Timestamp.now("UTC").tz_localize(None).normalize()
flow = work.flow()
every = work_flow.with_flow(data.query(team.comment_dates), flow)
asked = {
    "words": tuple(words.split()),
    "place_code": None if place_code == SYSTEM else place_code,
    "group_id": None if group_id == voice_choices.EVERYONE else group_id,
    "theme_id": theme_id or None,
    "sentiment": None if tone == voice_choices.EVERY else tone,
    "labelled_by": None if labelled_by == voice_choices.EVERY else labelled_by,
    "sorted_by": order,
    "touched": tuple(flow.index),
    **sections.of_state(every, state),
}
count = sections.count(data.query(team.comments, **asked))
first = paging.first_row(count, team.MOST_FOUND, tuple(asked.values()))
comments = data.query(team.comments, **asked, first=first)
demonstration.banner(bool(comments["is_demonstration"].any()))
finding.heading("What was found", sections.count_sentence(count))
if not every.empty:
    finding.say(work.waiting_sentence(work_flow.waiting(every), today), "note")
decision_form.say_what_was_kept()
if comments.empty:
    finding.empty("No comment was found", "Use fewer words, or choose less narrowly.")
else:
    for number, row in enumerate(work_flow.with_flow(comments, flow).itertuples(), first + 1):
        finding.write(sections.comment(row, number, work.standing(row, today)))
        if work.open_button(row.comment_id):
            work.steps(row)
            finding.say(f"Labels and showing. {decision_form.TAKES_EFFECT}", "subtitle")
            decisions.about_comment(row)
    paging.pager(count, team.MOST_FOUND, first)

finding.heading("Put few voices forward", "A theme of a small group, with the reason it matters")
decisions.about_small_group()

finding.heading("Decided, and not yet in the store")
pending = decision_form.pending(data.query(queries.build)["built_at"].iloc[0])
if pending.empty:
    finding.empty("Nothing is waiting", "The store holds every decision made so far.")
else:
    finding.write(table.table(decision_form.pending_table(pending), "stacked"))
