"""What leads, against the comparisons it is put together from."""

from __future__ import annotations

import pandas as pd
import pytest

from insight.analysis import comparisons
from insight.analysis.headlines import LIFE_EXPECTANCY, headline, nine_places
from insight.reference.areas import Benchmark
from insight.statistics.verdicts import NOT_TESTED
from insight.store import Store, queries


def test_nine_places_keeps_every_core20_row(small_store: Store) -> None:
    found = nine_places(small_store, "2025")
    core20 = queries.core20_people(small_store, "2025")
    pd.testing.assert_frame_equal(found[core20.columns], core20)
    assert {"female_value", "male_value", "female_verdict"} <= set(found.columns)


def test_a_headline_counts_every_place_once(small_store: Store) -> None:
    found = headline(small_store, "smoking")
    assert found is not None
    assert sum(found.verdicts.values()) == 9
    assert sum(found.trends.values()) == 9
    assert found.indicator["plain_name"] == "Adults who smoke"


@pytest.mark.parametrize("benchmark_code", ["E92000001", "E12000002", "similar"])
@pytest.mark.parametrize("confidence", [0.95, 0.998])
def test_a_headline_says_what_the_comparison_of_each_place_says(
    small_store: Store, benchmark_code: str, confidence: float
) -> None:
    found = headline(small_store, "smoking", Benchmark(benchmark_code, confidence))
    assert found is not None
    each = comparisons.latest_comparison(
        small_store, "smoking", "place", Benchmark(benchmark_code, confidence)
    )
    assert found.verdicts == each["verdict"].value_counts().to_dict()


@pytest.mark.parametrize("indicator_id", ["smi-checks", "gp", "no-such-indicator"])
def test_there_is_no_headline_without_figures_for_places(
    small_store: Store, indicator_id: str
) -> None:
    assert headline(small_store, indicator_id) is None


def test_the_system_lives_about_as_long_as_the_mean_of_its_places(real_store: Store) -> None:
    found = nine_places(real_store, "2025").set_index("area_type")
    for sex in LIFE_EXPECTANCY:
        places, whole = found.loc["place"], found.loc["system"]
        values = places[f"{sex}_value"]
        assert values.min() < whole[f"{sex}_value"] < values.max()
        assert whole[f"{sex}_verdict"] == NOT_TESTED
        assert whole[f"{sex}_period_label"] == places[f"{sex}_period_label"].iloc[0]
