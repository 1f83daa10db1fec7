"""How the parts of the Priorities page are laid out."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from insight.findings import DataTable, Finding
from insight.findings.authority_spine import STATED
from insight.language import number_format
from insight.reference.vocabulary import TOPICS
from pages.controls import choices
from pages.ui import finding, table

NOT_ONE = Markup('<p class="sentence">None was found.</p>')
HEADING = Markup('<h3 class="priority">{}</h3>{}')


def stated(priorities: Iterable[Finding], unmeasured: Finding | None) -> Markup:
    """A fold for each priority: what was stated, and its figures; then those without any."""
    folds = Markup().join(
        finding.topic(
            each.title,
            table.tally(each.table.values["verdict"].dropna()),
            Markup("<p>{}</p>{}").format(each.sentence, table.table(each.table, "stacked own")),
            "",
            is_open=False,
        )
        for each in priorities
    )
    if unmeasured is None:
        return folds
    count = Markup('<span class="tally">{}</span>').format(len(unmeasured.table.rows))
    return folds + finding.topic(
        unmeasured.title, count, unmeasured.table, "stacked unmeasured", is_open=False
    )


def needs(of: DataTable, is_tall: bool) -> Markup:
    """The needs that are no stated priority; a long table scrolls in a box of its own."""
    body = table.table(of, "stacked own") if of.rows else NOT_ONE
    tall = Markup('<div class="tall">{}</div>') if is_tall and of.rows else Markup("{}")
    return HEADING.format(of.caption, tall.format(body))


def lists(priorities: Iterable[Finding]) -> Markup:
    """Findings that are a list of sentences each, side by side."""
    parts = Markup().join(
        Markup("<section>{}</section>").format(HEADING.format(each.title, _sentences(each.table)))
        for each in priorities
    )
    return Markup('<div class="halves">{}</div>').format(parts)


def shortlist() -> str:
    """Which indicators are set among the authorities: STATED, or a topic."""
    names = {STATED: "Its stated priorities", **{t: number_format.capital(t) for t in TOPICS}}
    return choices.pick("Indicators shown", names, "show")


def _sentences(of: DataTable) -> Markup:
    items = Markup().join(
        Markup("<li>{}</li>").format(table.content(sentence)) for (sentence,) in of.rows
    )
    return Markup('<ul class="plain">{}</ul>').format(items) if items else NOT_ONE
