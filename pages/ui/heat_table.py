"""Places by indicators on a page: whole words on a wide screen, short ones on a phone."""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup

from insight.findings import DataTable
from insight.findings.heat_table import OWN
from insight.findings.table import Cell
from insight.language.number_format import NO_FIGURE
from insight.language.sentences.position import CHECK, FIFTHS, FIFTHS_BY_SIZE, NOT_TESTED
from insight.reference.areas import areas
from insight.visual.style import Mark
from pages.ui import table as tables

SHORT_WORDS = {
    "better": "bett",
    "worse": "worse",
    "similar": "sim",
    "higher": "high",
    "lower": "low",
    **{word: f"{number}/5" for of in (FIFTHS, FIFTHS_BY_SIZE) for number, word in of.items()},
    CHECK: "check",
    NOT_TESTED: "n/t",
    NO_FIGURE: "none",
}
STAR = Markup('<span class="star">★<span class="unseen"> own priority</span></span>')
CELL = Markup(
    ' title="{words}"{look}>{star}<span aria-hidden="true">{glyph}</span> {word}'
    "<small>{figure}</small></td>"
)
# Words for a wide screen and for a narrow one; a screen reader hears the whole ones.
TWO_LENGTHS = Markup(
    '<span class="whole">{}</span><span class="short" aria-hidden="true">{}</span>'
)
TABLE = Markup(
    '<div class="table-scroll" tabindex="0" role="region" aria-label="{caption}">'
    '<table class="figures heatmap"><caption>{caption}</caption>'
    '<thead><tr><th scope="col">Indicator</th>{heads}</tr></thead>'
    "<tbody>{body}</tbody></table></div>"
)


def table(of: DataTable, place_code: str = "") -> Markup:
    """The table of `findings.heat_table`. place_code: whose column to mark, '' for none."""
    codes = list(dict.fromkeys(of.values["area_code"]))
    is_chosen = [code == place_code for code in codes]
    short = [areas()[code].short_name for code in codes]
    heads = Markup().join(
        Markup('<th scope="col"{}>{}</th>').format(
            Markup(' class="chosen"') * chosen, TWO_LENGTHS.format(whole, brief)
        )
        for whole, brief, chosen in zip(of.columns[1:], short, is_chosen, strict=True)
    )
    starts = [Markup("<td class=chosen" if chosen else "<td") for chosen in is_chosen]
    body = Markup().join(_row(row, starts) for row in of.rows)
    return TABLE.format(caption=of.caption, heads=heads, body=body)


def _row(row: tuple[Cell, ...], starts: list[Markup]) -> Markup:
    name, *cells = _parts(row)
    body = Markup().join(start + each for start, each in zip(starts, cells, strict=True))
    return Markup('<tr><th scope="row">{}</th>{}</tr>').format(name, body)


# A row is the same whichever priorities it stands among, and drawn once.
@lru_cache(maxsize=1024)
def _parts(row: tuple[Cell, ...]) -> tuple[Markup, ...]:
    """The name, and each cell from after its '<td'."""
    return tables.content(row[0]), *map(_cell, row[1:])


def _cell(of: Cell) -> Markup:
    """The star of a Place's own priority where there is one, the verdict, and the figure."""
    star = STAR * (OWN in of.main)
    (mark,) = (each for each in of.main if isinstance(each, Mark))
    (figure,) = of.notes
    return CELL.format(
        words=of.alt,
        look=tables.colours(of),
        star=star,
        glyph=mark.glyph,
        word=TWO_LENGTHS.format(mark.word, SHORT_WORDS[mark.word]),
        figure=tables.line(figure),
    )
