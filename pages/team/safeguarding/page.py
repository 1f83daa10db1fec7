"""Safeguarding: comments whose words suggest a risk of harm, for staff, and what to do first."""

from insight.language import number_format
from insight.roles import Action
from insight.store.queries import team
from pages import data
from pages.shell import gate
from pages.team.safeguarding import concerns
from pages.ui import demonstration, finding

gate.staff_only(Action.SAFEGUARD)

comments = data.query(team.safeguarding)
demonstration.banner(bool(comments["is_demonstration"].any()))
count = number_format.capital(number_format.counted(len(comments), "comment"))
finding.title(f"Safeguarding: {count.lower()} to look at", concerns.WHAT_THIS_IS)

finding.heading("What to do first")
finding.write(concerns.FIRST_STEPS)

finding.heading("Comments to look at", "Newest first. They are shown nowhere else")
if comments.empty:
    finding.empty("None now", concerns.NONE_FOUND)
else:
    finding.write(concerns.concerns(comments))
