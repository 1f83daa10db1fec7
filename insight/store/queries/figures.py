"""Questions about indicators and their figures.

Wherever a figure stands in an answer it comes as: area_code, area_name, area_type, place_code,
period_start_date, period_end_date, period_label, value, lower_ci, upper_ci (95%),
numerator_count, denominator_count, value_note. Values are in the indicator's own unit.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd

from insight.reference.areas import ENGLAND, areas
from insight.reference.groups import EVERYONE
from insight.store.connection import Store
from insight.store.parts import part

# Of these, every indicator's figures come in one answer: a page or a pack looks at dozens, and
# planning a question takes longer than answering it.
WIDE = ("place", "system", "sub_icb")


def indicators(store: Store) -> pd.DataFrame:
    """One row per indicator that has any figure, by topic and name.

    indicator_id, plain_name, indicator_name, source_id, topic, life_stage, clinical_area, unit,
    value_type, polarity, decimal_places, latest_period_label, latest_period_end_date (of the
    Places; of other areas only where Places have none), has_interval, has_places,
    has_neighbourhoods ('lsoa21', 'lsoa11', 'msoa' or ''), has_groups.
    """
    return store.query("indicators")


def indicator(store: Store, indicator_id: str) -> pd.Series:
    """Everything the catalogue says of one indicator, and its source.

    The columns of `indicator`, then publisher, publication, licence, attribution, address,
    vintage. KeyError when there is no such indicator.
    """
    found = part(store, "indicator", ("indicator_id",), (indicator_id,))
    if found.empty:
        raise KeyError(f"no indicator is called '{indicator_id}'")
    return found.iloc[0]


def periods(store: Store, indicator_id: str, area_type: str = "place") -> pd.DataFrame:
    """Periods with a headline figure, newest first.

    period_label, period_start_date, period_end_date.
    """
    return store.query("periods", indicator_id=indicator_id, area_type=area_type)


def compared_areas(store: Store, indicator_id: str) -> pd.DataFrame:
    """Areas with a headline figure in any period: Places, other English authorities, the system,
    the region and England.

    area_code, area_name, area_type.
    """
    return store.query("compared_areas", indicator_id=indicator_id)


def series(
    store: Store, indicator_id: str | None, area_codes: Sequence[str] | None = None
) -> pd.DataFrame:
    """The headline figure over time, by area name and then oldest first; the figure columns.

    Without area_codes: the Places, the system, sub-ICB areas, the region and England. Each
    Place has a row for every period any Place has; other areas only for their own periods.
    Of every indicator, and with indicator_id, where none is named.
    """
    codes = None if area_codes is None else list(area_codes)
    if indicator_id is None:
        return store.query("series", indicator_id=None, area_codes=codes)
    if codes is not None and not {*codes} <= areas().keys():
        found = store.query("series", indicator_id=indicator_id, area_codes=codes)
        return found.drop(columns="indicator_id")
    every = _of_one(store, "series", indicator_id, area_codes=None)
    if codes is None:
        return every
    return every[every["area_code"].isin(codes)].reset_index(drop=True)


def latest_values(
    store: Store,
    indicator_id: str | None,
    area_type: str,
    period_start_date: date | None = None,
    period_end_date: date | None = None,
    group_id: str = EVERYONE,
) -> pd.DataFrame:
    """One period's figure for every area of a type, missing ones explained; the figure columns.

    And doubt: why the figure's recording is to be checked first (of `figure_flag`), or ''. The
    latest period of that area type when no period is given. No rows when the indicator has
    no figure for that type and period at all. Of every indicator, and with indicator_id, where
    none is named.
    """
    if (period_start_date is None) is not (period_end_date is None):
        raise ValueError("give both period_start_date and period_end_date, or neither")
    asked = {
        "area_type": area_type,
        "period_start_date": period_start_date,
        "period_end_date": period_end_date,
        "group_id": group_id,
    }
    if indicator_id is not None and area_type in WIDE and period_end_date is None:
        return _of_one(store, "latest_values", indicator_id, **asked)
    found = store.query("latest_values", indicator_id=indicator_id, **asked)
    return found if indicator_id is None else found.drop(columns="indicator_id")


def _of_one(store: Store, name: str, indicator_id: str, **values: Any) -> pd.DataFrame:
    """The rows of one indicator, of an answer about all."""
    key = (indicator_id,)
    found = part(store, name, ("indicator_id",), key, indicator_id=None, **values)
    return found.drop(columns="indicator_id")


def groups(store: Store, indicator_id: str, area_code: str) -> pd.DataFrame:
    """An indicator broken down by group in one area, every period, oldest first.

    group_id, group_name, kind, sort_order, period_start_date, period_end_date, period_label,
    value, lower_ci, upper_ci, numerator_count, denominator_count, value_note.
    """
    return store.query("groups", indicator_id=indicator_id, area_code=area_code)


def grouped_areas(store: Store, indicator_id: str) -> pd.DataFrame:
    """The areas that `groups` has rows for: area_code."""
    return store.query("grouped_areas", indicator_id=indicator_id)


def place_profile(store: Store, place_code: str, benchmark_code: str = ENGLAND) -> pd.DataFrame:
    """One Place, or the system, on every indicator that has figures for Places, by topic and name.

    The descriptive columns of `indicators`; period_label, period_start_date, period_end_date,
    value, lower_ci, upper_ci, value_note and doubt (as in `latest_values`) of the Place's latest
    period; benchmark_value (the benchmark in that same period, or NaN); and the Place's history,
    oldest first, as arrays of equal length: period_start_dates, period_end_dates, values, lowers,
    uppers. benchmark_code is an area's, or 'similar' as in `place_comparisons`.
    """
    return store.query("place_profile", place_code=place_code, benchmark_code=benchmark_code)


def authority_positions(store: Store, indicator_id: str | None = None) -> pd.DataFrame:
    """Where the Places' figures stand among authorities, in every period.

    indicator_id, area_code, period_start_date, period_end_date, among_code, rank, tied_count,
    authority_count, fifth: as in the table authority_position. Without indicator_id, of all.
    """
    if indicator_id is None:
        return store.query("authority_positions")
    return part(store, "authority_positions", ("indicator_id",), (indicator_id,))


def benchmarks(store: Store) -> pd.DataFrame:
    """What each indicator's figures for everyone may be set against, for those that have any.

    indicator_id, is_comparable (False: nothing), has_country, has_system and has_region (whether
    England, the system and the region have a figure in any period).
    """
    return store.query("benchmarks")


def system_estimates(store: Store, indicator_id: str | None = None) -> pd.DataFrame:
    """Approximate figures of the system, the newest of each indicator first.

    indicator_id, period_label, period_start_date, period_end_date, value, lowest_value and
    highest_value of the Places, place_count. Without indicator_id, of all.
    """
    return store.query("system_estimates", indicator_id=indicator_id)


def newest(store: Store, limit: int = 8) -> pd.DataFrame:
    """The indicators with the most recent figures, newest first.

    indicator_id, plain_name, topic, latest_period_label, latest_period_end_date, publisher.
    """
    return store.query("newest", limit=limit)
