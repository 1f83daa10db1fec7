"""A Place's indicators, a table for each topic, and the contents list that leads to them."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from insight.findings import Finding
from insight.language.number_format import capital
from insight.visual import style
from pages.ui import finding, table

LEADS = "Each name leads to its indicator, with definition, source and caveats."
CONTENTS = Markup(
    '<nav aria-label="Topics"><p class="subtitle">Beside {benchmark}, how many figures are {how}:'
    '</p><ul class="topics">{items}</ul></nav>'
)


def contents(topics: Mapping[str, Finding], benchmark: str) -> Markup:
    """Links to the topics, each with how many of its figures are worse, better and so on."""
    items = Markup().join(
        Markup('<li><a href="#{}">{}</a> {}</li>').format(_anchor(name), capital(name), _tally(of))
        for name, of in topics.items()
    )
    how = ", ".join(f"{mark.glyph} {mark.word}" for mark in style.TALLIED.values())
    return CONTENTS.format(benchmark=benchmark, how=how, items=items)


def topic(name: str, of: Finding, is_open: bool) -> Markup:
    """The indicators of one topic under a heading that opens and closes."""
    body = Markup('<div id="{}">{}</div>').format(
        _anchor(name), table.table(of.table, "stacked profile")
    )
    return finding.topic(capital(name), _tally(of), body, "", is_open)


def _anchor(name: str) -> str:
    return name.replace(" ", "-")


def _tally(of: Finding) -> Markup:
    return table.tally(of.table.values["verdict"])
