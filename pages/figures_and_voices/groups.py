"""The subjects of the page in groups that open and close, and the key to its words."""

from __future__ import annotations

from markupsafe import Markup

from insight.findings import Finding
from insight.language import number_format
from insight.reference.areas import SYSTEM_NAME
from insight.visual import style
from pages.ui import finding, table

LOOK = "stacked beside-full"
NO_SUBJECT = "No subject that people are heard on is linked to it."
MEANINGS = {
    "confirm": f"Figures are worse than England (or than {SYSTEM_NAME}, where England has"
    " none), or the gap is clear, and people are mostly"
    " negative; or figures are better and people are mostly positive.",
    "contradict": "Figures are worse and people are mostly positive, or the other way round.",
    "explain": "Figures are worse, or the gap is clear, and the same people speak of a barrier:"
    " getting there, the cost of living, language, or getting online.",
    "silent": "A figure could be tested, and no voice on the subject may be shown.",
    "unclear": "Both are here, and none of the above holds.",
    "no figure": "People speak of it, and no figure here could be tested.",
    "neither": "No figure could be tested, and no voice may be shown.",
}
STRENGTHS = {
    "strong": "A figure with an interval, from the last three years; or at least 30 comments,"
    " through three organisations or more, none of which heard more than half.",
    "fair": "One thing speaks against it; it stands beside the squares.",
    "weak": "More than one does, or the figure cannot be tested or is more than six years old.",
    "none": "There is nothing to show.",
}
KEY = table.facts(
    [
        *((style.AGREEMENTS[word], meaning) for word, meaning in MEANINGS.items()),
        *((style.STRENGTHS[word], meaning) for word, meaning in STRENGTHS.items()),
    ]
)


def group(of: Finding, is_open: bool) -> Markup:
    """One of the groups: what it is, and its subjects as a table or that there are none."""
    count = number_format.counted(len(of.table.rows), "subject")
    tally = Markup('<span class="tally">{}</span>').format(count)
    summary = Markup("<p>{}</p>").format(of.sentence) if of.sentence else Markup()
    is_empty = not of.table.rows
    rows = Markup("<p>{}</p>").format(NO_SUBJECT) if is_empty else table.table(of.table, LOOK)
    return finding.topic(of.title, tally, summary + rows, LOOK, is_open)
