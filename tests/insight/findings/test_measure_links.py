"""A measure leads to its other views, and takes the Place in view along."""

from __future__ import annotations

from itertools import product

from insight.findings.catalogue import clinical_areas
from insight.findings.measure_links import measure_links
from insight.reference.areas import SYSTEM
from insight.store import CachedStore, Store, queries
from tests.insight.small_store import HALTON


def test_every_measure_leads_to_where_it_is_shown(real_store: Store) -> None:
    real_store = CachedStore(**vars(real_store))
    grouped = set(queries.inequality_measures(real_store)["indicator_id"])
    goals = {each for care in clinical_areas(real_store) for each in care.measures}
    listed = queries.indicators(real_store)["indicator_id"]
    for indicator_id, here, place in product(
        listed, ("indicator", "inequality"), (HALTON, SYSTEM, "", "no such Place")
    ):
        links = measure_links(real_store, indicator_id, here, place)
        pages = [each.link.page for each in links if each.link]
        assert len(pages) == len(links) and here not in pages and "place" in pages
        assert ("inequality" in pages) == (here != "inequality" and indicator_id in grouped)
        assert indicator_id not in goals or "core20plus5" in pages
        for each in links:
            choices = dict(each.link.choices)  # type: ignore[union-attr]
            assert choices.get("place", "") == (HALTON if place == HALTON else "")
            assert choices.get("indicator", indicator_id) == indicator_id
