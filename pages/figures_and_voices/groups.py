"""The subjects of the page in groups that open and close, and the key to its words."""

from __future__ import annotations

from markupsafe import Markup

from insight.findings import Cell, DataTable, Finding, figures_and_voices
from insight.findings.subject_cells import TOGETHER
from insight.language import number_format
from insight.reference.areas import REGION_NAME, SYSTEM_NAME
from insight.visual import style
from pages import data
from pages.ui import finding, table

LOOK = "stacked beside-full"
NO_SUBJECT = "No subject that people are heard on is linked to it."
MEANINGS = {
    "confirm": "Figures are worse than England, or the gap is clear, and people are mostly"
    " negative. Or figures are better and people are mostly positive."
    + f" Where England has no figure, {SYSTEM_NAME} or the {REGION_NAME} stands for it."
    * bool(REGION_NAME),
    "contradict": "Figures are worse and people are mostly positive, or the other way round.",
    "explain": "Figures are worse, or the gap is clear, and the same people speak of a barrier:"
    " getting there, the cost of living, language, or getting online.",
    "silent": "A figure was tested, and no voice on the subject may be shown.",
    "unclear": "Both are here, and none of the above holds.",
    "no figure": "People speak of it, and no figure here was tested.",
    "neither": "No figure was tested, and no voice may be shown.",
}
STRENGTHS = {
    "strong": "A figure with a range, from the last three years; or at least 30 comments,"
    " through three organisations or more, none of which heard more than half.",
    "fair": "One thing speaks against it; it stands beside the squares.",
    "weak": "More than one does, or the figure is not tested or is more than six years old.",
    "none": "There is nothing to show.",
}
KEY = table.facts(
    [
        *((style.AGREEMENTS[word], meaning) for word, meaning in MEANINGS.items()),
        *((style.STRENGTHS[word], meaning) for word, meaning in STRENGTHS.items()),
    ]
)


def listed(area_code: str, area: str, order: str) -> None:
    """The subjects of an area: each to be opened, or each stated priority with its own."""
    if order == "subject":
        parts = data.shared(figures_and_voices.subjects_by_care, area_code=area_code)
        finding.write(Markup().join(map(_each, parts)))
        return
    parts = data.shared(figures_and_voices.subjects_by_priority, area_code=area_code)
    if not parts:
        finding.say(f"No stated priority of {area} is loaded.")
    finding.write(Markup().join(map(_together, parts)))


def _each(of: Finding) -> Markup:
    """A group with its subjects to be opened one by one."""
    heading = Markup('<h3 class="priority">{} {}</h3>').format(of.title, _count(of))
    return heading + Markup().join(_subject(of.table, row) for row in of.table.rows)


def _together(of: Finding) -> Markup:
    """A group to be opened: what it is, and its subjects as a table or that there are none."""
    summary = Markup("<p>{}</p>").format(of.sentence)
    rows = table.table(of.table, LOOK) if of.table.rows else Markup("<p>{}</p>").format(NO_SUBJECT)
    return finding.topic(of.title, _count(of), summary + rows, LOOK, is_open=False)


def _count(of: Finding) -> Markup:
    count = number_format.counted(len(of.table.rows), "subject")
    return Markup('<span class="tally">{}</span>').format(count)


def _subject(of: DataTable, row: tuple[Cell, ...]) -> Markup:
    """One subject: its word beside its name, and the rest of its row below."""
    word = Markup('<span class="tally">{}</span>').format(
        table.line(row[of.columns.index(TOGETHER)].main)
    )
    alone = DataTable(f"{row[0].text}: {of.caption}", of.columns[1:], (row[1:],))
    return finding.topic(row[0].text, word, alone, LOOK, is_open=False)
