"""What an insight report is made of, before it is HTML or PDF. All of it is plain text."""

from __future__ import annotations

from dataclasses import dataclass, field

from insight.export.document import Table

DEMONSTRATION = (
    "Demonstration. Nobody said this: words and counts from people were written to show how the"
    " report works. Official figures are real."
)


@dataclass(frozen=True)
class Chapter:
    """A part under one heading: sentences, then a table, then people's words, then a note."""

    name: str
    sentences: tuple[str, ...] = ()
    grid: Table | None = None
    quotes: tuple[tuple[str, str], ...] = field(default=())
    note: str = ""


@dataclass(frozen=True)
class Report:
    """The whole report. area: its name. short: what matters most, a sentence each.

    built: which build and day it rests on, in words; build_id: the short name of the build.
    """

    title: str
    area: str
    built: str
    build_id: str
    short: tuple[str, ...]
    chapters: tuple[Chapter, ...]
    is_demonstration: bool

    @property
    def file_name(self) -> str:
        """Name of its file without the ending; a demonstration says so."""
        kind = "-demonstration" if self.is_demonstration else ""
        return f"insight-report-{self.area}{kind}-{self.build_id}".replace(" ", "-")
