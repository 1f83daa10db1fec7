"""The board pack as PDF: A4, tagged for screen readers, with page numbers and contents.

WeasyPrint sets it from HTML. It needs Pango, a library that is not a Python package; where that
is missing, NoPango says what to install.
"""

from __future__ import annotations

import base64
from html import escape
from pathlib import Path

import plotly.graph_objects as go

from insight.export.board_pack.contents import Report, silent
from insight.export.board_pack.parts import Pack, Part, Section
from insight.export.caption import PRODUCT, Caption
from insight.export.document import LANGUAGE, Table, style_sheet
from insight.export.image import bare_svg

CSS = Path(__file__).with_name("pack.css")
MOST_ROWS = 12  # of a table that is kept on one page with its words
TALL = 600  # pixels of a chart that would leave no room for its table
NARROWEST = 12  # letters that any column is given room for


class NoPango(RuntimeError):
    """This machine lacks the library that sets PDF files. The message says what to install."""

    def __init__(self) -> None:
        super().__init__(
            "A PDF cannot be made on this machine: the library Pango is missing. "
            "On Debian or Ubuntu: apt install libpango-1.0-0 libpangoft2-1.0-0. "
            "On a Mac: brew install pango. On Windows: install Pango with MSYS2. "
            "The PowerPoint pack needs none of this."
        )


def pdf(pack: Pack, report: Report = silent) -> bytes:
    """The pack as a tagged PDF (PDF/UA-1). Raises NoPango."""
    try:
        import weasyprint
    except OSError as error:  # what loading a missing library raises
        raise NoPango from error
    report("setting the pages", 0, 1)
    page = weasyprint.HTML(string=html(pack)).render()
    return page.write_pdf(pdf_variant="pdf/ua-1")


def html(pack: Pack) -> str:
    """The pack as one HTML document, its pictures inside it."""
    sections = "".join(
        _section(section, number, pack) for number, section in enumerate(pack.sections, start=1)
    )
    return (
        f'<!DOCTYPE html><html lang="{LANGUAGE}"><head><meta charset="utf-8">'
        f"<title>{escape(pack.title)}</title>"
        f'<meta name="author" content="{PRODUCT}">'
        f'<meta name="description" content="{escape(pack.subtitle)} {escape(pack.built)}">'
        f"<style>{style_sheet(CSS)}</style></head><body>{_cover(pack)}<main>{sections}</main></body></html>"
    )


def _cover(pack: Pack) -> str:
    link = f'<p><a href="{escape(pack.link)}">{escape(pack.link)}</a></p>' if pack.link else ""
    contents = "".join(
        f'<li><a href="#s{number}">{escape(section.name)} </a></li>'
        for number, section in enumerate(pack.sections, start=1)
    )
    return (
        f'<header class="cover"><h1>{escape(pack.title)}</h1>'
        f'<p class="subtitle">{escape(pack.subtitle)}</p>'
        f'<p class="built">{escape(pack.built)}</p>{link}'
        f'<nav aria-label="Contents"><ol>{contents}</ol></nav></header>'
    )


def _section(section: Section, number: int, pack: Pack) -> str:
    parts = "".join(_part(part, pack) for part in section.parts)
    heading = f'<h2 id="s{number}">{escape(section.name)}</h2>'
    return f"<section>{heading}{_p(section.intro)}{parts}</section>"


def _part(part: Part, pack: Pack) -> str:
    sentences = "".join(_p(sentence) for sentence in part.sentences)
    is_long = part.table is not None and len(part.table.rows) > MOST_ROWS
    kind = ' class="long"' if is_long else ""
    return (
        f"<article{kind}><h3>{escape(part.title)}</h3>"
        f"{_p(part.subtitle, 'subtitle')}{sentences}"
        f"{_figure(part)}{_table(part.table) if part.table else ''}"
        f"{_p(part.caveat, 'small')}{_p(pack.source_line(part), 'small')}</article>"
    )


def _p(text: str, kind: str = "") -> str:
    name = f' class="{kind}"' if kind else ""
    return f"<p{name}>{escape(text)}</p>" if text else ""


def _figure(part: Part) -> str:
    if part.shown is None:
        return ""
    drawn = bare_svg(part.shown, words_of(part))
    address = "data:image/svg+xml;base64," + base64.b64encode(drawn.encode()).decode()
    kind = "map"
    if isinstance(part.shown, go.Figure):
        kind = "tall" if part.shown.layout.height > TALL else "chart"
    return f'<figure class="{kind}"><img src="{address}" alt="{escape(part.alt)}"></figure>'


def words_of(part: Part) -> Caption:
    """What a picture in the pack says of itself; the rest stands beside it."""
    return Caption(part.title, part.subtitle, part.alt, *[""] * 7)


def _table(table: Table) -> str:
    heads = "".join(
        f'<th scope="col"{_side(table, place)}>{escape(head)}</th>'
        for place, head in enumerate(table.heads)
    )
    rows = "".join(_row(table, row) for row in table.rows)
    columns = "".join(f'<col style="width:{share:.1f}%">' for share in _shares(table))
    return (
        f"<table><caption>{escape(table.caption)}</caption><colgroup>{columns}</colgroup>"
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _shares(table: Table) -> list[float]:
    """Widths of columns in percent: long texts get more room, but take more lines too."""
    columns = zip(table.heads, *table.rows, strict=True)
    rooms = [max(max(map(len, texts)), NARROWEST) ** 0.5 for texts in columns]
    return [100 * room / sum(rooms) for room in rooms]


def _row(table: Table, row: tuple[str, ...]) -> str:
    cells = "".join(
        f"<td{_side(table, place)}>{escape(cell)}</td>"
        for place, cell in enumerate(row[1:], start=1)
    )
    return f'<tr><th scope="row">{escape(row[0])}</th>{cells}</tr>'


def _side(table: Table, place: int) -> str:
    return ' class="number"' if place in table.numbers else ""
