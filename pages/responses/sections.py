"""Responses as cards: what was said, and what came of it."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from insight.findings import Cell, DataTable, Finding
from insight.findings.responses import NO_FIGURE
from insight.language.sentences import responses as words
from pages.ui import finding, table

OPEN = 4  # cards before somebody opens the others

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


def listed(found: Finding) -> None:
    """The newest responses as cards: the first few open, the others to be opened."""
    finding.heading(found.table.caption, found.subtitle)
    if not found.table.rows:
        finding.empty("Nothing like this was said", "Choose another Place, theme or status.")
        return
    finding.write(_cards(found.table, slice(OPEN)))
    if len(found.table.rows) > OPEN:
        with st.expander(f"{len(found.table.rows) - OPEN} more"):
            finding.write(_cards(found.table, slice(OPEN, None)))
    finding.say(words.shown_of(len(found.table.rows), len(found.table.values)))
    finding.foot(found)


def _cards(of: DataTable, rows: slice) -> Markup:
    """The rows of `findings.responses` as cards."""
    items = Markup().join(_card(of, *row) for row in of.rows[rows])
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
