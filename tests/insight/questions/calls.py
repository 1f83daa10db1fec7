"""One ordinary call of every question, on the small store."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.insight.small_store import ENGLAND, HALTON, SYSTEM

CORE20 = {"indicator_id": "smoking", "group_kind": "core20", "edition": "2025"}
CALLS: dict[str, dict[str, Any]] = {
    "activities": {},
    "authority_spread": {},
    "build": {},
    "clinical_area_gaps": {"clinical_area": "smoking"},
    "core20_people": {"edition": "2025"},
    "digital_exclusion": {"edition": "2025"},
    "gap_changes": CORE20,
    "group_figures": {**CORE20, "area_code": SYSTEM},
    "groups": {"indicator_id": "gp", "area_code": SYSTEM},
    "groups_heard": {"area_code": SYSTEM},
    "heard_by_area": {},
    "indicator": {"indicator_id": "smoking"},
    "indicators": {},
    "inequalities": CORE20,
    "inequality_measures": {},
    "known_gaps": {},
    "latest_values": {"indicator_id": "smoking", "area_type": "place"},
    "map_layers": {},
    "neighbourhood_deprivation": {"edition": "2025"},
    "neighbourhoods": {"place_code": HALTON},
    "newest": {},
    "panel_census": {},
    "panel_members": {},
    "periods": {"indicator_id": "smoking"},
    "place_comparisons": {"benchmark_code": ENGLAND},
    "place_profile": {"place_code": HALTON},
    "places": {},
    "priorities": {},
    "priority_links": {},
    "rejected_rows": {},
    "residents": {"area_code": HALTON},
    "resources": {"subject_id": "getting-online"},
    "rural_urban": {"area_code": HALTON},
    "similar_areas": {"place_code": HALTON},
    "similar_figures": {
        "indicator_id": "smoking",
        "period_start_date": date(2023, 1, 1),
        "period_end_date": date(2023, 12, 31),
    },
    "series": {"indicator_id": "smoking"},
    "source_files": {},
    "sources": {},
    "strongest_inequalities": {},
    "survey_answers": {"survey_id": "spring", "asked": "How was it?"},
    "survey_questions": {},
    "heard_groups": {},
    "ideas": {},
    "promotions": {},
    "quotes": {},
    "redactions": {},
    "response_figures": {},
    "responses": {},
    "theme_models": {},
    "voice_quarters": {"area_code": SYSTEM, "group_id": "everyone"},
    "voice_sources": {"area_code": HALTON},
    "voice_themes": {"area_code": HALTON, "group_id": "carers"},
}
