"""A file, and what became of its rows."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field

import pandas as pd

from etl.layout import Layout
from etl.opening.content import (
    Boundaries,
    Table,
)

NOT_OUR_AREAS = (
    "None of its areas is ours, or known here. If it is about our areas, add the file that lists"
    " these (`python -m etl fetch --list` names it), and build again."
)
Report = Callable[[str, int, int], None]


@dataclass
class File:
    """A file, or a part of one, and what became of its rows.

    layer: the number of the folder it was in; what lies in later folders counts before earlier.
    lack: what to say when none of its rows is loaded.
    """

    path: str
    sha256: str
    byte_count: int
    layout: Layout | None = None
    content: Table | Boundaries | None = None
    state: str = "loaded"
    note: str = ""
    read_count: int = 0
    outside_count: int = 0
    rejections: list[pd.DataFrame] = field(default_factory=list)
    spelling: dict[str, str] = field(default_factory=dict)  # the layout's columns → the file's
    layer: int = 0
    lack: str = NOT_OUR_AREAS

    @property
    def file_id(self) -> str:
        return hashlib.sha256(f"{self.path}\n{self.sha256}".encode()).hexdigest()[:12]

    @property
    def is_personal(self) -> bool:
        return self.layout is not None and self.layout.is_personal

    def refused_rows(self) -> set[int]:
        """Numbers of the refused rows; refusals of the whole file (row 0) are about none."""
        return {int(n) for frame in self.rejections for n in frame["row_number"] if n}

    def remark(self, words: str) -> None:
        """Add a sentence to the file's note."""
        self.note = f"{self.note} {words}".strip()
