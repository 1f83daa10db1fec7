"""Where somebody lives, from a postcode, a town, a ward or the name of a Place.

What is typed is looked at and forgotten: nothing here is kept, cached or logged but the list of
names, which is the same for every reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from rapidfuzz import process
from rapidfuzz.distance import OSA

from insight.reference.areas import areas, other_systems, project_catalogue
from insight.reference.postcodes import Postcode, postcode_readings
from insight.store import Store, cached, queries, uncached
from insight.store.rows import tuples

Kind = Literal["place", "town", "ward", "area", "postcode"]
How = Literal[
    "exact",  # called so, in whole or in part
    "words",  # names with these words in them
    "unfinished",  # names that begin so
    "spelling",  # names that are spelt nearly so
    "postcode",
    "not listed",  # no such postcode here, but others that begin like it
    "outside",  # no postcode here begins so, or an authority that is not ours is called so
    "outside spelling",  # an authority that is not ours is spelt nearly so
    "part",  # only a part of it is a name here: an address, or the name of somewhere else
    "too short",
    "nothing",
]
KINDS: tuple[Kind, ...] = ("place", "town", "ward", "area", "postcode")
WIDE: tuple[Kind, ...] = ("place", "town")
FEWEST_LETTERS = 3
LONG_ENOUGH = 5  # letters that make a name one letter away a likely one
MOST_MATCHES = 8
MOST_NEAR = 5
# What people add to a name, or stands in it without telling it from others.
ENDINGS = re.compile(r"( (north|south|east|west|central|town|village))+$")
BEFORE = re.compile(r"^(the town of|town of|city of|central|the) ")
AFTER = re.compile(r" (ward|area|uk|england|(town |city |village )?centre|village|estate)$")
CODE_OR_NUMBER = re.compile(r"[A-Z]\d{8}|\D+ \d{3}[A-Z]?", re.IGNORECASE)
STREETS = frozenset(
    {"avenue", "close", "court", "crescent", "drive", "grove", "lane", "place", "road", "street"}
    | {"terrace", "view", "way"}
)


@dataclass(frozen=True)
class Match:
    """Something with a name, and the middle-layer areas of one Place in it."""

    name: str
    kind: Kind
    place_code: str
    area_codes: tuple[str, ...]

    @property
    def place_name(self) -> str:
        """Name of its Place."""
        return areas()[self.place_code].area_name


@dataclass(frozen=True)
class PlaceSearch:
    """What a search came to. postcode: as it was understood, where it was one.

    outside: what is called so and is not ours: an English authority, or another system.
    """

    how: How
    matches: tuple[Match, ...] = ()
    postcode: Postcode | None = None
    outside: str = ""

    @property
    def area_code(self) -> str:
        """The one middle-layer area that is meant beyond doubt, else ''."""
        codes = {code for match in self.matches for code in match.area_codes}
        is_sure = self.how == "exact" or (
            self.how == "postcode" and self.postcode is not None and self.postcode.is_whole
        )
        is_area = not self.outside and all(match.kind != "place" for match in self.matches)
        return codes.pop() if is_sure and is_area and len(codes) == 1 else ""


@dataclass(frozen=True, eq=False)
class Gazetteer:
    """Every name there is to find.

    area_names: of middle-layer areas, by code. today: codes of 2011 → what became of them.
    matches: what can be found, and plain: their names for comparing. names: how each may be
    called, in plain letters → positions in matches, by how surely: its name, then a part of it.
    outside: what English authorities that are not ours may be called, in plain letters → name.
    """

    area_names: Mapping[str, str]
    place_codes: Mapping[str, str]
    today: Mapping[str, tuple[str, ...]]
    matches: tuple[Match, ...]
    plain: tuple[str, ...]
    names: tuple[dict[str, list[int]], ...]
    outside: Mapping[str, str]


def place_search(store: Store, text: str) -> PlaceSearch:
    """What a text means: the likeliest first. Never raises, whatever is typed."""
    known = cached(store, gazetteer)
    if codes := middle_layer_codes(store, text):
        return PlaceSearch("exact", _areas(known, codes))
    readings = postcode_readings(text)
    if readings and any(map(str.isdigit, text)):
        return _by_postcode(uncached(store), known, readings)
    plain = plain_name(text)
    if readings or len(_letters(plain)) < FEWEST_LETTERS:
        return PlaceSearch("too short")
    return _by_name(known, plain)


def middle_layer_codes(store: Store, text: str) -> tuple[str, ...]:
    """The middle-layer areas of today that a code means, or the name of a neighbourhood.

    text: the code of a middle-layer area or a neighbourhood of 2021 or 2011, or the official name
    of either: 'Halton 001A' lies in 'Halton 001'. Two or more where one of 2011 was cut in two.
    """
    asked = text.strip()
    if not CODE_OR_NUMBER.fullmatch(asked):
        return ()
    today = cached(store, gazetteer).today.get(asked.upper())
    return today or tuple(queries.middle_layer_area_of(uncached(store), asked)["area_code"])


def gazetteer(store: Store) -> Gazetteer:
    """The names of Places, towns, wards and middle-layer areas that the store has figures of."""
    rows = list(tuples(queries.middle_layer_areas(store)))
    matches = [*_places(rows), *_towns(rows), *_wards(store)]
    matches += [Match(row.area_name, "area", row.place_code, (row.area_code,)) for row in rows]
    whole: dict[str, list[int]] = {}
    part: dict[str, list[int]] = {}
    for position, match in enumerate(matches):
        for name in _called(match):
            whole.setdefault(_letters(plain_name(name)), []).append(position)
        for name in _parts_of_name(match.name):
            part.setdefault(_letters(name), []).append(position)
    for county in project_catalogue().counties.values():
        whole[_letters(plain_name(county.county_name))] = [
            at
            for at, match in enumerate(matches)
            if match.kind == "place" and match.place_code in county.place_codes
        ]
    today: dict[str, list[str]] = {}
    for row in rows:
        for code in row.former_codes:
            today.setdefault(code, []).append(row.area_code)
    return Gazetteer(
        {row.area_code: row.area_name for row in rows},
        {row.area_code: row.place_code for row in rows},
        {code: tuple(codes) for code, codes in today.items()},
        tuple(matches),
        tuple(plain_name(match.name) for match in matches),
        (whole, part),
        _outside(store),
    )


def plain_name(text: str) -> str:
    """A name for comparing: 'St. Helens' and 'saint helens' are one, '&' is 'and'."""
    spelt = re.sub(r"['’`]", "", text.casefold().replace("&", " and "))
    words = re.sub(r"[^\w]+|_", " ", spelt).split()
    return " ".join("st" if word == "saint" else word for word in words)


def _by_postcode(store: Store, known: Gazetteer, readings: list[Postcode]) -> PlaceSearch:
    for each in readings:
        if found := _in_postcode(store, known, each):
            return PlaceSearch("postcode", found, each)
    asked = readings[0]
    for inward in (asked.inward[:1], ""):
        begun = Postcode(asked.outward, inward)
        if len(inward) < len(asked.inward) and (found := _in_postcode(store, known, begun)):
            return PlaceSearch("not listed", found, asked)
    return PlaceSearch("outside", postcode=asked)


def _in_postcode(store: Store, known: Gazetteer, postcode: Postcode) -> tuple[Match, ...]:
    """The areas of postcodes, most postcodes first, by Place."""
    by_place: dict[str, list[str]] = {}
    for row in tuples(queries.postcode_areas(store, postcode)):
        codes = by_place.setdefault(row.place_code, [])
        today = known.today.get(row.area_code, (row.area_code,))
        codes += (each for each in today if each in known.area_names)
    return tuple(
        Match(str(postcode), "postcode", place, tuple(dict.fromkeys(codes)))
        for place, codes in by_place.items()
        if codes
    )


def _by_name(known: Gazetteer, plain: str) -> PlaceSearch:
    """By name as it stands, with a Place after it, without what people add, then misspelt.

    What is called so elsewhere comes before what only holds the word here, or is spelt nearly so.
    """
    tries = list(_tries(plain))
    for name, place in tries:
        called = _called_so(known, name, place)
        if place and not called and _letters(name) in known.names[0]:
            continue  # a town whose post town is a Place it does not lie in
        elsewhere = "" if place else known.outside.get(_letters(name), "")
        held = _apart([*called, *_with_words(known, name, place)])
        if held or elsewhere:
            how: How = "exact" if called else "outside" if elsewhere else "words"
            alike = _a_letter_away(known, name, place) if how == "words" else []
            found = _apart([*held[: MOST_MATCHES - len(alike)], *alike])
            return PlaceSearch(how, found, outside=elsewhere)
    parts = list(_within(known, plain))
    if plain.split() == [word for part, _ in parts for word in part]:
        return PlaceSearch("part", _narrow_first(parts))
    for name, place in tries:
        begun = (
            match
            for match, plain in zip(known.matches, known.plain, strict=True)
            if plain.startswith(name) and place in ("", match.place_code)
        )
        if found := _apart(begun):
            return PlaceSearch("unfinished", found)
    for name, place in tries:
        if near := _near(known, name, place):
            return PlaceSearch("spelling", near)
    if parts:
        return PlaceSearch("part", _narrow_first(parts))
    for name, place in tries:
        if not place and (elsewhere := _near_outside(known, name)):
            return PlaceSearch("outside spelling", outside=elsewhere)
    words = plain.split()
    for first in range(1, len(words)):  # an address ends with its town
        if elsewhere := known.outside.get("".join(words[first:]), ""):
            return PlaceSearch("outside", outside=elsewhere)
    return PlaceSearch("nothing")


def _within(known: Gazetteer, plain: str) -> Iterator[tuple[list[str], list[Match]]]:
    """The parts of a text that are names, as they follow: their words, and what is called so.

    The longest name at each word. Streets are called after towns, so 'Kirkby Road' is no name; a
    ward counts by its whole name alone.
    """
    words, at = plain.split(), 0
    while at < len(words):
        for end in range(len(words), at, -1):
            name = "".join(words[at:end])
            is_street = end < len(words) and words[end] in STREETS
            if len(name) < FEWEST_LETTERS or is_street:
                continue
            whole = [known.matches[each] for each in known.names[0].get(name, ())]
            wide = (each for each in _called_so(known, name, "") if each.kind in WIDE)
            if called := list(dict.fromkeys([*whole, *wide])):
                yield words[at:end], called
                at = end
                break
        else:
            at += 1


def _narrow_first(parts: Iterable[tuple[list[str], list[Match]]]) -> tuple[Match, ...]:
    """What the parts of an address are called, its Places last, a county only if it is alone."""
    counties = {plain_name(each.county_name) for each in project_catalogue().counties.values()}
    called = [(" ".join(words), matches) for words, matches in parts]
    told = [matches for name, matches in called if name not in counties]
    listed = told or [matches for _, matches in called]
    listed.sort(key=_width)
    return _apart(match for matches in listed for match in matches)


def _width(matches: Iterable[Match]) -> int:
    """How wide what is called so is: a ward or an area, then a town, then only a Place."""
    return min((2 - WIDE.index(each.kind) for each in matches if each.kind in WIDE), default=0)


def _tries(plain: str) -> Iterator[tuple[str, str]]:
    """Ways to take a name, each with the Place it must lie in, '' for any."""
    yield plain, ""
    for area in project_catalogue().places():
        for called in (area.area_name, *area.spellings):
            rest = plain.removesuffix(f" {plain_name(called)}").removesuffix(" in")
            if rest != plain and len(rest) >= FEWEST_LETTERS:
                yield rest, area.area_code
    shorter = BEFORE.sub("", AFTER.sub("", plain))
    for county in project_catalogue().counties.values():
        shorter = shorter.removesuffix(f" {plain_name(county.county_name)}")
    if shorter != plain and len(shorter) >= FEWEST_LETTERS:
        yield shorter, ""


def _called_so(known: Gazetteer, name: str, place: str) -> list[Match]:
    """What is called so, and then what has a part called so."""
    letters = _letters(name)
    found = [known.matches[at] for names in known.names for at in names.get(letters, ())]
    return [match for match in found if place in ("", match.place_code)]


def _with_words(known: Gazetteer, name: str, place: str) -> list[Match]:
    """What has all these words in its name."""
    words = set(name.split())
    return [
        match
        for match, plain in zip(known.matches, known.plain, strict=True)
        if words <= set(plain.split()) and place in ("", match.place_code)
    ]


def _a_letter_away(known: Gazetteer, name: str, place: str) -> list[Match]:
    """What is called so, whole, but for one letter."""
    letters = _letters(name)
    if len(letters) < LONG_ENOUGH:
        return []
    near = process.extract(letters, list(known.names[0]), scorer=OSA.distance, score_cutoff=1)
    found = (known.matches[at] for called, *_ in near for at in known.names[0][called])
    return [each for each in found if each.kind in WIDE and place in ("", each.place_code)]


def _near(known: Gazetteer, name: str, place: str) -> tuple[Match, ...]:
    """What is spelt nearly so: fewest letters changed first, and at most one more than these."""
    letters = _letters(name)
    most = 1 if len(letters) <= 5 else 2 if len(letters) <= 9 else 3
    ranked = []
    if CODE_OR_NUMBER.fullmatch(name):  # one digit away is another area
        return ()
    for sureness, names in enumerate(known.names):
        near = process.extract(
            letters, list(names), scorer=OSA.distance, score_cutoff=most, limit=50
        )
        for called, distance, _ in near:
            for at in names[called]:
                match = known.matches[at]
                if place in ("", match.place_code):
                    rank = (distance, called[:1] != letters[:1], sureness, KINDS.index(match.kind))
                    ranked.append((rank, match.name, at))
    ranked.sort()
    best = [known.matches[at] for rank, _, at in ranked if rank[0] <= ranked[0][0][0] + 1]
    return _apart(best)[:MOST_NEAR]


def _near_outside(known: Gazetteer, name: str) -> str:
    """The authority elsewhere that is spelt most nearly so, '' if none is.

    Of one called after two towns the first counts, not 'Malling' of 'Tonbridge and Malling': a
    village here may well be spelt like it. One letter in five may be wrong.
    """
    letters = _letters(name)
    listed = [
        each
        for each, shown in known.outside.items()
        if " and " not in shown or _letters(plain_name(shown)).startswith(each)
    ]
    most = max(1, len(letters) // 5)
    near = process.extractOne(letters, listed, scorer=OSA.distance, score_cutoff=most)
    return known.outside[near[0]] if near else ""


def _apart(matches: Iterable[Match]) -> tuple[Match, ...]:
    """Without what lies in something before it: an area of a town that is listed already."""
    kept: list[Match] = []
    for match in matches:
        if not any(_holds(each, match) for each in kept):
            kept.append(match)
    return tuple(kept[:MOST_MATCHES])


def _holds(whole: Match, part: Match) -> bool:
    """Whether somebody who has the one has the other; a Place holds only itself."""
    if whole.kind == "place":
        return part.kind == "place" and part.place_code == whole.place_code
    return set(part.area_codes) <= set(whole.area_codes) and part.kind != "place"


def _areas(known: Gazetteer, codes: Iterable[str]) -> tuple[Match, ...]:
    return tuple(
        Match(known.area_names[code], "area", known.place_codes[code], (code,)) for code in codes
    )


def _places(rows: Iterable[Any]) -> Iterator[Match]:
    there = {row.place_code for row in rows}
    for area in project_catalogue().places():
        if area.area_code in there:
            yield Match(area.area_name, "place", area.area_code, ())


def _towns(rows: Iterable[Any]) -> Iterator[Match]:
    codes = {(row.place_code, row.area_name): row.area_code for row in rows}
    for town in project_catalogue().towns.values():
        found = [codes.get((town.place_code, name), "") for name in town.areas]
        if any(found):
            yield Match(town.town_name, "town", town.place_code, tuple(filter(None, found)))


def _wards(store: Store) -> Iterator[Match]:
    inside: dict[tuple[str, str], list[str]] = {}
    for row in tuples(queries.middle_layer_wards(store)):
        inside.setdefault((row.ward_name, row.place_code), []).append(row.area_code)
    for (name, place), codes in inside.items():
        yield Match(name, "ward", place, tuple(codes))


def _outside(store: Store) -> dict[str, str]:
    """'wigan' → Wigan, 'bristol' → City of Bristol: in whole, and in part where it has parts."""
    inside = {code for place in project_catalogue().places() for code in place.authority_codes}
    authorities = queries.authorities(store)
    others = authorities[~authorities["area_code"].isin(inside)]
    names = [*others["area_name"], *other_systems()]
    shown = {name: re.sub(r"(.+), (\w+ of)", r"\2 \1", name) for name in names}
    part = {_letters(each): shown[name] for name in names for each in _parts_of_name(name)}
    return part | {_letters(plain_name(each)): each for each in shown.values()}


def _called(match: Match) -> tuple[str, ...]:
    """Its name, and what else it is called."""
    if match.kind == "place":
        return match.name, match.place_code, *areas()[match.place_code].spellings
    if match.kind == "town":
        same = (
            town
            for town in project_catalogue().towns.values()
            if (town.town_name, town.place_code) == (match.name, match.place_code)
        )
        return match.name, *next(same).spellings
    return (match.name,)


def _parts_of_name(name: str) -> set[str]:
    """'oxton north' and 'oxton' of 'Claughton South & Oxton North': what people say for it."""
    parts = {plain_name(each) for each in re.split(r"&|,|\band\b", name)}
    parts |= {ENDINGS.sub("", BEFORE.sub("", each)) for each in parts}
    return {each for each in parts if len(each) >= FEWEST_LETTERS and each != plain_name(name)}


def _letters(plain: str) -> str:
    return plain.replace(" ", "")
