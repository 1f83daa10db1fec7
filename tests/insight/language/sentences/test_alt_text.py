"""Alt text claims only what the chart's own frame has passed, and gives its range."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given

from insight.language import sentences
from insight.language.number_format import shown, shown_range
from insight.statistics.verdicts import with_trends, with_verdicts
from insight.store import Store, queries
from tests.insight.frames import area_series, area_values, figures, indicators
from tests.insight.language.sentences.claims import check_manners, claims
from tests.insight.language.sentences.test_change import expected_claims, rule_on
from tests.insight.language.sentences.test_comparison import verdicts
from tests.insight.small_store import HALTON, PLACES

references = figures.map(lambda figure: math.nan if figure is None else figure)


def range_in_words(values: pd.Series, indicator: pd.Series) -> str:
    low, high = values.min(), values.max()
    if low == high:
        return f"Every figure is {shown(low, indicator)}."
    return f"Figures run from {shown_range(low, high, indicator)}."


@given(area_values(), references, indicators())
def test_compared_areas(values: pd.DataFrame, reference: float, indicator: pd.Series) -> None:
    found = with_verdicts(values, reference, indicator["polarity"])
    text = sentences.compare_areas_alt(found, indicator, "England", reference)
    check_manners(text)
    if values["value"].isna().all():
        assert text == "No chart: no figures for Made up measure."
        return
    true = set(verdicts(values, reference, indicator["polarity"]).values())
    assert claims(text) == true - {"similar", "not tested"}
    assert range_in_words(values["value"], indicator) in text
    assert ("A line marks England" in text) == (not math.isnan(reference))


@pytest.mark.slow
@given(area_series(), indicators())
def test_areas_over_time(series: pd.DataFrame, indicator: pd.Series) -> None:
    texts = [
        sentences.small_multiples_alt(series, indicator, "England"),
        sentences.lines_alt(series, indicator),
    ]
    trends = [rule_on(rows, indicator["polarity"]) for _, rows in series.groupby("area_name")]
    for text in texts:
        check_manners(text)
        if series["value"].isna().all():
            assert text == "No chart: no figures for Made up measure."
            continue
        assert claims(text) == set().union(*map(expected_claims, trends))
        assert range_in_words(series["value"], indicator) in text


@pytest.mark.parametrize("place", list(PLACES))
def test_sparklines(place: str, small_store: Store) -> None:
    profile = with_trends(queries.place_profile(small_store, place))
    for row in profile.to_dict("records"):
        text = sentences.sparkline_alt(row, row)
        check_manners(text)
        moving = {row["trend"]} & {"rising", "falling"}
        good_or_bad = set(row["trend_judgement"].removeprefix("getting ").split())
        assert claims(text) == moving | good_or_bad


def test_who_lives_here(small_store: Store) -> None:
    residents = queries.residents(small_store, HALTON)
    ages = residents[residents["kind"] == "age"]
    text = sentences.residents_alt(ages, "Halton", "Cheshire and Merseyside")
    check_manners(text)
    assert claims(text) == set()
    assert all(f"{row.group_name} {row.value:.1f}%" in text for row in ages.itertuples())
    nobody = sentences.residents_alt(ages.iloc[:0], "Halton", "Cheshire and Merseyside")
    assert nobody == "No chart: no figures on who lives in Halton."


def test_no_figures_over_time() -> None:
    row = {"values": [], "trend": "cannot be calculated", "trend_judgement": ""}
    assert sentences.sparkline_alt(row, {}) == "No figures over time."
