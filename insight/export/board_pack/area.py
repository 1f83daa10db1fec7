"""Whose pack it is, and what many parts of it ask."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from insight.analysis import comparisons
from insight.analysis.comparisons import WIDER_AREAS
from insight.reference.areas import ENGLAND, SYSTEM
from insight.reference.catalogue import Catalogue
from insight.statistics import verdicts
from insight.store import Store, queries

EDITION = "2025"
BENCHMARK = "England"


class UnknownArea(ValueError):
    """There is no such Place. The message lists those there are."""


@dataclass(frozen=True)
class Area:
    """A Place, or the system, with the store that answers and the catalogue."""

    store: Store
    catalogue: Catalogue
    code: str
    name: str

    @property
    def is_system(self) -> bool:
        """Whether the pack is about all nine Places together."""
        return self.code == SYSTEM

    @property
    def where(self) -> str:
        """The area inside a sentence."""
        return "the nine Places" if self.is_system else self.name

    @cached_property
    def listed(self) -> set[str]:
        """Ids of the indicators with any figure."""
        return set(queries.indicators(self.store)["indicator_id"])

    @cached_property
    def comparisons(self) -> pd.DataFrame:
        """Places beside England on every indicator: one Place's rows, or those of all nine."""
        rows = queries.place_comparisons(self.store, ENGLAND)
        rows = rows if self.is_system else rows[rows["place_code"] == self.code]
        return verdicts.with_row_verdicts(rows)

    @cached_property
    def gaps(self) -> pd.DataFrame:
        """The latest tested gaps between groups inside the area, of every indicator."""
        rows = queries.strongest_inequalities(self.store)
        return rows[rows["area_code"] == self.code]

    @cached_property
    def profile(self) -> pd.DataFrame:
        """One Place on every indicator with its trend; empty for the system."""
        if self.is_system:
            return pd.DataFrame(columns=["indicator_id"])
        return comparisons.profile(self.store, self.code, comparisons.AGAINST_ENGLAND)

    def sources_of(self, indicator_ids: Iterable[str]) -> tuple[str, ...]:
        """The sources of these indicators, each once."""
        known = self.catalogue.indicators
        found = [known[each].source_id for each in indicator_ids if each in known]
        return tuple(dict.fromkeys(found))


def find_area(store: Store, catalogue: Catalogue, wanted: str) -> Area:
    """The Place with this name or code; '' or the system's name is the system.

    Spellings do not matter: 'st. helens' is St Helens. Raises UnknownArea.
    """
    places = queries.places(store)
    names = dict(zip(places["place_code"], places["place_name"], strict=True))
    names[SYSTEM] = WIDER_AREAS[SYSTEM]
    plain = _plain(wanted)
    for code, name in names.items():
        if plain in (_plain(code), _plain(name)) or (code == SYSTEM and plain in ("", "system")):
            return Area(store, catalogue, code, name)
    raise UnknownArea(f"there is no Place called '{wanted}': choose {', '.join(names.values())}")


def _plain(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())
