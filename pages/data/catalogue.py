"""The catalogue as pages use it: loaded once for each build."""

from __future__ import annotations

from insight.findings import catalogue as catalogue_of_build
from insight.reference.catalogue import Catalogue
from pages import data


def catalogue() -> Catalogue:
    """Everything in data/catalogue; shared by all readers, never to be changed."""
    return data.shared(catalogue_of_build.catalogue)
