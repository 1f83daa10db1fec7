"""Areas by code and by name, and what figures are set against.

What areas are called, and their codes, stand in the catalogue and nowhere else: England and its
regions in areas.toml, a system and its Places in systems/<id>/areas.toml. Those that code has to
name are named here.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from insight import settings
from insight.reference.catalogue import Area, Catalogue, load
from insight.reference.spelling import letters
from insight.reference.systems import written_areas
from insight.settings import CATALOGUE


def _written() -> Iterator[dict[str, Any]]:
    """The areas of this process as they are written, England and every region first."""
    yield from tomllib.loads((CATALOGUE / "areas.toml").read_text(encoding="utf-8"))["area"]
    yield from written_areas(settings.system())


# Settled when this is imported: a process is about one system.
_BY_TYPE = {area["area_type"]: area for area in _written() if area["area_type"] != "region"}
_REGIONS = {area["area_code"]: area for area in _written() if area["area_type"] == "region"}
ENGLAND: str = _BY_TYPE["country"]["area_code"]
SYSTEM: str = _BY_TYPE["system"]["area_code"]
SYSTEM_NAME: str = _BY_TYPE["system"]["area_name"]
_REGION = _REGIONS.get(_BY_TYPE["system"].get("parent_code"), {})
# '' where the Places are regions themselves: of England, which then is the system, or of a part.
REGION: str = _REGION.get("area_code", "")
REGION_NAME: str = _REGION.get("area_name", "")
REGION_AUTHORITIES: tuple[str, ...] = tuple(_REGION.get("authority_codes", ()))
KIND_OF_PLACE = "council area" if REGION else "region"
PLACE_COUNT = sum(area["area_type"] == "place" for area in _written())
# What an NHS area of several Places covers, inside a sentence: 'both Cheshire Places'.
SEVERAL_PLACES: str = _BY_TYPE.get("sub_icb", {}).get("covers", "several Places")
# 'nine', or '23': how many Places there are, inside a sentence.
_IN_WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
HOW_MANY = dict(enumerate(_IN_WORDS, start=2)).get(PLACE_COUNT, str(PLACE_COUNT))
FEWEST_AUTHORITIES = 100  # whose figures make a range, or an order, of English authorities
SIMILAR = "similar"  # in place of a code: the authorities most like each Place
PLACES = "places"  # in place of a code: the Places of the system
WIDER_AREAS = tuple(dict.fromkeys(filter(None, (SYSTEM, ENGLAND, REGION))))
# In the order of the picker, each area once. Authorities may be like an authority, not a region.
BENCHMARKS = tuple(dict.fromkeys(filter(None, (ENGLAND, REGION, SYSTEM, SIMILAR * bool(REGION)))))
CONFIDENCES = (0.95, 0.998)


class UnknownArea(ValueError):
    """There is no such Place. The message lists those there are."""


@cache
def project_catalogue() -> Catalogue:
    """The catalogue that comes with the project. Read once. Raises CatalogueError."""
    return load(CATALOGUE)


def areas() -> Mapping[str, Area]:
    """The areas of the catalogue by code, in its order."""
    return project_catalogue().areas


def other_systems() -> tuple[str, ...]:
    """Names of the systems of the catalogue that have no Place of the one this process is about."""
    every = map(written_areas, settings.systems())
    ours = {area.area_code for area in project_catalogue().places()}
    return tuple(
        area["area_name"]
        for written in every
        if not any(each["area_code"] in areas() for each in written)
        for area in written
        if area["area_type"] == "system" and area["parent_code"] not in ours
    )


def find_area(text: str) -> str:
    """The code of the Place, or of the system, that is meant. Raises UnknownArea.

    text: its code, its name or another spelling of it, whatever the case, spaces and punctuation
    ('wirral', 'st. helens', 'st-helens'). '' and 'system' are the system.
    """
    if not text.strip() or letters(text) == "system":
        return SYSTEM
    choices = [each for each in areas().values() if each.area_type in ("system", "place")]
    for area in choices:
        names = (area.area_code, area.area_name, area.short_name, *area.spellings)
        if letters(text) in map(letters, names):
            return area.area_code
    listed = ", ".join(area.area_name for area in choices)
    raise UnknownArea(f"there is no Place called '{text}': choose {listed}")


@dataclass(frozen=True)
class Benchmark:
    """What a figure is set against, and how sure a difference must be to be called one.

    code: an area's, or SIMILAR. Raises ValueError when confidence is not one of CONFIDENCES.
    """

    code: str = ENGLAND
    confidence: float = 0.95

    def __post_init__(self) -> None:
        if self.confidence not in CONFIDENCES:
            raise ValueError(f"confidence must be 0.95 or 0.998, not {self.confidence}")

    @property
    def percent(self) -> float:
        """The confidence as files give it: 95 or 99.8."""
        return round(100 * self.confidence, 1)

    @property
    def name(self) -> str:
        """Inside a sentence: 'the North West'. Raises KeyError for an unknown code."""
        name = "similar areas" if self.code == SIMILAR else areas()[self.code].area_name
        return f"the {name}" if name.startswith(("North ", "South ", "East ", "West ")) else name

    @property
    def label(self) -> str:
        """On the picker: 'System'. Raises KeyError for an unknown code."""
        return "Similar areas" if self.code == SIMILAR else areas()[self.code].short_name
