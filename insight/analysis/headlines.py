"""What leads: a few indicators across the Places, and the Places beside each other."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
import pandas as pd

from insight.analysis.comparisons import AGAINST_ENGLAND, latest_comparison
from insight.analysis.positions import POSITION
from insight.reference.areas import ENGLAND, SYSTEM, Benchmark
from insight.statistics import verdicts
from insight.store import Store, cached, queries

LIFE_EXPECTANCY = {"female": "life-expectancy-female", "male": "life-expectancy-male"}
# One for each of: deaths that could be prevented, cancer found in time, severe mental illness,
# smoking, weight, and children's money. Those with an interval are preferred, because only
# they can be compared.
HEADLINES = (
    "preventable-mortality-cardiovascular",
    "early-cancer-diagnosis",
    "smi-checks-all-six",
    "smoking-gp-recorded",
    "adult-obesity",
    "child-poverty",
)


@dataclass(frozen=True)
class Headline:
    """One indicator across the Places.

    values: latest_values with verdict, reason and benchmark_value. sound: those of them without a
    sign of doubt, or all where every one has one. extremes_differ: whether the
    lowest and the highest Place may be told apart. verdicts and trends: how many Places got
    which word; trends are keyed (direction, judgement).
    """

    indicator: pd.Series
    values: pd.DataFrame
    extremes_differ: bool
    verdicts: dict[str, int]
    trends: dict[tuple[str, str], int]

    @property
    def sound(self) -> pd.DataFrame:
        """The figures that may be called lowest or highest."""
        return without_doubt(self.values)


def without_doubt(values: pd.DataFrame) -> pd.DataFrame:
    """The rows without a sign of doubt; all of them where every one has one."""
    sound = values[values["doubt"] == ""]
    return sound if sound["value"].notna().any() else values


def headline(
    store: Store, indicator_id: str, benchmark: Benchmark = AGAINST_ENGLAND
) -> Headline | None:
    """One indicator across the Places, each beside its benchmark. None when they have no figure."""
    values = latest_comparison(store, indicator_id, "place", benchmark)
    if values["value"].notna().sum() == 0:
        return None
    extremes_differ, trends = cached(store, _own_tests, indicator_id=indicator_id)
    return Headline(
        indicator=queries.indicator(store, indicator_id),
        values=values,
        extremes_differ=extremes_differ,
        verdicts=values["verdict"].value_counts().to_dict(),
        trends=trends,
    )


def _own_tests(store: Store, indicator_id: str) -> tuple[bool, dict[tuple[str, str], int]]:
    """What the Places' figures say without a benchmark: `Headline.extremes_differ` and `trends`."""
    values = without_doubt(queries.latest_values(store, indicator_id, "place"))
    series = queries.series(store, indicator_id)
    series = series[series["area_type"] == "place"]
    polarity = queries.indicator(store, indicator_id)["polarity"]
    trends = verdicts.area_trends(series, polarity)
    counted = Counter(zip(trends["trend"], trends["trend_judgement"], strict=True))
    return verdicts.extremes_differ(values), dict(counted)


def nine_places(store: Store, edition: str) -> pd.DataFrame:
    """`queries.core20_people`, with life expectancy beside it.

    For 'female' and 'male': <sex>_value, _lower_ci, _upper_ci, _verdict and _benchmark_value
    (England), _period_label and POSITION, missing where there is no figure. For the system, the
    approximate figure of the same period, or England's own where that is the system; not tested.
    """
    frame = queries.core20_people(store, edition)
    names = ["value", "lower_ci", "upper_ci", "verdict", "benchmark_value", "period_label"]
    names += POSITION
    for sex, indicator_id in LIFE_EXPECTANCY.items():
        lives = latest_comparison(store, indicator_id).set_index("area_code")[names]
        frame = frame.join(lives.add_prefix(f"{sex}_"), on="area_code")
        about = queries.system_estimates(store, indicator_id).set_index("period_label")["value"]
        period = lives["period_label"].dropna().max()
        beside = lives["benchmark_value"].max()
        whole = beside if SYSTEM == ENGLAND else about.get(period, np.nan)
        if pd.notna(whole):
            known = ["value", "verdict", "benchmark_value", "period_label"]
            frame.loc[frame["area_type"] == "system", [f"{sex}_{name}" for name in known]] = [
                whole, verdicts.NOT_TESTED, beside, period
            ]  # fmt: skip
    return frame
