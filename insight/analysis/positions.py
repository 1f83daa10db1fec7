"""What is known of a figure beside its own value: where it stands among authorities, and
about what the system's figure is where it has none of its own."""

from __future__ import annotations

from typing import Any

import pandas as pd

from insight.analysis.benchmarks import benchmark_figure
from insight.reference.areas import ENGLAND, SYSTEM
from insight.reference.groups import EVERYONE
from insight.store import Store, cached, queries

POSITION = ("among_code", "rank", "tied_count", "authority_count", "fifth")
ESTIMATE = ("lowest_value", "highest_value", "place_count")
WHEN = ["period_start_date", "period_end_date"]
KEY = ["indicator_id", *WHEN]


def with_positions(store: Store, rows: pd.DataFrame, code: str = "area_code") -> pd.DataFrame:
    """The rows with POSITION, missing where a figure has none.

    rows: figures for everyone, with indicator_id, the area's code in the column `code`, and the
    first and last day of the period.
    """
    ids = rows["indicator_id"].unique()
    found = queries.authority_positions(store, ids[0] if len(ids) == 1 else None)
    found = found.rename(columns={"area_code": code})
    key = ["indicator_id", code, *WHEN]
    joined = rows[key].merge(found, on=key, how="left")
    return rows.assign(**{name: joined[name].array for name in POSITION})


def with_estimates(store: Store, rows: pd.DataFrame, benchmark_code: str) -> pd.DataFrame:
    """The rows with ESTIMATE, where a figure of the system that is missing is filled: with the
    approximate figure of the row's own period, or of the latest there is.

    rows: figures for everyone with indicator_id, area_code, the period, value, value_note and
    benchmark_value, which is found anew where the period changes. An approximate figure has no
    interval, so no test is ever made of it; and it is no benchmark.
    """
    filled = rows.assign(**dict.fromkeys(ESTIMATE, float("nan")))
    estimates = cached(store, queries.system_estimates)
    own: dict[tuple[Any, ...], int] = {}
    latest: dict[Any, int] = {}
    for place, key in enumerate(estimates[KEY].itertuples(index=False, name=None)):
        own[key] = place
        latest.setdefault(key[0], place)
    lacking = rows.loc[(rows["area_code"] == SYSTEM) & rows["value"].isna(), KEY]
    chosen = {
        index: own.get(key, latest[key[0]])
        for index, key in zip(
            lacking.index, lacking.itertuples(index=False, name=None), strict=True
        )
        if key[0] in latest
    }
    told, indexes = estimates.iloc[list(chosen.values())], list(chosen)
    for name in ("value", "period_label", *WHEN, *ESTIMATE):
        filled.loc[indexes, name] = told[name].array
    filled.loc[indexes, "value_note"] = ""
    for index, place in chosen.items():
        if tuple(lacking.loc[index]) not in own:
            indicator_id, *when = estimates.iloc[place][KEY]
            filled.loc[index, "benchmark_value"] = (
                benchmark_figure(store, indicator_id, ENGLAND, when, EVERYONE)
                if benchmark_code == ENGLAND
                else float("nan")
            )
    return filled
