"""Summaries against the questions and tests they are put together from."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from insight import statistics
from insight.analysis import comparisons
from insight.reference.areas import Benchmark
from insight.store import Store, queries

ENGLAND, NORTH_WEST = "E92000001", "E12000002"
SYSTEM, HALTON, KNOWSLEY = "E54000008", "E06000006", "E08000011"


def english_figure(store: Store, indicator_id: str, year: int) -> float:
    series = queries.series(store, indicator_id, [ENGLAND])
    return float(series.loc[series["period_end_date"].dt.year == year, "value"].iloc[0])


def test_places_are_compared_with_england_in_the_same_period(small_store: Store) -> None:
    start, end = pd.Timestamp("2016-01-01"), pd.Timestamp("2016-12-31")
    found = comparisons.latest_comparison(
        small_store, "smoking", period_start_date=start, period_end_date=end
    )
    england = english_figure(small_store, "smoking", 2016)
    assert set(found["benchmark_value"]) == {england}
    for row in found.itertuples():
        expected = statistics.compare(row.value, row.lower_ci, row.upper_ci, england, "low_is_good")
        assert row.verdict == expected


def test_the_benchmark_may_be_the_system(small_store: Store) -> None:
    found = comparisons.latest_comparison(small_store, "smoking", benchmark=Benchmark(SYSTEM))
    series = queries.series(small_store, "smoking", [SYSTEM])
    assert set(found["benchmark_value"]) == {series["value"].iloc[-1]}


def test_a_group_is_compared_with_the_same_group_of_the_benchmark(small_store: Store) -> None:
    found = comparisons.latest_comparison(
        small_store, "gp", "system", group_id="practice-quintile-2"
    )
    groups = queries.groups(small_store, "gp", ENGLAND)
    latest = groups[groups["group_id"] == "practice-quintile-2"]["value"].iloc[-1]
    assert list(found["benchmark_value"]) == [latest]


def test_no_figures_make_an_empty_frame_with_its_columns(small_store: Store) -> None:
    found = comparisons.latest_comparison(small_store, "smi-checks")
    assert found.empty
    assert {"benchmark_value", "verdict", "reason"} <= set(found.columns)


def test_a_missing_figure_is_not_tested_and_says_why(small_store: Store) -> None:
    found = comparisons.latest_comparison(small_store, "smoking").set_index("area_code")
    assert found.loc[HALTON, "verdict"] == "not tested"
    assert found.loc[HALTON, "value_note"] == "not published for this period"


def test_nhs_areas_come_only_where_a_place_has_no_figure(
    small_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    wider = pd.DataFrame({"area_name": ["Cheshire"], "area_type": ["sub_icb"], "value": [5.0]})
    start, end = pd.Timestamp("2023-01-01"), pd.Timestamp("2023-12-31")
    places = pd.DataFrame({"area_name": ["A", "B"], "area_type": ["place"] * 2}).assign(
        period_start_date=start, period_end_date=end
    )
    asked = []

    def areas(values: list[float], *when: pd.Timestamp) -> list[str]:
        answers = {"place": places.assign(value=values), "sub_icb": wider}

        def latest(store: Store, indicator_id: str, kind: str, *period: object) -> pd.DataFrame:
            asked.append((kind, *period[1:]))
            return answers[kind]

        monkeypatch.setattr(comparisons, "latest_comparison", latest)
        return list(comparisons.area_comparison(small_store, "x", Benchmark(), *when)["area_name"])

    assert areas([1.0, 2.0], start, end) == ["A", "B"]
    assert areas([1.0, math.nan], start, end) == ["A", "B", "Cheshire"]
    # Without a period, the wider areas are asked for that of the Places.
    assert areas([1.0, math.nan]) == ["A", "B", "Cheshire"]
    assert asked[-2:] == [("place", None, None), ("sub_icb", start, end)]


@pytest.mark.parametrize(("value", "drawn"), [(2.0, ["A", "B"]), (math.nan, ["A", "B", "C"])])
def test_nhs_areas_are_drawn_over_time_only_for_a_place_never_published(
    value: float, drawn: list[str]
) -> None:
    series = pd.DataFrame(
        {
            "area_code": ["A", "B", "C", "E"],
            "area_type": ["place", "place", "sub_icb", "country"],
            "value": [1.0, value, 3.0, 4.0],
        }
    )
    assert list(comparisons.areas_over_time(series)["area_code"]) == drawn


def test_an_area_is_never_compared_with_itself(small_store: Store) -> None:
    england = comparisons.latest_comparison(small_store, "smoking", "country", Benchmark())
    assert england["value"].notna().all()
    assert set(england["verdict"]) == {"not tested"}


def test_a_profile_has_a_verdict_and_a_trend_on_every_row(small_store: Store) -> None:
    found = comparisons.profile(small_store, KNOWSLEY, Benchmark())
    assert len(found) == len(queries.place_profile(small_store, KNOWSLEY))
    assert found[["verdict", "trend"]].notna().all(axis=None)


def test_areas_with_groups_lead_with_the_system(small_store: Store) -> None:
    found = comparisons.areas_with_groups(small_store, "gp")
    assert list(found["area_code"]) == [SYSTEM, ENGLAND]
    everywhere = comparisons.areas_with_groups(small_store, "residents-by-age")
    assert len(everywhere) == 10
    assert everywhere["area_name"].iloc[0] == "Cheshire and Merseyside"


def test_a_benchmark_without_a_figure_leaves_places_not_tested(small_store: Store) -> None:
    found = comparisons.latest_comparison(small_store, "register", benchmark=Benchmark(NORTH_WEST))
    assert found["benchmark_value"].map(math.isnan).all()
    assert set(found["verdict"]) == {"not tested"}
