"""What a board pack is made of, before it is a PDF or slides."""

from __future__ import annotations

from dataclasses import dataclass, field

from insight.export.document import Table
from insight.export.image import Shown
from insight.visual.chart_data import ChartData

MANY_SOURCES = 2


@dataclass(frozen=True)
class Part:
    """One finding: its words, a figure, a table, and where it comes from.

    title says the finding; subtitle measure, areas, period and unit. shown is the page's own
    figure, with alt its words; data the same for PowerPoint, None for a map, or panels, one small
    chart for each area. source_ids are those of the catalogue. link: what to ask of the dashboard
    for this view, '' for none.
    """

    title: str
    subtitle: str = ""
    sentences: tuple[str, ...] = ()
    shown: Shown | None = None
    alt: str = ""
    data: ChartData | None = None
    panels: tuple[ChartData, ...] = ()
    table: Table | None = None
    source_ids: tuple[str, ...] = ()
    caveat: str = ""


@dataclass(frozen=True)
class Section:
    """A chapter of the pack."""

    name: str
    parts: tuple[Part, ...]
    intro: str = ""


@dataclass(frozen=True)
class Pack:
    """The whole pack. built: which figures it rests on, in words, and build_id its short name.

    sources: publisher and publication by source_id.
    """

    title: str
    subtitle: str
    built: str
    build_id: str
    link: str
    sections: tuple[Section, ...]
    sources: dict[str, tuple[str, str]] = field(default_factory=dict)

    def source_line(self, part: Part) -> str:
        """'Source: ….' for a part, '' when it has none that this build knows.

        With many sources, only who published them: the chapter on sources has the rest.
        """
        known = [self.sources[each] for each in part.source_ids if each in self.sources]
        named = [f"{publisher}, {publication}" for publisher, publication in known]
        if len(known) > MANY_SOURCES:
            named = list(dict.fromkeys(publisher for publisher, _ in known))
            return f"Sources: {'; '.join(named)}. Their publications are listed at the end."
        return f"Source: {'; '.join(named)}." if named else ""
