"""What was found: one heading with its sentence, picture, table, source and caveat."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import plotly.graph_objects as go

from insight.findings.table import DataTable, Link
from insight.reference.vocabulary import SYNTHETIC_SOURCE
from insight.visual.chart_data import ChartData

# A Plotly figure, or what the map component is given to draw (see visual.maps.map_payload).
Picture: TypeAlias = go.Figure | Mapping[str, Any]

__all__ = ["Finding", "Link", "Picture"]


@dataclass(frozen=True, eq=False)
class Finding:
    """One finding, ready to be drawn on a page, on paper, on a slide or into a file.

    finding_id: names its files and its place on a page; no two on one page are alike. title: the
    finding. subtitle: measure, areas, period and unit. sentence: what the figures say, in plain
    text. picture: a chart or a map, None where the table is the figure; alt: the picture in words.
    table: every value the picture shows, intervals included. source_ids: of the catalogue.
    caveat: what to know before using it. flags: signs of doubt, a sentence each. link: the view
    of the dashboard it belongs to. about: what is the same for every row of its files, by the
    names of `export.files` (indicator_id, unit, benchmark_name, confidence …). is_demonstration:
    made up, and so never published. editable: makes the
    same chart as data for PowerPoint, one for each panel; None where it has no chart of that kind.
    """

    finding_id: str
    title: str
    table: DataTable
    subtitle: str = ""
    sentence: str = ""
    picture: Picture | None = None
    alt: str = ""
    source_ids: tuple[str, ...] = ()
    caveat: str = ""
    flags: tuple[str, ...] = ()
    link: Link | None = None
    about: Mapping[str, Any] = field(default_factory=dict)
    editable: Callable[[], tuple[ChartData, ...]] | None = None
    is_demonstration: bool = False

    def __post_init__(self) -> None:
        """Figures from made-up records are a demonstration, wherever they are shown."""
        made_up = SYNTHETIC_SOURCE in self.source_ids
        object.__setattr__(self, "is_demonstration", self.is_demonstration or made_up)

    @property
    def heading(self) -> str:
        """What stands over it: its title; of what was invented, which found nothing, its name."""
        return f"{self.table.caption} (demonstration)" if self.is_demonstration else self.title
