"""The tests behind gaps and slopes, made again from the figures of the groups."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
from scipy.stats import norm

from insight.statistics import slope_index

CELL = ["indicator_id", "area_code", "edition", "group_kind"]
PERIOD = ["period_start_date", "period_end_date"]
KEY = [*CELL, *PERIOD]
Z = norm.ppf(0.975)


def true_gaps(rows: pd.DataFrame, figures: pd.DataFrame) -> list[bool]:
    """Whether each row of `inequality` is clear, by the figures of its groups."""
    cells: dict[tuple[Any, ...], dict[str, tuple[float, float]]] = {}
    columns = [*KEY, "group_id", "value", "standard_error"]
    for *key, group, value, error in figures[columns].itertuples(index=False):
        cells.setdefault(tuple(key), {})[group] = (value, error)
    return [
        is_clear(row, cells[tuple(row[name] for name in KEY)]) for row in rows.to_dict("records")
    ]


def is_clear(row: dict[str, Any], groups: dict[str, tuple[float, float]]) -> bool:
    """The difference against its standard error; among ethnic groups by Holm's rule."""
    reference = groups.get(row["reference_group_id"])
    if reference is None or row["group_id"] not in groups:
        return False
    if row["group_kind"] != "ethnic_group":
        return p_value(groups[row["group_id"]], reference) < 0.05
    left_out = ("ethnic-not-stated", row["reference_group_id"])
    p_values = {
        group: p
        for group, figure in groups.items()
        if group not in left_out and not math.isnan(p := p_value(figure, reference))
    }
    # Holm: the smallest p-value times how many there are, the next times one fewer, and so on.
    for made, group in enumerate(sorted(p_values, key=lambda group: p_values[group])):
        if p_values[group] * (len(p_values) - made) >= 0.05:
            return False
        if group == row["group_id"]:
            return True
    return False


def p_value(one: tuple[float, float], other: tuple[float, float]) -> float:
    error = math.hypot(one[1], other[1])
    return float(2 * norm.sf(abs(one[0] - other[0]) / error)) if error > 0 else math.nan


def gap_claims(row: dict[str, Any], polarity: str) -> set[str]:
    """The words a gap has earned."""
    if not row["is_truly_clear"]:
        return set()
    is_higher = bool(row["value"] > row["reference_value"])
    words = {"higher" if is_higher else "lower"}
    if polarity != "no_judgement":
        words.add("better" if is_higher is (polarity == "high_is_good") else "worse")
    return words


def slope_claims(groups: pd.DataFrame) -> set[str]:
    """The words a slope has earned; groups: one cell's figures, most deprived first.

    The slope is a sum of the groups' figures, so its interval is known without simulating. Only
    where that is so close that the simulation may fall on either side is it simulated again.
    """
    people, value, error = (
        groups[name].to_numpy(float) for name in ("population_count", "value", "standard_error")
    )
    share = people / people.sum()
    from_half = np.cumsum(share) - share / 2 - 0.5
    weights = share * from_half / np.sum(share * from_half**2)
    slope, spread = float(weights @ value), float(np.sqrt(np.sum((weights * error) ** 2)))
    if abs(abs(slope) / spread - Z) < 0.05:
        found = slope_index(people, value, error)
        is_sloping = found.slope_lower > 0 or found.slope_upper < 0
    else:
        is_sloping = abs(slope) > Z * spread
    return {"higher" if slope > 0 else "lower"} if is_sloping else set()
