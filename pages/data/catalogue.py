"""The catalogue as pages use it: loaded once for each build."""

from __future__ import annotations

from datetime import date

from insight.findings import catalogue as catalogue_of_build
from insight.reference.catalogue import Catalogue
from pages import data


def catalogue() -> Catalogue:
    """Everything in data/catalogue; shared by all readers, never to be changed."""
    return data.shared(catalogue_of_build.catalogue)


def breaks(indicator_id: str) -> list[tuple[date, str]]:
    """The days from which an indicator was counted differently, each with words for a chart."""
    return catalogue_of_build.breaks(data.current_store(), indicator_id)
