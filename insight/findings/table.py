"""The table of a finding: cells of words, marks and links that any medium can set.

A cell holds no markup. A page sets it as HTML, paper as HTML of its own, a slide as plain text;
files hold `DataTable.values`, the figures themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias
from urllib.parse import urlencode

import pandas as pd

from insight.visual.style import Mark


@dataclass(frozen=True)
class Link:
    """A view of the dashboard: the address of its page and its choices, by id; or a publisher's
    page, by its whole address."""

    page: str
    choices: tuple[tuple[str, str], ...] = ()

    @classmethod
    def to(cls, page: str, **choices: str) -> Link:
        """`Link.to("place", place="E06000006")`."""
        return cls(page, tuple(choices.items()))

    @property
    def address(self) -> str:
        """The address below the dashboard's own: 'place?place=E06000006'."""
        return f"{self.page}?{urlencode(self.choices)}" if self.choices else self.page or "./"

    def under(self, dashboard: str) -> str:
        """The whole address, for readers elsewhere. dashboard: the address of the dashboard."""
        is_whole = self.page.startswith(("https://", "http://"))
        return self.address if is_whole else f"{dashboard.rstrip('/')}/{self.address}"


@dataclass(frozen=True)
class Words:
    """A run of plain text. is_quiet: it stands where a figure would be."""

    text: str
    link: Link | None = None
    is_strong: bool = False
    is_quiet: bool = False


Piece: TypeAlias = Words | Mark
Line: TypeAlias = tuple[Piece, ...]


@dataclass(frozen=True)
class Cell:
    """What stands in one cell: a line of pieces, smaller lines under it, a drawing beside it.

    drawing: a small SVG; alt: it in words, '' where the figure beside it says the same. fill and
    ink: colours of `visual.style` behind and of the words, '' for those of the page. caution:
    what to know before using the figure, which a page folds away. below: more of the same kind,
    one under the other in the same cell; their own drawings, colours and `below` are not set.
    """

    main: Line = ()
    notes: tuple[Line, ...] = ()
    drawing: str = ""
    alt: str = ""
    fill: str = ""
    ink: str = ""
    caution: str = ""
    below: tuple[Cell, ...] = ()

    @property
    def text(self) -> str:
        """The cell as plain text, for slides and for tests; without the caution."""
        whole = [line for part in (self, *self.below) for line in (part.main, *part.notes)]
        lines = [_plain(line) for line in whole]
        found = ""
        for line in filter(None, lines):
            is_plain = line.startswith("(") or found.endswith((".", "!", "?"))
            between = "" if not found else " " if is_plain else "; "
            found = f"{found.rstrip(':;')}{between}{line}"
        return found


def cell(*main: str | Piece, notes: Iterable[str | Piece | Line] = (), **more: Any) -> Cell:
    """A cell of strings, words and marks. Notes are lines of their own; '' notes are left out.

    more: the other fields of `Cell`, by name.
    """
    lines = [note if isinstance(note, tuple) else (note,) for note in notes]
    return Cell(
        tuple(map(_piece, main)),
        tuple(tuple(map(_piece, line)) for line in lines if any(each != "" for each in line)),
        **more,
    )


def strong(text: str) -> Words:
    """Words that stand out."""
    return Words(text, is_strong=True)


def quiet(text: str) -> Words:
    """Words where a figure would be."""
    return Words(text, is_quiet=True)


def linked(text: str, page: str, **choices: str) -> Words:
    """Words that lead to a view."""
    return Words(text, Link.to(page, **choices))


@dataclass(frozen=True)
class Column:
    """A heading, and what turns a row into its cell. is_number sets it to the right."""

    label: str
    form: Callable[[Any], Cell | Piece | str]
    is_number: bool = False


@dataclass(frozen=True, eq=False)
class DataTable:
    """A table under a caption. The first cell of a row heads it.

    numbers: positions of the columns set to the right. values: a row for each figure, for files,
    with the columns of the query or analysis it comes from.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    values: pd.DataFrame = field(default_factory=pd.DataFrame)
    numbers: frozenset[int] = frozenset()

    @property
    def texts(self) -> tuple[tuple[str, ...], ...]:
        """The rows as plain text."""
        return tuple(tuple(each.text for each in row) for row in self.rows)


def data_table(
    caption: str, columns: Iterable[Column], rows: Iterable[Any], values: pd.DataFrame
) -> DataTable:
    """The table of these rows, such as `store.rows.tuples(frame)`."""
    listed = tuple(columns)
    return DataTable(
        caption,
        tuple(column.label for column in listed),
        tuple(tuple(_cell(column.form(row)) for column in listed) for row in rows),
        values,
        frozenset(number for number, column in enumerate(listed) if column.is_number),
    )


def _cell(given: Cell | Piece | str) -> Cell:
    return given if isinstance(given, Cell) else Cell((_piece(given),))


def _piece(given: str | Piece) -> Piece:
    return Words(given) if isinstance(given, str) else given


def spaced(line: Line) -> Iterator[tuple[str, Piece]]:
    """Each piece with the space before it: none at the start, before a comma, inside a bracket."""
    before = "("
    for each in line:
        text = "" if isinstance(each, Mark) else each.text
        is_close = before.endswith("(") or text[:1] in (",", ".", ";", ":", ")")
        yield "" if is_close else " ", each
        before = text


def _plain(line: Line) -> str:
    texts = (
        (space, f"{each.glyph} {each.word}" if isinstance(each, Mark) else each.text)
        for space, each in spaced(line)
    )
    return "".join(space + text.strip() for space, text in texts).strip()
