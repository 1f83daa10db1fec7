"""The catalogue as pages use it: loaded once for each build."""

from __future__ import annotations

from insight import catalogue, settings
from insight.catalogue import Catalogue, ClinicalArea, PlusGroup
from insight.store import Store


def catalogue_of(store: Store) -> Catalogue:
    """Everything in data/catalogue. Asked through `answers.drawn`, so never changed by a page."""
    return catalogue.load(settings.CATALOGUE)


def clinical_areas(store: Store, version: str) -> list[ClinicalArea]:
    """The clinical areas of a version of CORE20PLUS5, in their order."""
    listed = catalogue_of(store).clinical_areas.values()
    return sorted((each for each in listed if each.version == version), key=lambda a: a.order)


def plus_groups(store: Store, version: str) -> list[PlusGroup]:
    """The PLUS groups of a version of CORE20PLUS5, as the catalogue lists them."""
    return [each for each in catalogue_of(store).plus_groups.values() if version in each.versions]
