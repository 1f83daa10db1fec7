"""The catalogue as findings use it: read once for each build."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path

from insight import settings
from insight.reference.catalogue import (
    Catalogue,
    ClinicalArea,
    PlusGroup,
    Retired,
    Unmeasured,
    load,
)
from insight.store import Store, queries

BREAK = "counted differently from here"


def catalogue(store: Store) -> Catalogue:
    """Everything in data/catalogue; shared by all, never to be changed. Raises CatalogueError."""
    return _catalogue(store.build_id, settings.CATALOGUE)


def clinical_areas(store: Store, version: str = "") -> list[ClinicalArea]:
    """The clinical areas of a version of CORE20PLUS5 in their order; '' for both, adults first."""
    listed = catalogue(store).clinical_areas.values()
    found = [each for each in listed if version in ("", each.version)]
    return sorted(found, key=lambda each: (each.version, each.order))


def unmeasured(store: Store, area: ClinicalArea) -> list[Unmeasured]:
    """What nothing in this build shows of a clinical area; what was awaited and has come is not."""
    listed = set(queries.indicators(store)["indicator_id"])
    return [each for each in area.unmeasured if each.awaited_indicator_id not in listed]


def plus_groups(store: Store, version: str = "") -> list[PlusGroup]:
    """The PLUS groups of a version of CORE20PLUS5, as the catalogue lists them; '' for both."""
    listed = catalogue(store).plus_groups.values()
    return [each for each in listed if not version or version in each.versions]


def retired(store: Store) -> dict[str, Retired]:
    """Indicators that are no longer shown, by the id that old links hold."""
    return catalogue(store).retired


def breaks(store: Store, indicator_id: str) -> list[tuple[date, str]]:
    """The days from which an indicator was counted differently, each with words for a chart."""
    found = catalogue(store).indicators.get(indicator_id)
    return [(day, BREAK) for day in found.breaks] if found else []


# Two, as with stores: while a new build takes over, people still look at the old one.
@lru_cache(maxsize=2)
def _catalogue(build_id: str, folder: Path) -> Catalogue:
    return load(folder)
