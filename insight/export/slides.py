"""A document as PowerPoint: charts that can be edited, alt text, and notes with the sources.

One finding to a slide, or one page of the pack. A slide's title says it, its notes hold the
sentences, the source and the caveat, and its chart is PowerPoint's own, with the same figures as on
the pages.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Any

from pptx import Presentation
from pptx.util import Emu, Inches

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
from insight.export.slide_table import add_table, fitting_table, table_height, table_pages
from insight.export.slide_words import (
    FOOT_TOP,
    HIGH,
    LEFT,
    ROOM,
    TOP,
    WIDE,
    add_bar,
    add_foot,
    add_text,
    add_title,
    describe,
    text_height,
)
from insight.findings import Finding
from insight.visual import style
from insight.visual.chart_data import ChartData

TITLE_HIGH = Inches(0.7)
GAP = Inches(0.08)
KEY_HIGH = Inches(0.3)
LOWEST_TABLE = Inches(1.6)  # one that fits under a chart
TITLE_ONLY = 5  # of the layouts that python-pptx brings
LONG_TITLE = 66  # letters
PICTURE_SHARE = 1.3
BETWEEN = Inches(0.3)  # two halves of a slide
MOST_LEAD = 330  # letters
SENTENCE_END = re.compile(r"(?<=[.!?]) (?=[A-Z])")


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
    add_bar(slide, Inches(0.5))
    add_title(slide, "Annex", Inches(1.2), Inches(1), 40)
    add_text(
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
        add_text(slide, [first.sentence], (LEFT, top, ROOM, bottom - top), 18)
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
            table, size = fitting_table(finding.table, wide, bottom - start)
            add_table(slide, table, box, size)
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
            high = text_height(text, wide, 14 if is_bold else 12)
            add_text(slide, [text], (left, top, wide, high), 14 if is_bold else 12, is_bold=is_bold)
            top += high
    return top + GAP


def _finding(show: Any, section: Section, finding: Finding, document: Document) -> None:
    """A slide for the picture with its table where it fits, else more for the table."""
    pages = table_pages(finding.table) if document.shows_table(finding) else []
    if not document.shows_picture(finding):
        for title, page in zip(_numbered(finding.title, len(pages)), pages, strict=True):
            slide, top = _slide(show, section, finding, document, title)
            add_table(slide, page, (LEFT, top, ROOM, FOOT_TOP - top))
        if not pages:
            slide, top = _slide(show, section, finding, document, finding.title, "")
            add_text(slide, [finding.sentence], (LEFT, top, ROOM, FOOT_TOP - top), 18)
        return
    slide, top = _slide(show, section, finding, document, finding.title)
    bottom = FOOT_TOP - GAP
    if len(pages) == 1 and table_height(pages[0]) < LOWEST_TABLE:
        bottom -= table_height(pages[0]) + GAP
        add_table(slide, pages.pop(), (LEFT, bottom + GAP, ROOM, FOOT_TOP - bottom))
    _drawn(slide, finding, (LEFT, top, ROOM, bottom - top))
    titles = _numbered(f"{finding.title}: figures", len(pages))
    for title, page in zip(titles, pages, strict=True):
        slide, top = _slide(show, section, finding, document, title)
        add_table(slide, page, (LEFT, top, ROOM, FOOT_TOP - top))


def _drawn(slide: Any, finding: Finding, box: Box) -> None:
    """The picture of a finding: charts of PowerPoint's own where it has some."""
    left, top, wide, high = box
    charts = finding.editable() if finding.editable else ()
    if len(charts) > 1:
        add_text(slide, [_key(charts)], (left, top, wide, KEY_HIGH), 12)
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
    add_bar(slide, Inches(0.1))
    add_title(slide, title, TOP, TITLE_HIGH, 26 if len(title) < LONG_TITLE else 20)
    top = TOP + TITLE_HIGH
    above = " ".join((*finding.flags, _lead(finding.sentence))) if lead is None else lead
    for text, size, colour in (
        (finding.subtitle, 14, style.QUIET_TEXT),
        (above, 14, style.TEXT),
    ):
        if text:
            high = text_height(text, ROOM, size)
            add_text(slide, [text], (LEFT, top, ROOM, high), size, colour)
            top += high
    source = document.source_line(finding)
    add_foot(slide, f"{section.name}. {source} Build {document.build_id}.")
    slide.notes_slide.notes_text_frame.text = _said(finding, document)
    return slide, top + GAP


def _said(finding: Finding, document: Document) -> str:
    """What stands in the notes of a slide."""
    source = document.source_line(finding)
    said = [*finding.flags, finding.sentence, finding.caveat, source, document.built]
    return "\n".join(filter(None, said))


def _lead(text: str) -> str:
    """As many of the sentences as a slide has room for; the notes have all of them."""
    lead = ""
    for sentence in SENTENCE_END.split(text):
        if len(lead) + len(sentence) > MOST_LEAD:
            break
        lead = f"{lead} {sentence}".strip()
    return lead


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
