"""The catalogue: what this project knows of, from areas and indicators to priorities.

Analysts edit the TOML files in data/catalogue. Everything in them is checked on load, and
every mistake found is reported at once with the file, the entry and the key.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from insight.reference.catalogue.core20plus5 import Ambition, ClinicalArea, PlusGroup, Unmeasured
from insight.reference.catalogue.entries import Area, Group, Indicator, Source
from insight.reference.catalogue.loading import CatalogueError, Loading
from insight.reference.catalogue.priorities import Priority, PriorityLink
from insight.reference.catalogue.voice import (
    HeardGroup,
    PersonalColumn,
    PostcodeArea,
    Subject,
    Theme,
    VoiceLayout,
    plain_heading,
)

__all__ = [
    "Ambition",
    "Area",
    "Catalogue",
    "CatalogueError",
    "ClinicalArea",
    "Group",
    "HeardGroup",
    "Indicator",
    "PersonalColumn",
    "PlusGroup",
    "PostcodeArea",
    "Priority",
    "PriorityLink",
    "Source",
    "Subject",
    "Theme",
    "Unmeasured",
    "VoiceLayout",
    "load",
    "plain_heading",
]


@dataclass(frozen=True)
class Catalogue:
    """Everything by its id, in the order the files list it."""

    areas: dict[str, Area]
    groups: dict[str, Group]
    sources: dict[str, Source]
    indicators: dict[str, Indicator]
    priorities: dict[str, Priority] = field(default_factory=dict)
    clinical_areas: dict[str, ClinicalArea] = field(default_factory=dict)
    plus_groups: dict[str, PlusGroup] = field(default_factory=dict)
    themes: dict[str, Theme] = field(default_factory=dict)
    heard_groups: dict[str, HeardGroup] = field(default_factory=dict)
    subjects: dict[str, Subject] = field(default_factory=dict)
    voice_layouts: dict[str, VoiceLayout] = field(default_factory=dict)
    personal_columns: dict[str, PersonalColumn] = field(default_factory=dict)
    postcode_areas: dict[str, PostcodeArea] = field(default_factory=dict)

    def places(self) -> list[Area]:
        """The nine Places."""
        return [area for area in self.areas.values() if area.area_type == "place"]

    def indicators_from(self, layout: str) -> list[Indicator]:
        """Indicators whose source the reader `layout` understands."""
        return [
            indicator
            for indicator in self.indicators.values()
            if self.sources[indicator.source_id].layout == layout
        ]

    def priorities_of(self, area_code: str) -> list[Priority]:
        """What a Place, or the system, has said matters most to it."""
        return [each for each in self.priorities.values() if each.area_code == area_code]


def load(folder: Path) -> Catalogue:
    """Read and check the catalogue in `folder`. Raises CatalogueError with every mistake."""
    loading = Loading(folder)
    core20plus5 = [folder / "core20plus5.toml"]
    voice = folder / "voice"
    catalogue = Catalogue(
        areas=loading.entries(Area, "area_code", [folder / "areas.toml"]),
        groups=loading.entries(Group, "group_id", [folder / "groups.toml"]),
        sources=loading.entries(Source, "source_id", [folder / "sources.toml"]),
        indicators=loading.entries(
            Indicator, "indicator_id", sorted(folder.glob("indicators/*.toml"))
        ),
        priorities=loading.entries(Priority, "priority_id", [folder / "priorities.toml"]),
        clinical_areas=loading.entries(ClinicalArea, "clinical_area_id", core20plus5),
        plus_groups=loading.entries(PlusGroup, "group_id", core20plus5),
        themes=loading.entries(Theme, "theme_id", [voice / "themes.toml"]),
        heard_groups=loading.entries(HeardGroup, "group_id", [voice / "heard_groups.toml"]),
        subjects=loading.entries(Subject, "subject_id", [voice / "subjects.toml"]),
        voice_layouts=loading.entries(VoiceLayout, "layout_id", [voice / "columns.toml"]),
        personal_columns=loading.entries(
            PersonalColumn, "personal_column_id", [voice / "columns.toml"]
        ),
        postcode_areas=loading.entries(
            PostcodeArea, "area_code", [voice / "postcode_districts.toml"]
        ),
    )
    loading.check_unknown_tables()
    loading.check_references()
    loading.problems += _misplaced_priorities(catalogue)
    loading.problems += _personal_spellings(catalogue) + _repeated_districts(catalogue)
    if loading.problems:
        raise CatalogueError(loading.problems)
    return catalogue


def _misplaced_priorities(catalogue: Catalogue) -> list[str]:
    return [
        f"priorities.toml: priority '{each.priority_id}': '{each.area_code}' is neither a Place"
        " nor the system"
        for each in catalogue.priorities.values()
        if each.area_code in catalogue.areas
        and catalogue.areas[each.area_code].area_type not in ("place", "system")
    ]


def _personal_spellings(catalogue: Catalogue) -> list[str]:
    personal = {
        plain_heading(text): each.personal_column_id
        for each in catalogue.personal_columns.values()
        for text in each.spellings
    }
    return [
        f"voice/columns.toml: voice_layout '{layout.layout_id}': '{heading}' is personal"
        f" ({personal[plain_heading(heading)]}) and must not be read"
        for layout in catalogue.voice_layouts.values()
        for _, heading in layout.headings()
        if plain_heading(heading) in personal
    ]


def _repeated_districts(catalogue: Catalogue) -> list[str]:
    listed = Counter(d for area in catalogue.postcode_areas.values() for d in area.districts)
    return [
        f"voice/postcode_districts.toml: district '{district}' is listed {times} times"
        for district, times in listed.items()
        if times > 1
    ]
