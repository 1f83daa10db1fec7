"""What a figure is set against: what was picked, or something nearer where England has no figure.

A measure without any figure for England would stand alone beside England, whatever is known of it
here. Its Places are set beside the system instead, or where that has none either beside the
region, and each row says so by `benchmark_name`.
"""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date

import pandas as pd

from insight.reference.areas import (
    BENCHMARKS,
    ENGLAND,
    REGION,
    SIMILAR,
    SYSTEM,
    WIDER_AREAS,
    Benchmark,
)
from insight.reference.groups import EVERYONE
from insight.statistics.verdicts import NOT_TESTED, NOT_TO_BE_COMPARED
from insight.store import Store, cached, queries


def own_benchmark(store: Store, indicator_id: str, benchmark: Benchmark) -> Benchmark:
    """What the figures of Places on an indicator are set against where `benchmark` is picked."""
    instead = instead_of_england(store, benchmark)
    return replace(benchmark, code=instead.get(indicator_id, benchmark.code))


def instead_of_england(store: Store, benchmark: Benchmark) -> dict[str, str]:
    """By indicator the code of what stands for England, where England is picked and has no figure
    in any period. Nothing where England is the system, and nothing lies nearer."""
    if benchmark.code != ENGLAND or ENGLAND == SYSTEM:
        return {}
    known = cached(store, queries.benchmarks)
    lone = known[~known["has_country"] & known["is_comparable"]]
    # Of two that have a figure the last stays: the nearer one.
    return {
        indicator_id: code
        for name, code in (("has_region", REGION), ("has_system", SYSTEM))
        for indicator_id in lone.loc[lone[name], "indicator_id"]
    }


def without_figure(benchmark: str) -> str:
    """Why a figure stands alone: no verb in it, so that a name may be of one or of several.

    benchmark: its name inside a sentence, such as 'England' or 'similar areas'.
    """
    return f"no figure for {benchmark} in the same period"


def benchmark_figure(
    store: Store, indicator_id: str, area_code: str, when: tuple[date, date], group_id: str
) -> float:
    """The figure of one of WIDER_AREAS for one period (first and last day) and group, NaN when
    there is none."""
    if group_id == EVERYONE:
        known = cached(store, _figures)
        return known.get((indicator_id, area_code, *map(pd.Timestamp, when)), math.nan)
    rows = queries.groups(store, indicator_id, area_code)
    same = (rows["period_start_date"] == when[0]) & (rows["period_end_date"] == when[1])
    return float(rows.loc[same & (rows["group_id"] == group_id), "value"].sum(min_count=1))


def _figures(store: Store) -> dict[tuple[str, str, pd.Timestamp, pd.Timestamp], float]:
    """Every figure of WIDER_AREAS for everyone, by indicator, area, first and last day."""
    every = queries.series(store, None)  # the answer that series of one indicator are parts of
    rows = every[every["area_code"].isin(WIDER_AREAS)]
    key = ("indicator_id", "area_code", "period_start_date", "period_end_date")
    return dict(zip(zip(*(rows[name] for name in key), strict=True), rows["value"], strict=True))


def is_barred(store: Store, indicator_id: str) -> bool:
    """Whether the figures of an indicator must not be set against each other, or ranked."""
    known = cached(store, queries.benchmarks)
    return indicator_id in set(known.loc[~known["is_comparable"], "indicator_id"])


def is_rankable(store: Store, indicator_id: str) -> bool:
    """Whether areas may stand in the order of their figures."""
    may_be_ranked = bool(queries.indicator(store, indicator_id)["may_be_ranked"])
    return may_be_ranked and not is_barred(store, indicator_id)


def benchmarks_with_figure(
    store: Store, indicator_id: str, period_start_date: date, period_end_date: date
) -> tuple[str, ...]:
    """What the Places may be set against in one period, of BENCHMARKS; the first of them first
    shown. Without any where the publisher forbids it.
    """
    if is_barred(store, indicator_id):
        return ()
    when = (period_start_date, period_end_date)
    series = queries.series(store, indicator_id, WIDER_AREAS)
    is_then = (series["period_start_date"] == when[0]) & (series["period_end_date"] == when[1])
    codes = set(series.loc[is_then & series["value"].notna(), "area_code"])
    if len(queries.similar_figures(store, indicator_id, *when)):
        codes.add(SIMILAR)
    first = own_benchmark(store, indicator_id, Benchmark()).code
    return tuple(sorted(codes, key=lambda code: (code != first, BENCHMARKS.index(code))))


def without_barred(store: Store, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows by indicator_id, without the benchmark_value of those not to be compared."""
    return rows.assign(benchmark_value=rows["benchmark_value"].mask(_is_barred(store, rows)))


def with_barred(store: Store, judged: pd.DataFrame) -> pd.DataFrame:
    """The judged rows by indicator_id, those not to be compared saying so."""
    is_barred = _is_barred(store, judged) & judged["value"].notna()
    return judged.assign(
        verdict=judged["verdict"].mask(is_barred, NOT_TESTED),
        reason=judged["reason"].mask(is_barred, NOT_TO_BE_COMPARED),
    )


def _is_barred(store: Store, rows: pd.DataFrame) -> pd.Series:
    known = cached(store, queries.benchmarks)
    return rows["indicator_id"].isin(known.loc[~known["is_comparable"], "indicator_id"])
