"""A document as PowerPoint: charts that can be edited, alt text, and notes with the sources.

One finding to a slide. A slide's title says it, its notes hold the sentences, the source and the
caveat, and its chart is PowerPoint's own, with the same figures as on the pages.
"""

from __future__ import annotations

import io
import math
import re
from dataclasses import replace
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches, Pt

from insight.export.caption import PRODUCT
from insight.export.document import (
    DEMONSTRATION,
    LANGUAGE,
    Document,
    Progress,
    Section,
    no_progress,
)
from insight.export.html import picture_words
from insight.export.image import slide_png
from insight.export.slide_chart import add_chart, add_panels
from insight.findings import Cell, DataTable, Finding
from insight.visual import style

WIDE, HIGH = Inches(13.333), Inches(7.5)
LEFT, TOP = Inches(0.6), Inches(0.35)
ROOM = WIDE - 2 * LEFT
TITLE_HIGH = Inches(0.7)
FOOT_TOP = HIGH - Inches(0.5)
GAP = Inches(0.08)
KEY_HIGH = Inches(0.3)
HIGHEST_TABLE = Inches(4.5)
LOWEST_TABLE = Inches(1.6)  # one that fits under a chart
TITLE_ONLY = 5  # of the layouts that python-pptx brings
LONG_TITLE = 66  # letters
LETTERS_IN_LINE = 120  # at 14 points
LETTERS_IN_INCH = 12.5  # at 12 points
MOST_LEAD = 330  # letters
SENTENCE_END = re.compile(r"(?<=[.!?]) (?=[A-Z])")
RIGHT = PP_ALIGN.RIGHT
# How PowerPoint marks the number of a slide, and a shape that nobody need be told of.
FIELD = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"
DECORATIVE = (
    '<a:extLst xmlns:a="{main}"><a:ext uri="{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}">'
    '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" '
    'val="1"/></a:ext></a:extLst>'
)


def slides(document: Document, progress: Progress = no_progress) -> bytes:
    """The document as a .pptx file."""
    show = Presentation()
    show.slide_width, show.slide_height = WIDE, HIGH
    show.core_properties.title = document.title
    show.core_properties.subject = document.subtitle
    show.core_properties.author = PRODUCT
    show.core_properties.comments = document.built
    show.core_properties.language = LANGUAGE
    _cover(show, document)
    for number, section in enumerate(document.sections):
        progress(section.name.lower(), number, len(document.sections))
        for finding in section.findings:
            _finding(show, section, finding, document)
    file = io.BytesIO()
    show.save(file)
    return file.getvalue()


def _cover(show: Any, document: Document) -> None:
    slide = show.slides.add_slide(show.slide_layouts[TITLE_ONLY])
    _bar(slide, Inches(0.5))
    _title(slide, document.title, Inches(2.2), Inches(1), 40)
    names = "; ".join(section.name for section in document.sections)
    shown = DEMONSTRATION * document.is_demonstration
    lines = [document.subtitle, document.built, document.address, f"In this pack: {names}.", shown]
    _text(slide, lines, Inches(3.3), Inches(2.5), 16)
    slide.notes_slide.notes_text_frame.text = document.built


def _finding(show: Any, section: Section, finding: Finding, document: Document) -> None:
    """A slide for the picture with its table where it fits, else more for the table."""
    pages = _pages(finding.table) if document.shows_table(finding) else []
    if not document.shows_picture(finding):
        for title, page in zip(_numbered(finding.title, len(pages)), pages, strict=True):
            slide, top = _slide(show, section, finding, document, title)
            _table(slide, page, top)
        if not pages:
            slide, top = _slide(show, section, finding, document, finding.title, "")
            _text(slide, [finding.sentence], top, FOOT_TOP - top, 18)
        return
    slide, top = _slide(show, section, finding, document, finding.title)
    bottom = FOOT_TOP - GAP
    if len(pages) == 1 and _high(pages[0]) < LOWEST_TABLE:
        bottom -= _high(pages[0]) + GAP
        _table(slide, pages.pop(), bottom + GAP)
    box = (LEFT, top, ROOM, bottom - top)
    charts = finding.editable() if finding.editable else ()
    if len(charts) > 1:
        beside = " and ".join(line.name for line in charts[0].lines[1:])
        key = f"Solid: the area named. Dashed: {beside}." if beside else "Solid: the area named."
        _text(slide, [key], top, KEY_HIGH, 12)
        add_panels(slide, charts, (LEFT, top + KEY_HIGH, ROOM, bottom - top - KEY_HIGH))
    elif charts:
        add_chart(slide, charts[0], finding.alt, box)
    else:
        _picture(slide, finding, top, bottom - top)
    titles = _numbered(f"{finding.title}: figures", len(pages))
    for title, page in zip(titles, pages, strict=True):
        slide, top = _slide(show, section, finding, document, title)
        _table(slide, page, top)


def _numbered(title: str, count: int) -> list[str]:
    """Titles of slides that carry on: no two the same, so that each can be found."""
    if count < 2:
        return [title] * count
    return [f"{title} ({number} of {count})" for number in range(1, count + 1)]


def _slide(
    show: Any,
    section: Section,
    finding: Finding,
    document: Document,
    title: str,
    lead: str | None = None,
) -> tuple[Any, int]:
    """A slide with its title, its words and its notes, and where its figure may begin.

    lead: the words above the figure; as much of the sentence as there is room for when None.
    """
    slide = show.slides.add_slide(show.slide_layouts[TITLE_ONLY])
    _bar(slide, Inches(0.1))
    _title(slide, title, TOP, TITLE_HIGH, 26 if len(title) < LONG_TITLE else 20)
    top = TOP + TITLE_HIGH
    above = " ".join((*finding.flags, _lead(finding.sentence))) if lead is None else lead
    for text, size, colour in (
        (finding.subtitle, 14, style.QUIET_TEXT),
        (above, 14, style.TEXT),
    ):
        if text:
            high = int(Inches(0.27) * math.ceil(len(text) / LETTERS_IN_LINE) + Inches(0.1))
            _text(slide, [text], top, high, size, colour)
            top += high
    source = document.source_line(finding)
    _foot(slide, f"{section.name}. {source} Build {document.build_id}.")
    said = [*finding.flags, finding.sentence, finding.caveat, source, document.built]
    slide.notes_slide.notes_text_frame.text = "\n".join(filter(None, said))
    return slide, top + GAP


def _lead(text: str) -> str:
    """As many of the sentences as a slide has room for; the notes have all of them."""
    lead = ""
    for sentence in SENTENCE_END.split(text):
        if len(lead) + len(sentence) > MOST_LEAD:
            break
        lead = f"{lead} {sentence}".strip()
    return lead


def _title(slide: Any, text: str, top: Any, high: Any, size: int) -> None:
    shape = slide.shapes.title
    shape.left, shape.top, shape.width, shape.height = LEFT, top, ROOM, high
    frame = shape.text_frame
    frame.text = text
    frame.word_wrap = True
    frame.auto_size = MSO_AUTO_SIZE.NONE
    paragraph = frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.LEFT
    _look(paragraph, size, style.NHS_DARK_BLUE, is_bold=True)


def _text(
    slide: Any,
    lines: list[str],
    top: int,
    high: int,
    size: int,
    colour: str = style.TEXT,
    wide: int = ROOM,
) -> None:
    frame = slide.shapes.add_textbox(LEFT, top, wide, high).text_frame
    frame.word_wrap = True
    for number, line in enumerate(filter(None, lines)):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.text = line
        paragraph.space_after = Pt(6)
        _look(paragraph, size, colour)


def _look(paragraph: Any, size: int, colour: str, is_bold: bool = False) -> None:
    for run in paragraph.runs:
        run.font.size = Pt(size)
        run.font.bold = is_bold
        run.font.name = "Arial"
        run.font.color.rgb = RGBColor.from_string(colour[1:])
        run._r.get_or_add_rPr().set("lang", LANGUAGE)


def _bar(slide: Any, high: Any) -> None:
    """The blue bar at the top, which screen readers pass over."""
    bar = slide.shapes.add_shape(1, 0, 0, WIDE, high)
    bar.fill.solid()
    bar.fill.fore_color.rgb = RGBColor.from_string(style.NHS_BLUE[1:])
    bar.line.fill.background()
    describe(bar, "", is_decoration=True)
    slide.shapes._spTree.insert(2, bar._element)


def _foot(slide: Any, text: str) -> None:
    _text(slide, [text], FOOT_TOP, Inches(0.4), 10, style.QUIET_TEXT, ROOM - Inches(0.7))
    box = slide.shapes.add_textbox(WIDE - Inches(1), HIGH - Inches(0.35), Inches(0.8), Inches(0.3))
    paragraph = box.text_frame.paragraphs[0]
    paragraph.alignment = RIGHT
    field = paragraph._p.makeelement(qn("a:fld"), {"id": FIELD, "type": "slidenum"})
    properties = field.makeelement(qn("a:rPr"), {"lang": LANGUAGE, "sz": "900"})
    words = field.makeelement(qn("a:t"), {})
    words.text = "‹#›"
    field.extend([properties, words])
    paragraph._p.append(field)


def _picture(slide: Any, finding: Finding, top: int, high: int) -> None:
    """A map, or another figure that PowerPoint has no chart for."""
    assert finding.picture is not None, "a finding without a picture is a table"
    picture = io.BytesIO(slide_png(finding.picture, picture_words(finding)))
    shape = slide.shapes.add_picture(picture, LEFT, top, height=high)
    if shape.width > ROOM:
        shape.height = Emu(int(shape.height * ROOM / shape.width))
        shape.width = ROOM
    describe(shape, finding.alt)


def describe(shape: Any, words: str, is_decoration: bool = False) -> None:
    """Alt text of a shape; decoration is marked as such, so that nobody is told of it."""
    properties = shape._element.xpath(".//p:cNvPr")[0]
    properties.set("descr", words)
    if is_decoration:
        properties.append(parse_xml(DECORATIVE.format(main=properties.nsmap["a"])))


def _pages(table: DataTable) -> list[DataTable]:
    """The table cut into as many as slides can hold."""
    pages: list[list[tuple[Cell, ...]]] = []
    room = 0
    for row, high in zip(table.rows, _row_heights(table), strict=True):
        if high > room:
            pages.append([])
            room = HIGHEST_TABLE
        pages[-1].append(row)
        room -= high
    return [replace(table, rows=tuple(rows)) for rows in pages]


def _high(table: DataTable) -> int:
    """How high a table will be, about, with its header."""
    return int(sum(_row_heights(table)) + Inches(0.35))


def _row_heights(table: DataTable) -> list[int]:
    letters = [width / Inches(1) * LETTERS_IN_INCH for width in _widths(table)]
    lines = [
        max(math.ceil(len(cell) / room) for cell, room in zip(row, letters, strict=True))
        for row in table.texts
    ]
    return [int(Inches(0.2) * max(count, 1) + Inches(0.1)) for count in lines]


def _widths(table: DataTable) -> list[int]:
    """Widths of columns: long texts get more room, but take more lines too."""
    columns = zip(table.columns, *table.texts, strict=True)
    longest = [max(max(map(len, column)), 8) ** 0.5 for column in columns]
    return [int(ROOM * share / sum(longest)) for share in longest]


def _table(slide: Any, table: DataTable, top: int) -> None:
    size = (len(table.rows) + 1, len(table.columns))
    shape = slide.shapes.add_table(*size, LEFT, top, ROOM, Inches(0.3) * size[0])
    describe(shape, f"Table: {table.caption}")
    grid = shape.table
    for column, width in zip(grid.columns, _widths(table), strict=True):
        column.width = Emu(width)
    for place, row in enumerate((table.columns, *table.texts)):
        is_head = place == 0
        fill = style.NHS_DARK_BLUE if is_head else style.PAGE
        for column, words in enumerate(row):
            cell = grid.cell(place, column)
            cell.text = words
            cell.margin_top = cell.margin_bottom = Inches(0.03)
            cell.fill.solid()
            cell.fill.fore_color.rgb = RGBColor.from_string(fill[1:])
            paragraph = cell.text_frame.paragraphs[0]
            paragraph.alignment = RIGHT if column in table.numbers else PP_ALIGN.LEFT
            _look(paragraph, 12, style.PAGE if is_head else style.TEXT, is_bold=is_head)
