"""The silence map as a grid of words and glyphs, and the list of where to go next."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from markupsafe import Markup

from insight.analysis.voices.silence import FEW_HEARD, NEITHER, OTHERS
from insight.findings import Cell, DataTable
from insight.visual import style
from insight.visual.style import Mark
from pages.ui import table

MEANINGS = {
    "need, few or none heard": "Figures show a need, and too few comments have come in to show, or"
    " none. Which of the two is never told, so that nobody is recognised.",
    "need, voice hidden": "Figures show a need. What people said is hidden, so that a smaller"
    " group cannot be worked out.",
    "need and heard": "Figures show a need, and what people say may be shown.",
    "no clear need": "Figures were tested and show no need that is more than chance.",
    "voice, no figure": "People speak of it, and no figure for this group was tested.",
    "neither": "No figure for this group was tested, and no voice may be shown.",
    "about others": "The subject is about other people than this group.",
}
KEY = table.facts((style.SILENCES[kind], meaning) for kind, meaning in MEANINGS.items())
# Left out on a phone, where every cell takes a line of its own.
SAYS_NOTHING = (NEITHER, OTHERS)
LEFT_OUT = (
    "To keep it short, this screen leaves out what is “neither” or “about others”; the file has"
    " it all."
)
NOTHING_LEFT = "Nothing to draw: every subject here is “neither” or “about others”."
LOOKS = {
    FEW_HEARD: Markup(' class="silent"'),
    **dict.fromkeys(SAYS_NOTHING, Markup(' class="unknown"')),
}
WORD = Markup('<div{}><span aria-hidden="true" class="glyph">{}</span> {}</div>')


def grid(of: DataTable) -> Markup:
    """The table of `findings.silence.silence_map`; a phone is told what it leaves out."""
    words = {mark.word for row in of.rows for each in row[1:] for mark in _marks(each)}
    note = NOTHING_LEFT if words <= set(SAYS_NOTHING) else LEFT_OUT
    drawn = table.table(of, "stacked silence", _word)
    return Markup('<p class="subtitle on-a-phone">{}</p>{}').format(note, drawn)


def where_next(of: DataTable) -> Markup:
    """The table of `findings.silence.where_next` as a list by subject, cautions first."""
    return Markup().join(
        Markup('<section><h3 class="priority">{}</h3>{}</section>').format(
            table.line(subject), Markup().join(map(_needs, _by_figure(rows)))
        )
        for subject, rows in groupby(of.rows, key=lambda row: row[0].main)
    )


def _marks(of: Cell) -> list[Mark]:
    return [piece for piece in of.main if isinstance(piece, Mark)]


def _word(of: Cell) -> Markup:
    return Markup().join(
        WORD.format(LOOKS.get(mark.word, ""), mark.glyph, mark.word) for mark in _marks(of)
    )


def _by_figure(rows: Iterable[tuple[Cell, ...]]) -> list[list[tuple[Cell, ...]]]:
    """The rows of one subject, those with the same notes and caution together."""
    groups = groupby(rows, key=lambda row: (row[0].notes, row[2].caution))
    return [list(of_one) for _, of_one in groups]


def _needs(rows: list[tuple[Cell, ...]]) -> Markup:
    subject, _, need = rows[0]
    notes = [*map(table.line, subject.notes), need.caution]
    said = Markup().join(
        Markup('<p class="subtitle">{}</p>').format(note) for note in notes if note
    )
    items = Markup().join(
        Markup("<li>{}<small>{}</small></li>").format(table.content(who), table.line(shown.main))
        for _, who, shown in rows
    )
    return said + Markup('<ul class="plain">{}</ul>').format(items)
