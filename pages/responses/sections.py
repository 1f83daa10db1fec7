"""Responses as cards: what was said, and what came of it."""

from __future__ import annotations

from markupsafe import Markup

from insight.findings import Cell, DataTable
from insight.findings.responses import NO_FIGURE
from pages.ui import table

CARD = Markup(
    '<li><p class="quiet">{about}</p><p class="name">{said}</p><dl class="facts">{facts}</dl></li>'
)


def measures(of: DataTable) -> Markup:
    """The rows of `findings.response_measures` as cards."""
    items = Markup().join(
        Markup('<li><p class="value">{}</p><p>{}</p></li>').format(*map(table.content, row))
        for row in of.rows
    )
    return Markup('<ul class="cards">{}</ul>').format(items)


def cards(of: DataTable) -> Markup:
    """The rows of `findings.responses` as cards."""
    items = Markup().join(_card(of, *row) for row in of.rows)
    return Markup('<ul class="loop">{}</ul>').format(items)


def _card(of: DataTable, said: Cell, *facts: Cell) -> Markup:
    return CARD.format(
        about=table.line(said.notes[0]),
        said=table.line(said.main),
        facts=Markup().join(
            Markup("<dt>{}</dt><dd>{}</dd>").format(name, table.content(fact))
            for name, fact in zip(of.columns[1:], facts, strict=True)
            if fact != NO_FIGURE
        ),
    )
