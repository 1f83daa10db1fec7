"""Safeguarding: comments whose words suggest a risk of harm, and how far staff are with each."""

import pandas as pd

from insight.analysis import work_flow
from insight.language import number_format
from insight.reference.areas import SYSTEM
from insight.roles import Action
from insight.store.queries import team
from pages import data
from pages.controls import choices, paging
from pages.shell import gate
from pages.team import decision_form, work
from pages.team.safeguarding import concerns
from pages.ui import demonstration, finding

gate.staff_only(Action.SAFEGUARD)

comments = work_flow.with_flow(data.query(team.safeguarding), work.flow())
today = pd.Timestamp.now("UTC").tz_localize(None).normalize()
waits = work_flow.waiting(comments)
is_open = work.of_state(comments, work.OPEN)
demonstration.banner(bool(comments["is_demonstration"].any()))
count = number_format.counted(len(is_open), "comment")
finding.title(f"Safeguarding: {count} to look at", concerns.WHAT_THIS_IS)
finding.say(work.waiting_sentence(waits, today), "note")

finding.heading("What to do first")
finding.write(concerns.FIRST_STEPS)

finding.heading("Comments to look at", "Oldest first. They are shown nowhere else")
with choices.folded("Choose which comments"):
    place_code, _ = choices.place(with_system=True)
    state = work.state_picker()
rows = work.of_state(comments, state)
decision_form.say_what_was_kept()
rows = rows if place_code == SYSTEM else rows[rows["place_code"] == place_code]
if comments.empty:
    finding.empty("None now", concerns.NONE_FOUND)
elif rows.empty:
    finding.empty("None like this", "Choose another Place, or where it stands.")
else:
    first = paging.first_row(len(rows), work.PAGE_SIZE, (place_code, state))
    for row in rows.iloc[first : first + work.PAGE_SIZE].itertuples():
        concerns.concern(row, today)
    paging.pager(len(rows), work.PAGE_SIZE, first)
