"""The Overview's cards: one indicator each, across the Places; and what is new."""

from __future__ import annotations

import pandas as pd
from markupsafe import Markup

from insight.findings import DataTable, Link
from insight.findings.table import Cell
from insight.store.rows import tuples
from pages.ui import table

CARD = Markup(
    '<li><p class="name">{name}</p><p class="value">{range}</p>{drawing}'
    '<p>{ends}</p><p>{verdicts}</p><p>{trends}</p><p class="quiet">{period}</p></li>'
)


def cards(of: DataTable) -> Markup:
    """The rows of `findings.headlines` as cards."""
    items = Markup().join(_card(*row) for row in of.rows)
    return Markup('<ul class="cards">{}</ul>').format(items)


def news(newest: pd.DataFrame) -> Markup:
    """`queries.newest` as a list of links."""
    items = Markup().join(
        Markup("<li>{}<small>{}, {}</small></li>").format(
            table.link(row.plain_name, Link.to("indicator", indicator=row.indicator_id)),
            row.latest_period_label,
            row.publisher,
        )
        for row in tuples(newest)
    )
    return Markup('<ul class="news">{}</ul>').format(items)


def _card(name: Cell, span: Cell, ends: Cell, verdicts: Cell, trends: Cell, period: Cell) -> Markup:
    return CARD.format(
        name=table.content(name),
        range=table.line(span.main),
        drawing=table.drawing(span.drawing),
        ends=table.content(ends),
        verdicts=table.content(verdicts),
        trends=table.content(trends),
        period=table.content(period),
    )
