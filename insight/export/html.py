"""A document as one HTML page that stands alone: nothing is fetched from anywhere.

Language, headings in order, tables whose heads say what they head, alt text for every picture, no
colour without a word. WeasyPrint sets the PDF from the same page.
"""

from __future__ import annotations

import base64

import plotly.graph_objects as go
from markupsafe import Markup

from insight.export.caption import PRODUCT, Caption
from insight.export.document import LANGUAGE, Document, Section, style_sheet
from insight.export.image import bare_svg
from insight.findings import DataTable, Finding
from insight.findings.table import Cell, Line, Piece, spaced
from insight.visual.style import Mark

MOST_ROWS = 12  # of a table that is kept on one page with its words
TALL = 600  # pixels of a chart that would leave no room for its table
NARROWEST = 12  # letters that any column is given room for

PAGE = Markup(
    '<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    '<title>{title}</title><meta name="author" content="{author}">'
    '<meta name="description" content="{description}">'
    "<style>{css}</style></head><body><main>{body}</main></body></html>"
)


def html(document: Document) -> str:
    """The whole document."""
    return str(
        PAGE.format(
            language=LANGUAGE,
            title=document.title,
            author=PRODUCT,
            description=f"{document.subtitle} {document.built}".strip(),
            css=Markup(style_sheet(document.style_sheet)),
            body=_title(document) + body(document),
        )
    )


def body(document: Document) -> Markup:
    """What stands under the title: the summary and the chapters, listed where they are many."""
    sections = Markup().join(
        _contents(document) * (number == document.contents_before)
        + _section(section, number, document)
        for number, section in enumerate(document.sections)
    )
    return in_short(document) + sections


def in_short(document: Document) -> Markup:
    """The summary under its heading; nothing where there is none."""
    if not document.short:
        return Markup()
    items = Markup().join(Markup("<li>{}</li>").format(each) for each in document.short)
    return Markup('<section><h2 class="heading">In short</h2><ul>{}</ul></section>').format(items)


def _title(document: Document) -> Markup:
    link = Markup(' <a href="{0}">{0}</a>').format(document.address) if document.address else ""
    return Markup(
        '<header><h1>{}</h1><p class="built">{}</p><p class="small">{}{}</p></header>'
    ).format(document.title, document.built, document.subtitle, link)


def _contents(document: Document) -> Markup:
    """The chapters from here on, each a link."""
    first = document.contents_before or 0
    items = Markup().join(
        Markup('<li><a href="#s{}">{}</a></li>').format(number, section.name)
        for number, section in enumerate(document.sections[first:], start=first)
    )
    return Markup(
        '<nav class="contents" aria-label="Contents"><p><b>Contents</b></p><ol>{}</ol></nav>'
    ).format(items)


def _section(section: Section, number: int, document: Document) -> Markup:
    kind = Markup(' class="page"') if section.is_page else ""
    return Markup('<section{}><h2 class="heading" id="s{}">{}</h2>{}</section>').format(
        kind, number, section.name, chapter(section, document)
    )


def chapter(section: Section, document: Document) -> Markup:
    """What stands under the heading of a chapter."""
    return _p(section.intro) + Markup().join(_finding(each, document) for each in section.findings)


def _finding(finding: Finding, document: Document) -> Markup:
    is_long = document.shows_table(finding) and len(finding.table.rows) > MOST_ROWS
    return Markup("<article{}><h3>{}</h3>{}{}{}{}{}{}{}</article>").format(
        Markup(' class="long"') if is_long else "",
        finding.title,
        _p(finding.subtitle, "subtitle"),
        Markup().join(_p(each, "flag") for each in finding.flags),
        _p(finding.sentence),
        _picture(finding) if document.shows_picture(finding) else "",
        table(finding.table, document.address) if document.shows_table(finding) else "",
        _p(finding.caveat, "small caveat"),
        _p(document.source_line(finding), "small source"),
    )


def _p(text: str, kind: str = "") -> Markup:
    if not text.strip():
        return Markup()
    name = Markup(' class="{}"').format(kind) if kind else ""
    return Markup("<p{}>{}</p>").format(name, text)


def _picture(finding: Finding) -> Markup:
    assert finding.picture is not None, "only findings with a picture are drawn"
    drawn = bare_svg(finding.picture, picture_words(finding))
    address = "data:image/svg+xml;base64," + base64.b64encode(drawn.encode()).decode()
    kind = "map"
    if isinstance(finding.picture, go.Figure):
        kind = "tall" if finding.picture.layout.height > TALL else "chart"
    return Markup('<figure class="{}"><img src="{}" alt="{}"></figure>').format(
        kind, address, finding.alt
    )


def picture_words(finding: Finding) -> Caption:
    """What a picture in a document says of itself; the rest stands beside it."""
    return Caption(finding.title, finding.subtitle, finding.alt, *[""] * 7)


def table(of: DataTable, address: str = "", *, has_widths: bool = True) -> Markup:
    """A table whose first column heads its rows. address: of the dashboard, for its links.

    has_widths: False where a page's policy on content lets no element have a style of its own.
    """
    sides = [Markup(' class="number"') * (place in of.numbers) for place in range(len(of.columns))]
    heads = Markup().join(
        Markup('<th scope="col"{}>{}</th>').format(side, head)
        for side, head in zip(sides, of.columns, strict=True)
    )
    rows = Markup().join(
        Markup('<tr><th scope="row">{}</th>{}</tr>').format(
            content(row[0], address),
            Markup().join(
                Markup('<td data-label="{}"{}>{}</td>').format(head, side, content(cell, address))
                for head, side, cell in zip(of.columns[1:], sides[1:], row[1:], strict=True)
            ),
        )
        for row in of.rows
    )
    columns = Markup().join(Markup('<col style="width:{:.1f}%">').format(w) for w in _shares(of))
    return Markup(
        '<table class="figures stacked"><caption>{}</caption>{}'
        "<thead><tr>{}</tr></thead><tbody>{}</tbody></table>"
    ).format(
        of.caption,
        Markup("<colgroup>{}</colgroup>").format(columns) if has_widths else "",
        heads,
        rows,
    )


def content(cell: Cell, address: str = "") -> Markup:
    """A cell on paper: its line, and the smaller lines under it. Small drawings are left out."""
    notes = Markup().join(
        Markup("<small>{}</small>").format(_line(note, address)) for note in cell.notes
    )
    below = (Markup("<br>{}").format(content(each, address)) for each in cell.below)
    return _line(cell.main, address) + notes + Markup().join(below)


def _line(pieces: Line, address: str) -> Markup:
    return Markup().join(space + _piece(each, address) for space, each in spaced(pieces))


def _piece(piece: Piece, address: str) -> Markup:
    if isinstance(piece, Mark):
        return Markup("{} {}").format(piece.glyph, piece.word)
    if piece.link and address:
        return Markup('<a href="{}">{}</a>').format(piece.link.under(address), piece.text)
    return Markup("<b>{}</b>" if piece.is_strong else "{}").format(piece.text)


def _shares(of: DataTable) -> list[float]:
    """Widths of columns in percent: long texts get more room, but take more lines too."""
    columns = zip(of.columns, *of.texts, strict=True)
    rooms = [max(max(map(len, texts)), NARROWEST) ** 0.5 for texts in columns]
    return [100 * room / sum(rooms) for room in rooms]
