"""Tables of findings as HTML that a screen reader reads and a printer prints.

Everything goes through MarkupSafe: a figure, a name or a refused row can never become markup.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from functools import lru_cache
from urllib.parse import quote
from weakref import WeakKeyDictionary

from markupsafe import Markup

from insight.findings.table import Cell, DataTable, Line, Link, Piece, spaced
from insight.visual.style import VERDICTS, Mark

# A table is drawn once for all who look at it, and forgotten with its finding.
_drawn: WeakKeyDictionary[DataTable, dict[str, Markup]] = WeakKeyDictionary()

TALLY = Markup('<span class="tally">{}<span class="unseen"> {}</span> {}</span>')
CAUTION = Markup('<details class="caution"><summary>Take care</summary><small>{}</small></details>')
CELL = Markup("<td{side}{label}{look}>{content}</td>")
TABLE = Markup(
    '<div class="table-scroll" tabindex="0" role="region" aria-label="{caption}">'
    '<table class="figures {look}"><caption>{caption}</caption>'
    "<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>"
)


def table(of: DataTable, look: str = "", form: Callable[[Cell], Markup] | None = None) -> Markup:
    """The table as HTML. `look` is an extra CSS class of `shell/frame.css`; with "stacked" in it
    a phone shows each row as a block. form: how a page draws the cells of a look of its own, in
    place of `content`; the cells that head rows stay as they are."""
    drawn = _drawn.setdefault(of, {})
    if look not in drawn:
        drawn[look] = _table(of, look, form or content)
    return drawn[look]


def tables(several: Iterable[DataTable], look: str = "") -> Markup:
    """Small tables close under one another."""
    return Markup().join(table(each, look) for each in several)


def _table(of: DataTable, look: str, form: Callable[[Cell], Markup]) -> Markup:
    sides = [Markup(' class="number"') * (place in of.numbers) for place in range(len(of.columns))]
    # In a block each cell carries its heading; elsewhere that would only be weight to send.
    labels = [Markup(' data-label="{}"').format(each) for each in of.columns]
    if "stacked" not in look:
        labels = [Markup()] * len(labels)
    heads = Markup().join(
        Markup('<th scope="col"{}>{}</th>').format(side, label)
        for side, label in zip(sides, of.columns, strict=True)
    )
    body = Markup().join(
        Markup('<tr><th scope="row"{}>{}</th>{}</tr>').format(
            colours(row[0]),
            content(row[0]),
            Markup().join(
                CELL.format(side=side, label=label, look=colours(each), content=form(each))
                for side, label, each in zip(sides[1:], labels[1:], row[1:], strict=True)
            ),
        )
        for row in of.rows
    )
    return TABLE.format(caption=of.caption, look=look, heads=heads, body=body)


def content(cell: Cell) -> Markup:
    """What stands inside a cell: its line, the smaller lines under it, its drawing before them;
    and, each in a block of its own, what stands below."""
    if not cell.below:
        return _content(cell)
    blocks = (_content(each) for each in (cell, *cell.below))
    return Markup().join(Markup("<div>{}</div>").format(each) for each in blocks)


def _content(cell: Cell) -> Markup:
    notes = Markup().join(Markup("<small>{}</small>").format(line(each)) for each in cell.notes)
    if cell.caution:
        notes += CAUTION.format(cell.caution)
    if not cell.drawing:
        return line(cell.main) + notes
    image = drawing(cell.drawing, cell.alt)
    return Markup('<div class="beside">{}<span>{}{}</span></div>').format(
        image, line(cell.main), notes
    )


def colours(cell: Cell) -> Markup:
    """The style of a cell with colours of its own, else ''."""
    if not cell.fill:
        return Markup()
    return Markup(' style="background:{};color:{}"').format(cell.fill, cell.ink)


def line(pieces: Line) -> Markup:
    """Pieces one after another; a comma or a full stop follows without a space."""
    return Markup().join(space + piece(each) for space, each in spaced(pieces))


def piece(of: Piece) -> Markup:
    """Words or a mark as HTML."""
    if isinstance(of, Mark):
        return mark(of)
    text = link(of.text, of.link) if of.link else Markup("{}").format(of.text)
    if of.is_strong:
        return Markup("<b>{}</b>").format(text)
    return Markup('<span class="quiet">{}</span>').format(text) if of.is_quiet else text


@lru_cache(maxsize=512)
def mark(of: Mark) -> Markup:
    """A glyph in its colour, and its word."""
    return Markup(
        '<span class="mark"><span aria-hidden="true" style="color:{}">{}</span> {}</span>'
    ).format(of.colour, of.glyph, of.word)


def tally(verdicts: Iterable[str]) -> Markup:
    """How many comparisons came to each word of `statistics.compare`, as glyphs with numbers."""
    counts = Counter(verdicts)
    return Markup(" ").join(
        TALLY.format(of.glyph, of.word, counts[word])
        for word, of in VERDICTS.items()
        if counts[word]
    )


def link(text: str, to: Link) -> Markup:
    """A link to a view of the dashboard, its choices by id."""
    return Markup('<a href="{}">{}</a>').format(to.address, text)


def onward(text: str, to: Link) -> Markup:
    """A line that leads on from where the reader is."""
    return Markup('<p class="onward">{}</p>').format(link(text, to))


def drawing(svg: str, alt: str = "") -> Markup:
    """A small drawing; without words it is decoration, because the figure stands beside it.

    As an image, because Streamlit takes inline SVG out of the markup it is given.
    """
    if "xmlns" not in svg:
        svg = svg.replace("<svg ", "<svg xmlns='http://www.w3.org/2000/svg' ", 1)
    # Apostrophes travel as they are; a quotation mark would take three letters.
    address = "data:image/svg+xml," + quote(svg.replace('"', "'"), safe=" =:/,.'()-")
    return Markup('<img alt="{}" src="{}">').format(alt, address)


def facts(pairs: Iterable[tuple[Mark | str, str]]) -> Markup:
    """Words, or marks, and what each of them means."""
    items = Markup().join(
        Markup("<dt>{}</dt><dd>{}</dd>").format(mark(of) if isinstance(of, Mark) else of, meaning)
        for of, meaning in pairs
    )
    return Markup('<dl class="facts">{}</dl>').format(items)


def listing(rows: Iterable[Iterable[Cell]], look: str = "plain") -> Markup:
    """Rows as a list: the first cell of each in bold, the others under it, a paragraph each."""
    items = Markup().join(
        Markup("<li>{}</li>").format(
            Markup().join(
                Markup("<p><b>{}</b></p>" if place == 0 else "<p>{}</p>").format(content(each))
                for place, each in enumerate(row)
            )
        )
        for row in rows
    )
    return Markup('<ul class="{}">{}</ul>').format(look, items)
