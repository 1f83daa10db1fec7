"""One ordinary call of every question, on the small store."""

from __future__ import annotations

from typing import Any

from tests.insight.small_store import HALTON, SYSTEM

CALLS: dict[str, dict[str, Any]] = {
    "build": {},
    "core20_people": {"edition": "2025"},
    "groups": {"indicator_id": "gp", "area_code": SYSTEM},
    "indicator": {"indicator_id": "smoking"},
    "indicators": {},
    "known_gaps": {},
    "latest_values": {"indicator_id": "smoking", "area_type": "place"},
    "map_layers": {},
    "neighbourhood_deprivation": {"edition": "2025"},
    "neighbourhoods": {"place_code": HALTON},
    "newest": {},
    "periods": {"indicator_id": "smoking"},
    "place_profile": {"place_code": HALTON},
    "places": {},
    "rejected_rows": {},
    "residents": {"area_code": HALTON},
    "rural_urban": {"area_code": HALTON},
    "series": {"indicator_id": "smoking"},
    "source_files": {},
    "sources": {},
}
