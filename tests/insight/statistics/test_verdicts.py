"""Verdicts of whole frames against `insight.statistics` asked one figure at a time."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm

from insight.statistics import compare, interval_at, recent_trend, verdicts, why_not_tested
from insight.store import Store, queries
from tests.insight.frames import area_values
from tests.insight.small_store import HALTON, KNOWSLEY


def test_each_area_gets_the_word_it_would_get_alone(small_store: Store) -> None:
    values = queries.latest_values(small_store, "smoking", "place")
    found = verdicts.with_verdicts(values, 14.0, "low_is_good")
    assert list(found.columns) == [*values.columns, "verdict", "reason"]
    for row in found.to_dict("records"):
        figures = row["value"], row["lower_ci"], row["upper_ci"], 14.0
        assert row["verdict"] == compare(*figures, "low_is_good")
        assert row["reason"] == why_not_tested(*figures)
    assert {"better", "not tested"} <= set(found["verdict"])


@given(
    area_values(),
    st.sampled_from(["percentage", "rate", "years", "score"]),
    st.sampled_from(["high_is_good", "low_is_good", "no_judgement"]),
)
def test_stricter_verdicts_go_by_the_wider_interval(
    values: pd.DataFrame, value_type: str, polarity: str
) -> None:
    usual = verdicts.with_verdicts(values, 14.0, polarity)
    strict = verdicts.with_verdicts(values, 14.0, polarity, 0.998, value_type)
    shown = ["value", "lower_ci", "upper_ci"]
    pd.testing.assert_frame_equal(usual[shown], values[shown])
    rows = zip(usual["verdict"], values.to_dict("records"), strict.to_dict("records"), strict=True)
    for was, published, row in rows:
        wide = interval_at(*(published[name] for name in shown), 0.998, value_type)
        # What is shown is what was judged by (fault 17).
        np.testing.assert_array_equal([row["lower_ci"], row["upper_ci"]], wide)
        assert row["verdict"] == compare(row["value"], *wide, 14.0, polarity)
        # A claim may be lost by asking for more confidence, never won or turned round.
        assert row["verdict"] in (was, "similar", "not tested")


def test_comparisons_of_many_indicators_are_judged_row_by_row() -> None:
    rows = pd.DataFrame(
        {
            "value": [10.0, 10.0, 10.0, np.nan, 10.0],
            "lower_ci": [8.0, 8.0, 8.0, np.nan, 9.0],
            "upper_ci": [12.0, 12.0, 12.0, np.nan, 11.0],
            "benchmark_value": [13.0, 13.0, 13.0, 13.0, 11.5],
            "polarity": ["high_is_good", "low_is_good", "no_judgement", *["low_is_good"] * 2],
            "value_type": ["percentage", "rate", "years", "rate", "score"],
        }
    )
    usual = verdicts.with_row_verdicts(rows)
    assert list(usual["verdict"]) == ["worse", "better", "lower", "not tested", "better"]
    assert list(usual["reason"]) == ["", "", "", "no figure", ""]
    strict = verdicts.with_row_verdicts(rows, 0.998)
    assert list(strict["verdict"]) == ["similar", "similar", "similar", "not tested", "similar"]


def test_an_empty_frame_stays_empty(empty_store: Store) -> None:
    values = queries.latest_values(empty_store, "smoking", "place")
    assert verdicts.with_verdicts(values, 14.0, "low_is_good").empty
    profile = queries.place_profile(empty_store, HALTON)
    assert verdicts.with_trends(profile).empty
    assert verdicts.area_trends(values, "low_is_good").empty
    assert verdicts.extremes_differ(values) is False


@pytest.mark.parametrize("place", [HALTON, KNOWSLEY])
def test_a_profile_is_judged_indicator_by_indicator(small_store: Store, place: str) -> None:
    profile = queries.place_profile(small_store, place)
    found = verdicts.with_trends(profile)
    assert list(found["indicator_id"]) == list(profile["indicator_id"])
    for row in found.to_dict("records"):
        reference, polarity = row["benchmark_value"], row["polarity"]
        figures = row["value"], row["lower_ci"], row["upper_ci"]
        assert row["verdict"] == compare(*figures, reference, polarity)
        trend = recent_trend(
            row["values"],
            row["lowers"],
            row["uppers"],
            polarity,
            row["period_start_dates"],
            row["period_end_dates"],
        )
        judged = row["trend"], row["trend_judgement"], row["trend_reason"]
        assert judged == (trend.direction, trend.judgement, trend.reason)


def test_area_trends_take_one_area_at_a_time(small_store: Store) -> None:
    series = queries.series(small_store, "smoking")
    trends = verdicts.area_trends(series, "low_is_good").set_index("area_code")
    for code, rows in series.groupby("area_code"):
        assert trends.loc[code, "trend"] == verdicts.area_trend(rows, "low_is_good").direction


def slow_extremes_differ(values: pd.DataFrame) -> bool:
    """Holm's rule written out: the smallest p of all pairs times their number, and so on."""
    rows = values.dropna(subset=["value"])
    if len(rows) < 2 or rows.isna().any(axis=None):
        return False
    p_values = {}
    for one, other in combinations(rows.index, 2):
        a, b = rows.loc[one], rows.loc[other]
        errors = [(r.upper_ci - r.lower_ci) / (2 * norm.ppf(0.975)) for r in (a, b)]
        if 0 in errors:
            return False
        z = abs(a.value - b.value) / np.hypot(*errors)
        p_values[one, other] = 2 * norm.sf(z)
    worst, corrected = 0.0, {}
    for number, pair in enumerate(sorted(p_values, key=lambda pair: p_values[pair])):
        worst = max(worst, p_values[pair] * (len(p_values) - number))
        corrected[pair] = min(worst, 1)
    apart = {pair: abs(rows.value[pair[0]] - rows.value[pair[1]]) for pair in p_values}
    furthest = [pair for pair in apart if apart[pair] == max(apart.values())]
    return all(corrected[pair] < 0.05 for pair in furthest)


@given(area_values())
def test_extremes_differ_only_after_correcting_for_every_pair(values: pd.DataFrame) -> None:
    columns = ["value", "lower_ci", "upper_ci"]
    assert verdicts.extremes_differ(values) == slow_extremes_differ(values[columns])


def test_extremes_far_apart_differ_and_close_ones_do_not() -> None:
    far = pd.DataFrame({"value": [10.0, 20.0, 15.0]})
    far = far.assign(lower_ci=far["value"] - 1, upper_ci=far["value"] + 1)
    assert verdicts.extremes_differ(far)
    # Two of the nine miss each other's interval, but nine have 36 pairs to differ by chance.
    near = pd.DataFrame({"value": [10.0, *[11.0] * 7, 12.1]})
    near = near.assign(lower_ci=near["value"] - 1, upper_ci=near["value"] + 1)
    assert not verdicts.extremes_differ(near)
    assert not verdicts.extremes_differ(far.assign(lower_ci=np.nan))


def test_a_doubted_figure_is_not_tested_and_has_no_trend() -> None:
    rows = pd.DataFrame(
        {
            "value": [30.0, 30.0],
            "lower_ci": [29.0, 29.0],
            "upper_ci": [31.0, 31.0],
            "benchmark_value": [20.0, 20.0],
            "polarity": "low_is_good",
            "value_type": "percentage",
            "doubt": ["", "it rose"],
        }
    )
    judged = verdicts.with_row_verdicts(rows)
    assert list(judged["verdict"]) == ["worse", verdicts.NOT_TESTED]
    assert list(judged["reason"]) == ["", "check the recording first: it rose"]
    again = verdicts.with_verdicts(rows, 20.0, "low_is_good")
    assert list(again["verdict"]) == ["worse", verdicts.NOT_TESTED]
    years = [np.datetime64(f"{year}-01-01") for year in range(2018, 2024)]
    ends = [np.datetime64(f"{year}-12-31") for year in range(2018, 2024)]
    past = rows.assign(
        values=[[10.0, 12.0, 14.0, 16.0, 18.0, 30.0]] * 2,
        lowers=[[9.5, 11.5, 13.5, 15.5, 17.5, 29.0]] * 2,
        uppers=[[10.5, 12.5, 14.5, 16.5, 18.5, 31.0]] * 2,
        period_start_dates=[years] * 2,
        period_end_dates=[ends] * 2,
    )
    trends = verdicts.with_trends(past)
    assert list(trends["trend"]) == ["rising", verdicts.UNKNOWN]
    assert trends["trend_reason"].iloc[1] == "check the recording first: it rose"
