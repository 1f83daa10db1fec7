from __future__ import annotations

import pandas as pd
from hypothesis import given

from insight.language import sentences
from insight.reference.vocabulary import NO_RANGE
from insight.statistics import Trend, recent_trend
from tests.insight.frames import area_series, indicators
from tests.insight.language.sentences.claims import check_manners, claims


def rule_on(rows: pd.DataFrame, polarity: str) -> Trend:
    """The rule itself, on the points in time order with the missing ones taken out."""
    known = rows.dropna(subset=["value", "lower_ci", "upper_ci"])
    return recent_trend(
        known["value"].to_numpy(),
        known["lower_ci"].to_numpy(),
        known["upper_ci"].to_numpy(),
        polarity,
    )


def expected_claims(trend: Trend) -> set[str]:
    if trend.direction not in ("rising", "falling"):
        return set()
    return {trend.direction, *trend.judgement.removeprefix("getting ").split()}


@given(area_series(most=1), indicators())
def test_a_trend_is_claimed_only_when_the_rule_is_met(
    series: pd.DataFrame, indicator: pd.Series
) -> None:
    text = sentences.trend_sentence(series, indicator)
    check_manners(text)
    trend = rule_on(series, indicator["polarity"])
    assert claims(text) == expected_claims(trend)
    assert ("no clear change" in text) == (trend.direction == "no clear change")
    if trend.direction == "cannot be calculated" and series["value"].notna().any():
        has_interval = series["lower_ci"].notna().any()
        why = "needs 5 separate periods with a range" if has_interval else NO_RANGE
        assert f"no trend is given ({why}" in text


@given(area_series(), indicators())
def test_each_trend_names_the_areas_it_is_true_of(
    series: pd.DataFrame, indicator: pd.Series
) -> None:
    text = sentences.trends_sentence(series, indicator)
    check_manners(text)
    trends = {
        str(name): rule_on(rows, indicator["polarity"])
        for name, rows in series.groupby("area_name")
    }
    assert claims(text) == set().union(*(expected_claims(trend) for trend in trends.values()))
    for direction in ("rising", "falling"):
        said = [clause for clause in text.split(". ") if direction in clause.lower()]
        named = {name for name in trends for clause in said if name in clause}
        assert named == {name for name in trends if trends[name].direction == direction}


@given(area_series(), indicators())
def test_a_heading_counts_the_trends_found(series: pd.DataFrame, indicator: pd.Series) -> None:
    text = sentences.trends_title(series, indicator)
    trends = [rule_on(rows, indicator["polarity"]) for _, rows in series.groupby("area_name")]
    for direction in ("rising", "falling"):
        count = sum(trend.direction == direction for trend in trends)
        assert (f"{direction} in {count} " in text.lower()) == (count > 0)
    assert len(text.split()) <= 12


def test_trend_sentences_read_like_this() -> None:
    years = range(2019, 2024)
    series = pd.DataFrame(
        {
            "area_code": "A",
            "area_name": "Halton",
            "area_type": "place",
            "value": [10, 11, 12.5, 13, 14.2],
            "period_start_date": [pd.Timestamp(year, 1, 1) for year in years],
            "period_end_date": [pd.Timestamp(year, 12, 31) for year in years],
            "period_label": [str(year) for year in years],
        }
    )
    series = series.assign(lower_ci=series["value"] - 0.8, upper_ci=series["value"] + 0.8)
    smoking = {"plain_name": "Adults who smoke", "unit": "%", "decimal_places": 1}
    assert sentences.trend_sentence(series, {**smoking, "polarity": "low_is_good"}) == (
        "Adults who smoke, Halton: rising, and getting worse, from 10.0% in 2019 to 14.2% in 2023."
    )
    wide = series.assign(lower_ci=series["value"] - 9, upper_ci=series["value"] + 9)
    assert sentences.trend_sentence(wide, {**smoking, "polarity": "no_judgement"}) == (
        "Adults who smoke, Halton: no clear change. 10.0% in 2019 and 14.2% in 2023 could differ"
        " by chance."
    )
    assert sentences.trend_sentence(series.iloc[1:], {**smoking, "polarity": "low_is_good"}) == (
        "Adults who smoke, Halton: no trend is given (needs 5 separate periods with a"
        " range; there are 4)."
    )
    assert sentences.trends_sentence(series.iloc[1:], {**smoking, "polarity": "low_is_good"}) == (
        "Adults who smoke: no trend is given (needs 5 separate periods with a range; there are 4)."
    )
    others = [series.assign(area_name=name) for name in ("Halton", "Sefton")]
    few = pd.concat([*others, wide.assign(area_name="Wirral")]).assign(
        area_code=lambda rows: rows["area_name"]
    )
    assert sentences.trends_sentence(few, {**smoking, "polarity": "low_is_good"}) == (
        "Adults who smoke: rising in Halton and Sefton (getting worse). No clear change in Wirral."
    )
    nothing = series.assign(value=None)
    assert sentences.trend_sentence(nothing, {**smoking, "polarity": "low_is_good"}) == (
        "Adults who smoke: no figures over time have been published."
    )
