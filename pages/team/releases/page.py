"""Releases: what is drafted, reviewed, out or withdrawn, and what somebody may do about it."""

from insight.roles import Action
from pages.controls import address, choices
from pages.shell import gate
from pages.team.releases import drafts, sections, steps
from pages.ui import finding, table

gate.staff_only(Action.LOOK)
steps.look_before_its_time()
gate.staff_only(Action.SEE_RELEASES)

now = sections.state_of_things()
finding.title("Releases", sections.HOW)
steps.say_what_was_done()
if figure := address.view().get("figure"):
    drafts.chart(figure)
if not now.versions:
    finding.empty("Nothing is drafted yet", 'A chart is begun from its menu: "Publish this"')
else:
    finding.write(table.table(sections.list_table(now), "stacked"))
    key = choices.pick("Version", sections.names(now), "release")
    one = sections.chosen(now, key)
    finding.heading(*sections.heading(one))
    steps.offer(one)
    drafts.next_version(one)
    if one.page:
        left, right = sections.side_by_side(bool(one.live))
        sections.preview(left, one.looks, one.page)
        if right is not None:
            sections.preview(right, sections.AS_IT_IS, one.live)
    for each in sections.tables(one):
        finding.write(table.table(each, "stacked"))

drafts.whole_page({release.shows for release, _, _ in now.versions})
finding.heading("Calendar", "What is to come, with the newest change to each")
if now.calendar:
    finding.write(table.table(sections.calendar_table(now), "stacked"))
else:
    finding.empty("Nothing is announced", "Announce something with: python -m publishing calendar")
