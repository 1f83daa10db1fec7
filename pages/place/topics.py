"""A Place's indicators, a table for each topic to be opened; what is worse stands open."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from insight.findings import Finding
from insight.language.number_format import capital
from insight.visual import style
from pages.ui import finding, table

LEADS = "Each name leads to its own page, which tells what it means and where it is from."
KEY = Markup('<p class="subtitle">Beside {benchmark}, how many figures are {how}.</p>')
OPEN_ROWS = 5  # of tables that stand open: a page must end


def folds(topics: Mapping[str, Finding], benchmark: str) -> Markup:
    """Each topic with how many of its figures are worse, better and so on. Those with the largest
    share of worse figures stand open, as many as the page has room for."""
    how = ", ".join(f"{mark.glyph} {mark.word}" for mark in style.VERDICTS.values())
    is_open = _open(topics)
    folded = Markup().join(_topic(name, of, name in is_open) for name, of in topics.items())
    return KEY.format(benchmark=benchmark, how=how) + folded


def _open(topics: Mapping[str, Finding]) -> set[str]:
    worse = {name: (of.table.values["verdict"] == "worse").mean() for name, of in topics.items()}
    found, left = set(), OPEN_ROWS
    for name in sorted(topics, key=lambda each: -worse[each]):
        rows = len(topics[name].table.rows)
        if worse[name] and rows <= left:
            found.add(name)
            left -= rows
    return found


def _topic(name: str, of: Finding, is_open: bool) -> Markup:
    """The indicators of one topic under a heading that opens and closes."""
    body = Markup('<div id="{}">{}</div>').format(
        name.replace(" ", "-"), table.table(of.table, "stacked profile")
    )
    tally = table.tally(of.table.values["verdict"])
    return finding.topic(capital(name), tally, body, "", is_open)
