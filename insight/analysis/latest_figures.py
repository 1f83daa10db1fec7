"""Where an indicator stands now for the system or one Place, and where its gap does.

What CORE20PLUS5 shows of one measure in a row. Like a question, each function takes the
store first, so a page asks for it through the same cached door.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import pandas as pd

from insight.analysis import comparisons
from insight.analysis.comparisons import AGAINST_ENGLAND
from insight.reference.areas import ENGLAND, SYSTEM, Benchmark
from insight.reference.groups import GAP_KINDS, NO_EDITION
from insight.store import Store, cached, queries


@dataclass(frozen=True)
class LatestFigures:
    """An indicator's latest figures beside a benchmark.

    values: rows of `comparisons.latest_comparison`: of the system its own where it has a figure
    (where it is the benchmark itself, the Places' if theirs are as new), else the Places', empty
    where it is published by group only; of a Place its own, which may be without a figure.
    England: its latest figure as a row of `queries.series`, None where it has none.
    estimate: of the system, where `values` are the Places', the approximate figure of the same
    period as a row of `queries.system_estimates`; else None.
    """

    indicator: pd.Series
    values: pd.DataFrame
    england: pd.Series | None
    estimate: pd.Series | None = None

    @property
    def is_one(self) -> bool:
        """Whether `values` is the figure of one area."""
        return len(self.values) == 1


def latest_figures(
    store: Store,
    indicator_id: str,
    benchmark: Benchmark = AGAINST_ENGLAND,
    area_code: str = SYSTEM,
) -> LatestFigures:
    """The latest figures of one indicator, of the system or one Place. KeyError when there is no
    such indicator."""
    return cached(
        store,
        _latest_figures,
        indicator_id=indicator_id,
        benchmark=benchmark,
        area_code=area_code,
    )


def _latest_figures(
    store: Store, indicator_id: str, benchmark: Benchmark, area_code: str
) -> LatestFigures:
    compared = partial(comparisons.latest_comparison, store, indicator_id, benchmark=benchmark)
    if area_code == SYSTEM:
        asked = [compared(area_type=each) for each in ("system", "place")]
        given = [each for each in asked if each["value"].notna().any()]
        if benchmark.code == SYSTEM:  # its Places are set beside it, where they are as new
            given.sort(key=lambda each: (each["period_end_date"].max(), len(each)), reverse=True)
        values = given[0] if given else asked[0].head(0)
    else:
        places = compared(area_type="place")
        values = places[places["area_code"] == area_code]
    estimate = None
    if area_code == SYSTEM and len(values) > 1:
        about = queries.system_estimates(store, indicator_id)
        about = about[about["period_label"] == values["period_label"].iloc[0]]
        estimate = about.iloc[0] if len(about) else None
    england = queries.series(store, indicator_id, [ENGLAND])
    england = england[england["value"].notna()]
    return LatestFigures(
        indicator=queries.indicator(store, indicator_id),
        values=values,
        england=england.iloc[-1] if len(england) else None,
        estimate=estimate,
    )


def headline_gap(rows: pd.DataFrame, edition: str, kinds: tuple[str, ...] = GAP_KINDS) -> pd.Series:
    """The row a gap is told by: of the chosen edition where there is one, and the first of `kinds`.

    rows: gap rows of one indicator, area and period. Rows with a gap go before rows that only
    say why there is none. An empty Series when no row is of these kinds.
    """
    told = zip(rows["group_kind"], rows["edition"], rows["absolute_gap"].isna(), strict=True)
    order = {
        place: (has_none, of not in (edition, NO_EDITION), kinds.index(kind))
        for place, (kind, of, has_none) in enumerate(told)
        if kind in kinds
    }
    return rows.iloc[min(order, key=order.__getitem__)] if order else pd.Series(dtype=object)


def latest_flags(store: Store, area_code: str) -> pd.DataFrame:
    """The signs of doubt (rows of `queries.figure_flags`) about the latest figures of one Place;
    of the system, of every area."""
    flags = queries.figure_flags(store)
    is_here = area_code == SYSTEM or flags["area_code"] == area_code
    return flags[flags["is_latest"] & is_here]
