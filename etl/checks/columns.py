"""What an observation is made of, and what tells one from another."""

from __future__ import annotations

FIGURES = ("value", "lower_ci", "upper_ci")
COUNTS = ("numerator_count", "denominator_count")
NUMBER_COLUMNS = (*FIGURES, *COUNTS)
OBSERVATION_COLUMNS = (
    "indicator_id",
    "area_code",
    "group_id",
    "sex",
    "age",
    "period_start_date",
    "period_end_date",
    "period_label",
    *NUMBER_COLUMNS,
    "value_note",
)
KEY_COLUMNS = ["indicator_id", "area_code", "group_id", "period_start_date", "period_end_date"]
