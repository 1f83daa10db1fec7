"""Systems: those of the catalogue, and those that a list of authorities makes.

A system of the catalogue is a folder, data/catalogue/systems/<id>. Its Places are local
authorities of one region; those of England itself are the regions. A list of its authorities, or of
several systems, is a system too and stands in no file: its id is the list itself, ids of systems
and codes of Places joined by '+' in the order of the catalogue. So whatever holds the id (a store,
the pointer beside it, INSIGHT_SYSTEM) says all there is to know.
"""

from __future__ import annotations

import difflib
import hashlib
import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from insight.reference.spelling import letters
from insight.settings import JOIN, SYSTEMS, SettingRefused

Written = dict[str, Any]  # an area, as areas.toml has it
FILE = "areas.toml"
IN_FULL = 3  # how many names of a list its own name gives
NEAR = 4  # how many near names a refusal gives


class UnknownSystem(SettingRefused):
    """No system is meant by these words. The message says which there are, and what to do."""


@dataclass(frozen=True)
class _System:
    """A system of the catalogue: itself, its Places, and all its areas, as they are written."""

    system_id: str
    areas: list[Written]

    @property
    def itself(self) -> Written:
        return next(area for area in self.areas if area["area_type"] == "system")

    @property
    def places(self) -> dict[str, Written]:
        """By code, in the order of the file."""
        return {a["area_code"]: a for a in self.areas if a["area_type"] == "place"}

    @property
    def lies_in(self) -> str:
        """Code of its region; of England its own, which is where its regions lie."""
        return str(self.itself.get("parent_code") or self.itself["area_code"])


def written_areas(system_id: str, folder: Path = SYSTEMS) -> list[Written]:
    """A system and its Places, as they are written. Raises UnknownSystem."""
    if JOIN not in system_id:
        return _read(folder / system_id / FILE)
    systems = _systems(folder)
    parts: list[Written] = []
    inside: list[Written] = []
    regions = set()
    for part in system_id.split(JOIN):
        owner = systems.get(part) or next((s for s in systems.values() if part in s.places), None)
        if owner is None:
            raise UnknownSystem(_unknown([part], systems))
        regions.add(owner.lies_in)
        if part in systems:
            parts.append(owner.itself)
            inside += [area for area in owner.areas if area is not owner.itself]
        else:
            parts.append(owner.places[part])
            inside.append(owner.places[part])
    if len(regions) > 1:
        raise UnknownSystem(
            f"{_name(parts)} do not lie side by side in one region, or are not all regions of"
            " England. Build one system for each region."
        )
    every_code = [code for part in parts for code in part.get("nhs_codes", ())]
    itself = {
        "area_code": f"X{hashlib.sha256(system_id.encode()).hexdigest()[:8].upper()}",
        "area_name": _name(parts),
        "short_name": "System",
        "area_type": "system",
        "parent_code": regions.pop(),
        "nhs_codes": every_code if all(part.get("nhs_codes") for part in parts) else [],
    }
    return [itself, *({**area, "parent_code": itself["area_code"]} for area in inside)]


def find_system(words: str, folder: Path = SYSTEMS) -> str:
    """Id of the system that is meant. Raises UnknownSystem.

    words: a system, or authorities and systems with commas between them, each by its code, its id,
    its name or another spelling, whatever the case, spaces and punctuation. All Places of a system
    are that system.
    """
    systems = _systems(folder)
    meant = _meant(words, systems)
    if meant is None:  # no one name: a list
        pieces = [each.strip() for each in re.split(rf"[,;{JOIN}\n]", words) if each.strip()]
        found = {each: _meant(each, systems) for each in pieces or [words]}
        unknown = [each for each, codes in found.items() if codes is None]
        if unknown:
            raise UnknownSystem(_unknown(unknown, systems))
        meant = {code for codes in found.values() for code in codes or ()}
    if len(meant) == 1:
        raise UnknownSystem(
            f"{words.strip()} is one Place, and a system is several, set beside each other:"
            f" name others with it, separated by commas, or {_choices(systems)}."
        )
    parts: list[str] = []
    for system in systems.values():
        whole = meant.issuperset(system.places)
        parts += [system.system_id] if whole else [c for c in system.places if c in meant]
    system_id = JOIN.join(parts)
    written_areas(system_id, folder)  # refuses what cannot be one
    return system_id


def _systems(folder: Path) -> dict[str, _System]:
    files = sorted(folder.glob(f"*/{FILE}"))
    return {each.parent.name: _System(each.parent.name, _read(each)) for each in files}


def _read(file: Path) -> list[Written]:
    """The areas of a system. One that stands among England and its regions too is that area, in
    another part: what the system says of it goes before."""
    wide = {area["area_code"]: area for area in _tables(file.parents[2] / FILE)}
    return [{**wide.get(area["area_code"], {}), **area} for area in _tables(file)]


def _tables(file: Path) -> list[Written]:
    areas: list[Written] = tomllib.loads(file.read_text(encoding="utf-8"))["area"]
    return areas


def _meant(words: str, systems: dict[str, _System]) -> set[str] | None:
    """Codes of the Places that one name means: of a system, all of them."""
    for system in systems.values():
        if letters(words) in map(letters, (system.system_id, *_names(system.itself))):
            return set(system.places)
    for system in systems.values():
        for code, place in system.places.items():
            if letters(words) in map(letters, _names(place)):
                return {code}
    return None


def _names(area: Written) -> Iterable[str]:
    lists = (area.get(key, ()) for key in ("spellings", "nhs_codes", "same_codes"))
    return (area["area_code"], area["area_name"], *(name for each in lists for name in each))


def _unknown(words: Sequence[str], systems: dict[str, _System]) -> str:
    named = " or ".join(f"'{each}'" for each in words)
    near = list(dict.fromkeys(name for each in words for name in _near(each, systems)))
    hint = f" (near it: {', '.join(near)})" if near else ""
    return f"There is no area called {named}{hint}: {_choices(systems)}."


def _near(words: str, systems: dict[str, _System]) -> list[str]:
    every = [area for s in systems.values() for area in (s.itself, *s.places.values())]
    names = {letters(name): area["area_name"] for area in every for name in _names(area)}
    asked = letters(words)
    near = [each for each in names if len(asked) > 3 and asked in each]
    near += difflib.get_close_matches(asked, names, n=NEAR, cutoff=0.75)
    return list(dict.fromkeys(names[each] for each in near))[:NEAR]


def _choices(systems: dict[str, _System]) -> str:
    some = list(next(iter(systems.values())).places.values())[:2]
    return (
        f"choose {', '.join(systems)}, or a list of their authorities"
        f" ('{', '.join(each['area_name'] for each in some)}'); any other needs a folder in"
        " data/catalogue/systems"
    )


def _name(parts: Sequence[Written]) -> str:
    """'Bolton and Bury', or 'Bolton, Bury, Wigan and 4 more'."""
    names = [part["area_name"] for part in parts]
    if len(names) > IN_FULL + 1:
        names = [*names[:IN_FULL], f"{len(names) - IN_FULL} more"]
    comma = "," if any(" and " in name for name in names) else ""
    return f"{', '.join(names[:-1])}{comma} and {names[-1]}"
