"""Real HTML tables, read by a screen reader and printed on paper.

Every cell is escaped: a figure, a name or a refused row can never become markup.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape
from typing import Any


@dataclass(frozen=True)
class Column:
    """How one column looks. `form` turns a row into the text of its cell.

    `is_number` sets it to the right; `is_markup` means `form` escapes for itself.
    """

    label: str
    form: Callable[[Any], str]
    is_number: bool = False
    is_markup: bool = False


def table(rows: Iterable[Any], columns: list[Column], caption: str, name: str = "") -> str:
    """Rows, such as `tuples(frame)`, as an HTML table. The first column heads its row.

    `name` is an extra CSS class; with "stacked" in it a phone shows each row as a block.
    """
    heads = "".join(f'<th scope="col"{_side(each)}>{escape(each.label)}</th>' for each in columns)
    is_stacked = "stacked" in name
    body = "".join(_row(row, columns, is_stacked) for row in rows)
    return (
        f'<div class="table-scroll" tabindex="0" role="region" aria-label="{escape(caption)}">'
        f'<table class="figures {name}"><caption>{escape(caption)}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _row(row: Any, columns: list[Column], is_stacked: bool) -> str:
    first, *others = columns
    # In a block each cell carries its heading; elsewhere that would only be weight to send.
    cells = [
        f"<td{_label(each) * is_stacked}{_side(each)}>{_cell(row, each)}</td>" for each in others
    ]
    return f'<tr><th scope="row">{_cell(row, first)}</th>{"".join(cells)}</tr>'


def _cell(row: Any, column: Column) -> str:
    text = column.form(row)
    return text if column.is_markup else escape(text)


def _label(column: Column) -> str:
    return f' data-label="{escape(column.label)}"'


def _side(column: Column) -> str:
    return ' class="number"' if column.is_number else ""
