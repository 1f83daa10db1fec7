"""What tells the rows of each table of the store apart, and the order they lie in.

A built store has no keys and no indexes (see insight/store/schema.sql), so the build itself makes
sure that nothing is repeated. Columns stand in the order a table is read by: DuckDB keeps the
smallest and the largest value of every block of rows, and passes over the blocks a question is not
about.
"""

from __future__ import annotations

KEYS: dict[str, tuple[str, ...]] = {
    "area": ("area_code",),
    "neighbourhood": ("area_code",),
    "centre": ("area_code",),
    "area_change": ("lsoa11_code", "lsoa21_code"),
    "postcode": ("postcode",),
    "deprivation": ("edition", "domain", "area_code"),
    "practice_deprivation": ("area_code", "edition"),
    "indicator": ("indicator_id",),
    "population_group": ("group_id",),
    "observation": (
        *("indicator_id", "group_id", "area_code"),
        *("period_start_date", "period_end_date"),
    ),
    "denominator": ("population_id", "area_code", "year"),
    "resident_age": ("area_code", "sex", "first_age"),
    "authority_position": ("indicator_id", "area_code", "period_start_date", "period_end_date"),
    "system_estimate": ("indicator_id", "period_start_date", "period_end_date"),
    "figure_flag": ("indicator_id", "area_code", "period_start_date", "flag"),
    "indicator_coverage": ("indicator_id", "area_type", "group_kind"),
    "group_figure": (
        *("indicator_id", "group_kind", "edition", "area_code"),
        *("period_start_date", "period_end_date", "group_id"),
    ),
    "inequality": (
        *("indicator_id", "group_kind", "edition", "area_code"),
        *("period_start_date", "period_end_date"),
    ),
    "gap_change": ("indicator_id", "group_kind", "edition", "area_code"),
    "authority_profile": ("area_code",),
    "similar_area": ("place_code", "area_code"),
    "place_priority": ("priority_id",),
    "priority_indicator": ("priority_id", "indicator_id"),
    "source": ("source_id",),
    "source_file": ("source_file_id",),
    "map_layer": ("layer_id",),
    "theme": ("theme_id",),
    "heard_group": ("group_id",),
    "subject": ("subject_id",),
    "subject_link": ("subject_id", "kind", "linked_id"),
    "comment": ("comment_id",),
    "comment_group": ("comment_id", "group_id"),
    "comment_theme": ("comment_id", "theme_id"),
    "comment_original": ("comment_id",),
    "redaction": ("source_file_id", "kind"),
    "safeguarding": ("comment_id",),
    "voice_cell": ("area_code", "group_id", "theme_id", "period_label"),
    "release_answer": ("release_id", "theme_id"),
    "protected_count": ("area_code", "group_id", "theme_id", "period_label"),
    "voice_source": ("area_code", "organisation_type", "method"),
    "quote": ("comment_id",),
    "promotion": ("theme_id", "area_code", "group_id"),
    "free_text": ("subject_id",),
    "theme_model": ("theme_id",),
    "check_sample": ("source_file_id", "sample_order"),
    "label_check": ("source_file_id",),
    "survey_result": ("survey_id", "question", "area_code", "group_id", "answer"),
    "panel_member": ("member_id",),
    "engagement_activity": ("activity_id",),
    "planned_activity": ("activity_id",),
    "activity_group": ("activity_id", "group_id"),
    "idea": ("idea_id",),
    "response": ("response_id",),
    "resource": ("resource_id",),
    "build": ("build_id",),
}
# One cell of a file may be refused twice, for two reasons, so these rows have an order and no key.
ORDER_ALONE = {
    "rejected_row": ("source_file_id", "row_number", "column_name", "reason", "raw_text"),
}
# Read by something else than what tells its rows apart. Figures of neighbourhoods, middle-layer
# areas and wards come after those of all wider areas: most questions are about the wide ones, which
# are one in fifty where all England is loaded.
SMALL_AREA = "area_code BETWEEN 'E01' AND 'E06'"
READ_FIRST_BY = {"neighbourhood": "place_code", "observation": SMALL_AREA}


def reading_order(table: str) -> tuple[str, ...]:
    """What the rows of a table are ordered by, in SQL."""
    first = (READ_FIRST_BY[table],) if table in READ_FIRST_BY else ()
    return (*first, *(KEYS.get(table) or ORDER_ALONE[table]))
