"""What a page opens with, in short: a few questions side by side, short lines under each."""

from __future__ import annotations

from markupsafe import Markup

from insight.findings import Cell, Finding
from pages.ui import finding, table

BLOCK = Markup("<section><h3>{}</h3><ul>{}</ul></section>")


def show(found: Finding) -> None:
    """A finding of `findings.in_short`: its heading, its questions, and what stands under it."""
    finding.write(finding.headed(found.title, found.subtitle), blocks(found))
    finding.foot(found)


def blocks(found: Finding) -> Markup:
    """The questions with their lines."""
    drawn = Markup().join(
        BLOCK.format(table.line(question.main), Markup().join(map(_line, (lines, *lines.below))))
        for question, lines in found.table.rows
    )
    return Markup('<div class="in-short">{}</div>').format(drawn)


def _line(of: Cell) -> Markup:
    notes = Markup().join(Markup("<small>{}</small>").format(table.line(each)) for each in of.notes)
    return Markup("<li>{}{}</li>").format(table.line(of.main), notes)
