"""Figures beside what they are set against, each judged.

Like a question, each takes the store first, so a page asks for it through the same cached door.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from insight.analysis.ages import with_ages
from insight.analysis.benchmarks import (
    benchmark_figure,
    instead_of_england,
    with_barred,
    without_barred,
)
from insight.analysis.positions import POSITION, with_estimates, with_positions
from insight.reference.areas import SIMILAR, SYSTEM, WIDER_AREAS, Benchmark, areas
from insight.reference.groups import EVERYONE
from insight.statistics import verdicts
from insight.store import Store, cached, queries
from insight.store.parts import part_of
from insight.store.queries.figures import WIDE
from insight.store.rows import records, tuples

AGAINST_ENGLAND = Benchmark()
OTHER_PERIOD = "not published for this period"


def latest_comparison(
    store: Store,
    indicator_id: str,
    area_type: str = "place",
    benchmark: Benchmark = AGAINST_ENGLAND,
    period_start_date: date | None = None,
    period_end_date: date | None = None,
    group_id: str = EVERYONE,
) -> pd.DataFrame:
    """`queries.latest_values` with benchmark_name and benchmark_value (same period and group),
    verdict, reason and, of figures for everyone, POSITION.

    Where England is picked and has no figure for everyone in any period, it is the system or the
    region (see `benchmarks`). Where the benchmark is 'similar', it is the mean of each Place's own
    similar areas.
    """
    found = cached(
        store,
        _latest_comparison,
        indicator_id=indicator_id,
        area_type=area_type,
        benchmark=benchmark,
        period_start_date=period_start_date,
        period_end_date=period_end_date,
        group_id=group_id,
    )
    return found.copy(deep=False)


def _latest_comparison(
    store: Store,
    indicator_id: str,
    area_type: str,
    benchmark: Benchmark,
    period_start_date: date | None,
    period_end_date: date | None,
    group_id: str,
) -> pd.DataFrame:
    if area_type in WIDE and period_end_date is None and group_id == EVERYONE:
        asked = {"area_type": area_type, "benchmark": benchmark}
        every = part_of(store, _latest_comparisons, ("indicator_id",), (indicator_id,), **asked)
        return every.drop(columns="indicator_id")
    values = queries.latest_values(
        store, indicator_id, area_type, period_start_date, period_end_date, group_id
    )
    is_own = group_id == EVERYONE and area_type != "system"
    judged = _judged(store, values.assign(indicator_id=indicator_id), benchmark, is_own, group_id)
    return judged.drop(columns="indicator_id")


def _latest_comparisons(store: Store, area_type: str, benchmark: Benchmark) -> pd.DataFrame:
    """`latest_comparison` of every indicator, with indicator_id, judged in one go: pages and
    packs ask for dozens, and all take as long as three."""
    # The system is never set against itself.
    is_own = area_type != "system"
    return _judged(store, queries.latest_values(store, None, area_type), benchmark, is_own)


def _judged(
    store: Store,
    values: pd.DataFrame,
    benchmark: Benchmark,
    is_own: bool,
    group_id: str = EVERYONE,
) -> pd.DataFrame:
    """Figures of one group with indicator_id, of each indicator of one period, each judged beside
    the benchmark.

    is_own: whether beside what stands for England where it has no figure (see `benchmarks`).
    """
    instead = instead_of_england(store, benchmark) if is_own else {}
    asked = {
        indicator_id: replace(benchmark, code=instead.get(indicator_id, benchmark.code))
        for indicator_id in values["indicator_id"].unique()
    }
    codes = values["area_code"].to_numpy(object)
    starts, ends = values["period_start_date"].tolist(), values["period_end_date"].tolist()
    reference = np.full(len(values), np.nan)
    for indicator_id, rows in values.groupby("indicator_id").indices.items():
        own, when = asked[indicator_id], (starts[rows[0]], ends[rows[0]])
        if own.code == SIMILAR:
            means = queries.similar_figures(store, indicator_id, *when).set_index("place_code")
            reference[rows] = means["benchmark_value"].reindex(codes[rows])
        else:
            # An area is never set against itself.
            found = benchmark_figure(store, indicator_id, own.code, when, group_id)
            reference[rows] = np.where(codes[rows] == own.code, np.nan, found)
    about: dict[str, Any] = {
        row.indicator_id: row for row in tuples(cached(store, queries.indicators))
    }
    # Those of which every figure is missing are not listed.
    about |= {each: queries.indicator(store, each) for each in asked if each not in about}
    ids = values["indicator_id"]
    beside = values.assign(
        benchmark_name=ids.map({each: own.name for each, own in asked.items()}),
        benchmark_value=reference,
        polarity=ids.map({each: its.polarity for each, its in about.items()}),
        value_type=ids.map({each: its.value_type for each, its in about.items()}),
    )
    judged = _with_verdicts(store, beside, benchmark).drop(columns=["polarity", "value_type"])
    judged = _with_itself(judged, ids.map({each: own.code for each, own in asked.items()}))
    return with_positions(store, judged) if group_id == EVERYONE else judged


def area_comparison(
    store: Store,
    indicator_id: str,
    benchmark: Benchmark,
    period_start_date: date | None = None,
    period_end_date: date | None = None,
) -> pd.DataFrame:
    """`latest_comparison` for the Places; where a Place has no figure, NHS areas that are not
    Places come after them for the same period, as what they are."""
    asked = (period_start_date, period_end_date)
    places = latest_comparison(store, indicator_id, "place", benchmark, *asked)
    if places["value"].notna().all():
        return places
    when = places[["period_start_date", "period_end_date"]].iloc[0]
    wider = latest_comparison(store, indicator_id, "sub_icb", benchmark, *when)
    wider = wider[wider["value"].notna()]
    return places if wider.empty else pd.concat([places, wider], ignore_index=True)


def chosen_comparison(
    store: Store,
    indicator_id: str,
    area_codes: tuple[str, ...],
    benchmark: Benchmark,
    period_start_date: date | None = None,
    period_end_date: date | None = None,
) -> pd.DataFrame:
    """`latest_comparison` for any areas wider than a ward, in the order given.

    Without dates, the latest period of any of them. An area without a figure for the period keeps
    its row and says so. Where the benchmark is 'similar', only Places have one.
    """
    series = queries.series(store, indicator_id, area_codes)
    known = series.dropna(subset=["value"])
    if known.empty:
        return known
    if period_end_date is None:
        latest = known.loc[known["period_end_date"].idxmax()]
        period_start_date, period_end_date = latest["period_start_date"], latest["period_end_date"]
    is_then = (series["period_start_date"] == pd.Timestamp(period_start_date)) & (
        series["period_end_date"] == pd.Timestamp(period_end_date)
    )
    values = series[is_then].set_index("area_code", drop=False)
    if values["value"].isna().all():
        return values.iloc[:0]
    lacking = series[~series["area_code"].isin(values.index)].drop_duplicates("area_code")
    empty = {name: np.nan for name in ("value", "lower_ci", "upper_ci")}
    counts = {name: np.nan for name in ("numerator_count", "denominator_count")}
    when = values[["period_start_date", "period_end_date", "period_label"]].iloc[0].to_dict()
    lacking = lacking.assign(**empty, **counts, **when, value_note=OTHER_PERIOD, doubt="")
    every = pd.concat([values, lacking.set_index("area_code", drop=False)])
    rows = every.loc[[code for code in area_codes if code in every.index]].reset_index(drop=True)
    named = rows.assign(indicator_id=indicator_id)
    judged = _judged(store, named, benchmark, is_own=True).drop(columns="indicator_id")
    is_other = _is_lone(judged) & (benchmark.code == SIMILAR) & (judged["area_type"] != "place")
    return judged.assign(reason=judged["reason"].mask(is_other, verdicts.PLACES_ALONE))


def _with_itself(judged: pd.DataFrame, code: str | pd.Series) -> pd.DataFrame:
    """The judged rows, the benchmark's own saying what it is. Needs area_code."""
    is_benchmark = _is_lone(judged) & (judged["area_code"] == code)
    return judged.assign(reason=judged["reason"].mask(is_benchmark, verdicts.THE_BENCHMARK))


def _is_lone(judged: pd.DataFrame) -> pd.Series:
    """Which figures stand alone, although they might be compared."""
    return judged["benchmark_value"].isna() & (judged["reason"] != verdicts.NOT_TO_BE_COMPARED)


def areas_over_time(series: pd.DataFrame) -> pd.DataFrame:
    """The rows of `queries.series` to draw over time: Places, and NHS areas that are not
    Places where some Place has no figure at all."""
    places = series[series["area_type"] == "place"]
    if places.groupby("area_code")["value"].count().all():
        return places
    return series[series["area_type"].isin(["place", "sub_icb"])]


def areas_with_groups(store: Store, indicator_id: str) -> pd.DataFrame:
    """area_code and area_name of the areas an indicator is broken down by group for.

    The system first, then England, the region, and the Places by name.
    """
    places = queries.places(store)
    names = {code: areas()[code].area_name for code in WIDER_AREAS}
    names |= dict(zip(places["place_code"], places["place_name"], strict=True))
    grouped = set(queries.grouped_areas(store, indicator_id)["area_code"])
    found = [code for code in names if code in grouped]
    return pd.DataFrame({"area_code": found, "area_name": [names[code] for code in found]})


def profile(store: Store, place_code: str, benchmark: Benchmark) -> pd.DataFrame:
    """`queries.place_profile` with the words of `verdicts.with_trends`, POSITION and ESTIMATE.

    Also of the system.
    """
    past = cached(store, _past, place_code=place_code)
    if place_code == SYSTEM:
        return _system_comparison(store, past, benchmark)
    every = all_comparisons(store, benchmark)
    now = every[every["place_code"] == place_code].set_index("indicator_id")
    names = ["benchmark_name", "benchmark_value", "verdict", "reason", "age_years", *POSITION]
    names += ["lower_ci", "upper_ci"]  # as wide as the confidence asks for
    beside = now.loc[past["indicator_id"], names]
    return past.assign(**{name: beside[name].array for name in beside})


def _system_comparison(store: Store, past: pd.DataFrame, benchmark: Benchmark) -> pd.DataFrame:
    """The system's figures beside a benchmark, which is never the system itself."""
    now = queries.place_profile(store, SYSTEM, benchmark.code)
    found = np.nan if benchmark.code == SYSTEM else now["benchmark_value"].to_numpy(float)
    rows = past.assign(benchmark_name=benchmark.name, benchmark_value=found, area_code=SYSTEM)
    filled = with_estimates(store, rows, benchmark.code)
    judged = _with_itself(_with_verdicts(store, filled, benchmark), benchmark.code)
    return judged.drop(columns="area_code")


def _past(store: Store, place_code: str) -> pd.DataFrame:
    """A Place's figures and trends, which no benchmark changes."""
    return verdicts.with_trends(queries.place_profile(store, place_code))


def all_comparisons(store: Store, benchmark: Benchmark) -> pd.DataFrame:
    """`queries.place_comparisons` of every indicator, judged, with benchmark_name and POSITION.

    Where England is picked and has no figure of an indicator in any period, the benchmark of its
    rows is the system, or the region (see `benchmarks`).

    Shared: not to be changed.
    """
    return cached(store, _all_comparisons, benchmark=benchmark)


def comparisons_by_indicator(store: Store, benchmark: Benchmark) -> dict[str, list[dict[str, Any]]]:
    """The rows of `comparisons` by indicator, each in the order of Places by name. Shared."""
    return cached(store, _by_indicator, benchmark=benchmark)


def _by_indicator(store: Store, benchmark: Benchmark) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for row in records(all_comparisons(store, benchmark)):
        found.setdefault(row["indicator_id"], []).append(row)
    return found


def _all_comparisons(store: Store, benchmark: Benchmark) -> pd.DataFrame:
    figures = queries.place_comparisons(store, benchmark.code)
    figures = figures.assign(benchmark_name=benchmark.name)
    instead = instead_of_england(store, benchmark)
    for code in sorted(set(instead.values())):
        names = ["benchmark_name", "benchmark_value", "benchmark_count"]
        ids = sorted(id_ for id_, its in instead.items() if its == code)
        beside = queries.place_comparisons(store, code, ids)
        beside = beside.assign(benchmark_name=replace(benchmark, code=code).name)
        # Both are in one order.
        is_instead = figures["indicator_id"].isin(ids)
        for name in names:
            figures.loc[is_instead, name] = beside[name].to_numpy()
    return with_positions(store, _with_verdicts(store, figures, benchmark), "place_code")


def _with_verdicts(store: Store, rows: pd.DataFrame, benchmark: Benchmark) -> pd.DataFrame:
    """Rows of many indicators with verdict and reason, each by its own benchmark_value."""
    judged = verdicts.with_row_verdicts(without_barred(store, rows), benchmark.confidence)
    return with_ages(store, with_barred(store, judged))
