"""Words on a slide: its title, its foot, paragraphs in boxes, and how high they will be."""

from __future__ import annotations

from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from insight.export.document import LANGUAGE
from insight.export.slide_chart import Box
from insight.export.text_layout import wrapped
from insight.visual import style

WIDE, HIGH = Inches(13.333), Inches(7.5)
LEFT, TOP = Inches(0.6), Inches(0.35)
ROOM = WIDE - 2 * LEFT
FOOT_TOP = HIGH - Inches(0.5)
LINE = 1.2  # from one line to the next, in letter heights
SIDES = Inches(0.2)  # what the edges of a box or a cell take of its width
SURE = 0.96  # of the width: PowerPoint's letters are not quite as wide as those measured
EMU_IN_POINT = Pt(1)
# How PowerPoint marks the number of a slide, and a shape that nobody need be told of.
FIELD = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"
DECORATIVE = (
    '<a:extLst xmlns:a="{main}"><a:ext uri="{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}">'
    '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" '
    'val="1"/></a:ext></a:extLst>'
)


def add_title(slide: Any, text: str, top: Any, high: Any, size: int) -> None:
    """The title of a slide, `size` points high."""
    shape = slide.shapes.title
    shape.left, shape.top, shape.width, shape.height = LEFT, top, ROOM, high
    frame = shape.text_frame
    frame.text = text
    frame.word_wrap = True
    frame.auto_size = MSO_AUTO_SIZE.NONE
    paragraph = frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.LEFT
    set_look(paragraph, size, style.NHS_DARK_BLUE, is_bold=True)


def add_text(
    slide: Any,
    lines: list[str],
    box: Box,
    size: int,
    colour: str = style.TEXT,
    *,
    is_bold: bool = False,
) -> None:
    """A box with a paragraph for each line that says something. size: points of its letters."""
    frame = slide.shapes.add_textbox(*box).text_frame
    frame.word_wrap = True
    for number, line in enumerate(filter(None, lines)):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.text = line
        paragraph.space_after = Pt(6)
        set_look(paragraph, size, colour, is_bold)


def set_look(paragraph: Any, size: int, colour: str, is_bold: bool = False) -> None:
    """Letters of a paragraph. size: in points; colour: '#rrggbb'."""
    for run in paragraph.runs:
        run.font.size = Pt(size)
        run.font.bold = is_bold
        run.font.name = "Arial"
        run.font.color.rgb = RGBColor.from_string(colour[1:])
        run._r.get_or_add_rPr().set("lang", LANGUAGE)


def add_bar(slide: Any, high: Any) -> None:
    """The blue bar at the top, which screen readers pass over."""
    bar = slide.shapes.add_shape(1, 0, 0, WIDE, high)
    bar.fill.solid()
    bar.fill.fore_color.rgb = RGBColor.from_string(style.NHS_BLUE[1:])
    bar.line.fill.background()
    describe(bar, "", is_decoration=True)
    slide.shapes._spTree.insert(2, bar._element)


def add_foot(slide: Any, text: str) -> None:
    """The last line of a slide, and its number."""
    box = (LEFT, FOOT_TOP, ROOM - Inches(0.7), Inches(0.4))
    add_text(slide, [text], box, 10, style.QUIET_TEXT)
    corner = slide.shapes.add_textbox(
        WIDE - Inches(1), HIGH - Inches(0.35), Inches(0.8), Inches(0.3)
    )
    paragraph = corner.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT
    field = paragraph._p.makeelement(qn("a:fld"), {"id": FIELD, "type": "slidenum"})
    properties = field.makeelement(qn("a:rPr"), {"lang": LANGUAGE, "sz": "900"})
    words = field.makeelement(qn("a:t"), {})
    words.text = "‹#›"
    field.extend([properties, words])
    paragraph._p.append(field)


def describe(shape: Any, words: str, is_decoration: bool = False) -> None:
    """Alt text of a shape; decoration is marked as such, so that nobody is told of it."""
    properties = shape._element.xpath(".//p:cNvPr")[0]
    properties.set("descr", words)
    if is_decoration:
        properties.append(parse_xml(DECORATIVE.format(main=properties.nsmap["a"])))


def text_height(text: str, wide: int, size: int) -> int:
    """How high a paragraph will be, by the widths of its letters."""
    return int(Pt(size * LINE) * len(lines_within(text, wide, size)) + Inches(0.1))


def lines_within(text: str, wide: int, size: int, *, is_bold: bool = False) -> list[Any]:
    """The lines a text takes in a box, whose edges take some of the width."""
    return wrapped(text, (wide - SIDES) / EMU_IN_POINT * SURE, size, is_bold) or [[]]
