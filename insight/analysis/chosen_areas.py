"""The areas a reader may set side by side: Places, wider areas, and other authorities of England.

A choice is a tuple of ids: an area's code, `similar-` and a Place's code for that Place with the
ten English authorities most like it, or ALL_PLACES. No choice is all Places, too.
"""

from __future__ import annotations

from insight.analysis.benchmarks import is_barred
from insight.reference.areas import BENCHMARKS, HOW_MANY, PLACES, SIMILAR, areas
from insight.store import Store, queries
from insight.store.rows import tuples

MOST_AUTHORITIES = 10  # of those chosen one by one
ALL_PLACES = PLACES
SIMILAR_TO = f"{SIMILAR}-"


def offered_areas(store: Store, indicator_id: str) -> dict[str, str]:
    """What may be chosen, with its words, of areas that have a figure of an indicator: the wider
    areas, the Places, what is similar to each of them, and then all other authorities by name.

    Nothing where figures must not be set against each other.
    """
    if is_barred(store, indicator_id):
        return {}
    known = list(tuples(queries.compared_areas(store, indicator_id)))
    names = {row.area_code: row.area_name for row in known}
    here = set(names)
    places = [row for row in known if row.area_type == "place"]
    others = [row for row in known if row.area_type == "authority"]
    like = {
        f"{SIMILAR_TO}{row.area_code}": f"{row.area_name} and similar areas"
        for row in places
        if here & set(queries.similar_areas(store, row.area_code)["area_code"])
    }
    wider = {code: areas()[code].area_name for code in BENCHMARKS if code in here}
    return {
        ALL_PLACES: f"All {HOW_MANY} Places",
        **wider,
        **{row.area_code: row.area_name for row in places},
        **like,
        **{row.area_code: row.area_name for row in others},
    }


def area_codes(store: Store, chosen: tuple[str, ...]) -> tuple[str, ...]:
    """The codes of the areas chosen, each once, in the order of the choice."""
    found: list[str] = []
    for each in chosen:
        if each == ALL_PLACES:
            found += list(queries.places(store)["place_code"])
            continue
        place = each.removeprefix(SIMILAR_TO)
        found.append(place)
        if place != each:
            found += list(queries.similar_areas(store, place)["area_code"])
    return tuple(dict.fromkeys(found))


def within_limit(chosen: tuple[str, ...]) -> tuple[str, ...]:
    """The choice without the authorities beyond MOST_AUTHORITIES."""
    others = (each for each in chosen if each != ALL_PLACES and not each.startswith(SIMILAR_TO))
    named = [each for each in others if each not in areas()]
    over = set(named[MOST_AUTHORITIES:])
    return tuple(each for each in chosen if each not in over)
