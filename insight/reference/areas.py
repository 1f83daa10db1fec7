"""Areas by code and by name, and what figures are set against.

What areas are called stands in data/catalogue/areas.toml and nowhere else; the codes that code
has to name stand here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from insight.reference.catalogue import Area, Catalogue, load
from insight.settings import CATALOGUE

ENGLAND = "E92000001"
NORTH_WEST = "E12000002"
SYSTEM = "E54000008"
# The others of the North West, as their codes stand now or stood before 2023: unitary and
# metropolitan authorities, the two counties, and the districts inside them.
NORTH_WEST_AUTHORITIES = (
    *("E06000008", "E06000009", "E06000063", "E06000064"),
    *(f"E080000{number:02d}" for number in range(1, 11)),
    *("E10000006", "E10000017"),
    *(f"E070000{number}" for number in range(26, 32)),
    *(f"E07000{number}" for number in range(117, 129)),
)
FEWEST_AUTHORITIES = 100  # whose figures make a range, or an order, of English authorities
SIMILAR = "similar"  # in place of a code: the authorities most like each Place
WIDER_AREAS = (SYSTEM, ENGLAND, NORTH_WEST)
BENCHMARKS = (ENGLAND, NORTH_WEST, SYSTEM, SIMILAR)  # in the order of the picker
CONFIDENCES = (0.95, 0.998)


class UnknownArea(ValueError):
    """There is no such Place. The message lists those there are."""


@cache
def project_catalogue() -> Catalogue:
    """The catalogue that comes with the project. Read once. Raises CatalogueError."""
    return load(CATALOGUE)


def areas() -> Mapping[str, Area]:
    """The areas of data/catalogue by code, in its order."""
    return project_catalogue().areas


def find_area(text: str) -> str:
    """The code of the Place, or of the system, that is meant. Raises UnknownArea.

    text: its code, its name or another spelling of it, whatever the case, spaces and punctuation
    ('wirral', 'st. helens', 'st-helens'). '' and 'system' are the system.
    """
    if not text.strip():
        return SYSTEM
    choices = [each for each in areas().values() if each.area_type in ("system", "place")]
    for area in choices:
        names = (area.area_code, area.area_name, area.short_name, *area.spellings)
        if letters(text) in map(letters, names):
            return area.area_code
    listed = ", ".join(area.area_name for area in choices)
    raise UnknownArea(f"there is no Place called '{text}': choose {listed}")


def letters(text: str) -> str:
    """Its letters and digits alone, whatever their case: so spellings are compared."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())


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
        """Inside a sentence: 'Cheshire and Merseyside'. Raises KeyError for an unknown code."""
        return "similar areas" if self.code == SIMILAR else areas()[self.code].area_name

    @property
    def label(self) -> str:
        """On the picker: 'System'. Raises KeyError for an unknown code."""
        return "Similar areas" if self.code == SIMILAR else areas()[self.code].short_name
