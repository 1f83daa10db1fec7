"""The catalogue: what this project knows of, from areas and indicators to priorities.

Analysts edit the TOML files in data/catalogue. Everything in them is checked on load, and
every mistake found is reported at once with the file, the entry and the key.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, get_args, get_type_hints

from insight import settings
from insight.reference.catalogue.entries import (
    Ambition,
    Area,
    CensusMeasure,
    CensusTable,
    ClinicalArea,
    County,
    Group,
    Indicator,
    Interval,
    LocalCaveat,
    ManualFlag,
    PlusGroup,
    Priority,
    PriorityLink,
    Retired,
    Source,
    Subset,
    Synonym,
    Town,
    Unmeasured,
)
from insight.reference.catalogue.keys import Entry
from insight.reference.catalogue.loading import CatalogueError, Files
from insight.reference.catalogue.voice import (
    HeardGroup,
    PersonalColumn,
    PostcodeArea,
    Subject,
    Theme,
    VoiceLayout,
)
from insight.reference.spelling import letters

__all__ = [
    "Ambition",
    "Area",
    "Catalogue",
    "CatalogueError",
    "CensusMeasure",
    "CensusTable",
    "ClinicalArea",
    "County",
    "Group",
    "HeardGroup",
    "Indicator",
    "Interval",
    "LocalCaveat",
    "ManualFlag",
    "PersonalColumn",
    "PlusGroup",
    "PostcodeArea",
    "Priority",
    "PriorityLink",
    "Retired",
    "Source",
    "Subject",
    "Subset",
    "Synonym",
    "Theme",
    "Town",
    "Unmeasured",
    "VoiceLayout",
    "load",
]


@dataclass(frozen=True)
class Catalogue:
    """Everything by its id, in the order of the file it is written in, which stands beside it."""

    areas: Annotated[dict[str, Area], "areas.toml"]
    towns: Annotated[dict[str, Town], "towns.toml"]
    counties: Annotated[dict[str, County], "towns.toml"]
    groups: Annotated[dict[str, Group], "groups.toml"]
    sources: Annotated[dict[str, Source], "sources.toml"]
    indicators: Annotated[dict[str, Indicator], "indicators/*.toml"]
    retired: Annotated[dict[str, Retired], "retired.toml"]
    synonyms: Annotated[dict[str, Synonym], "synonyms.toml"]
    local_caveats: Annotated[dict[str, LocalCaveat], "caveats.toml"]
    intervals: Annotated[dict[str, Interval], "intervals.toml"]
    census_tables: Annotated[dict[str, CensusTable], "census.toml"]
    priorities: Annotated[dict[str, Priority], "priorities.toml"]
    clinical_areas: Annotated[dict[str, ClinicalArea], "core20plus5.toml"]
    plus_groups: Annotated[dict[str, PlusGroup], "core20plus5.toml"]
    subsets: Annotated[dict[str, Subset], "flags.toml"]
    manual_flags: Annotated[dict[str, ManualFlag], "flags.toml"]
    themes: Annotated[dict[str, Theme], "voice/themes.toml"]
    heard_groups: Annotated[dict[str, HeardGroup], "voice/heard_groups.toml"]
    subjects: Annotated[dict[str, Subject], "voice/subjects.toml"]
    voice_layouts: Annotated[dict[str, VoiceLayout], "voice/columns.toml"]
    personal_columns: Annotated[dict[str, PersonalColumn], "voice/columns.toml"]
    postcode_areas: Annotated[dict[str, PostcodeArea], "voice/postcode_districts.toml"]

    def places(self) -> list[Area]:
        """The Places of the system."""
        return [area for area in self.areas.values() if area.area_type == "place"]

    def indicators_from(self, layout: str) -> list[Indicator]:
        """Indicators of which one source or other is understood by the reader `layout`."""
        return [
            each
            for indicator in self.indicators.values()
            for each in (indicator, *map(indicator.from_other, indicator.also))
            if self.sources[each.source_id].layout == layout
        ]


def load(folder: Path, system: str = "") -> Catalogue:
    """Read and check the catalogue in `folder`. Raises CatalogueError with every mistake.

    system: id of the system it is read for, '' for the one this process is about. What is local
    stands in its folder, systems/<id>; every file of the catalogue may.
    """
    kinds: dict[str, tuple[type[Entry], str]] = {}
    for name, hint in get_type_hints(Catalogue, include_extras=True).items():
        by_id, file = get_args(hint)
        kinds[name] = get_args(by_id)[1], file
    files = Files(folder, dict(kinds.values()), system or settings.system())
    catalogue = Catalogue(**{name: files.entries(kind) for name, (kind, _) in kinds.items()})
    problems = [
        *files.problems,
        *_misplaced_priorities(catalogue),
        *_still_there(catalogue),
        *_personal_spellings(catalogue),
        *_repeated_districts(catalogue),
    ]
    if problems:
        raise CatalogueError(problems)
    return replace(catalogue, areas=_within_reach(catalogue), indicators=_with_local(catalogue))


def _within_reach(catalogue: Catalogue) -> dict[str, Area]:
    """The areas without the regions that none of the others lies in."""
    parents = {area.parent_code for area in catalogue.areas.values()}
    return {
        code: area
        for code, area in catalogue.areas.items()
        if area.area_type != "region" or code in parents
    }


def _with_local(catalogue: Catalogue) -> dict[str, Indicator]:
    """The indicators, each with what only readers of this system need to know of it."""
    local = {
        each.indicator_id: indicator.model_copy(
            update={"caveat": f"{indicator.caveat} {each.caveat}"}
        )
        for each in catalogue.local_caveats.values()
        for indicator in [catalogue.indicators[each.indicator_id]]
    }
    return catalogue.indicators | local


def _misplaced_priorities(catalogue: Catalogue) -> list[str]:
    return [
        f"priorities.toml: priority '{each.priority_id}': '{each.area_code}' is neither a Place"
        " nor the system"
        for each in catalogue.priorities.values()
        if each.area_code in catalogue.areas
        and catalogue.areas[each.area_code].area_type not in ("place", "system")
    ]


def _still_there(catalogue: Catalogue) -> list[str]:
    return [
        f"retired.toml: retired '{each}': the indicator is still in the catalogue"
        for each in catalogue.retired
        if each in catalogue.indicators
    ]


def _personal_spellings(catalogue: Catalogue) -> list[str]:
    personal = {
        letters(text): each.personal_column_id
        for each in catalogue.personal_columns.values()
        for text in each.spellings
    }
    return [
        f"voice/columns.toml: voice_layout '{layout.layout_id}': '{heading}' is personal"
        f" ({personal[letters(heading)]}) and must not be read"
        for layout in catalogue.voice_layouts.values()
        for _, heading in layout.headings()
        if letters(heading) in personal
    ]


def _repeated_districts(catalogue: Catalogue) -> list[str]:
    listed = Counter(d for area in catalogue.postcode_areas.values() for d in area.districts)
    return [
        f"voice/postcode_districts.toml: district '{district}' is listed {times} times"
        for district, times in listed.items()
        if times > 1
    ]
