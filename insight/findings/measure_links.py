"""Where else a measure is shown: by areas, by groups of people, in a Place, in CORE20PLUS5."""

from __future__ import annotations

from insight.findings.catalogue import clinical_areas
from insight.findings.table import Words, linked
from insight.reference.areas import areas
from insight.reference.vocabulary import VERSION_NAMES
from insight.store import Store, cached, queries

INDICATOR, INEQUALITY = "indicator", "inequality"


def measure_links(
    store: Store, indicator_id: str, here: str, place_code: str = ""
) -> tuple[Words, ...]:
    """Links to the other views of a measure. here: the page they stand on, which is left out.

    place_code: of the Place in view, which goes along; '' or any other text for none.
    """
    area = areas().get(place_code)
    is_place = area is not None and area.area_type == "place"
    along = {"place": place_code} if is_place else {}
    of_measure = {"indicator": indicator_id, **along}
    found = []
    if here != INDICATOR:
        found.append(linked("Areas compared, and what this figure means", INDICATOR, **of_measure))
    if here != INEQUALITY and indicator_id in cached(store, _with_groups):
        found.append(linked("Gaps between groups", INEQUALITY, **of_measure))
    whose = f"All measures of {area.area_name}" if area and is_place else "All measures of a Place"
    found.append(linked(whose, "place", **along))
    for care in clinical_areas(store):
        if indicator_id in (*care.measures, *care.background):
            name = f"CORE20PLUS5, {VERSION_NAMES[care.version].lower()}: {care.plain_name}"
            where = {"version": care.version, "care": care.clinical_area_id, **along}
            found.append(linked(name, "core20plus5", **where))
    return tuple(found)


def _with_groups(store: Store) -> frozenset[str]:
    return frozenset(queries.inequality_measures(store)["indicator_id"])
