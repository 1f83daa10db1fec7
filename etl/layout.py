"""What a reader is, and what it hands over.

A reader knows one publisher's layout. It picks the rows the catalogue asks for and says, in
text, what each one claims: which indicator, area, group and period, and which figures. It
adds no meaning beyond that: numbers stay text until `etl.values` reads them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

import pandas as pd

from etl.opening.content import Boundaries, Table
from insight.reference.catalogue import Catalogue
from insight.reference.spelling import letters

CLAIM_COLUMNS = (
    "indicator_id",
    "area_code",
    "group_id",
    "sex",
    "age",
    "period",
    "value",
    "lower_ci",
    "upper_ci",
    "numerator_count",
    "denominator_count",
    "value_note",
)
REJECTION_COLUMNS = ("row_number", "column_name", "reason", "raw_text")


@dataclass
class Reading:
    """What one table holds.

    claims: text frame with CLAIM_COLUMNS and, where needed, year_kind (see values.periods),
        indexed by row number (absent columns mean blank; one row may make several claims).
    columns: claim column → the publisher's column it came from, for error messages.
    tables: frames for other tables by name; their index is the row number.
    outside_count: rows about areas or measures the catalogue does not list.
    rejections: frames with REJECTION_COLUMNS.
    note: what to know about this file, in words. remarks: what the checks have to add to it.
    """

    claims: pd.DataFrame | None = None
    columns: dict[str, str] = field(default_factory=dict)
    tables: dict[str, pd.DataFrame] = field(default_factory=dict)
    outside_count: int = 0
    rejections: list[pd.DataFrame] = field(default_factory=list)
    note: str = ""
    remarks: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Reference:
    """What readers and checks may look up.

    area_types: the areas known so far, code → area_type. usual_figures: indicator_id → the middle
    nine tenths of its figures known so far. practices: a GP practice's code, or its plain name
    where no other has it → the code of its Place. authorities: plain name → code, of those
    elsewhere in England.
    """

    catalogue: Catalogue
    area_types: dict[str, str]
    usual_figures: dict[str, tuple[float, float]] = field(default_factory=dict)
    practices: dict[str, str] = field(default_factory=dict)
    authorities: dict[str, str] = field(default_factory=dict)

    def is_area(self, codes: pd.Series) -> pd.Series:
        """Which codes are of an area known so far."""
        # pandas goes through a list of texts one by one, and files name few of the 3,000 areas.
        return codes.isin([code for code in codes.unique() if code in self.area_types])


@dataclass(frozen=True)
class Layout:
    """A publisher's layout. Case, spaces and punctuation of headings do not matter.

    columns: header columns that must all be there (or property names of shapes).
    optional: columns its reader looks for as well, where a file spells them in its own way.
    read: turns a table of this layout into a Reading.
    is_geography: read before all others, because the others need to know its areas.
    is_reference: recognised so that nobody wonders, and not loaded; note says why.
    is_personal: holds what people said, so nothing of a refused row is kept.
    """

    name: str
    columns: tuple[str, ...]
    read: Callable[[Table, Reference], Reading] | None = None
    read_boundaries: Callable[[Boundaries, Reference], Reading] | None = None
    is_geography: bool = False
    is_reference: bool = False
    source_id: str | None = None
    is_personal: bool = False
    optional: tuple[str, ...] = ()
    note: str = ""

    @cached_property
    def plain_columns(self) -> dict[str, str]:
        """The columns by their plain headings."""
        return {letters(column): column for column in self.columns}

    def fits(self, header: Iterable[str]) -> bool:
        return not self.missing(header)

    def missing(self, header: Iterable[str]) -> tuple[str, ...]:
        """The columns that a header lacks."""
        present = plain_headings(tuple(header))
        return tuple(each for plain, each in self.plain_columns.items() if plain not in present)

    def distance(self, header: Iterable[str]) -> float:
        """Share of the layout's columns that are not there, 0 to 1."""
        return len(self.missing(header)) / len(self.columns)

    def hint(self, path: str, header: Sequence[str]) -> str:
        """What to do about a file nobody reads that is of this kind; '' where it is not."""
        return ""

    def repeats(self, header: Sequence[str]) -> tuple[str, ...]:
        """Columns the layout needs that are there more than once."""
        plain = [letters(name) for name in header]
        return tuple(
            column
            for column in self.columns
            if header.count(column) > 1
            or (column not in header and plain.count(letters(column)) > 1)
        )

    def spelling(self, header: Sequence[str]) -> dict[str, str]:
        """The file's spelling of a column → the layout's, where they differ."""
        found: dict[str, str] = {}
        present = set(header)
        theirs = {letters(name): name for name in reversed(header)}
        for column in (*self.columns, *self.optional):
            name = theirs.get(letters(column))
            if column not in present and name is not None and name not in self.columns:
                found.setdefault(name, column)
        return found

    def uses(self, header: Sequence[str]) -> tuple[int, ...]:
        """Where the columns stand that this layout is known to need."""
        return tuple(n for n, name in enumerate(header) if name in (*self.columns, *self.optional))


@lru_cache(maxsize=4096)
def plain_headings(header: tuple[str, ...]) -> frozenset[str]:
    """The headings for comparing, as letters has them."""
    return frozenset(letters(name) for name in header) - {""}


def respell(layout: Layout, name: str, spelling: dict[str, str]) -> Layout:
    """The same layout for files that spell its columns differently.

    spelling: the layout's column → the file's. One reader serves both: columns are renamed on
    the way in, and refusals name the column as it stands in the file.
    """
    known = {theirs: ours for ours, theirs in spelling.items()}

    def read(table: Table, reference: Reference) -> Reading:
        assert layout.read is not None
        rows = table.rows.rename(columns=known)
        reading = layout.read(replace(table, columns=tuple(rows), rows=rows), reference)
        for refused in reading.rejections:
            refused["column_name"] = refused["column_name"].replace(spelling)
        names = {claim: spelling.get(column, column) for claim, column in reading.columns.items()}
        return replace(reading, columns=names)

    columns = tuple(spelling.get(column, column) for column in layout.columns)
    return replace(layout, name=name, columns=columns, read=read)


def rejection(rows: pd.Index, column_name: str, reason: str, raw_text: object) -> pd.DataFrame:
    """A frame of refusals with one reason for many rows."""
    return pd.DataFrame(
        {
            "row_number": rows,
            "column_name": column_name,
            "reason": reason,
            "raw_text": pd.Series(raw_text, index=rows, dtype=str).str.slice(0, 200),
        }
    ).reset_index(drop=True)


def refused(table: Table, reason: str) -> Reading:
    """The reading of a whole table refused, for a reason that says what to do."""
    return Reading(
        outside_count=len(table.rows),
        rejections=[rejection(pd.Index([0]), "whole file", reason, "")],
        note=f"{reason[0].upper()}{reason[1:]}.",
    )
