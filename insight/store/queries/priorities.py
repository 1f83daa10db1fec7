"""Questions about what Places say matters most, and how they compare."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from insight.store.connection import Store
from insight.store.parts import part

SIMILAR_KEY = ("indicator_id", "period_start_date", "period_end_date")


def place_comparisons(
    store: Store, benchmark_code: str, indicator_ids: Sequence[str] | None = None
) -> pd.DataFrame:
    """Every Place on every indicator with figures for Places, beside a benchmark.

    place_code, place_name, the descriptive columns of `indicators`, period_label,
    period_start_date, period_end_date, value, lower_ci and upper_ci of the Place's latest
    period, benchmark_value in that same period, benchmark_count, value_note, and doubt (as in
    `latest_values`). benchmark_code
    is an area's, or 'similar': then the benchmark is the plain mean of the Place's ten similar
    areas, of which benchmark_count have a figure; with fewer than five it is NaN.
    """
    ids = None if indicator_ids is None else list(indicator_ids)
    return store.query("place_comparisons", benchmark_code=benchmark_code, indicator_ids=ids)


def priorities(store: Store) -> pd.DataFrame:
    """What has been stated as a priority: the columns of `place_priority` and place_name.

    place_code is the system's own code for its priorities. By name of Place and section.
    """
    return store.query("priorities")


def priority_links(store: Store) -> pd.DataFrame:
    """Which indicators inform which priority.

    priority_id, indicator_id, rationale, plain_name, topic, polarity.
    """
    return store.query("priority_links")


def similar_areas(store: Store, place_code: str) -> pd.DataFrame:
    """The ten English authorities most like a Place, the most alike first.

    area_code, area_name, similarity_rank, distance (0 would be the same), and the columns of
    `authority_profile` they were found by.
    """
    return store.query("similar_areas", place_code=place_code)


def similar_figures(
    store: Store, indicator_id: str, period_start_date: date, period_end_date: date
) -> pd.DataFrame:
    """The mean figure of each Place's similar areas in one period, by code of Place.

    place_code, benchmark_value, benchmark_count (how many of the ten have a figure). No row for
    a Place with fewer than five.
    """
    key = (indicator_id, pd.Timestamp(period_start_date), pd.Timestamp(period_end_date))
    return part(store, "similar_figures", SIMILAR_KEY, key).drop(columns=[*SIMILAR_KEY])
