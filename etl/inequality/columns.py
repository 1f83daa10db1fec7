"""The columns of the three tables, and frames brought into their shape."""

from __future__ import annotations

import pandas as pd

PERIOD = ["period_start_date", "period_end_date", "period_label"]
CELL = ["indicator_id", "area_code", "edition", "group_kind"]
GROUP_FIGURE_KEY = [*CELL, "group_id", "period_start_date", "period_end_date"]
FIGURE = ["value", "standard_error", "lower_ci", "upper_ci", "population_count"]
GAP = [
    "reference_value",
    "absolute_gap",
    "absolute_lower",
    "absolute_upper",
    "relative_gap",
    "relative_lower",
    "relative_upper",
]
PEOPLE = ["people_count", "people_lower", "people_upper"]
SLOPE = [
    "slope",
    "slope_lower",
    "slope_upper",
    "relative_index",
    "relative_index_lower",
    "relative_index_upper",
    "intercept",
    "residual_share",
]
NUMBERS = [*FIGURE, *GAP, *PEOPLE, *SLOPE]
COLUMNS = {
    "group_figure": [
        *GROUP_FIGURE_KEY,
        "period_label",
        "unit_of_analysis",
        *FIGURE,
        "unit_count",
        "refusal",
    ],
    "inequality": [
        *CELL,
        *PERIOD,
        "unit_of_analysis",
        "group_id",
        "reference_group_id",
        "value",
        *GAP,
        "is_clear",
        *PEOPLE,
        *SLOPE,
        "gap_refusal",
        "slope_refusal",
    ],
    "gap_change": [
        *CELL,
        "from_period_label",
        "to_period_label",
        "absolute_word",
        "relative_word",
        "reason",
    ],
}
WHOLE_NUMBERS = {"unit_count": "Int64", "is_clear": "boolean"}


def fit_columns(table: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Exactly the columns of `table`, numbers as numbers, in order of its key."""
    columns = COLUMNS[table]
    rows = rows.reindex(columns=columns)
    kinds = {name: "float64" for name in NUMBERS if name in columns}
    kinds |= {name: kind for name, kind in WHOLE_NUMBERS.items() if name in columns}
    key = [c for c in [*CELL, "group_id", *PERIOD[:2]] if c in columns]
    return rows.astype(kinds).sort_values(key, ignore_index=True)
