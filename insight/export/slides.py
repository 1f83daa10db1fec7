"""A document as PowerPoint: charts that can be edited, alt text, and notes with the sources.

One finding to a slide, or one page of the pack. A slide's title says it, its notes hold the
sentences, the source and the caveat, and its chart is PowerPoint's own, with the same figures as on
the pages.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
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
    LANGUAGE,
    Document,
    Progress,
    Section,
    no_progress,
)
from insight.export.html import picture_words
from insight.export.image import slide_png
from insight.export.slide_chart import Box, add_chart, add_panels
from insight.export.text_layout import Run, width, wrapped
from insight.findings import Cell, DataTable, Finding
from insight.visual import style
from insight.visual.chart_data import ChartData

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
LINE = 1.2  # from one line to the next, in letter heights
SIDES = Inches(0.2)  # what the edges of a box or a cell take of its width
SURE = 0.96  # of the width: PowerPoint's letters are not quite as wide as those measured
EMU_IN_POINT = Pt(1)
CELL_EDGE = Inches(0.03)
TABLE_SIZE = 12  # points of its letters
SIZES = (16, 14, 12, 11)  # of one that shares its slide, the largest that fits
PICTURE_SHARE = 1.3
BETWEEN = Inches(0.3)  # two halves of a slide
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
    for number, section in enumerate(document.sections):
        progress(section.name.lower(), number, len(document.sections))
        if number == document.contents_before:
            _contents(show, document, number)
        if section.is_page:
            _page(show, section, document, is_first=number == 0)
        else:
            for finding in section.findings:
                _finding(show, section, finding, document)
    file = io.BytesIO()
    show.save(file)
    return file.getvalue()


def _contents(show: Any, document: Document, first: int) -> None:
    """A slide that says what follows."""
    slide = show.slides.add_slide(show.slide_layouts[TITLE_ONLY])
    _bar(slide, Inches(0.5))
    _title(slide, "Annex", Inches(1.2), Inches(1), 40)
    _text(
        slide,
        [section.name for section in document.sections[first:]],
        (LEFT, Inches(2.3), ROOM, Inches(4.5)),
        16,
    )
    slide.notes_slide.notes_text_frame.text = document.built


def _page(show: Any, section: Section, document: Document, *, is_first: bool) -> None:
    """A page of the pack on one slide: a picture and a table, or two findings, side by side."""
    first, *others = section.findings
    slide, top = _slide(show, section, first, document, first.title, "" if others else None)
    if is_first:
        slide.notes_slide.notes_text_frame.text += f"\n{document.title}. {document.subtitle}"
    bottom = FOOT_TOP - GAP
    parts = [part for each in section.findings for part in _parts(document, each)]
    if not parts:
        _text(slide, [first.sentence], (LEFT, top, ROOM, bottom - top), 18)
        return
    # A picture is given more room than what stands beside it: its letters shrink with it.
    shares = [PICTURE_SHARE if is_picture else 1.0 for _, is_picture in parts]
    left = int(LEFT)
    for (finding, is_picture), share in zip(parts, shares, strict=True):
        wide = int((ROOM - BETWEEN * (len(parts) - 1)) * share / sum(shares))
        start = top
        if others:
            words = [finding.title * (finding is not first), finding.sentence]
            start = _headed(slide, words, (left, top, wide, bottom - top))
        box = (left, start, wide, bottom - start)
        if is_picture:
            _drawn(slide, finding, box)
        else:
            table, size = _fitting(finding.table, wide, bottom - start)
            _table(slide, table, box, size)
        left += wide + BETWEEN
    if others:
        notes = slide.notes_slide.notes_text_frame
        notes.text = "\n".join(_said(each, document) for each in section.findings)


def _parts(document: Document, finding: Finding) -> list[tuple[Finding, bool]]:
    """What is shown of a finding: its picture (True), its table, or both."""
    shown = [(finding, True)] * document.shows_picture(finding)
    return shown + [(finding, False)] * document.shows_table(finding)


def _headed(slide: Any, words: list[str], box: Box) -> int:
    """A small heading and a sentence over half a slide, and where they end."""
    left, top, wide, _ = box
    heading, said = words[0], _lead(words[1])
    for text, is_bold in ((heading, True), (said, False)):
        if text:
            high = _text_high(text, wide, 14 if is_bold else 12)
            _text(slide, [text], (left, top, wide, high), 14 if is_bold else 12, is_bold=is_bold)
            top += high
    return top + GAP


def _fitting(table: DataTable, wide: int, high: int) -> tuple[DataTable, int]:
    """The table and the largest letters with which it fits; with the smallest, its first rows.

    The page says itself that there is more than it shows.
    """
    for size in SIZES:
        if sum(_row_heights(table, wide, size)) <= high:
            return table, size
    head, *heights = _row_heights(table, wide, SIZES[-1])
    rows, left = [], high - head
    for row, needed in zip(table.rows, heights, strict=True):
        left -= needed
        if left < 0:
            break
        rows.append(row)
    return replace(table, rows=tuple(rows)), SIZES[-1]


def _finding(show: Any, section: Section, finding: Finding, document: Document) -> None:
    """A slide for the picture with its table where it fits, else more for the table."""
    pages = _pages(finding.table) if document.shows_table(finding) else []
    if not document.shows_picture(finding):
        for title, page in zip(_numbered(finding.title, len(pages)), pages, strict=True):
            slide, top = _slide(show, section, finding, document, title)
            _table(slide, page, (LEFT, top, ROOM, FOOT_TOP - top))
        if not pages:
            slide, top = _slide(show, section, finding, document, finding.title, "")
            _text(slide, [finding.sentence], (LEFT, top, ROOM, FOOT_TOP - top), 18)
        return
    slide, top = _slide(show, section, finding, document, finding.title)
    bottom = FOOT_TOP - GAP
    if len(pages) == 1 and _high(pages[0]) < LOWEST_TABLE:
        bottom -= _high(pages[0]) + GAP
        _table(slide, pages.pop(), (LEFT, bottom + GAP, ROOM, FOOT_TOP - bottom))
    _drawn(slide, finding, (LEFT, top, ROOM, bottom - top))
    titles = _numbered(f"{finding.title}: figures", len(pages))
    for title, page in zip(titles, pages, strict=True):
        slide, top = _slide(show, section, finding, document, title)
        _table(slide, page, (LEFT, top, ROOM, FOOT_TOP - top))


def _drawn(slide: Any, finding: Finding, box: Box) -> None:
    """The picture of a finding: charts of PowerPoint's own where it has some."""
    left, top, wide, high = box
    charts = finding.editable() if finding.editable else ()
    if len(charts) > 1:
        _text(slide, [_key(charts)], (left, top, wide, KEY_HIGH), 12)
        add_panels(slide, charts, (left, top + KEY_HIGH, wide, high - KEY_HIGH))
    elif charts:
        add_chart(slide, charts[0], finding.alt, box)
    else:
        _picture(slide, finding, box)


def _key(charts: Sequence[ChartData]) -> str:
    """What the lines of small charts are. The first may lack a line that others have."""
    beside = dict.fromkeys(line.name for chart in charts for line in chart.lines[1:] if line.name)
    dashed = f" Dashed: {' and '.join(beside)}." if beside else ""
    return f"Solid: the area named.{dashed}"


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
    if any(each.shapes.title.text == title for each in show.slides):
        title = f"{title} (annex)"  # a title finds a slide only where no other has it
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
            high = _text_high(text, ROOM, size)
            _text(slide, [text], (LEFT, top, ROOM, high), size, colour)
            top += high
    source = document.source_line(finding)
    _foot(slide, f"{section.name}. {source} Build {document.build_id}.")
    slide.notes_slide.notes_text_frame.text = _said(finding, document)
    return slide, top + GAP


def _said(finding: Finding, document: Document) -> str:
    """What stands in the notes of a slide."""
    source = document.source_line(finding)
    said = [*finding.flags, finding.sentence, finding.caveat, source, document.built]
    return "\n".join(filter(None, said))


def _text_high(text: str, wide: int, size: int) -> int:
    """How high a paragraph will be, by the widths of its letters."""
    return int(Pt(size * LINE) * len(_lines(text, wide, size)) + Inches(0.1))


def _lines(text: str, wide: int, size: int, *, is_bold: bool = False) -> list[Any]:
    """The lines a text takes in a box, whose edges take some of the width."""
    return wrapped(text, (wide - SIDES) / EMU_IN_POINT * SURE, size, is_bold) or [[]]


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
    box: Box,
    size: int,
    colour: str = style.TEXT,
    *,
    is_bold: bool = False,
) -> None:
    frame = slide.shapes.add_textbox(*box).text_frame
    frame.word_wrap = True
    for number, line in enumerate(filter(None, lines)):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.text = line
        paragraph.space_after = Pt(6)
        _look(paragraph, size, colour, is_bold)


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
    box = (LEFT, FOOT_TOP, ROOM - Inches(0.7), Inches(0.4))
    _text(slide, [text], box, 10, style.QUIET_TEXT)
    corner = slide.shapes.add_textbox(
        WIDE - Inches(1), HIGH - Inches(0.35), Inches(0.8), Inches(0.3)
    )
    paragraph = corner.text_frame.paragraphs[0]
    paragraph.alignment = RIGHT
    field = paragraph._p.makeelement(qn("a:fld"), {"id": FIELD, "type": "slidenum"})
    properties = field.makeelement(qn("a:rPr"), {"lang": LANGUAGE, "sz": "900"})
    words = field.makeelement(qn("a:t"), {})
    words.text = "‹#›"
    field.extend([properties, words])
    paragraph._p.append(field)


def _picture(slide: Any, finding: Finding, box: Box) -> None:
    """A map, or another figure that PowerPoint has no chart for, as large as the box allows."""
    assert finding.picture is not None, "a finding without a picture is a table"
    left, top, wide, high = box
    picture = io.BytesIO(slide_png(finding.picture, picture_words(finding)))
    shape = slide.shapes.add_picture(picture, left, top, height=high)
    if shape.width > wide:
        shape.height = Emu(int(shape.height * wide / shape.width))
        shape.width = Emu(wide)
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
    for row, high in zip(table.rows, _row_heights(table)[1:], strict=True):
        if high > room:
            pages.append([])
            room = HIGHEST_TABLE
        pages[-1].append(row)
        room -= high
    return [replace(table, rows=tuple(rows)) for rows in pages]


def _high(table: DataTable) -> int:
    """How high a table will be, with its header."""
    return sum(_row_heights(table))


def _row_heights(table: DataTable, wide: int = ROOM, size: int = TABLE_SIZE) -> list[int]:
    """Of the header and each row, by the widths of letters: a table that grows past its slide
    loses its last rows."""
    rooms = _widths(table, wide, size)
    return [
        int(
            Pt(size * LINE)
            * max(
                len(_lines(cell, room, size, is_bold=number == 0))
                for cell, room in zip(row, rooms, strict=True)
            )
            + 2 * CELL_EDGE
        )
        for number, row in enumerate((table.columns, *table.texts))
    ]


def _widths(table: DataTable, wide: int = ROOM, size: int = TABLE_SIZE) -> list[int]:
    """Widths of columns: long texts get more room, but take more lines too; words stay whole."""
    columns = list(zip(table.columns, *table.texts, strict=True))
    longest = [max(max(map(len, column)), 8) ** 0.5 for column in columns]
    given = [wide * share / sum(longest) for share in longest]
    least = [
        max(width([Run(word, is_bold=True)], size) for word in " ".join(column).split() or [""])
        * EMU_IN_POINT
        / SURE
        + SIDES
        for column in columns
    ]
    lacking = sum(max(0.0, needed - has) for needed, has in zip(least, given, strict=True))
    spare = sum(max(0.0, has - needed) for needed, has in zip(least, given, strict=True))
    part = min(1.0, lacking / spare) if spare else 0.0
    return [
        int(has - (has - needed) * part if has > needed else needed if lacking <= spare else has)
        for needed, has in zip(least, given, strict=True)
    ]


def _table(slide: Any, table: DataTable, box: Box, letters: int = TABLE_SIZE) -> None:
    left, top, wide, _ = box
    size = (len(table.rows) + 1, len(table.columns))
    highs = _row_heights(table, wide, letters)
    shape = slide.shapes.add_table(*size, left, top, wide, sum(highs))
    describe(shape, f"Table: {table.caption}")
    grid = shape.table
    for column, room in zip(grid.columns, _widths(table, wide, letters), strict=True):
        column.width = Emu(room)
    for line, high in zip(grid.rows, highs, strict=True):
        line.height = Emu(high)
    for place, row in enumerate((table.columns, *table.texts)):
        is_head = place == 0
        fill = style.NHS_DARK_BLUE if is_head else style.PAGE
        for column, words in enumerate(row):
            cell = grid.cell(place, column)
            cell.text = words
            cell.margin_top = cell.margin_bottom = CELL_EDGE
            cell.fill.solid()
            cell.fill.fore_color.rgb = RGBColor.from_string(fill[1:])
            paragraph = cell.text_frame.paragraphs[0]
            paragraph.alignment = RIGHT if column in table.numbers else PP_ALIGN.LEFT
            _look(paragraph, letters, style.PAGE if is_head else style.TEXT, is_bold=is_head)
