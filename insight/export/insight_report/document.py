"""The insight report as one HTML document that stands alone and prints well.

Language, headings in order, tables whose heads say what they head, no colour without a word, and
nothing fetched from anywhere.
"""

from __future__ import annotations

from html import escape
from pathlib import Path

from insight.export.document import LANGUAGE, Table, style_sheet
from insight.export.insight_report.parts import DEMONSTRATION, Chapter, Report

CSS = Path(__file__).with_name("report.css")


def html(report: Report) -> str:
    """The whole document. A demonstration says so in its first line and in its title."""
    kind = " (demonstration)" if report.is_demonstration else ""
    comment = f"<!-- {DEMONSTRATION} -->" if report.is_demonstration else ""
    return (
        f'<!DOCTYPE html>{comment}<html lang="{LANGUAGE}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(report.title)}{kind}</title>"
        f'<meta name="description" content="{escape(report.built)}">'
        f"<style>{style_sheet(CSS)}</style></head><body>{_banner(report)}"
        f'<main><h1>{escape(report.title)}</h1><p class="built">{escape(report.built)}</p>'
        f"{body(report)}</main></body></html>"
    )


def body(report: Report) -> str:
    """What stands under the title: the summary and the chapters."""
    short = "".join(f"<li>{escape(sentence)}</li>" for sentence in report.short)
    chapters = "".join(map(_chapter, report.chapters))
    return f'<section><h2 class="heading">In short</h2><ul>{short}</ul></section>{chapters}'


def _banner(report: Report) -> str:
    if not report.is_demonstration:
        return ""
    return f'<p class="demonstration" role="note"><strong>{escape(DEMONSTRATION)}</strong></p>'


def _chapter(chapter: Chapter) -> str:
    said = "".join(f"<p>{escape(words)}</p>" for words in chapter.sentences if words)
    quotes = "".join(
        f'<blockquote class="said" dir="auto"><p>{escape(text)}</p>'
        f"<footer>{escape(whose)}</footer></blockquote>"
        for text, whose in chapter.quotes
    )
    heading = f'<h3 class="priority">In people\'s own words</h3>{quotes}' if quotes else ""
    note = f'<p class="caveat">{escape(chapter.note)}</p>' if chapter.note else ""
    grid = table(chapter.grid) if chapter.grid else ""
    name = escape(chapter.name)
    return f'<section><h2 class="heading">{name}</h2>{said}{grid}{heading}{note}</section>'


def table(grid: Table) -> str:
    """A table whose first column heads its rows."""
    heads = "".join(
        f'<th scope="col"{_side(grid, place)}>{escape(head)}</th>'
        for place, head in enumerate(grid.heads)
    )
    rows = "".join(_row(grid, row) for row in grid.rows)
    return (
        f'<table class="figures stacked"><caption>{escape(grid.caption)}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _row(grid: Table, row: tuple[str, ...]) -> str:
    cells = "".join(
        f'<td data-label="{escape(grid.heads[place])}"{_side(grid, place)}>{escape(cell)}</td>'
        for place, cell in enumerate(row[1:], start=1)
    )
    return f'<tr><th scope="row">{escape(row[0])}</th>{cells}</tr>'


def _side(grid: Table, place: int) -> str:
    return ' class="number"' if place in grid.numbers else ""
