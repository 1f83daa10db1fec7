"""The slides can be edited and heard: charts of PowerPoint's own, titles, words, notes."""

from __future__ import annotations

import io
import math
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from pptx import Presentation
from pptx.util import Inches, Pt

from insight.export.document import Document
from insight.export.slides import _key, slides
from insight.export.text_layout import wrapped
from insight.visual.chart_data import ChartData
from insight.visual.maps.svg import TEXT_SIZE

pytestmark = [pytest.mark.data, pytest.mark.slow]


@pytest.fixture(scope="module")
def nine(system: Document) -> Any:
    return Presentation(io.BytesIO(slides(system)))


@pytest.fixture(scope="module")
def show(liverpool: Document) -> Any:
    return Presentation(io.BytesIO(slides(liverpool)))


def words_for(shape: Any) -> str:
    return str(shape._element.xpath(".//p:cNvPr")[0].get("descr", ""))


def charts_of(pack: Document) -> list[tuple[ChartData, ...]]:
    """The charts of PowerPoint's own, finding by finding."""
    return [f.editable() for f in pack.findings if f.editable and pack.shows_picture(f)]


def test_every_slide_has_a_title_of_its_own(show: Any, liverpool: Document) -> None:
    titles = [slide.shapes.title.text_frame.text for slide in show.slides]
    assert "Annex" in titles
    assert all(titles)
    assert [title for title, count in Counter(titles).items() if count > 1] == []
    headings = [
        shape.text_frame.text
        for slide in show.slides
        for shape in slide.shapes
        if shape.has_text_frame
    ]
    assert all(
        any(each.startswith(finding.title) for each in headings) for finding in liverpool.findings
    )


def test_every_figure_is_put_in_words(show: Any, liverpool: Document) -> None:
    spoken = []
    for slide in show.slides:
        for shape in slide.shapes:
            if shape.has_chart or shape.shape_type == 13:
                spoken.append(words_for(shape))
            if shape.has_table:
                assert words_for(shape).startswith("Table: ")
                assert shape.table.first_row
    drawn = [finding for finding in liverpool.findings if liverpool.shows_picture(finding)]
    assert len(drawn) > 10
    assert spoken == [
        alt
        for finding in drawn
        for alt in _alts(finding.editable() if finding.editable else (), finding.alt)
    ]


def _alts(charts: tuple[ChartData, ...], alt: str) -> list[str]:
    return [chart.alt for chart in charts] if len(charts) > 1 else [alt]


def test_charts_can_be_edited_and_hold_the_figures(show: Any, liverpool: Document) -> None:
    charts = [shape.chart for slide in show.slides for shape in slide.shapes if shape.has_chart]
    given = [chart for of in charts_of(liverpool) for chart in of]
    assert len(charts) == len(given) > 10
    for chart, data in zip(charts, given, strict=True):
        assert chart.part.chart_workbook.xlsx_part is not None
        assert tuple(chart.plots[0].categories) == data.categories
        for series, line in zip(chart.plots[0].series, data.lines, strict=True):
            for shown, value in zip(series.values, line.values, strict=True):
                assert (shown is None and math.isnan(value)) or shown == pytest.approx(value)


def test_nine_places_are_nine_charts_that_can_be_edited(nine: Any, system: Document) -> None:
    with_panels = [
        (finding, charts)
        for finding in system.findings
        if system.shows_picture(finding)
        and len(charts := finding.editable() if finding.editable else ()) > 1
    ]
    assert with_panels
    for finding, panels in with_panels:
        (slide,) = [
            each
            for each in nine.slides
            if each.shapes.title.text == finding.title
            and finding.subtitle in [s.text_frame.text for s in each.shapes if s.has_text_frame]
        ]
        charts = [shape for shape in slide.shapes if shape.has_chart]
        assert not [shape for shape in slide.shapes if shape.shape_type == 13]
        assert len(charts) == len(panels) >= 9
        scales = {
            (c.chart.value_axis.minimum_scale, c.chart.value_axis.maximum_scale) for c in charts
        }
        assert scales == {panels[0].scale}
        for shape, panel in zip(charts, panels, strict=True):
            assert shape.chart.chart_title.text_frame.text == panel.name
            assert words_for(shape) == panel.alt and panel.name in panel.alt
            for series, line in zip(shape.chart.plots[0].series, panel.lines, strict=True):
                for shown, value in zip(series.values, line.values, strict=True):
                    assert (shown is None and math.isnan(value)) or shown == pytest.approx(value)
                known = [value for value in line.values if value == value]
                low, high = panel.scale
                assert all(low <= value <= high for value in known)


def test_intervals_are_error_bars(show: Any, liverpool: Document) -> None:
    with_intervals = [
        line
        for of in charts_of(liverpool)
        for chart in of
        for line in chart.lines
        if any(lower == lower for lower in line.lowers)
    ]
    charts = [shape.chart for slide in show.slides for shape in slide.shapes if shape.has_chart]
    bars = [bar for chart in charts for bar in chart._chartSpace.xpath(".//c:errBars")]
    assert len(bars) == len(with_intervals) > 3


def test_notes_hold_the_source_and_the_caveat(show: Any, liverpool: Document) -> None:
    notes = [slide.notes_slide.notes_text_frame.text for slide in show.slides]
    for finding in liverpool.findings:
        said = (finding.caveat, liverpool.source_line(finding), liverpool.built)
        assert any(all(each in note for each in said) for note in notes), finding.title


def test_tables_lose_no_row(show: Any, liverpool: Document) -> None:
    """Fault 13: a row that did not fit, England's, was pushed off its slide.

    On a page of the pack the last rows may be left out, and nothing else.
    """
    shown = Counter(
        tuple(cell.text for cell in row.cells)
        for slide in show.slides
        for shape in slide.shapes
        if shape.has_table
        for row in list(shape.table.rows)[1:]
    )
    given: Counter[tuple[str, ...]] = Counter()
    of_pages: Counter[tuple[str, ...]] = Counter()
    for section in liverpool.sections:
        tables = [each.table for each in section.findings if liverpool.shows_table(each)]
        given.update(row for table in tables for row in table.texts)
        of_pages.update(row for table in tables for row in table.texts * section.is_page)
    assert not shown - given
    assert not (given - shown) - of_pages


def test_rows_are_as_high_as_their_words_need(show: Any) -> None:
    """PowerPoint makes a row as high as its words; a table that grows must still end on the slide,
    above its foot and above what stands under it."""
    checked = 0
    for slide in show.slides:
        for shape in slide.shapes:
            if not shape.has_table:
                continue
            wide = [column.width for column in shape.table.columns]
            for row in shape.table.rows:
                needed = max(
                    len(wrapped(cell.text, (room - Inches(0.2)) / Pt(1), points, False))
                    * Pt(points * 1.15)
                    for cell, room in zip(row.cells, wide, strict=True)
                    if (
                        points := cell.text_frame.paragraphs[0].runs[0].font.size.pt
                        if cell.text
                        else 1
                    )
                )
                assert row.height >= needed, [cell.text for cell in row.cells]
                checked += 1
            assert shape.height == sum(row.height for row in shape.table.rows)
    assert checked > 50


def test_what_a_chart_names_has_a_name(system: Document) -> None:
    """Fault 13: 'Dashed: .' where the first panel had no line of England."""
    panels = [f.editable() for f in system.findings if f.editable and len(f.editable()) > 1]
    (charts,) = panels
    lone = charts[0]
    assert _key(charts) == "Solid: the area named."  # this measure has no line of England
    line = lone.lines[0]
    beside = replace(lone, lines=(line, replace(line, name="England")))
    assert _key((lone, beside)) == "Solid: the area named. Dashed: England."
    nameless = replace(lone, lines=(line, replace(line, name="")))
    assert _key((nameless,)) == "Solid: the area named."


def test_one_page_is_one_slide(nine: Any, system: Document) -> None:
    assert len(nine.slides) == len(system.sections) == 8


def test_names_on_a_map_are_large_enough_for_a_slide(nine: Any) -> None:
    """Letters of a map are TEXT_SIZE pixels of its drawing, and the picture has two to each."""
    pictures = [shape for slide in nine.slides for shape in slide.shapes if shape.shape_type == 13]
    assert pictures
    for picture in pictures:
        points = 2 * TEXT_SIZE * picture.height.pt / picture.image.size[1]
        assert points > 7.5


def test_nothing_lies_outside_its_slide(show: Any) -> None:
    for slide in show.slides:
        for shape in slide.shapes:
            assert shape.left >= 0 and shape.top >= 0
            assert shape.left + shape.width <= show.slide_width + 1
            assert shape.top + shape.height <= show.slide_height + 1
