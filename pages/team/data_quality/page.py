"""Data quality: figures with a sign of doubt, for staff to confirm or to lift with a reason."""

from insight.findings import figure_flags
from insight.roles import Action
from insight.store import queries
from pages import data
from pages.shell import gate
from pages.team import decision_form
from pages.team.data_quality import sections
from pages.ui import finding, table

gate.staff_only(Action.CHECK_FIGURES)

found = data.shared(figure_flags.flagged_figures)
finding.title("Data quality: check the recording first", figure_flags.WHAT_IT_DOES)
if found is None:
    finding.empty("No figure is in doubt", "No rule found a sign in this build, or all are lifted.")
else:
    finding.show(found, "stacked doubts", has_caveat=False)

finding.heading("Decide about a sign", sections.HOW)
sections.decide(data.query(queries.figure_flags))

decided = sections.decided()
finding.heading("What was decided", "The newest decision on each sign. Every one is kept")
if decided.empty:
    finding.empty("Nothing was decided yet", "Signs stand until somebody lifts them.")
else:
    finding.write(table.table(decision_form.pending_table(decided), "stacked"))
