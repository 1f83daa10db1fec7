"""People's own words on a page."""

from __future__ import annotations

from markupsafe import Markup

from insight.findings import DataTable
from pages.ui import table


def quotes(of: DataTable) -> Markup:
    """The table of `findings.voices.quotes` as cards, each with where it was heard."""
    items = Markup().join(
        Markup('<li><blockquote dir="auto">{}</blockquote><p>{}</p></li>').format(
            table.content(said), table.content(whose)
        )
        for said, whose in of.rows
    )
    return Markup('<ul class="cards quotes">{}</ul>').format(items)
