"""The catalogue as pages use it: loaded once for each build."""

from __future__ import annotations

from datetime import date

from insight import settings
from insight.reference import catalogue as catalogue_files
from insight.reference.catalogue import Catalogue, ClinicalArea, PlusGroup
from insight.store import Store
from pages import data

BREAK = "counted differently from here"


def catalogue() -> Catalogue:
    """Everything in data/catalogue; shared by all readers, never to be changed."""
    return data.shared(_loaded)


def clinical_areas(version: str) -> list[ClinicalArea]:
    """The clinical areas of a version of CORE20PLUS5, in their order."""
    listed = catalogue().clinical_areas.values()
    return sorted((each for each in listed if each.version == version), key=lambda a: a.order)


def plus_groups(version: str) -> list[PlusGroup]:
    """The PLUS groups of a version of CORE20PLUS5, as the catalogue lists them."""
    return [each for each in catalogue().plus_groups.values() if version in each.versions]


def breaks(indicator_id: str) -> list[tuple[date, str]]:
    """The days from which an indicator was counted differently, each with words for a chart."""
    found = catalogue().indicators.get(indicator_id)
    return [(day, BREAK) for day in found.breaks] if found else []


def _loaded(store: Store) -> Catalogue:
    return catalogue_files.load(settings.CATALOGUE)
