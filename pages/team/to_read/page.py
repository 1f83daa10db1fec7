"""To read: every text that a page would show if somebody had read it, one after the other."""

import pandas as pd
import streamlit as st

from insight.analysis.work_flow import with_reading
from insight.language import number_format
from insight.language.sentences import voices as words
from insight.reference.areas import SYSTEM
from insight.reference.free_text import KINDS
from insight.roles import Action
from insight.store import decisions, queries
from insight.store.queries import team
from pages import data
from pages.controls import choices, paging, voice_choices
from pages.shell import gate
from pages.team import decision_form
from pages.team.to_read import sections
from pages.ui import demonstration, finding, table

gate.staff_only(Action.READ_COMMENTS)

texts = with_reading(data.query(team.texts), decisions.decisions())
waiting = texts[texts["is_waiting"]]
today = pd.Timestamp.now("UTC").tz_localize(None).normalize()
demonstration.banner(bool(texts["is_demonstration"].any()))
count = number_format.counted(len(waiting), "text")
finding.title(f"To read: {count} to go", sections.KEYS)

with choices.folded("Choose which texts"):
    kind = choices.pick("Kind", {voice_choices.EVERY: "Every kind", **KINDS}, "kind")
    place_code, _ = choices.place(with_system=True)
    state = choices.press("Texts", sections.STATES, "texts")

rows = waiting if state == "waiting" else texts[texts["state"] == state]
rows = rows if kind == voice_choices.EVERY else rows[rows["table_name"] == kind]
rows = rows if place_code == SYSTEM else rows[rows["area_code"] == place_code]
decision_form.say_what_was_kept()
if rows.empty:
    finding.empty("Nothing here to read", sections.NOTHING if waiting.empty else "Choose others.")
else:
    now = sections.chosen(rows)
    with st.container(key="now"):
        sections.card(now)
    with st.expander("What to look for"):
        finding.say(sections.HOW)
    others = rows[rows["subject_id"] != now.subject_id]
    finding.heading("The others", sections.ORDER)
    first = paging.first_row(len(others), sections.PAGE_SIZE, (kind, place_code, state))
    sections.next_in_list(others.iloc[first : first + sections.PAGE_SIZE])
    paging.pager(len(others), sections.PAGE_SIZE, first)

if len(waiting):
    finding.heading("What waits", "By kind, with the day the oldest was said")
    finding.write(table.table(sections.waiting_table(waiting, today), "stacked"))
finding.say(words.redaction_sentence(data.query(queries.redactions), smallest=1))
