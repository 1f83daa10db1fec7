"""A table on a slide: how wide its columns and how high its rows must be for their words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.text import PP_ALIGN
from pptx.util import Emu, Inches, Pt

from insight.export.slide_chart import Box
from insight.export.slide_words import (
    EMU_IN_POINT,
    LINE,
    ROOM,
    SIDES,
    SURE,
    describe,
    lines_within,
    set_look,
)
from insight.export.text_layout import Run, width
from insight.findings import Cell, DataTable
from insight.visual import style

HIGHEST = Inches(4.5)
CELL_EDGE = Inches(0.03)
SIZE = 12  # points of its letters
SIZES = (16, 14, 12, 11)  # of one that shares its slide, the largest that fits


def table_pages(table: DataTable) -> list[DataTable]:
    """The table cut into as many as slides can hold."""
    pages: list[list[tuple[Cell, ...]]] = []
    room = 0
    for row, high in zip(table.rows, _row_heights(table)[1:], strict=True):
        if high > room:
            pages.append([])
            room = HIGHEST
        pages[-1].append(row)
        room -= high
    return [replace(table, rows=tuple(rows)) for rows in pages]


def table_height(table: DataTable) -> int:
    """How high a table will be, with its header."""
    return sum(_row_heights(table))


def _row_heights(table: DataTable, wide: int = ROOM, size: int = SIZE) -> list[int]:
    """Of the header and each row, by the widths of letters: a table that grows past its slide
    loses its last rows."""
    rooms = _widths(table, wide, size)
    return [
        int(
            Pt(size * LINE)
            * max(
                len(lines_within(cell, room, size, is_bold=number == 0))
                for cell, room in zip(row, rooms, strict=True)
            )
            + 2 * CELL_EDGE
        )
        for number, row in enumerate((table.columns, *table.texts))
    ]


def _widths(table: DataTable, wide: int = ROOM, size: int = SIZE) -> list[int]:
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


def add_table(slide: Any, table: DataTable, box: Box, letters: int = SIZE) -> None:
    """The table at the top left of a box. letters: their size in points."""
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
            paragraph.alignment = PP_ALIGN.RIGHT if column in table.numbers else PP_ALIGN.LEFT
            set_look(paragraph, letters, style.PAGE if is_head else style.TEXT, is_bold=is_head)


def fitting_table(table: DataTable, wide: int, high: int) -> tuple[DataTable, int]:
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
