"""Hand-made figures, gaps and counts of what people said."""

from __future__ import annotations

from typing import Any

import pandas as pd

from insight.reference.vocabulary import NO_RANGE

PLACE, OTHER = "E06000006", "E08000012"


def figure(verdict: str, **more: Any) -> dict[str, Any]:
    """One indicator of a subject in one area, judged; with an interval where it was compared."""
    is_compared = verdict != "not tested"
    return {
        "subject_id": "teeth",
        "link_order": 1,
        "area_code": PLACE,
        "area_name": "Halton",
        "area_type": "place",
        "indicator_id": "decay",
        "plain_name": "Children with tooth decay",
        "unit": "%",
        "value_type": "percentage",
        "polarity": "low_is_good",
        "decimal_places": 1,
        "source_id": "survey",
        "caveat": "",
        "period_label": "2025",
        "period_start_date": pd.Timestamp("2025-01-01"),
        "period_end_date": pd.Timestamp("2025-12-31"),
        "value": 30.0,
        "lower_ci": 27.0 if is_compared else float("nan"),
        "upper_ci": 33.0 if is_compared else float("nan"),
        "benchmark_value": 20.0,
        "value_note": "",
        "doubt": "",
        "verdict": verdict,
        "reason": "" if is_compared else NO_RANGE,
        **more,
    }


def gap(size: float, lower: float, upper: float, **more: Any) -> dict[str, Any]:
    """The gap between Core20 and other neighbourhoods, clear where its interval leaves out 0."""
    return {
        "indicator_id": "decay",
        "area_code": PLACE,
        "area_name": "Halton",
        "area_type": "place",
        "doubt": "",
        "edition": "2025",
        "group_kind": "core20",
        "period_label": "2025",
        "period_start_date": pd.Timestamp("2025-01-01"),
        "period_end_date": pd.Timestamp("2025-12-31"),
        "unit_of_analysis": "people",
        "group_id": "core20",
        "reference_group_id": "not-core20",
        "group_name": "Core20",
        "reference_group_name": "Not Core20",
        "value": 30.0 + size,
        "reference_value": 30.0,
        "absolute_gap": size,
        "absolute_lower": lower,
        "absolute_upper": upper,
        "relative_gap": (30.0 + size) / 30.0,
        "relative_lower": float("nan"),
        "relative_upper": float("nan"),
        "is_clear": lower > 0 or upper < 0,
        "gap_refusal": "",
        "polarity": "low_is_good",
        "plain_name": "Children with tooth decay",
        "unit": "%",
        "value_type": "percentage",
        "decimal_places": 1,
        "topic": "school and growing up",
        **more,
    }


CLEAR, UNCLEAR = (8.0, 5.0, 11.0), (2.0, -1.0, 5.0)


def cell(
    theme: str = "dentistry",
    group: str = "everyone",
    count: int = 40,
    mood: str = "mostly negative",
    state: str = "shown",
    **more: Any,
) -> dict[str, Any]:
    """What people of a group said on a theme; nothing but its state where it is hidden."""
    is_shown = state == "shown"
    return {
        "area_code": PLACE,
        "group_id": group,
        "theme_id": theme,
        "theme_name": theme.capitalize() if theme != "any" else "",
        "group_name": "" if group == "everyone" else group.capitalize(),
        "state": state,
        "comment_count": count if is_shown else pd.NA,
        "mood": mood if is_shown else None,
        "organisation_count": 4 if is_shown else pd.NA,
        "dominant_organisation": "",
        "machine_pct": 20.0 if is_shown else float("nan"),
        "is_demonstration": False,
        **more,
    }
